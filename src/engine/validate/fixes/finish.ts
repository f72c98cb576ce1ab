import { PlanGraph, type GraphEdge, type Service } from '../../catalog';
import { titles } from '../../format';
import { applyEdits, edgeId, type Edge, type NodeId, type PlanEdit, type UsageValue } from '../../plan';
import { brokenLimits } from '../questions/limits';
import type { Fix, RuleInput } from '../rule';

/*
 * What every fix owes to the rest of the plan, whichever rule it comes from: work that is put onto compute in the plan leaves its hours to
 * that compute, a node that gets a new edge gets the settings that the edge takes, and no fix only cuts a node off or leaves one that it adds alone.
 * A large plan has a fix for each of its nodes, so whatever is looked up for one fix lies near its edits and never is the whole plan.
 */

/**
 * The fixes of a finding, each with what goes with it, and without those that only cut a node off or leave one alone. Those that leave
 * another node joined to nothing come last.
 */
export function finished(fixes: readonly Fix[], input: RuleInput): readonly Fix[] {
  const { graph } = input;
  const able = fixes.filter(({ edits }) => !cutsOff(graph, edits) && !leavesAlone(input, edits));
  const whole = able.map((fix) => withoutIdleCompute(finish(fix, input), input));
  const leavesNoneAlone = ({ edits }: Fix) => lonely(graph, edits).length === 0;
  return [...whole.filter(leavesNoneAlone), ...whole.filter((fix) => !leavesNoneAlone(fix))];
}

function finish(fix: Fix, { plan, catalog, book, graph }: RuleInput): Fix {
  const drawn = edgesDrawn(fix.edits).filter((edge) => mayNeedMore(graph, edge));
  if (drawn.length === 0) return fix;
  const then = new PlanGraph(applyEdits(plan, fix.edits), catalog, book);
  const more: PlanEdit[] = [];
  for (const id of new Set(drawn.flatMap(({ from, to }) => [from, to]))) {
    const [before, after] = [graph.get(id), then.get(id)];
    // a node that the fix adds comes with what it needs
    if (!before || !after?.service || before.service !== after.service) continue;
    const set: Record<string, UsageValue> = {};
    if (drawn.some(({ from, kind }) => from === id && kind === 'runs-on') && paysItself(then, id)) set['compute'] = 'attached';
    const broken = new Set(brokenLimits(graph, before).map(({ limit }) => limit.id));
    for (const { limit } of brokenLimits(then, after)) if (!broken.has(limit.id)) Object.assign(set, limit.instead?.[0]?.set);
    if (Object.keys(set).length > 0) more.push({ type: 'set-usage', id, set });
  }
  return more.length === 0 ? fix : { ...fix, edits: [...fix.edits, ...more] };
}

/** Takes compute away with the last work that ran on it: without any it would be paid for, or reported, for nothing. */
function withoutIdleCompute(fix: Fix, { graph }: RuleInput): Fix {
  const removed = edgesRemoved(fix.edits);
  if (removed.length === 0) return fix;
  const ids = new Set(removed.map(edgeId));
  const gone = new Set(fix.edits.flatMap((edit) => (edit.type === 'remove-nodes' ? edit.ids : [])));
  const joined = new Set(edgesDrawn(fix.edits).flatMap(({ from, to }) => [from, to]));
  const ends = [...new Set(removed.map(({ to }) => to))].flatMap((id) => graph.get(id) ?? []).sort((a, b) => a.at - b.at);
  const idle = ends.filter(({ id, service, in: into, out }) => {
    if (service?.stages[0] !== 'compute' || gone.has(id) || joined.has(id) || into.length === 0) return false;
    return out.length === 0 && into.every((edge) => edge.kind === 'runs-on' && ids.has(edge.id));
  });
  if (idle.length === 0) return fix;
  return {
    title: `${fix.title}, and remove ${titles(idle)}, which nothing else runs on`,
    edits: [...fix.edits, { type: 'remove-nodes', ids: idle.map(({ id }) => id), heal: false }],
  };
}

