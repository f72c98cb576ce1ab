import { nodesWhere, type GraphNode } from '../../catalog';
import { couldReplace, keptStage, worksAsWell } from '../fixes/replacements';
import { isOperated } from '../../notions';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { counted, list, titles } from '../../format';
import { PlanDraft } from '../fixes/plan-draft';

/** Effort of operating a service, where 1 is a cluster that the vendor runs and the team sizes and upgrades. */
const effort: Readonly<Record<string, number>> = { 'managed-cluster': 1, 'self-managed': 2 };
/** A team can operate as many clusters as it has people, and one more. */
const spare = 1;

const operatedNodes = nodesWhere((node, graph) => isOperated(graph, node));

/** The plan decides which services have to be kept running; every month after it pays for them. */
export const operationsBeyondTeam: Rule = {
  meta: {
    id: 'operations-beyond-team',
    title: 'The team can keep running what it plans',
    severity: 'warning',
    family: 'skills',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-maintainability', 'gr-factor-skills'],
    docs: "A cluster that the vendor runs still has to be sized, upgraded and given its libraries; a service of one's own has to be patched, backed up and watched as well, and counts as two clusters. Warns when a team has more than one for each of its people and one to spare. Serverless compute, libraries, and what runs on a cluster that is counted already are left out.",
  },

  *check(input) {
    const { plan, graph } = input;
    const size = plan.context.team?.size;
    if (size === undefined) return;
    const operated = operatedNodes(graph);
    const load = loadOf(operated);
    if (load <= size + spare) return;
    const own = countOf(operated, 'self-managed');
    const clusters = countOf(operated, 'managed-cluster');
    const kinds = [...(own > 0 ? [counted(own, 'self-managed service')] : []), ...(clusters > 0 ? [counted(clusters, 'cluster')] : [])];
    yield {
      nodes: operated.map(({ id }) => id),
      path: ['context', 'team', 'size'],
      message: `${size === 1 ? 'One person' : `A team of ${size}`} would keep ${list(kinds)} running: ${titles(operated)}.`,
      why: 'Each has to be sized, upgraded and watched, and what the team runs itself has to be patched and backed up too. Beyond one for each person, little time is left for the models.',
      fixes: () => managedInstead(input, operated, size + spare),
    };
  },
};

function servicesOf(nodes: readonly GraphNode[]): Map<string, string> {
  return new Map(nodes.map(({ node, service }) => [node.service, service?.managed ?? '']));
}

function loadOf(nodes: readonly GraphNode[]): number {
  return [...servicesOf(nodes).values()].reduce((sum, managed) => sum + (effort[managed] ?? 0), 0);
}

function countOf(nodes: readonly GraphNode[], managed: string): number {
  return [...servicesOf(nodes).values()].filter((one) => one === managed).length;
}

/** Swaps to a service that the vendor operates, where one is enough to stay within the limit. */
function managedInstead({ plan, catalog }: RuleInput, operated: readonly GraphNode[], limit: number): Fix[] {
  return operated
    .flatMap((node) => {
      if (loadOf(operated.filter((other) => other !== node)) > limit) return [];
      const candidate = catalog.proposable.find(
        (service) =>
          service.managed === 'fully-managed' && couldReplace(plan, catalog, node, service) && worksAsWell(catalog, node, service),
      );
      const draft = new PlanDraft(plan, catalog);
      if (!candidate || !draft.swap(node.id, candidate.id, keptStage(node, candidate))) return [];
      return [{ title: `Swap "${node.title}" to ${candidate.shortName}`, edits: draft.edits }];
    })
    .slice(0, 2);
}
