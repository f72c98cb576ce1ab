import type { Decision, NodeId, Plan, PlanEdit, PlanNode, ServiceId } from '../plan';
import type { Catalog } from './catalog';
import type { Service } from './service';

/** The reason against a service until someone gives one. */
export const notSaid = 'Not said yet';

/**
 * The edits that put another service in a node's place: usage that both have is kept, edges that the new service cannot take are removed,
 * and a title that was only the old service's name is removed. The record of a decision turns: the old choice is one of the rejected, and
 * the reason for the new one is open.
 */
export function swapEdits(plan: Plan, catalog: Catalog, id: NodeId, to: ServiceId): PlanEdit[] {
  const node = plan.nodes[id];
  const service = catalog.get(to);
  if (!node || !service || node.service === to) return [];
  const illegal = plan.edges.filter((edge) => {
    if (edge.from === id) return !fits(service, catalog.get(plan.nodes[edge.to]?.service ?? ''), edge.kind, catalog);
    return edge.to === id && !fits(catalog.get(plan.nodes[edge.from]?.service ?? ''), service, edge.kind, catalog);
  });
  const old = catalog.get(node.service);
  const named = old !== undefined && (node.title === old.name || node.title === old.shortName);
  return [
    { type: 'swap-service', id, service: to, usage: keptUsage(node, service) },
    ...(named ? [{ type: 'change-node', id, set: { title: service.shortName } } as const] : []),
    ...(node.decision ? [{ type: 'change-node', id, set: { decision: turned(node.decision, node.service, to) } } as const] : []),
    ...(illegal.length > 0 ? [{ type: 'remove-edges', edges: illegal } as const] : []),
  ];
}

/** The record of a decision after its choice has changed. The old reason is kept with the old choice. */
function turned(decision: NonNullable<PlanNode['decision']>, from: ServiceId, to: ServiceId): PlanNode['decision'] {
  const { because, rejected, recorded, date } = decision;
  const { [to]: _, ...others } = rejected ?? {};
  return {
    rejected: { ...others, [from]: because === undefined ? notSaid : `Chosen before: ${because}` },
    ...(recorded && { recorded: ofDay(recorded, date) }),
  };
}

/** Figures that were recorded, with the day that they are of: the new choice is of another day. */
function ofDay(recorded: NonNullable<Decision['recorded']>, date: string | undefined): Decision['recorded'] {
  const options = Object.entries(recorded.options).map(([id, figures]) => [id, { ...(date === undefined ? {} : { date }), ...figures }]);
  return { ...recorded, options: Object.fromEntries(options) as typeof recorded.options };
}

function fits(from: Service | undefined, to: Service | undefined, kind: Parameters<Catalog['shared']>[2], catalog: Catalog): boolean {
  if (!from || !to) return true; // nothing is known against it
  return catalog.shared(from, to, kind).length > 0;
}

/** The usage fields that the new service has too, if a choice is still one of its options. */
function keptUsage(node: PlanNode, service: Service): PlanNode['usage'] {
  const kept = Object.entries(node.usage ?? {}).filter(([key, value]) => {
    if (key.startsWith('x-')) return true;
    const field = service.usage.find(({ id }) => id === key);
    return field !== undefined && (field.type !== 'choice' || field.options.some((option) => option.value === value));
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
