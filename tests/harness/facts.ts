import { edgeId, groupsByNode, type Plan } from '#engine/plan';
import { isRange, textOf } from '#engine/diff';

/** One thing that a plan says. */
export interface Fact {
  /** The part of a plan and the thing in it that the fact is about. */
  readonly part: string;
  readonly id: string;
  readonly path: readonly string[];
  readonly value: string;
}

/** Everything that a plan says, each thing by itself, apart from the order of nodes. Items of a list count one by one. */
export function factsOf(plan: Plan): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  const add = (part: string, id: string, path: readonly string[], value: unknown) => {
    facts.set([part, id, ...path].join('|'), { part, id, path, value: textOf(value) ?? '' });
  };
  const leaves = (part: string, id: string, path: readonly string[], value: unknown): void => {
    if (value === undefined) return;
    if (Array.isArray(value) && path.includes('estate')) {
      for (const item of value) add(part, id, [...path, String(item)], true);
      return;
    }
    const isLeaf = typeof value !== 'object' || value === null || Array.isArray(value) || isRange(value);
    if (isLeaf) add(part, id, path, value);
    else for (const [key, inner] of Object.entries(value)) leaves(part, id, [...path, key], inner);
  };
  leaves('plan', '', ['name'], plan.name);
  leaves('plan', '', ['summary'], plan.summary);
  leaves('plan', '', ['context'], plan.context);
  leaves('plan', '', ['exports'], plan.exports);
  leaves('plan', '', [], plan.own);
  leaves('plan', '', ['direction'], plan.direction);
  for (const [id, value] of Object.entries(plan.assumptions)) leaves('assumption', id, [], value);
  const groupOf = groupsByNode(plan.groups);
  for (const [id, node] of Object.entries(plan.nodes)) {
    add('node', id, [], true);
    for (const [key, value] of Object.entries(node)) leaves('node', id, [key], value);
    leaves('node', id, ['group'], groupOf.get(id));
    leaves('node', id, ['place'], plan.layout[id]);
    if (plan.pinned.includes(id)) add('node', id, ['pinned'], true);
  }
  for (const edge of plan.edges) {
    add('edge', edgeId(edge), [], true);
    const { from: _, to: __, kind: ___, ...rest } = edge;
    leaves('edge', edgeId(edge), [], rest);
    add('edge', edgeId(edge), [], true);
  }
  for (const waiver of plan.waivers) add('waiver', textOf(waiver), [], true);
  for (const [id, { nodes: _, ...group }] of Object.entries(plan.groups)) {
    leaves('group', id, [], group);
    add('group', id, [], true);
  }
  for (const [id, { at, ...note }] of Object.entries(plan.notes)) {
    leaves('note', id, [], note);
    leaves('note', id, ['place'], at);
    add('note', id, [], true);
  }
  return facts;
}
