import type { Choice } from '../choice';
import { compute } from './compute';
import { dataVersions } from './data-versions';
import { deployment } from './deployment';
import { experimentation } from './experimentation';
import { monitoring } from './monitoring';
import { orchestrator } from './orchestrator';
import { release } from './release';
import { tracking } from './tracking';
import { training } from './training';
import { transfer } from './transfer';
import { transformation } from './transformation';

/** Every choice, in the order in which a pipeline is read. */
export const choices: readonly Choice[] = [
  release,
  orchestrator,
  transfer,
  transformation,
  dataVersions,
  experimentation,
  training,
  compute,
  tracking,
  deployment,
  monitoring,
];