/** True if an edge between nodes of the plan can ask for another setting of one of them: most cannot, and a large plan has many fixes. */
function mayNeedMore(graph: PlanGraph, { from, to, kind }: Edge): boolean {
  const [start, end] = [graph.get(from)?.service, graph.get(to)?.service];
  const limited = (service: Service | undefined, direction: 'in' | 'out') =>
    service?.limits?.some((limit) => limit.kind === 'edge' && limit.edge === kind && limit.direction === direction) === true;
  return (kind === 'runs-on' && start !== undefined) || limited(start, 'out') || limited(end, 'in');
}

/** True if a node counts machine hours of its own although compute in the plan could count them. */
function paysItself(graph: PlanGraph, id: NodeId): boolean {
  const node = graph.get(id);
  const field = node?.service?.usage.find((one) => one.id === 'compute');
  if (!node || field?.type !== 'choice' || !field.options.some(({ value }) => value === 'attached')) return false;
  const metered = node.out.some(({ kind, to }) => kind === 'runs-on' && to.service?.cost.kind === 'metered');
  return metered && graph.value(node, 'compute') !== 'attached';
}

function edgesDrawn(edits: readonly PlanEdit[]): readonly Edge[] {
  return edits.flatMap((edit): Edge[] => {
    if (edit.type === 'add-edge') return [edit.edge];
    return edit.type === 'change-edge' ? [{ ...edit.edge, ...edit.set }] : [];
  });
}

/** Edges of the plan that are no more there after some edits. */
function edgesRemoved(edits: readonly PlanEdit[]): readonly Edge[] {
  return edits.flatMap((edit) => (edit.type === 'remove-edges' ? edit.edges : edit.type === 'change-edge' ? [edit.edge] : []));
}

/** True if edits add a node to a plan that has others, and join it to none of them: the next rule would only ask for its removal. */
function leavesAlone({ graph, catalog }: RuleInput, edits: readonly PlanEdit[]): boolean {
  if (graph.nodes.length === 0) return false;
  const joined = new Set(edgesDrawn(edits).flatMap(({ from, to }) => [from, to]));
  return edits.some((edit) => {
    if (edit.type !== 'add-node' || joined.has(edit.id)) return false;
    const service = catalog.get(edit.node.service);
    const isPart = service !== undefined && service.managed !== 'library' && service.managed !== 'local';
    const isThereForAll = service?.stages[0] === 'foundation'; // a network or a vault needs no edge
    return (
      isPart &&
      !isThereForAll &&
      Object.keys(service.inputs).length + Object.keys(service.outputs).length > 0 &&
      !service.stages.includes('model-registry')
    );
  });
}

/** True if edits only remove edges, and a node has none left that had one to another node. */
function cutsOff(graph: PlanGraph, edits: readonly PlanEdit[]): boolean {
  return edits.length > 0 && edits.every(({ type }) => type === 'remove-edges') && lonely(graph, edits).length > 0;
}

/** The nodes that have no edge to another node after some edits, and had one before. */
function lonely(graph: PlanGraph, edits: readonly PlanEdit[]): readonly NodeId[] {
  const removed = edgesRemoved(edits);
  if (removed.length === 0) return [];
  const gone = new Set(removed.map(edgeId));
  const away = new Set(edits.flatMap((edit) => (edit.type === 'remove-nodes' ? edit.ids : [])));
  const joined = new Set(edgesDrawn(edits).flatMap(({ from, to }) => [from, to]));
  const isLeft = ({ id, from, to }: GraphEdge) => from !== to && !gone.has(id) && !away.has(from.id) && !away.has(to.id);
  const ends = removed.flatMap(({ from, to }) => (from !== to && graph.get(from) && graph.get(to) ? [from, to] : []));
  return [...new Set(ends)].filter((id) => {
    const node = graph.get(id);
    return node && !away.has(id) && !joined.has(id) && ![...node.in, ...node.out].some(isLeft);
  });
}
