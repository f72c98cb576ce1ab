import type { Measure } from '../measure';
import { definition } from './definition';
import { delivery } from './delivery';
import { estateFit } from './estate-fit';
import { estateUse } from './estate-use';
import { lifecycle } from './lifecycle';
import { lockIn } from './lock-in';
import { nativeEdges } from './native-edges';
import { nativeIntegration } from './native-integration';
import { observability } from './observability';
import { operationalBurden } from './operational-burden';
import { reproducibility } from './reproducibility';
import { soundness } from './soundness';
import { technologySpread } from './technology-spread';

/** Every measure, in the order in which a score shows its parts. */
export const measures: readonly Measure[] = [
  soundness,
  operationalBurden,
  technologySpread,
  nativeIntegration,
  lifecycle,
  reproducibility,
  definition,
  observability,
  delivery,
  lockIn,
  nativeEdges,
  estateFit,
  estateUse,
];
