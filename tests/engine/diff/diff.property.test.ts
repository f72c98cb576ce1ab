import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffPlans, isEmptyDiff, withoutMoves, type Change, type ChangeKind, type PlanDiff } from '#engine/diff';
import { applyEdits, documentOf, edgeId, type Plan } from '#engine/plan';
import { anyPlan, editsOf, planAndLater } from '../../harness/arbitraries.ts';
import { catalog } from '../../harness/resources.ts';

/* The laws of comparing two plans. */

const diff = (before: Plan, after: Plan): PlanDiff => diffPlans(before, after, catalog);
/** Plans that have something in common, and plans that have little. */
const twoPlans = fc.oneof(
  planAndLater.map(({ plan, later }) => [plan, later] as const),
  fc.tuple(anyPlan, anyPlan),
);

const opposite: Readonly<Record<ChangeKind, ChangeKind>> = {
  added: 'removed',
  removed: 'added',
  changed: 'changed',
  renamed: 'renamed',
  moved: 'moved',
};

describe('the difference between two plans', () => {
  it('is empty between a plan and itself, whatever the order of its edges and keys', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const copy = JSON.parse(JSON.stringify({ ...plan, edges: plan.edges.toReversed(), waivers: plan.waivers.toReversed() })) as Plan;
        expect(diff(plan, plan)).toMatchObject({ changes: [], renamed: {}, isReordered: false });
        expect(isEmptyDiff(diff(plan, copy))).toBe(true);
      }),
    );
  });

  it('is the same the other way round, with added for removed', () => {
    fc.assert(
      fc.property(twoPlans, ([before, after]) => {
        const said = (changes: readonly Change[], turn: boolean) =>
          changes
            .map(({ part, kind, id, formerId, keys }) => {
              const [first, second] = turn ? [formerId ?? id, id] : [id, formerId ?? id];
              const values = keys.map(({ path, before: was, after: is }) => [path, ...(turn ? [is, was] : [was, is])]);
              // ids in values are those of the plan after, so they differ by direction
              return JSON.stringify([part, turn ? opposite[kind] : kind, ...(part === 'waiver' ? [] : [first, second]), values.length]);
            })
            .sort();
        expect(said(diff(after, before).changes, true)).toEqual(said(diff(before, after).changes, false));
      }),
    );
  });

  it('names every key that differs: applied to the plan before, it gives the plan after', () => {
    fc.assert(
      fc.property(twoPlans, ([before, after]) => {
        expect(canonical(applied(diff(before, after), after))).toEqual(canonical(after));
      }),
    );
  });

  it('names nothing that does not differ', () => {
    fc.assert(
      fc.property(twoPlans, ([before, after]) => {
        for (const { keys } of diff(before, after).changes) for (const key of keys) expect(key.before).not.toEqual(key.after);
      }),
    );
  });

  it('of a renamed node is the rename alone', () => {
    fc.assert(
      fc.property(
        anyPlan.filter((plan) => Object.keys(plan.nodes).length > 0),
        fc.nat(),
        (plan, pick) => {
          const ids = Object.keys(plan.nodes);
          const from = ids[pick % ids.length] ?? '';
          const later = applyEdits(plan, [{ type: 'rename-id', from, to: 'another-id' }]);
          const { changes, renamed } = diff(plan, later);
          expect(changes).toEqual([{ part: 'node', kind: 'renamed', id: 'another-id', formerId: from, keys: [] }]);
          expect(renamed).toEqual({ [from]: 'another-id' });
        },
      ),
    );
  });

  it('of moved nodes has no other change', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 500 }), (plan, by) => {
        const later = {
          ...plan,
          layout: Object.fromEntries(Object.entries(plan.layout).map(([id, [x, y]]) => [id, [x + by, y] as const])),
        };
        const found = diff(plan, later);
        expect(found.changes.map(({ kind, id }) => [kind, id])).toEqual(
          Object.keys(plan.nodes).flatMap((id) => (plan.layout[id] ? [['moved', id]] : [])),
        );
        expect(isEmptyDiff(withoutMoves(found))).toBe(true);
      }),
    );
  });

  it('changes neither plan', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const text = JSON.stringify(plan);
        fc.assert(
          fc.property(editsOf(plan), (edits) => {
            diff(plan, applyEdits(plan, edits));
            expect(JSON.stringify(plan)).toBe(text);
          }),
          { numRuns: 3 },
        );
      }),
    );
  });
});

