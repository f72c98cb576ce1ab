import { applyChange, changeBetween } from './change';
import { edgeId } from './edge-id';
import type { Plan } from './model';
import { compareEdges } from './edge-order';
import { same, sameKeys } from './same';

/* Plans that were read from a text and plans that were edited, brought together. */

/** A plan that equals `after` and shares with `before` everything that is equal: so the change between them is as small as it can be. */
export function sharing(before: Plan, after: Plan): Plan {
  const map = <T>(old: Readonly<Record<string, T>>, now: Readonly<Record<string, T>>): Readonly<Record<string, T>> => {
    const shared = Object.fromEntries(Object.entries(now).map(([key, value]) => [key, same(old[key], value) ? (old[key] as T) : value]));
    return sameKeys(old, shared) && Object.keys(old).every((key) => old[key] === shared[key]) ? old : shared;
  };
  const value = <T>(old: T, now: T): T => (same(old, now) ? old : now);
  const known = new Map(before.edges.map((edge) => [edgeId(edge), edge]));
  const edges = after.edges.map((edge) => value(known.get(edgeId(edge)) ?? edge, edge));
  return {
    ...after,
    context: value(before.context, after.context),
    assumptions: map(before.assumptions, after.assumptions),
    nodes: map(before.nodes, after.nodes),
    edges: edges.length === before.edges.length && edges.every((edge, at) => edge === before.edges[at]) ? before.edges : edges,
    waivers: value(before.waivers, after.waivers),
    ...(after.exports === undefined ? {} : { exports: value(before.exports, after.exports) }),
    ...(after.packet === undefined ? {} : { packet: value(before.packet, after.packet) }),
    ...(after.revisions === undefined ? {} : { revisions: value(before.revisions, after.revisions) }),
    groups: map(before.groups, after.groups),
    notes: map(before.notes, after.notes),
    layout: map(before.layout, after.layout),
    pinned: value(before.pinned, after.pinned),
    own: value(before.own, after.own),
  };
}

/**
 * What was done between two plans, done to a third one: a text was written over `before`, and the plan was edited meanwhile. Where both
 * changed the same thing, the text wins.
 * @param current the plan to change, edited from `before`
 */
export function carriedOver(current: Plan, before: Plan, after: Plan): Plan {
  if (current === before) return after;
  const { edges: _, order, ...change } = changeBetween(before, after);
  const changed = applyChange(current, { ...change, ...(order && sameKeys(current.nodes, before.nodes) ? { order } : {}) });
  if (before.edges === after.edges) return changed;
  const [old, now] = [new Set(before.edges), new Set(after.edges)];
  const added = after.edges.filter((edge) => !old.has(edge));
  const replaced = new Set(added.map(edgeId));
  const gone = new Set(before.edges.filter((edge) => !now.has(edge)).map(edgeId));
  const kept = current.edges.filter((edge) => !gone.has(edgeId(edge)) && !replaced.has(edgeId(edge)));
  return { ...changed, edges: [...kept, ...added].sort(compareEdges) };
}
