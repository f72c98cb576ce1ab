import type { GraphNode, Service } from '../../catalog';
import { freshId, type EventKind, type PlanEdit } from '../../plan';
import { addBefore, addFixes, candidates, proposals, swapFixes } from '../fixes/orchestrator-fixes';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { rowOfEvent } from '../questions/trigger-table';
import { agreeing, list } from '../../format';
import { catalogEventWords, eventWords, isRelay, orchestratorsOf, reactsTo } from '../../notions';

/** Notes on events for which today's answer differs from the guide's. */
const history: Readonly<Partial<Record<EventKind, string>>> = {
  'custom-event': 'The guide of 2020 has only blob events for Data Factory; since then it takes custom events of Event Grid too.',
  artifact: 'The guide of 2020 found no artefact trigger in YAML builds; since then pipelines start on container images and packages.',
  x: 'The guide of 2020 still calls it Twitter.',
};

/** The context names the events that start the work; a service gives no sign that it lacks a trigger for one. */
export const eventsSupported: Rule = {
  meta: {
    id: 'events-supported',
    title: 'An orchestrator reacts to every event',
    severity: 'error',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration'],
    sources: [
      guide('Trigger options with scheduling'),
      page('Azure Pipelines resources', 'https://learn.microsoft.com/azure/devops/pipelines/process/resources'),
      page(
        'Trigger workflows from Azure ML events',
        'https://learn.microsoft.com/azure/machine-learning/how-to-use-event-grid',
        '2026-07-06',
      ),
      page(
        'Custom event triggers of Data Factory',
        'https://learn.microsoft.com/dotnet/api/microsoft.azure.management.datafactory.models.customeventstrigger',
      ),
    ],
    entries: [
      'gr-trigger-code',
      'gr-trigger-data',
      'gr-trigger-events',
      'gr-devops-events',
      'gr-devops-no-artifact-yaml',
      'gr-aml-no-events',
      'gr-adf-blob-only',
      'gr-logicapps-many-events',
      'cr-ado-resource-triggers',
      'cr-adf-custom-events',
      'cr-eventgrid',
      'cr-lakeflow-triggers',
    ],
    docs: 'The plan names the events that start its work, and at least one orchestrator of the plan must react to each of them, by itself or through Event Grid. Events are matched by meaning: a storage event or a new file counts as a new blob, a push as a change of a branch, a container image or a package as an artefact.',
    guide:
      'By the guide, Data Factory reacts to blobs being created and deleted and to nothing else, Azure DevOps has no artefact triggers in YAML builds, and Azure ML Pipelines have no event triggers. Today Data Factory takes custom events and Azure DevOps takes container images, packages and webhooks; Azure ML pipelines still wait for another service.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (graph.nodes.length === 0) return;
    const nodes = orchestratorsOf(graph);
    for (const [at, kind] of (plan.context.needs?.events ?? []).entries()) {
      if (plan.context.needs?.events?.indexOf(kind) !== at) continue;
      if (
        nodes.some(({ service }) => reactsTo(service?.triggers, kind)) ||
        relaysOf(input, kind).some(({ out }) => out.some((edge) => edge.kind === 'control'))
      )
        continue;
      const { services } = rowOfEvent(kind);
      const deaf = nodes.map(({ service }) => service).find((service) => service?.triggers?.events.length === 0);
      const wanted = (service: Service) => reactsTo(service.triggers, kind);
      const able = candidates(input, wanted, services).map(({ shortName }) => shortName);
      yield {
        nodes: nodes.map(({ id }) => id),
        path: ['context', 'needs', 'events', at],
        message: `The plan is to start on ${eventWords(kind)}, but nothing in it reacts to them.`,
        why: `${reactions(nodes)}Today ${list(able, 'and', 4)} ${agreeing(able.length, 'reacts', 'react')} to them.${history[kind] ? ` ${history[kind]}` : ''}${deaf ? ` ${deaf.shortName} had no event triggers in the guide of 2020 and have none today.` : ''}`,
        fixes: () => fixesFor(input, kind, wanted, services),
      };
    }
  },
};

/** Events that the plan's orchestrators react to instead. */
function reactions(nodes: readonly GraphNode[]): string {
  const each = nodes
    .slice(0, 3)
    .map(
      ({ title, service }) => `"${title}" reacts to ${list(catalogEventWords(service?.triggers?.events ?? []), 'and', 4) || 'no event'}`,
    );
  return each.length > 0 ? `${list(each)}. ` : '';
}

/** Nodes that only forward the event, such as Event Grid. */
function relaysOf({ graph }: RuleInput, kind: EventKind): readonly GraphNode[] {
  return graph.nodes.filter(({ service }) => service && isRelay(service) && reactsTo(service.triggers, kind));
}

function fixesFor(input: RuleInput, kind: EventKind, wanted: (service: Service) => boolean, services: readonly string[]): Fix[] {
  const fixes = [...addFixes(input, wanted, services), ...swapFixes(input, orchestratorsOf(input.graph), wanted, services)].slice(0, 3);
  const [best] = proposals(input, wanted, services);
  if (fixes.length > 0 || !best) return fixes;
  // It can start no node of the plan yet: it is added after the event's source, and the user adds what it starts.
  const [relay] = relaysOf(input, kind);
  const id = freshId(input.plan, best.shortName);
  const edge: PlanEdit[] = relay ? [{ type: 'add-edge', edge: { from: relay.id, to: id, kind: 'control' } }] : [];
  return [
    { title: `Add ${best.shortName}${relay ? ` after "${relay.title}"` : ''}`, edits: [...addBefore(input.plan, best, []), ...edge] },
  ];
}
