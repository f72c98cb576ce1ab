import type { Plan, PlanNode, Stage, UsageValue } from '#engine/plan';
import type { Service } from '#engine/catalog';

/** A new node of a service. It uses the plan's shared amounts in the fields of the service that match. */
export function nodeFor(plan: Plan, service: Service, stage: Stage | undefined): PlanNode {
  const usage: Record<string, UsageValue> = {};
  for (const field of service.usage)
    if (field.assumption !== undefined && Object.hasOwn(plan.assumptions, field.assumption)) usage[field.id] = `$${field.assumption}`;
  return {
    service: service.id,
    title: service.shortName,
    ...(stage ? { stage } : {}),
    ...(Object.keys(usage).length > 0 ? { usage } : {}),
  };
}
