import type { PlanGraph } from '../../catalog';
import { mayStart, orchestrates, releases, wouldStart } from '../../notions';
import type { NodeId } from '../../plan';
import type { PlanDraft } from './plan-draft';

/**
 * Lets something start a node that a fix adds and that has no schedule of its own: an orchestrator of the plan, or one that the fix adds. A
 * release tool comes last.
 */
export function startAdded(draft: PlanDraft, graph: PlanGraph, id: NodeId, added: readonly NodeId[] = []): void {
  const service = (of: NodeId) => draft.catalog.get(draft.plan.nodes[of]?.service ?? '');
  const target = service(id);
  if (!target || target.triggers) return;
  const starters = [...graph.nodes.map((node) => node.id), ...added].filter((one) => {
    const starter = service(one);
    if (one === id || !starter || !orchestrates(starter)) return false;
    return wouldStart(starter, target, draft.catalog) || (releases(starter) && mayStart(starter, target, draft.catalog));
  });
  const rolls = (one: NodeId) => Number(releases(service(one) ?? target));
  starters.sort((a, b) => rolls(a) - rolls(b)).some((one) => draft.edge(one, id, 'control'));
}
