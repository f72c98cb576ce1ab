import { edgeId, same, type Edge, type Plan } from '../../plan';
import { mergeEntries } from '../entries';
import type { Referee } from '../conflict';
import { isRenamed, nameIn, type CommonKeys } from '../keys';
import { eachSide } from '../sides';

/** The merged nodes. A node that one side removed and the other joined to something is a conflict, so no edge is left without its end. */
export function mergeNodes(common: CommonKeys, referee: Referee): Plan['nodes'] {
  const { plans } = common;
  const joined = { ours: newlyJoined(plans.base, plans.ours), theirs: newlyJoined(plans.base, plans.theirs) };
  return mergeEntries(
    eachSide(plans, ({ nodes }) => nodes),
    {
      part: 'node',
      idOf: (key) => nameIn(common, 'nodes', key),
      isTouched: (side, key) => joined[side].has(key) || isRenamed(common, 'nodes', side, key),
    },
    referee,
  );
}

/** The nodes at edges that a side added or changed. */
function newlyJoined(base: Plan, side: Plan): ReadonlySet<string> {
  const known = new Map<string, Edge[]>();
  for (const edge of base.edges) known.set(edgeId(edge), [...(known.get(edgeId(edge)) ?? []), edge]);
  const changed = side.edges.filter((edge) => !known.get(edgeId(edge))?.some((other) => same(edge, other)));
  return new Set(changed.flatMap(({ from, to }) => [from, to]));
}
