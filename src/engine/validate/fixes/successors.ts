import { swapEdits, type Catalog, type GraphNode, type Service } from '../../catalog';
import type { Plan, PlanEdit } from '../../plan';
import { couldBeStarted, isRelay, raisedBy, takesOneOf } from '../../notions';
import type { Fix, RuleInput } from '../rule';
import { PlanDraft } from './plan-draft';

/** Swaps of a node to the successor that the vendor names for its service, with the compute that the successor needs. */
export function successorFixes({ plan, catalog }: RuleInput, node: GraphNode): Fix[] {
  return (node.service?.status.successors ?? []).flatMap((id) => {
    const service = catalog.get(id);
    const edits = service && swap(plan, catalog, node, service);
    return service && edits ? [{ title: `Swap to ${service.shortName}`, edits: [...edits, ...unheard(catalog, node, service)] }] : [];
  });
}

function swap(plan: Plan, catalog: Catalog, node: GraphNode, service: Service): readonly PlanEdit[] | undefined {
  if (service.runsOn !== 'none') {
    const edits = new PlanDraft(plan, catalog);
    return edits.swap(node.id, service.id, node.stage) ? edits.edits : undefined;
  }
  const { id, stage } = node;
  const stays = stage !== undefined && stage !== service.stages[0] && service.stages.includes(stage);
  return [...swapEdits(plan, catalog, id, service.id), ...(stays ? [{ type: 'change-node', id, set: { stage } } as const] : [])];
}

/** Removal of control edges that would no longer start the new service, or reach anything that listens to it. */
function unheard(catalog: Catalog, node: GraphNode, service: Service): readonly PlanEdit[] {
  const calls = couldBeStarted(node, service, catalog) ? [] : node.in.filter(({ from }) => from.service?.orchestrates?.length);
  const events = service.orchestrates?.length
    ? []
    : node.out.filter(({ to }) => to.service && !isRelay(to.service) && !takesOneOf(to.service, raisedBy(service)));
  const edges = [...calls, ...events].filter(({ kind }) => kind === 'control');
  return edges.length > 0 ? [{ type: 'remove-edges', edges: edges.map(({ edge }) => edge) }] : [];
}
