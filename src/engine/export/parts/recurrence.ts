import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';

/** How often something runs. */
export interface Period {
  readonly hours: number;
  readonly unit: 'hour' | 'day' | 'week' | 'month';
}

/**
 * The period that a number of runs a month clearly means: once an hour, day, week or month; `undefined` for other numbers, which are a
 * bound and no rhythm.
 */
export function periodOf(runsPerMonth: number | undefined): Period | undefined {
  if (runsPerMonth === undefined) return undefined;
  if (runsPerMonth >= 28 && runsPerMonth <= 31) return { hours: 24, unit: 'day' };
  if (runsPerMonth >= 672 && runsPerMonth <= 744) return { hours: 1, unit: 'hour' };
  if (runsPerMonth === 4 || (runsPerMonth >= 4.3 && runsPerMonth <= 4.35)) return { hours: 168, unit: 'week' };
  if (runsPerMonth === 1) return { hours: 730, unit: 'month' };
  return undefined;
}

export function periodOfNode(context: ExportContext, node: GraphNode): Period | undefined {
  return periodOf(context.graph.amount(node, 'runsPerMonth'));
}

/** Longest expected time of a run, in hours; `undefined` if the plan states none. */
export function longestRun(context: ExportContext, node: GraphNode): number | undefined {
  const range = context.graph.usage(node).values['timePerRun'];
  return typeof range?.high === 'number' ? range.high : undefined;
}

/** A duration in hours as ISO 8601, `PT10H` or `PT90M`. */
export function isoDuration(hours: number): string {
  const minutes = Math.max(1, Math.round(hours * 60));
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

/** A duration in hours as Data Factory writes it, `0.10:00:00`. */
export function factoryDuration(hours: number): string {
  const minutes = Math.max(1, Math.round(hours * 60));
  const [days, rest] = [Math.floor(minutes / 1440), minutes % 1440];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${days}.${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
}
