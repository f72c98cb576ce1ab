import { choiceValue, usageOf, type Field, type GraphNode, type UsageProblem } from '../../catalog';
import { parseQuantity, type UsageValue } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';

/** A value that cannot be read leaves the cost unknown, or worse, at the default that nobody chose. */
export const usageValuesFit: Rule = {
  meta: {
    id: 'usage-values-fit',
    title: 'Usage values are valid',
    severity: 'error',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Each service says which usage fields it has, of which type and within which limits. A value that does not fit is left out: the cost is then unknown, or rests on a default. Amounts include their unit, such as 80 GB or 20 min.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    for (const node of input.graph.nodes) {
      for (const problem of input.graph.usage(node).problems) {
        yield {
          nodes: [node.id],
          path: ['nodes', node.id, 'usage', problem.field],
          message: `In "${node.title}", ${worded(problem, node)}`,
          why: 'A value that cannot be read is not counted, and cost and checks would rest on something that nobody meant.',
          fixes: () => fixesOf(node, problem, input),
        };
      }
    }
  },
};

/** The problem as a whole sentence's end, with the field's title in place of its name in the file, which the finding's path has. */
function worded({ field, message }: UsageProblem, { service }: GraphNode): string {
  const title = service?.usage.find(({ id }) => id === field)?.title;
  const told = title === undefined ? message : message.replace(`"${field}"`, () => `"${title}"`);
  return told.endsWith('?') ? told : `${told}.`;
}

/** Fixes for a value that leave nothing else to fix. */
function fixesOf(node: GraphNode, problem: UsageProblem, input: RuleInput): Fix[] {
  const { field } = problem;
  const given = node.node.usage ?? {};
  const known = node.service?.usage.find(({ id }) => id === field);
  const offers: { readonly title: string; readonly set: Record<string, UsageValue | undefined> }[] = [];
  const meant = problem.suggestion?.value === undefined ? undefined : fixed(node, field, problem.suggestion.value, input);
  if (meant !== undefined) offers.push({ title: `Set "${known?.title ?? field}" to ${titled(known, meant)}`, set: { [field]: meant } });
  if (problem.suggestion?.key !== undefined)
    offers.push({ title: `Rename it to "${problem.suggestion.key}"`, set: { [field]: undefined, [problem.suggestion.key]: given[field] } });
  if (!known) offers.push({ title: `Take "${field}" away`, set: { [field]: undefined } });
  else if (known.default !== undefined)
    offers.push({ title: `Take it away, so that the default of ${titled(known, known.default)} holds`, set: { [field]: undefined } });
  else offers.push({ title: 'Take it away and leave it open', set: { [field]: undefined } });
  const before = new Set(input.graph.usage(node).problems.map(({ message }) => message));
  return offers
    .filter(({ set }) => {
      const after = problemsWith(node, { ...given, ...set }, input);
      return !after.some(({ message }) => message === problem.message || !before.has(message));
    })
    .map(({ title, set }) => ({ title, edits: [{ type: 'set-usage', id: node.id, set }] }));
}

/** A value as people see it: an option as the file has it, with its title. */
function titled(field: Field | undefined, value: UsageValue): string {
  const option = field?.type === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  return option ? choiceValue(option) : shown(value);
}

/** The suggested value; in a range only the ends that do not fit are replaced. */
function fixed(node: GraphNode, field: string, suggested: UsageValue, input: RuleInput): UsageValue | undefined {
  const given = node.node.usage?.[field];
  if (typeof given !== 'object' || typeof suggested === 'object' || typeof suggested === 'boolean') return suggested;
  const part = (value: number | string) => {
    const [problem] = problemsWith(node, { [field]: value }, input).filter((one) => one.field === field);
    const other = problem?.suggestion?.value;
    return typeof other === 'number' || typeof other === 'string' ? other : value;
  };
  const range = { low: part(given.low), likely: part(given.likely), high: part(given.high) };
  const [low, likely, high] = [range.low, range.likely, range.high].map((value) =>
    typeof value === 'number' ? value : (parseQuantity(value)?.base ?? NaN),
  );
  return low !== undefined && likely !== undefined && high !== undefined && low <= likely && likely <= high ? range : undefined;
}

function problemsWith(
  { node, service }: GraphNode,
  usage: Readonly<Record<string, UsageValue | undefined>>,
  { plan, book }: RuleInput,
): readonly UsageProblem[] {
  if (!service) return [];
  const given = Object.fromEntries(Object.entries(usage).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  return usageOf({ ...node, usage: given }, service, plan.assumptions, book).problems;
}

function shown(value: UsageValue): string {
  if (typeof value === 'object') return `a range from ${value.low} to ${value.high}`;
  if (typeof value === 'string' && value.startsWith('$')) return `the assumption "${value.slice(1)}"`;
  return String(value);
}
