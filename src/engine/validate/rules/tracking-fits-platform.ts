import { swapEdits, type GraphNode } from '../../catalog';
import type { ServiceId } from '../../plan';
import { keepsEdges } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { note, page } from '../sources';
import { agreeing, titles } from '../../format';
import { isAzureMl, trackersOf, workOf } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

const azureMl: ServiceId = 'azure-ml-experiments';
const databricks: ServiceId = 'databricks-mlflow-tracking';

/** Azure ML or MLflow is the question of the note, and the platform answers it. */
export const trackingFitsPlatform: Rule = {
  meta: {
    id: 'tracking-fits-platform',
    title: 'Runs are tracked on the platform that runs them',
    severity: 'info',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['tracking-experiments', 'experimentation', 'training'],
    sources: [
      note('Recommended Usage'),
      page('MLflow and Azure Machine Learning', 'https://learn.microsoft.com/azure/machine-learning/concept-mlflow', '2025-10-06'),
    ],
    entries: [
      'gr-choose-mlflow',
      'gr-choose-azureml',
      'gr-choose-both',
      'gr-two-tools',
      'gr-mlflow-spark-tracking',
      'gr-mlflow-native-databricks',
      'gr-tracking-options',
    ],
    docs: 'Work on Databricks is tracked best in the MLflow that Databricks runs, work in Azure ML in its own tracking, and a plan with both kinds of work has use for both. A server of your own for MLflow is worth the effort where neither platform is in the plan.',
    guide:
      'The note gives MLflow to Spark and Databricks, Azure ML to the whole life of models in Azure, and both together to mixed projects. Today MLflow logs to Azure ML as well, so the choice is mostly one of platform; MLflow 3 comes to Databricks first.',
  },

  *check(input) {
    const { graph, catalog } = input;
    const trackers = trackersOf(graph);
    if (trackers.length === 0) return;
    const inAzureMl = trackers.filter(({ service }) => service && isAzureMl(service));
    const inMlflow = trackers.filter(({ service }) => !service || !isAzureMl(service));
    const { onSpark, elsewhere } = workOf(graph);
    const native = onSpark.filter(({ service }) => service && catalog.integrates(service.id, databricks));
    const own = elsewhere.filter(({ service }) => service && catalog.integrates(service.id, azureMl));
    const hosted = inMlflow.filter((node) => graph.value(node, 'hosting') !== 'library');

    if (native.length > 0 && elsewhere.length === 0 && inMlflow.length === 0) {
      yield {
        ...places(inAzureMl, native),
        message: `All work of the plan is on Spark (${titles(native)}), but its runs are tracked in Azure ML (${titles(inAzureMl)}).`,
        why: 'For work that centres on Spark and Databricks the note chooses MLflow, which is part of Databricks: notebooks and jobs log there without set-up, and its newest version comes there first.',
        fixes: () => swapAll(input, inAzureMl, databricks),
      };
    } else if (own.length > 0 && onSpark.length === 0 && inAzureMl.length === 0 && hosted.length > 0) {
      yield {
        ...places(hosted, own),
        message: `${titles(own)} ${agreeing(own.length, 'works', 'work')} in Azure ML, but ${agreeing(own.length, 'its', 'their')} runs are tracked on a server of MLflow beside it (${titles(hosted)}).`,
        why: 'For the whole life of models in Azure the note chooses Azure ML. Its workspace has a tracking server that speaks MLflow, so the code stays as it is and no other server has to be kept.',
        fixes: () => swapAll(input, hosted, azureMl),
      };
    } else if (native.length > 0 && own.length > 0 && (inAzureMl.length === 0 || inMlflow.length === 0)) {
      const [missing, left] = inAzureMl.length === 0 ? [azureMl, own] : [databricks, native];
      yield {
        ...places(trackers, left),
        message: `The plan works on Spark (${titles(native)}) and in Azure ML (${titles(own)}), but tracks all runs in ${titles(trackers)}.`,
        why: 'For projects with both kinds of work the note uses both tools together, each for the runs that are made on its platform. With one alone, half of the runs are logged across platforms.',
        fixes: () => oneMore(input, left, trackers, missing),
      };
    }
  },
};

function places(trackers: readonly GraphNode[], work: readonly GraphNode[]) {
  return { nodes: [...trackers, ...work].map(({ id }) => id), path: ['nodes', trackers[0]?.id ?? '', 'service'] };
}

function swapAll({ plan, catalog }: RuleInput, trackers: readonly GraphNode[], to: ServiceId): Fix[] {
  const service = catalog.get(to);
  const [first] = trackers;
  if (!service || !first || trackers.length > 1 || !keepsEdges(catalog, first, service)) return [];
  return [{ title: `Swap "${first.title}" to ${service.shortName}`, edits: swapEdits(plan, catalog, first.id, to) }];
}

/** The tracking that is missing, with the runs that belong there. */
function oneMore({ plan, catalog }: RuleInput, work: readonly GraphNode[], trackers: readonly GraphNode[], missing: ServiceId): Fix[] {
  const service = catalog.get(missing);
  const [first] = trackers;
  if (!service || !first) return [];
  const edits = new PlanDraft(plan, catalog);
  const id = edits.node(missing, { beside: first.id, side: 'after' }, 'tracking-experiments');
  if (id === undefined) return [];
  const known = new Set(trackers);
  for (const node of work) {
    const logged = node.out.filter(({ kind, to }) => kind === 'metrics' && known.has(to));
    if (edits.edge(node.id, id, 'metrics') && logged.length > 0) edits.do({ type: 'remove-edges', edges: logged.map(({ edge }) => edge) });
  }
  return [{ title: `Add ${service.shortName} for ${titles(work)}`, edits: edits.edits }];
}
