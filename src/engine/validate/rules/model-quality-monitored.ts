import { nodesWhere } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { agreeing, titles } from '../../format';
import { servingNodes, monitorsOf, serves, servesBoughtModel, watchesModels } from '../../notions';
import { editsToAdd } from '../fixes/edits';
import { carries } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const servingOwnModels = nodesWhere((node) => serves(node) && !servesBoughtModel(node));

const watchers = nodesWhere(({ service }) => service !== undefined && watchesModels(service));

/** Every light is green while the answers get worse. */
export const modelQualityMonitored: Rule = {
  meta: {
    id: 'model-quality-monitored',
    title: 'Somebody watches the model, not only the service',
    severity: 'info',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['deployment-batch', 'deployment-realtime', 'monitoring'],
    sources: [
      page(
        'Azure Machine Learning model monitoring',
        'https://learn.microsoft.com/azure/machine-learning/concept-model-monitoring',
        '2026-01-27',
      ),
    ],
    entries: ['cr-monitoring-not-drift'],
    docs: 'Azure Monitor and Application Insights tell whether a service is up and how fast it answers. Whether the data has drifted away from what the model learned, or its answers have become worse, is seen only by a service that looks at inputs and predictions: Azure ML model monitoring, or data profiling in Databricks. This is advice, and nothing is said of a plan that needs a GPU: those services read tables, so that teams with pictures or texts check them in ways of their own, such as people who look at samples. A model of a vendor, as in Microsoft Foundry, does not drift from data of yours and is not checked.',
    guide:
      'The guide of 2020 has Azure Monitor, Application Insights, dashboards and Power BI for monitoring, and gave drift to Azure ML datasets; dataset drift monitors ended in 2025.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.needs?.gpu) return;
    const serving = servingOwnModels(graph);
    const monitors = monitorsOf(graph);
    if (serving.length === 0 || monitors.length === 0 || watchers(graph).length > 0) return;
    yield {
      nodes: [...serving, ...monitors].map(({ id }) => id),
      message: `${titles(monitors)} ${agreeing(monitors.length, 'watches', 'watch')} how the services run; nothing in the plan sees whether the model behind ${titles(serving)} still fits its data.`,
      why: 'A model whose data has drifted goes on answering, quickly and wrongly. That shows in inputs and predictions, never in telemetry.',
      fixes: () => fixesOf(input),
    };
  },
};

function fixesOf(input: RuleInput): Fix[] {
  const { plan, graph, catalog } = input;
  const serving = servingNodes(graph);
  const joined = (service: Parameters<typeof watchesModels>[0]) =>
    serving.filter((node) => carries(catalog, node.service, service, 'data'));
  const wanted = servicesFor(input, {
    stage: 'monitoring',
    fits: (service) => watchesModels(service) && joined(service).length > 0,
    beside: serving,
    first: ['azure-ml-model-monitoring', 'databricks-data-profiling'],
  });
  return wanted.slice(0, 1).map((service) => {
    const watched = joined(service);
    const place = watched[0] ? ({ beside: watched[0].id, side: 'after' } as const) : 'free';
    return {
      title: `Add ${service.shortName} for ${titles(watched)}`,
      edits: editsToAdd(plan, service, 'monitoring', place, (id) => watched.map((node) => ({ from: node.id, to: id, kind: 'data' }))),
    };
  });
}
