import calibration from 'virtual:pipedraft-resources/calibration';
import raw from 'virtual:pipedraft-resources/scoring';
import type { RankedPlan } from '#engine/explain';
import type { Scoring } from '#engine/score';

/** Weights and thresholds of the scores, with their reasons. */
export const scoring = raw as Scoring; // checked by tests/engine/score/scoring.test.ts

/** Plans ranked by hand, the best first; checked by tests/engine/score/calibration.test.ts. */
export const rankedPlans = calibration as readonly RankedPlan[];
