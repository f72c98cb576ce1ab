import type { GraphNode, PlanGraph } from '../../catalog';

/*
 * How much of a run is spent waiting for machines. The vendor speaks of minutes without saying how many; five are a fair
 * guess for a node that has to be allocated, so a run of ten minutes waits for half its time.
 */

/** Runs longer than this, in hours, bear the wait. */
const brief = 10 / 60;
/** Runs a month above which brief runs are too many: twenty a day. */
const often = 600;
/** The same where people wait for the result while they try things out: ten a day. */
const oftenByHand = 300;

/** What a node's runs are like, where both numbers are known and the runs are brief and many. */
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

/** Whether compute waits for work, so that a run on it starts at once. */
export function isKeptReady(graph: PlanGraph, node: GraphNode): boolean {
  return node.service?.compute?.scaleToZero === false || (graph.amount(node, 'minNodes') ?? 0) > 0;
}
