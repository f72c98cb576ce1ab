import { impliedUsage, usageOf, type Field } from '#engine/catalog';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { EvaluationUpdate, UsageView } from '#ipc';

/** The form of a node's usage, field by field; `null` for an unknown node or service. */
export function describeUsage(plan: Plan, { catalog, book }: Basis, nodeId: string): UsageView | null {
  const node = plan.nodes[nodeId];
  const service = node && catalog.get(node.service);
  if (!node || !service) return null;
  const machines = plan.edges.flatMap(({ kind, from, to }) =>
    kind === 'runs-on' && from === nodeId ? (catalog.get(plan.nodes[to]?.service ?? '') ?? []) : [],
  );
  const stage = node.stage ?? service.stages[0];
  const implied = impliedUsage(node, service, { stage, machines, needs: plan.context.needs }, catalog);
  const usage = usageOf(node, service, plan.assumptions, book, implied);
  const likely = Object.fromEntries(Object.entries(usage.values).map(([field, range]) => [field, range.likely]));
  const expressions = catalog.expressions(service);
  const fields: Record<string, UsageView['fields'][string]> = {};
  for (const field of service.usage) {
    const problem = usage.problems.find((one) => one.field === field.id);
    const said = implied[field.id];
    const standard = said === undefined ? field.default : said.text;
    const fallback =
      standard === undefined
        ? null
        : field.type === 'choice'
          ? (field.options.find(({ value }) => value === standard)?.title ?? String(standard))
          : String(standard);
    fields[field.id] = {
      shown: holds(field.when),
      fallback,
      fromNeeds: said?.need !== undefined,
      problem: problem ? inWords(problem.message, field) : null,
    };
  }
  return { fields };

  function holds(when: string | undefined): boolean {
    if (when === undefined) return true;
    const condition = expressions.parse(when, 'bool');
    // a field with an undecidable condition is shown: better one too many than one that cannot be reached
    return condition.fields.some((field) => !(field in likely)) || condition.evaluate(likely) === true;
  }
}

/** A problem as the form shows it: it names the field by its label, and does not list the values of a choice, which the form offers by name. */
function inWords(message: string, { id, title, type }: Field): string {
  const [said] = type === 'choice' ? message.split('; it is one of ') : [message];
  return `${said?.replace(`"${id}"`, () => `"${title}"`)}${type === 'choice' ? '; choose one from the list' : ''}.`;
}

/** The usage form of a node as part of an answer; nothing if none is shown. */
export function usageUpdate(plan: Plan, basis: Basis, nodeId: string | null): Pick<EvaluationUpdate, 'usage'> {
  return nodeId === null ? {} : { usage: describeUsage(plan, basis, nodeId) };
}
