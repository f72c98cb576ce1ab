import { nodesWhere, reachedFrom, type GraphNode, type Service } from '../../catalog';
import type { Edge, NodeId } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { agreeing, titles } from '../../format';
import {
  keepsCode,
  keepsModelsByItself,
  servesBoughtModel,
  releasedIn,
  releasedFromGit,
  releaseKinds,
  releases,
  releaseTools,
  servesItself,
} from '../../notions';
import { editsToAdd } from '../fixes/edits';
import { carries } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const toRelease = nodesWhere((node) => servesItself(node) && !isRolledOutByPlatform(node));

/** Code that is checked in still has to get to production, by the same way each time. */
export const releasePath: Rule = {
  meta: {
    id: 'release-path',
    title: 'A release leads to every deployment',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['deployment-batch', 'deployment-realtime', 'orchestration'],
    sources: [guide('Code')],
    entries: ['gr-code-release', 'gr-devops-deploys', 'cr-github-actions'],
    docs: 'In a plan that is built with code, what is checked in reaches production by a pipeline or by scripts, not by hand. A control, code, model or image edge leads from there to each deployment, directly or by way of others. Workspaces of Fabric and Databricks, App Service, Functions and Container Apps take their code from the repository by themselves; a code edge from there is enough. Fabric has deployment pipelines of its own, and a model of a vendor, as in Microsoft Foundry, is chosen rather than rolled out; neither is checked.',
    guide: 'The guide names Azure DevOps and scripts; GitHub Actions is an equal way today.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.approach !== 'code') return;
    const tools = releaseTools(graph);
    const released = releasedIn(graph);
    const synced = releasedFromGit(graph);
    const isReleased = (node: GraphNode) => released.has(node) || node.out.some(({ kind, to }) => kind === 'control' && released.has(to));
    const left = toRelease(graph).filter((node) => !isReleased(node) && !synced.has(node));
    if (left.length === 0) return;
    const where =
      tools.length > 0
        ? `${titles(tools)} ${agreeing(tools.length, 'does', 'do')} not lead to ${titles(left)}`
        : `neither Azure DevOps nor GitHub Actions nor scripts lead to ${titles(left)}`;
    yield {
      nodes: left.map(({ id }) => id),
      message: `The plan is built with code, but ${where}.`,
      why: 'A deployment that is made by hand cannot be repeated, reviewed or rolled back the same way twice.',
      fixes: () => fixesOf(left, tools, input),
    };
  },
};

/** Fabric promotes the items of a workspace by deployment pipelines of its own; a vendor's model is chosen, not rolled out. */
function isRolledOutByPlatform(node: GraphNode): boolean {
  return servesBoughtModel(node) || (node.service !== undefined && keepsModelsByItself(node.service));
}

function fixesOf(left: readonly GraphNode[], tools: readonly GraphNode[], input: RuleInput): Fix[] {
  const { plan, graph, catalog } = input;
  for (const tool of tools) {
    const way = wayTo(left, tool.service, input);
    if (way) return [{ title: way.title(tool.title), edits: way.edgesFrom(tool.id).map((edge) => ({ type: 'add-edge', edge })) }];
  }
  const repositories = graph.nodes.filter(({ service }) => service && keepsCode(service));
  const wanted = servicesFor(input, {
    stage: 'orchestration',
    fits: (service) => releases(service) && wayTo(left, service, input) !== undefined,
    beside: [...left, ...repositories],
    first: ['azure-devops', 'github-actions', 'deployment-scripts'],
  });
  return wanted.slice(0, 3).map((service) => ({
    title: `Add ${service.shortName} to deploy ${titles(left)}`,
    edits: editsToAdd(plan, service, 'orchestration', left[0] ? { beside: left[0].id, side: 'before' } : 'free', (id) => [
      ...(wayTo(left, service, input)?.edgesFrom(id) ?? []),
      ...repositories
        .filter((repository) => carries(catalog, repository.service, service, 'code'))
        .map((repository): Edge => ({ from: repository.id, to: id, kind: 'code' })),
    ]),
  }));
}

interface Way {
  readonly title: (tool: string) => string;
  readonly edgesFrom: (tool: NodeId) => readonly Edge[];
}

/** Fixes that make a release lead to deployments: it starts them, or it rolls out a step that leads to all of them. */
function wayTo(left: readonly GraphNode[], service: Service | undefined, { graph, catalog }: RuleInput): Way | undefined {
  if (left.every((node) => carries(catalog, service, node.service, 'control')))
    return {
      title: (tool) => `Let "${tool}" deploy ${titles(left)}`,
      edgesFrom: (tool) => left.map((node) => ({ from: tool, to: node.id, kind: 'control' })),
    };
  const [first] = left;
  const before = first ? graph.upstream(first, releaseKinds) : [];
  const step = before
    .filter((node) => node.service && !keepsCode(node.service) && carries(catalog, service, node.service, 'code'))
    .slice(0, 5)
    .find((node) => {
      const reached = reachedFrom([node], releaseKinds);
      return left.every((other) => reached.has(other));
    });
  if (!step) return undefined;
  return {
    title: (tool) => `Let "${tool}" roll out "${step.title}", which leads to ${titles(left)}`,
    edgesFrom: (tool) => [{ from: tool, to: step.id, kind: 'code' }],
  };
}
