import type { GraphNode, PlanGraph } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { list } from '../../format';
import { above, levelOf, skillName } from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';
import { computesFor } from '../questions/compute-for';

const compute = 'azure-databricks';
/** Languages that serverless notebooks run. */
const serverless = ['python', 'sql'];

/** The guide's rule that a Databricks notebook needs a cluster is half gone: serverless runs some of its languages. */
export const notebookNeedsCompute: Rule = {
  meta: {
    id: 'notebook-needs-compute',
    title: 'Databricks notebooks have compute to run on',
    severity: 'error',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['experimentation', 'compute'],
    sources: [
      page('Azure Databricks serverless compute', 'https://learn.microsoft.com/azure/databricks/compute/serverless/'),
      guide('Notebooks'),
    ],
    entries: ['gr-dbnb-needs-cluster', 'cr-dbx-serverless'],
    docs: 'Databricks notebooks run on a cluster of the plan, on the machines of a job that starts them, or on serverless compute, which takes Python and SQL only. A team at home in another language is warned when its notebooks are set to serverless.',
    guide:
      'The guide says that a cluster has to be set up before notebooks run. Since then serverless compute runs notebooks in Python and SQL without one.',
  },

  *check(input) {
    const { plan, graph } = input;
    const others = languagesBeyondServerless(input);
    for (const node of graph.ofService('databricks-notebooks')) {
      const { id, title } = node;
      if (graph.value(node, 'compute') === 'attached') {
        if (computesFor(graph, node).length > 0 || isStartedByJob(graph, node)) continue;
        yield {
          nodes: [id],
          path: ['nodes', id, 'usage', 'compute'],
          message: `"${title}" is set to run on a cluster, but the plan has no Databricks compute.`,
          why: 'A notebook keeps code and results; it needs a cluster to run on. Serverless compute does without one for Python and SQL.',
          fixes: () => [
            ...(others.length === 0
              ? [
                  {
                    title: 'Run it on serverless compute',
                    edits: [{ type: 'set-usage', id, set: { compute: 'serverless' } }],
                  } satisfies Fix,
                ]
              : []),
            ...onCluster(input, node),
          ],
        };
      } else if (graph.value(node, 'compute') === 'serverless' && others.length > 0 && !node.out.some(({ kind }) => kind === 'runs-on')) {
        yield {
          nodes: [id],
          path: plan.nodes[id]?.usage?.['compute'] === undefined ? ['nodes', id] : ['nodes', id, 'usage', 'compute'],
          severity: 'warning',
          message: `"${title}" runs on serverless compute, which takes Python and SQL only, while the team's language is ${list(others, 'or')}.`,
          why: 'Serverless notebooks know no other language. Notebooks in Scala or R need a cluster.',
          fixes: () => onCluster(input, node),
        };
      }
    }
  },
};

/** A job with machines of its own runs the notebook on them. */
function isStartedByJob(graph: PlanGraph, { in: into }: GraphNode): boolean {
  return into.some(({ kind, from }) => kind === 'control' && graph.value(from, 'compute') === 'job-cluster');
}

/** The languages that the team knows better than those of serverless notebooks. */
function languagesBeyondServerless({ plan, catalog }: RuleInput): readonly string[] {
  return ['scala', 'r']
    .filter((other) => serverless.every((skill) => above(levelOf(plan, other), levelOf(plan, skill))))
    .map((skill) => skillName(catalog, skill));
}

function onCluster({ plan, graph, catalog }: RuleInput, node: GraphNode): Fix[] {
  const [there] = computesFor(graph, node);
  const draft = new PlanDraft(plan, catalog);
  const target = there?.id ?? draft.node(compute, { beside: node.id, side: 'after' });
  if (target === undefined || !draft.edge(node.id, target, 'runs-on')) return [];
  draft.do({ type: 'set-usage', id: node.id, set: { compute: 'attached' } });
  return [{ title: there ? `Run it on "${there.title}"` : `Add ${shortName(catalog, compute)} and run it there`, edits: draft.edits }];
}
