import { pairEdges } from '../../diff';
import { compareEdges, edgeId, same, type Edge, type Plan } from '../../plan';
import type { Referee } from '../conflict';
import { mergeEntries } from '../entries';
import { nameIn, type CommonKeys } from '../keys';
import { eachSide, type Side, type Sides } from '../sides';
import { mergeValue } from '../values';
import { keyedItems } from './items';

/**
 * The merged edges. The ends and the kind of an edge are one value: two sides that lead one edge elsewhere contradict each other.
 * @param nodes the merged ones; no edge is left at a node that the merge removed
 */
export function mergeEdges(common: CommonKeys, nodes: Plan['nodes'], referee: Referee): Plan['edges'] {
  const { plans } = common;
  const lists = eachSide(plans, ({ edges }) => edges);
  const keyed = withoutRemovedEnds(keyedItems(lists, { pair: pairEdges, idOf: edgeId }), plans, nodes);
  const idOf = (key: string) => nameOfEdge(keyed.ours[key] ?? keyed.theirs[key] ?? keyed.base[key], common);
  const merged = mergeEntries(
    keyed,
    {
      part: 'edge',
      idOf,
      merge: (values, key) => {
        const { ends, rest } = mergeEdge(values, idOf(key), referee);
        return { ...ends, ...rest };
      },
    },
    referee,
  );
  const hung = Object.entries(merged).flatMap(([key, edge]) => {
    if (isHung(edge, nodes, plans)) return [[key, edge] as const];
    const favoured = keyed[referee.favour][key]; // the other side led it to a node that is gone, which is a conflict about the node
    return favoured && isHung(favoured, nodes, plans) ? [[key, favoured] as const] : [];
  });
  return withoutRepeats(new Map(hung), keyed, idOf, referee).sort(compareEdges);
}

function mergeEdge(values: Sides<Edge | undefined>, id: string, referee: Referee): { readonly ends: Ends; readonly rest: object } {
  const place = { part: 'edge', id, path: [] } as const;
  const ends = mergeValue(
    eachSide(values, (edge) => edge && [edge.from, edge.to, edge.kind]),
    { ...place, path: ['ends'] },
    referee,
  ) as [string, string, Edge['kind']]; // both sides have ends
  const rest = mergeValue(
    eachSide(values, (edge) => edge && withoutEnds(edge)),
    place,
    referee,
  ) as object; // both sides have a rest
  return { ends: { from: ends[0], to: ends[1], kind: ends[2] }, rest };
}

function nameOfEdge(edge: Edge | undefined, common: CommonKeys): string {
  const name = (key: string) => nameIn(common, 'nodes', key);
  return edge ? edgeId({ from: name(edge.from), to: name(edge.to), kind: edge.kind }) : '';
}

type Ends = Pick<Edge, 'from' | 'to' | 'kind'>;

function withoutEnds({ from: _, to: __, kind: ___, ...rest }: Edge): Omit<Edge, keyof Ends> {
  return rest;
}

/** A side that removed a node did not mean its edges: where the node stays, they stay as the other side has them. */
function withoutRemovedEnds(
  keyed: Sides<Readonly<Record<string, Edge>>>,
  plans: Sides<Plan>,
  nodes: Plan['nodes'],
): Sides<Readonly<Record<string, Edge>>> {
  const restored = (side: Side) => {
    const lost = Object.entries(keyed.base).filter(
      ([key, { from, to }]) =>
        !keyed[side][key] && [from, to].some((id) => plans.base.nodes[id] && !plans[side].nodes[id]) && nodes[from] && nodes[to],
    );
    return { ...keyed[side], ...Object.fromEntries(lost) };
  };
  return { base: keyed.base, ours: restored('ours'), theirs: restored('theirs') };
}

/** True if both ends of an edge are there, or were missing before the merge. */
function isHung({ from, to }: Edge, nodes: Plan['nodes'], plans: Sides<Plan>): boolean {
  return [from, to].every((id) => nodes[id] || !(plans.base.nodes[id] || plans.ours.nodes[id] || plans.theirs.nodes[id]));
}

/** One edge where each side made the same one in another way. */
function withoutRepeats(
  edges: ReadonlyMap<string, Edge>,
  keyed: Sides<Readonly<Record<string, Edge>>>,
  idOf: (key: string) => string,
  referee: Referee,
): Edge[] {
  const kept = new Map<string, [key: string, edge: Edge][]>();
  for (const [key, edge] of edges) {
    const id = edgeId(edge);
    const others = kept.get(id) ?? [];
    const repeated = others.find(([other]) => !(['ours', 'theirs'] as const).some((side) => isIn(side, key, id) && isIn(side, other, id)));
    if (!repeated) {
      kept.set(id, [...others, [key, edge]]);
      continue;
    }
    if (same(repeated[1], edge)) continue;
    const [ours, theirs] = isIn('ours', key, id) ? [edge, repeated[1]] : [repeated[1], edge];
    referee.conflict({ kind: 'both-changed', part: 'edge', id: idOf(key), path: [], base: undefined, ours, theirs });
    repeated[1] = referee.favour === 'ours' ? ours : theirs;
  }
  return [...kept.values()].flatMap((all) => all.map(([, edge]) => edge));

  /** True if a side has the edge under the id itself. */
  function isIn(side: Side, key: string, id: string): boolean {
    const edge = keyed[side][key];
    return edge !== undefined && edgeId(edge) === id;
  }
}