/** The plan before with every change made to it, part by part; what was added is taken from the plan after. */
function applied({ before, changes }: PlanDiff, after: Plan): unknown {
  const document = structuredClone(before) as unknown as Record<string, unknown>;
  const maps = { assumption: 'assumptions', node: 'nodes', group: 'groups', note: 'notes' } as const;
  const fresh = structuredClone(after) as unknown as Record<string, Record<string, unknown>>;
  const edges = new Map(before.edges.map((edge) => [edgeId(edge), edge as Record<string, unknown>]));
  // ids of edges and nodes that are gone are those of the original plan: what stays is what the changes do not remove
  const isRemoved = (part: string) => changes.filter((change) => change.part === part && change.kind === 'removed').length;
  for (const part of ['assumption', 'node', 'group', 'note'] as const) {
    const map = document[maps[part]] as Record<string, unknown>;
    const gone = Object.keys(map).filter((id) => !Object.hasOwn(fresh[maps[part]] ?? {}, id));
    expect(gone.length).toBe(isRemoved(part));
    for (const id of gone) delete map[id];
    for (const change of changes.filter((one) => one.part === part)) {
      if (change.kind === 'added') map[change.id] = fresh[maps[part]]?.[change.id];
      for (const { path, after: value } of change.keys) {
        if (path.length === 0) map[change.id] = value;
        else if (path[0] !== 'pinned') set(map[change.id] as Record<string, unknown>, path, value);
      }
      if (change.moved && part === 'note') (map[change.id] as Record<string, unknown>)['at'] = change.moved.after;
      if (change.moved && part === 'node') set(document, ['layout', change.id], change.moved.after);
      if (change.kind === 'added' && part === 'node') set(document, ['layout', change.id], after.layout[change.id]);
      if (change.kind === 'added' && after.pinned.includes(change.id))
        document['pinned'] = [...(document['pinned'] as string[]), change.id];
    }
  }
  for (const { id, keys } of changes.filter(({ part, kind }) => part === 'node' && kind !== 'removed'))
    for (const { path, after: value } of keys)
      if (path[0] === 'pinned')
        document['pinned'] = value
          ? [...(document['pinned'] as string[]), id]
          : (document['pinned'] as string[]).filter((one) => one !== id);
  for (const { keys } of changes.filter(({ part }) => part === 'plan'))
    for (const { path, after: value } of keys) set(document, path, value);
  // edges: those that stay, each with its keys
  const kept = after.edges.map((edge) => {
    const change = changes.find(({ part, kind, id }) => part === 'edge' && kind !== 'removed' && id === edgeId(edge));
    if (!change) return edges.get(edgeId(edge));
    if (change.kind === 'added') return edge;
    const old = structuredClone(edges.get(change.id) ?? edge) as Record<string, unknown>;
    for (const { path, after: value } of change.keys) set(old, path, value);
    return old;
  });
  return { ...document, edges: kept, waivers: after.waivers };
}

function set(map: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length > 0) set((map[key] ??= {}) as Record<string, unknown>, rest, value);
  else if (value === undefined) delete map[key];
  else map[key] = value;
}

/** A plan without the order of its parts, without empty maps, and without places of nodes that it does not have. */
function canonical(value: unknown): unknown {
  const plan = value as Plan;
  const layout = Object.fromEntries(Object.entries(plan.layout).filter(([id]) => plan.nodes[id]));
  const pinned = plan.pinned.filter((id) => plan.nodes[id]);
  return withoutEmpty(documentOf({ ...plan, layout, pinned, waivers: [] }));
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined && !(isMap(inner) && Object.keys(inner).length === 0)));
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
