import type { GraphNode } from '../../catalog';
import type { PlanEdit } from '../../plan';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { agreeing, counted, titles } from '../../format';
import { keepsCode, releases } from '../../notions';
import { editsToAdd } from '../fixes/edits';
import { carries } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

/** The guide's code process begins with checked-in files. */
export const codeInRepository: Rule = {
  meta: {
    id: 'code-in-repository',
    title: 'A code plan has a repository',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Code')],
    entries: ['gr-code-export', 'gr-code-interface'],
    docs: 'In a plan that is built with code, the logic of each service is kept as YAML, JSON or source in a repository: there it is reviewed, compared and released. The plan says so with a repository node, and code edges to the nodes that take code from it. A repository that only takes code, while no code reaches the release, is reported too.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.approach !== 'code') return;
    const repositories = graph.nodes.filter(({ service }) => service && keepsCode(service));
    if (repositories.length > 0) {
      yield* handsNothingOn(repositories, input);
      return;
    }
    const kept = graph.nodes.filter(({ service }) => service && service.definition.formats.length > 0 && !service.definition.connectsToGit);
    if (kept.length === 0) return;
    yield {
      nodes: kept.map(({ id }) => id),
      message: `The plan is built with code, but has no repository for the definitions of ${counted(kept.length, 'node')}.`,
      why: 'Logic that is not checked in cannot be reviewed, released the same way twice or restored.',
      fixes: () => fixesOf(input),
    };
  },
};

/** Repositories that only take code, as where an edge points the wrong way. */
function* handsNothingOn(repositories: readonly GraphNode[], { graph }: RuleInput): Iterable<Found> {
  if (repositories.some(({ in: into, out }) => out.length > 0 || into.length === 0)) return;
  const tools = graph.nodes.filter(({ service, in: into }) => service && releases(service) && !into.some(({ kind }) => kind === 'code'));
  const [repository] = repositories;
  const [tool] = tools;
  if (!repository || !tool) return;
  yield {
    nodes: [repository.id, tool.id],
    path: ['nodes', repository.id],
    message: `${titles(repositories)} ${agreeing(repositories.length, 'takes', 'take')} code and ${agreeing(repositories.length, 'hands', 'hand')} none on, and "${tool.title}" gets none from anywhere.`,
    why: 'A release rolls out what is in the repository. Without an edge from there, the plan does not say what is released.',
    fixes: () => [
      {
        title: `Let "${tool.title}" take its code from "${repository.title}"`,
        edits: [
          ...repository.in.filter(({ from }) => from === tool).map(({ edge }): PlanEdit => ({ type: 'remove-edges', edges: [edge] })),
          { type: 'add-edge', edge: { from: repository.id, to: tool.id, kind: 'code' } },
        ],
      },
    ],
  };
}

function fixesOf(input: RuleInput): Fix[] {
  const { plan, graph, catalog } = input;
  const [repository] = servicesFor(input, { stage: 'orchestration', fits: keepsCode, beside: [] });
  if (!repository) return [];
  const takers = graph.nodes.filter(({ service }) => carries(catalog, repository, service, 'code'));
  const readers = readersOf(takers, (node) => catalog.integrates(repository.id, node.node.service));
  const place = readers[0] ? ({ beside: readers[0].id, side: 'before' } as const) : 'free';
  return [
    {
      title: 'Add a code repository',
      edits: editsToAdd(plan, repository, 'orchestration', place, (id) =>
        readers.map((reader) => ({ from: id, to: reader.id, kind: 'code' })),
      ),
    },
  ];
}

/** Nodes that take code from a repository: those that roll out releases, otherwise those that work with it natively. */
function readersOf(takers: readonly GraphNode[], native: (node: GraphNode) => boolean): readonly GraphNode[] {
  const releasing = takers.filter(({ service }) => service && releases(service));
  if (releasing.length > 0) return releasing;
  const natively = takers.filter(native);
  return natively.length > 0 ? natively : takers.slice(0, 1);
}
