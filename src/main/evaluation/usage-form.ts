import { usageOf } from '#engine/catalog';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { UsageView } from '#ipc';

/** The form of a node's usage, field by field; `null` for a node or service that is not known. */
export function describeUsage(plan: Plan, { catalog, book }: Basis, nodeId: string): UsageView | null {
  const node = plan.nodes[nodeId];
  const service = node && catalog.get(node.service);
  if (!node || !service) return null;
  const usage = usageOf(node, service, plan.assumptions, book);
  const likely = Object.fromEntries(Object.entries(usage.values).map(([field, range]) => [field, range.likely]));
  const expressions = catalog.expressions(service);
  const fields: Record<string, UsageView['fields'][string]> = {};
  for (const field of service.usage) {
    const problem = usage.problems.find((one) => one.field === field.id);
    const fallback =
      field.default === undefined
        ? null
        : field.type === 'choice'
          ? (field.options.find(({ value }) => value === field.default)?.title ?? field.default)
          : String(field.default);
    fields[field.id] = { shown: holds(field.when), fallback, problem: problem ? `${problem.message}.` : null };
  }
  return { fields };

  function holds(when: string | undefined): boolean {
    if (when === undefined) return true;
    const condition = expressions.parse(when, 'bool');
    // a field whose condition cannot be told is shown: better one too many than one that cannot be reached
    return condition.fields.some((field) => !(field in likely)) || condition.evaluate(likely) === true;
  }
}
