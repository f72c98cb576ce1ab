import type { GraphNode, PlanGraph } from '../../catalog';

/*
 * The share of a run spent waiting for machines. The vendor says minutes without a number; five are a fair
 * guess for a node that has to be allocated, so a run of ten minutes waits for half its time.
 */

/** Runs longer than this, in hours, can afford the wait. */
const brief = 10 / 60;
/** Runs a month above which brief runs are too many: twenty a day. */
const often = 600;
/** The same where people wait for the result while they try things out: ten a day. */
const oftenByHand = 300;

/** Length and number of a node's runs, where both numbers are known and the runs are brief and many. */
export interface BriefRuns {
  readonly runsPerMonth: number;
  /** In hours. */
  readonly timePerRun: number;
  /** Somebody waits for each run. */
  readonly byHand: boolean;
}

/** The runs of a node that waits minutes for machines, when they are briefer and more than such a service is made for. */
export function briefRuns(graph: PlanGraph, node: GraphNode): BriefRuns | undefined {
  const { service } = node;
  if (service?.startup !== 'minutes' || !service.compute) return undefined;
  const byHand = node.stage === 'experimentation';
  const runsPerMonth = graph.amount(node, 'runsPerMonth');
  const timePerRun = graph.amount(node, 'timePerRun');
  if (runsPerMonth === undefined || timePerRun === undefined) return undefined;
  return timePerRun < brief && runsPerMonth > (byHand ? oftenByHand : often) ? { runsPerMonth, timePerRun, byHand } : undefined;
}

/** True if compute waits for work, so that a run on it starts at once. */
export function isKeptReady(graph: PlanGraph, node: GraphNode): boolean {
  return node.service?.compute?.scaleToZero === false || (graph.amount(node, 'minNodes') ?? 0) > 0;
}
