import type { Catalog } from '../catalog';
import { edgeId, sameKeys, type Edge, type EdgeRef, type Note, type Plan, type Position, type Waiver } from '../plan';
import { namedParts, parts, type Change, type ChangeKind, type KeyChange, type NamedPart, type Part, type PlanDiff } from './change';
import { inNamesOf } from './in-names';
import { keyChanges } from './key-changes';
import { pairEdges, pairNames, pairWaivers, sortedWaiver, waiverId } from './pairs';

/*
 * The comparison of two plans. It is one thing, since all parts are compared in the names of the plan after: first what is the same thing
 * in both plans is found, then the keys of each pair are compared.
 */

/**
 * Compares two plans by what they say. The order of keys, edges and waivers, comments and formatting do not count.
 * @param catalog knows the stages of services
 */
export function diffPlans(original: Plan, after: Plan, catalog: Catalog): PlanDiff {
  const names = pairNames(original, after, catalog);
  const { plan: before, former } = inNamesOf(original, names);
  const changes: Record<Part, readonly Change[]> = {
    plan: planChanges(before, after),
    assumption: mapChanges('assumption', before.assumptions, after.assumptions, former.assumptions, (a, b) => ({ keys: keyChanges(a, b) })),
    node: mapChanges('node', before.nodes, after.nodes, former.nodes, (a, b, id) => ({
      keys: [...keyChanges(a, b), ...pinnedChange(id, before, after)],
      moved: movedBetween(before.layout[id], after.layout[id]),
    })),
    edge: edgeChanges(before.edges, after.edges, former.nodes),
    group: mapChanges('group', before.groups, after.groups, former.groups, (a, b) => ({ keys: keyChanges(a, b) })),
    note: mapChanges('note', before.notes, after.notes, former.notes, (a, b) => ({
      keys: keyChanges(withoutPlace(a), withoutPlace(b)),
      moved: movedBetween(a.at, b.at),
    })),
    waiver: waiverChanges(before.waivers, after.waivers),
  };
  return {
    changes: parts.flatMap((part) => changes[part]),
    renamed: Object.fromEntries([...names.nodes].filter(([from, to]) => from !== to)),
    isReordered: !sameKeys(shared(before, after), shared(after, before)),
    before,
    former: Object.fromEntries(
      namedParts.map((part) => {
        const names = Object.keys(before[part]).map((name) => [name, former[part](name)] as const);
        return [part, Object.fromEntries(names.filter(([name, was]) => name !== was))];
      }),
    ) as Record<NamedPart, Record<string, string>>,
  };
}

/** The nodes of a plan that another plan has, too. */
function shared(plan: Plan, other: Plan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => other.nodes[id]));
}

interface Compared {
  readonly keys: readonly KeyChange[];
  readonly moved?: Change['moved'];
}

function mapChanges<T>(
  part: Part,
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  former: (name: string) => string,
  compare: (before: T, after: T, name: string) => Compared,
): readonly Change[] {
  const removed = Object.keys(before).filter((id) => !Object.hasOwn(after, id));
  return [
    ...Object.entries(after).flatMap(([id, now]): Change[] => {
      const old = Object.hasOwn(before, id) ? before[id] : undefined;
      if (old === undefined) return [{ part, kind: 'added', id, keys: [] }];
      return changed(part, id, former(id), compare(old, now, id));
    }),
    ...removed.map((id): Change => ({ part, kind: 'removed', id: former(id), keys: [] })),
  ];
}

/** The change of something that both plans have; none if nothing differs. */
function changed(part: Part, id: string, former: string, { keys, moved }: Compared): Change[] {
  const isRenamed = former !== id;
  if (!isRenamed && keys.length === 0 && !moved) return [];
  const kind: ChangeKind = isRenamed ? 'renamed' : keys.some(({ path }) => !isOfDrawing(path)) ? 'changed' : 'moved';
  return [{ part, kind, id, ...(isRenamed ? { formerId: former } : {}), keys, ...(moved ? { moved } : {}) }];
}

function isOfDrawing([key = '']: readonly string[]): boolean {
  return key === 'pinned' || key === 'direction';
}

function planChanges(before: Plan, after: Plan): readonly Change[] {
  const own = ({ name, summary, context, exports, packet, revisions, direction, own: x }: Plan) => ({
    name,
    summary,
    context,
    exports,
    packet,
    revisions,
    ...x,
    direction,
  });
  return changed('plan', '', '', { keys: keyChanges(own(before), own(after)) });
}

function pinnedChange(id: string, before: Plan, after: Plan): readonly KeyChange[] {
  const [was, is] = [before.pinned.includes(id), after.pinned.includes(id)];
  return was === is ? [] : [{ path: ['pinned'], before: was, after: is }];
}

function movedBetween(before: Position | undefined, after: Position | undefined): Change['moved'] {
  return before?.[0] === after?.[0] && before?.[1] === after?.[1] ? undefined : { before, after };
}

function withoutPlace({ at: _, ...note }: Note): Omit<Note, 'at'> {
  return note;
}

function edgeChanges(before: readonly Edge[], after: readonly Edge[], former: (node: string) => string): readonly Change[] {
  const { beforeOf, removed } = pairEdges(before, after);
  const originalId = ({ from, to, kind }: EdgeRef) => edgeId({ from: former(from), to: former(to), kind });
  return [
    ...after.flatMap((edge, at): Change[] => {
      const old = before[beforeOf.get(at) ?? -1];
      if (!old) return [{ part: 'edge', kind: 'added', id: edgeId(edge), keys: [] }];
      const [change] = changed('edge', edgeId(edge), edgeId(edge), { keys: keyChanges(old, edge) });
      return change ? [edgeId(old) === edgeId(edge) ? change : { ...change, formerId: originalId(old) }] : [];
    }),
    ...removed.flatMap((at): Change[] => (before[at] ? [{ part: 'edge', kind: 'removed', id: originalId(before[at]), keys: [] }] : [])),
  ];
}

function waiverChanges(before: readonly Waiver[], after: readonly Waiver[]): readonly Change[] {
  const [olds, news] = [before.map(sortedWaiver), after.map(sortedWaiver)];
  const { beforeOf, removed } = pairWaivers(olds, news);
  return [
    ...news.flatMap((waiver, at): Change[] => {
      const old = olds[beforeOf.get(at) ?? -1];
      if (!old) return [{ part: 'waiver', kind: 'added', id: waiverId(waiver), keys: [] }];
      return changed('waiver', waiverId(waiver), waiverId(waiver), { keys: keyChanges(old, waiver) });
    }),
    ...removed.flatMap((at): Change[] => (olds[at] ? [{ part: 'waiver', kind: 'removed', id: waiverId(olds[at]), keys: [] }] : [])),
  ];
}
