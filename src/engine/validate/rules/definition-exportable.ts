import { lacksDefinition } from '../../notions';
import type { Rule } from '../rule';
import { guide } from '../sources';
import type { Service } from '../../catalog';
import { keptInGit } from '../../notions';
import { editsToSwap } from '../fixes/edits';

/** Logic that is not in a file is missing from the repository. */
export const definitionExportable: Rule = {
  meta: {
    id: 'definition-exportable',
    title: 'The steps that do the work can be checked in as files',
    severity: 'info',
    family: 'check-in',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Code')],
    entries: ['gr-code-export'],
    docs: 'In a plan that is built with code, the logic of each service is kept as a file in the repository. A few services have no file of a common format for their logic. The rule checks only services that can be started, because those have logic of their own; it skips reports, stores, trackers and products outside Azure. What is written as files of its own, such as graphs of Airflow or models of dbt, and a node that names its checked-in file are not reported, nor is a workspace of Fabric or Databricks that is in Git: a code edge to or from the repository or a release says so.',
    guide: 'In the guide, all options have logic that can be exported as JSON or YAML. That is not true of every service used today.',
  },
  scope: { each: 'node', within: 1 },

  *check({ plan, graph, catalog }) {
    if (plan.context.approach !== 'code') return;
    const inGit = keptInGit(graph);
    for (const joined of graph.nodes) {
      const { id, service } = joined;
      if (!service || !lacksDefinition(joined) || inGit.has(joined)) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'definition'],
        message: `The plan is built with code, but "${joined.title}" (${service.shortName}) cannot be exported as a definition to check in.`,
        why: `${service.definition.note} If there is a file, enter its path under "definition".`,
        fixes: () =>
          successors(service)
            .flatMap((successor) => catalog.get(successor) ?? [])
            .filter(({ definition, runsOn }) => definition.formats.length > 0 && runsOn !== 'required')
            .map((successor) => ({ title: `Swap to ${successor.shortName}`, edits: editsToSwap(plan, catalog, joined, successor) })),
      };
    }
  },
};

/** Successors of a deprecated or retired service. */
function successors({ status }: Service): readonly string[] {
  return status.state === 'deprecated' || status.state === 'retired' ? (status.successors ?? []) : [];
}
