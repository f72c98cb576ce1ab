import type { z } from 'zod';
import type { PlanChangeSchema } from './change-schema';
import { inOrder } from './edits/maps';
import type { Edge, Plan } from './model';
import { sameSource, sourceAfter, sourceBetween } from './source';

/*
 * Differences between two states of a plan. Plans share everything that an edit did not touch, so finding them costs comparisons by
 * identity, and sending them costs only the changed parts.
 */

export type PlanChange = Readonly<z.infer<typeof PlanChangeSchema>>;

/** The change that turns one plan into the other; equal parts are left out. */
export function changeBetween(before: Plan, after: Plan): PlanChange {
  const nodes = entriesBetween(before.nodes, after.nodes);
  const layout = entriesBetween(before.layout, after.layout);
  const groups = entriesBetween(before.groups, after.groups);
  const notes = entriesBetween(before.notes, after.notes);
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.summary === after.summary ? {} : { summary: after.summary ?? null }),
    ...(before.context === after.context ? {} : { context: after.context }),
    ...(before.assumptions === after.assumptions ? {} : { assumptions: after.assumptions }),
    ...(nodes ? { nodes } : {}),
    ...(sameOrder(before.nodes, after.nodes) ? {} : { order: Object.keys(after.nodes) }),
    ...(before.edges === after.edges ? {} : { edges: edgesBetween(before.edges, after.edges) }),
    ...(before.waivers === after.waivers ? {} : { waivers: [...after.waivers] }),
    ...(before.exports === after.exports ? {} : { exports: after.exports ?? null }),
    ...(before.packet === after.packet ? {} : { packet: after.packet ?? null }),
    ...(before.revisions === after.revisions ? {} : { revisions: after.revisions ? [...after.revisions] : null }),
    ...(groups ? { groups } : {}),
    ...(notes ? { notes } : {}),
    ...(before.direction === after.direction ? {} : { direction: after.direction ?? null }),
    ...(layout ? { layout: layout as Record<string, [number, number] | null> } : {}),
    ...(before.pinned === after.pinned ? {} : { pinned: [...after.pinned] }),
    ...(before.own === after.own ? {} : { own: after.own }),
    ...(sameSource(before.source, after.source) ? {} : { source: sourceBetween(before.source, after.source) }),
  };
}

/** Applies a change; everything that it does not name is shared with the plan before. */
export function applyChange(plan: Plan, change: PlanChange): Plan {
  const { nodes, order, edges, groups, notes, layout, source, ...rest } = change;
  const changed: Record<string, unknown> = { ...plan, ...rest };
  for (const key of ['summary', 'direction', 'exports', 'packet', 'revisions'] as const) if (change[key] === null) delete changed[key];
  if (source !== undefined) {
    const written = sourceAfter(plan.source, source);
    if (written) changed['source'] = written;
    else delete changed['source'];
  }
  if (nodes || order)
    changed['nodes'] = order ? inOrder(withEntries(plan.nodes, nodes ?? {}), order) : withEntries(plan.nodes, nodes ?? {});
  if (edges) changed['edges'] = withEdges(plan.edges, edges);
  if (groups) changed['groups'] = withEntries(plan.groups, groups);
  if (notes) changed['notes'] = withEntries(plan.notes, notes);
  if (layout) changed['layout'] = withEntries(plan.layout, layout);
  return changed as unknown as Plan; // every part was a plan's part, or was checked by the schema
}

/** True if nothing differs. */
export function isEmptyChange(change: PlanChange): boolean {
  return Object.keys(change).length === 0;
}

function edgesBetween(before: readonly Edge[], after: readonly Edge[]): PlanChange['edges'] {
  const [old, now] = [new Set(before), new Set(after)];
  const gone = before.flatMap((edge, at) => (now.has(edge) ? [] : [at]));
  const added = after.flatMap((edge, at): [number, Edge][] => (old.has(edge) ? [] : [[at, edge]]));
  const change = { gone, added };
  const changed = withEdges(before, change);
  return changed.length === after.length && changed.every((edge, at) => edge === after[at]) ? change : [...after];
}

function withEdges(before: readonly Edge[], change: NonNullable<PlanChange['edges']>): readonly Edge[] {
  if (Array.isArray(change)) return change;
  const gone = new Set(change.gone);
  const kept = before.filter((_, at) => !gone.has(at));
  const edges: Edge[] = [];
  let next = 0;
  for (const [at, edge] of change.added) {
    const more = kept.slice(next, next + Math.max(0, at - edges.length));
    next += more.length;
    for (const one of more) edges.push(one);
    edges.push(edge);
  }
  for (const one of kept.slice(next)) edges.push(one);
  return edges;
}

function entriesBetween<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): Record<string, T | null> | undefined {
  if (before === after) return undefined;
  const changed: Record<string, T | null> = {};
  for (const key of Object.keys(after)) if (before[key] !== after[key]) changed[key] = after[key] as T;
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) changed[key] = null;
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** True if applying the changed entries alone gives the new order: kept entries are in the old order, new ones at the end. */
function sameOrder(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): boolean {
  if (before === after) return true;
  const kept = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  return Object.keys(after).every((key, at) => (at < kept.length ? kept[at] === key : !Object.hasOwn(before, key)));
}

function withEntries<T>(map: Readonly<Record<string, T>>, changes: Readonly<Record<string, T | null>>): Record<string, T> {
  const result: Record<string, T> = { ...map };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete result[key];
    else result[key] = value;
  }
  return result;
}
