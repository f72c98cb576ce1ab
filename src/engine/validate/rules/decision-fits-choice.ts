import { eachNode, nodesWhere, type PlanGraph, swapEdits, type GraphNode } from '../../catalog';
import { list, titles } from '../../format';
import type { PlanEdit } from '../../plan';
import { chosenInstead, contradictionsIn } from '../questions/decision-claims';
import { isDeployment, isMonitor } from '../../notions';
import { takesThePlaceOf } from '../fixes/orchestrator-fixes';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { ours } from '../sources';

/** A service is changed in a second, its decision record is not; the review then argues about something that nobody planned. */
export const decisionFitsChoice: Rule = {
  meta: {
    id: 'decision-fits-choice',
    title: 'Decision records fit the chosen services',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A decision record says why a service was chosen, and over which others. Reports a record that rejects the very service that its node uses, that gives its reason for another service, or that claims something of the service which the catalog or the context contradicts, such as approvals, scaling to zero or a skill of the team. A service that one node rejects and another of the same stage uses is a hint.',
  },

  *check(input) {
    yield* whatReasonsSay(input.graph);
    for (const node of rejecting(input.graph)) yield* rejectedButUsed(input, node);
  },
};

const whatReasonsSay = eachNode((node, graph): readonly Found[] =>
  node.service && node.node.decision ? [...rejectsItself(node), ...speaksOfAnother(graph, node), ...claimsTooMuch(graph, node)] : [],
);

const rejecting = nodesWhere(({ service, node }) => service !== undefined && Object.keys(node.decision?.rejected ?? {}).length > 0);

function* rejectsItself({ id, title, service, node }: GraphNode): Generator<Found> {
  const { decision } = node;
  const rejected = decision?.rejected ?? {};
  if (!service || !Object.hasOwn(rejected, service.id)) return;
  const { [service.id]: reason, ...others } = rejected;
  const left =
    Object.keys(others).length > 0
      ? { ...decision, rejected: others }
      : decision?.because === undefined
        ? undefined
        : { because: decision.because };
  yield {
    nodes: [id],
    path: ['nodes', id, 'decision', 'rejected', service.id],
    message: `"${title}" uses ${service.shortName}, which its own decision record rejects${reason ? `: ${quoted(reason)}` : ''}.`,
    why: 'Either the service was changed and the record is of before, or the record names the wrong service. Whoever reviews the plan cannot tell which.',
    fixes: () => [
      {
        title: `Take ${service.shortName} out of what "${title}" rejects`,
        edits: [{ type: 'change-node', id, set: { decision: left } } as PlanEdit],
      },
    ],
  };
}

function* speaksOfAnother({ plan, catalog }: PlanGraph, node: GraphNode): Generator<Found> {
  const { id, title, service, stage } = node;
  const reason = node.node.decision?.because;
  if (!service || reason === undefined) return;
  const alike = catalog.services.filter((other) => other.id !== service.id && stage !== undefined && other.stages.includes(stage));
  const meant = chosenInstead(reason, service, alike);
  if (!meant) return;
  yield {
    nodes: [id],
    path: ['nodes', id, 'decision', 'because'],
    message: `"${title}" uses ${service.shortName}, but the reason given for it speaks of ${meant.shortName}: ${quoted(reason)}.`,
    why: 'The reason is for a service that the node does not use. Either the service was changed afterwards, or the reason belongs to another node.',
    // a place to serve from comes with an image, skills and monitoring of its own, so a swap alone would be half of it
    fixes: () => [
      ...(takesThePlaceOf(node, meant, plan, catalog) && !isDeployment(stage)
        ? [{ title: `Swap "${title}" to ${meant.shortName}`, edits: swapKeepingReason(plan, catalog, id, meant.id) }]
        : []),
      withoutReason(node),
    ],
  };
}

function* claimsTooMuch(graph: PlanGraph, node: GraphNode): Generator<Found> {
  const { id, title, service } = node;
  const reason = node.node.decision?.because;
  if (!service || reason === undefined) return;
  const wrong = contradictionsIn(reason, { plan: graph.plan, graph, node, service });
  if (wrong.length === 0) return;
  yield {
    nodes: [id],
    path: ['nodes', id, 'decision', 'because'],
    message: `"${title}" was chosen for ${list(wrong.map(({ words }) => `"${words}"`))}, but ${list(wrong.map(({ but }) => but))}.`,
    why: 'A reason that does not hold is no reason: either another service was meant, or the decision has to be made again with what is known now.',
    fixes: () => [withoutReason(node)],
  };
}

function* rejectedButUsed({ graph, catalog }: RuleInput, { id, title, stage, node }: GraphNode): Generator<Found> {
  for (const rejected of Object.keys(node.decision?.rejected ?? {})) {
    if (rejected === node.service) continue;
    const users = graph.ofService(rejected).filter((other) => other.stage === stage && (isMonitor(other) || stage !== 'monitoring')); // reports and dashboards stand beside each other
    if (users.length === 0) continue;
    yield {
      nodes: [id, ...users.map((other) => other.id)],
      path: ['nodes', id, 'decision', 'rejected', rejected],
      severity: 'info',
      message: `"${title}" was chosen over ${catalog.get(rejected)?.shortName ?? rejected}, which ${titles(users)} ${users.length === 1 ? 'uses' : 'use'} for the same stage.`,
      why: 'Both can be right for different work. A reviewer will ask why what was turned down here is good enough there, so say it in the record.',
    };
  }
}

/** The reason is of the service that is swapped in, so the record stays as it is instead of turning with the choice. */
function swapKeepingReason(...swap: Parameters<typeof swapEdits>): PlanEdit[] {
  return swapEdits(...swap).filter((edit) => edit.type !== 'change-node' || !('decision' in edit.set));
}

/** The reason is for people to write; what does not hold can at least be taken out, and the record then shows as open. */
function withoutReason({ id, title, node }: GraphNode): Fix {
  const rejected = node.decision?.rejected;
  return {
    title: `Take the reason out of the decision for "${title}"`,
    edits: [{ type: 'change-node', id, set: { decision: rejected ? { rejected } : undefined } }],
  };
}

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return `"${line.length > 80 ? `${line.slice(0, 77).trimEnd()}…` : line}"`;
}
