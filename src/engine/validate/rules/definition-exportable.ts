import { isBlank } from '../../plan';
import type { Rule } from '../rule';
import { guide } from '../sources';
import type { Service } from '../../catalog';
import { editsToSwap } from '../fixes/edits';

/** What cannot be written as a file is what the next person cannot find in the repository. */
export const definitionExportable: Rule = {
  meta: {
    id: 'definition-exportable',
    title: 'What does the work can be checked in',
    severity: 'info',
    family: 'check-in',
    stages: 'all',
    sources: [guide('Code')],
    entries: ['gr-code-export'],
    docs: 'In a plan that is built with code, the logic of each service is kept as a file in the repository. For a few services no file of a common format defines what they do. Only services that can be started, and so have logic of their own, are looked at; reports, stores, trackers and products outside Azure are not. A node that names its checked-in file is left alone.',
    guide:
      'In the guide, all options have logic that can be exported as JSON or YAML. That does not hold for everything that is used today.',
  },

  *check({ plan, graph, catalog }) {
    if (plan.context.approach !== 'code') return;
    for (const joined of graph.nodes) {
      const { id, title, node, service, stage } = joined;
      if (
        !service ||
        !hasLogic(service) ||
        stage === 'monitoring' ||
        service.definition.formats.length > 0 ||
        !isBlank(node.definition ?? '')
      )
        continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'definition'],
        message: `The plan is built with code, but "${title}" (${service.shortName}) cannot be exported as a definition to check in.`,
        why: `${service.definition.note} Say under "definition" where its file lies, if there is one.`,
        fixes: () =>
          successors(service)
            .flatMap((successor) => catalog.get(successor) ?? [])
            .filter(({ definition, runsOn }) => definition.formats.length > 0 && runsOn !== 'required')
            .map((successor) => ({ title: `Swap to ${successor.shortName}`, edits: editsToSwap(plan, catalog, joined, successor) })),
      };
    }
  },
};

/** It can be started, so it does something of its own. */
function hasLogic({ inputs }: Service): boolean {
  return inputs.control?.includes('call') ?? false;
}

/** What takes over from a service that is on its way out. */
function successors({ status }: Service): readonly string[] {
  return status.state === 'deprecated' || status.state === 'retired' ? (status.successors ?? []) : [];
}
