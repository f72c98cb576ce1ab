import { nodesWhere, oncePer } from '../../catalog';
import { isBlank, titleOf, type Plan, type PlanEdit, type PlanNode } from '../../plan';
import type { Found, Rule, RuleInput } from '../rule';
import { ours } from '../sources';

const withBlank = nodesWhere(({ node }) => hasBlank(node));

/** The window removes a text that is left blank; in a file one can stay, and then looks as if the question were answered. */
export const textsNotBlank: Rule = {
  meta: {
    id: 'texts-not-blank',
    title: 'No blank texts',
    severity: 'info',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A title, an owner or a reason that holds only spaces shows nothing, on the canvas and on paper, although the file has it. It counts as missing: no finding goes away because of it. A file with a waiver whose reason is blank is refused.',
  },

  *check(input) {
    yield* ofPlan(input);
    for (const { id, node } of withBlank(input.graph)) yield* ofNode(input, id, node);
    yield* ofEdges(input);
  },
};

function* ofPlan({ plan }: RuleInput): Generator<Found> {
  if (isBlank(plan.name)) yield { ...found('The name of the plan', ['name']), why: 'Nobody can tell the plan from others.' };
  if (isGivenBlank(plan.summary)) yield found('The summary of the plan', ['summary'], [{ type: 'set-plan', set: { summary: undefined } }]);
  if (isGivenBlank(plan.context.region))
    yield found('The region of the plan', ['context', 'region'], [{ type: 'set-context', set: { region: undefined } }]);
}

const texts = ['title', 'region', 'definition', 'owner', 'note'] as const;

/** Plans share the nodes that an edit did not touch. */
const hasBlank = oncePer(
  (node: PlanNode): boolean =>
    texts.some((key) => isGivenBlank(node[key])) ||
    isGivenBlank(node.decision?.because) ||
    Object.values(node.decision?.rejected ?? {}).some((reason) => isGivenBlank(reason)),
);

function* ofNode({ plan }: RuleInput, id: string, node: PlanNode): Generator<Found> {
  const of = nodeOf(plan, id);
  for (const key of texts)
    if (isGivenBlank(node[key]))
      yield { ...found(`The ${key} of ${of}`, ['nodes', id, key], [{ type: 'change-node', id, set: { [key]: undefined } }]), nodes: [id] };
  const { decision } = node;
  if (isGivenBlank(decision?.because))
    yield { ...found(`The reason for the service of ${of}`, ['nodes', id, 'decision', 'because']), nodes: [id] };
  for (const [service, reason] of Object.entries(decision?.rejected ?? {}))
    if (isGivenBlank(reason))
      yield { ...found(`The reason against ${service} for ${of}`, ['nodes', id, 'decision', 'rejected', service]), nodes: [id] };
}

function* ofEdges({ plan }: RuleInput): Generator<Found> {
  for (const edge of plan.edges)
    if (isGivenBlank(edge.title))
      yield {
        ...found(
          `The title of the edge from ${nodeOf(plan, edge.from)} to ${nodeOf(plan, edge.to)}`,
          undefined, // the file may have its edges in another order
          [{ type: 'change-edge', edge, set: { title: undefined } }],
        ),
        edges: [edge],
      };
}

function nodeOf(plan: Plan, id: string): string {
  return isBlank(titleOf(plan, id)) ? `the node "${id}"` : `"${titleOf(plan, id)}"`;
}

/** True if a text is there and blank. */
function isGivenBlank(text: string | undefined): boolean {
  return text !== undefined && isBlank(text);
}

function found(what: string, path: Found['path'], edits?: readonly PlanEdit[]): Found {
  return {
    ...(path ? { path } : {}),
    message: `${what} is blank.`,
    why: 'It looks as if somebody had answered, and says nothing.',
    ...(edits ? { fixes: () => [{ title: 'Remove it', edits }] } : {}),
  };
}
