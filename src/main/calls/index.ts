import type { Handlers } from '../ipc/register';
import { checkpointHandlers } from './checkpoints';
import { compareHandlers } from './compare';
import { evaluationHandlers } from './evaluation';
import { exportHandlers } from './exports';
import { helpHandlers } from './help';
import { knownPlanHandlers } from './known-plans';
import { libraryHandlers } from './library';
import { outputHandlers } from './output';
import type { Parts } from './parts';
import { planHandlers } from './plans';
import { tabHandlers } from './tabs';
import { windowHandlers } from './window';

/** Handlers of a window's calls, in a file for each domain as in src/ipc/. */
export function handlersOf(parts: Parts): Handlers {
  return {
    ...planHandlers(parts),
    ...evaluationHandlers(parts),
    ...libraryHandlers(parts),
    ...outputHandlers(parts),
    ...exportHandlers(parts),
    ...compareHandlers(parts),
    ...checkpointHandlers(parts),
    ...knownPlanHandlers(parts),
    ...tabHandlers(parts),
    ...windowHandlers(parts),
    ...helpHandlers(parts),
  };
}
