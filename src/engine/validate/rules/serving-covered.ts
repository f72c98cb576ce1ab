import type { ServingMode } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, titles } from '../../format';
import {
  deploymentsFor,
  imageSources,
  keepsTelemetry,
  modelSources,
  monitorsOf,
  releaseTools,
  servingWords,
  usualDeployment,
} from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';
import { startAdded } from '../fixes/start-added';

const modes: readonly ServingMode[] = ['batch', 'realtime', 'edge'];

/** Serving is the purpose of all other stages; nothing else in a plan shows that it is missing. */
export const servingCovered: Rule = {
  meta: {
    id: 'serving-covered',
    title: 'Every way of serving has a deployment',
    severity: 'error',
    family: 'serving',
    pillar: 'reliability',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [
      guide('Model deployment options'),
      page('Endpoints for inference in production', 'https://learn.microsoft.com/azure/machine-learning/concept-endpoints', '2026-08-21'),
    ],
    entries: ['gr-batch-deploy', 'gr-realtime-targets', 'cr-batch-endpoints'],
    docs: 'Batch scoring, answers in real time and scoring on devices are different deployments. For each that the context asks for the plan needs a node that can do it: a batch endpoint answers no requests, and a web service does not work through a month of data.',
    guide:
      'The guide scores in batches with an Azure ML pipeline. Today a batch endpoint hosts the model or the pipeline, and is what others call.',
  },

  *check(input) {
    const { plan, graph } = input;
    const asked = plan.context.needs?.serving ?? [];
    if (graph.nodes.length === 0) return;
    for (const mode of modes) {
      if (!asked.includes(mode) || deploymentsFor(graph, mode).length > 0) continue;
      const others = modes.map((other) => ({ other, nodes: deploymentsFor(graph, other) })).filter(({ nodes }) => nodes.length > 0);
      const instead = others[0];
      yield {
        nodes: others.flatMap(({ nodes }) => nodes.map(({ id }) => id)),
        path: ['context', 'needs', 'serving', asked.indexOf(mode)],
        message: `The plan asks for ${servingWords[mode]}, but ${instead ? `${titles(instead.nodes)} ${agreeing(instead.nodes.length, 'is', 'are')} there for ${servingWords[instead.other]} only` : 'no node deploys a model for it'}.`,
        why: whyOf[mode],
        fixes: () => addition(input, mode),
      };
    }
  },
};

const whyOf: Readonly<Record<ServingMode, string>> = {
  batch:
    'A batch deployment starts machines, scores a whole set of data and lets them go. A web service answers one request after the other and is paid for all the time.',
  realtime: 'Whoever waits for an answer needs a deployment that is up and listening. A batch endpoint takes minutes to start.',
  edge: 'A device that scores by itself needs the model in a container that is rolled out to it; endpoints in the cloud are out of its reach when the network is.',
};

function addition({ plan, graph, catalog }: RuleInput, mode: ServingMode): Fix[] {
  const { service, stage } = usualDeployment(graph, mode);
  const sources = modelSources(graph);
  const beside = sources[0] ?? graph.nodes.at(-1);
  const draft = new PlanDraft(plan, catalog);
  const added = draft.node(service, beside ? { beside: beside.id, side: 'after' } : 'free', stage);
  if (added === undefined || !draft.compute(added)) return [];
  const given = sources.some((source) => draft.edge(source.id, added, 'model'));
  if (mode === 'edge') {
    const images = imageSources(graph);
    const fromPlan = images.some((source) => draft.edge(source.id, added, 'image'));
    const registry = fromPlan ? undefined : draft.node('azure-container-registry', { beside: added, side: 'before' });
    if (registry !== undefined) draft.edge(registry, added, 'image');
  }
  // what the plan already has to watch deployments and to roll them out takes the new one too
  monitorsOf(graph).some((monitor) => monitor.service && keepsTelemetry(monitor.service) && draft.edge(added, monitor.id, 'telemetry'));
  const released = releaseTools(graph).some((tool) => draft.edge(tool.id, added, 'control'));
  if (mode === 'batch' && !released) startAdded(draft, graph, added);
  return [
    {
      title: `Add ${shortName(catalog, service)}${given && sources[0] ? ` with the model from "${sources[0].title}"` : ''}`,
      edits: draft.edits,
    },
  ];
}
