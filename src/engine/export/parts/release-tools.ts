import type { GraphEdge, GraphNode } from '../../catalog';
import { serves } from '../../notions';
import type { ControlPurpose } from '../../plan';
import type { ExportContext } from '../context';
import { purposeOf } from './order';
import { remembered } from './remembered';

/*
 * Who releases what: the tools of a plan, and the nodes that each of them deploys and starts. Azure Pipelines, GitHub Actions and scripts
 * share it, so that nothing is deployed twice or by nobody.
 */

export const pipelineTools: readonly string[] = ['azure-devops', 'github-actions'];
export const scriptTool = 'deployment-scripts';

/** Somebody has to agree before a link is followed. */
export interface Approval {
  /** The node that the approvers are a setting of. */
  readonly node: GraphNode;
  /** Approvers, as the edge states them. */
  readonly by: string | undefined;
  readonly edges: readonly GraphEdge[];
}

/** What a tool does to a node, by an edge or through a node that stands for an approval. */
export interface Link {
  readonly tool: GraphNode;
  readonly to: GraphNode;
  readonly does: ControlPurpose;
  readonly edges: readonly GraphEdge[];
  readonly approval: Approval | undefined;
}

/** The tools of a plan that release: pipelines first, since they run scripts. */
export function toolsOf(context: ExportContext): readonly GraphNode[] {
  return remembered(context, toolsOf, () => [...context.of(...pipelineTools), ...context.of(scriptTool)]);
}

/** What a tool deploys and starts, in the order of the plan. */
export function linksOf(context: ExportContext, tool: GraphNode): readonly Link[] {
  const all = remembered(context, linksOf, () => new Map<GraphNode, readonly Link[]>());
  let links = all.get(tool);
  if (!links) all.set(tool, (links = computedLinks(context, tool)));
  return links;
}

function computedLinks(context: ExportContext, tool: GraphNode): readonly Link[] {
  const links: Link[] = [];
  const places = { deploy: new Map<GraphNode, number>(), start: new Map<GraphNode, number>() };
  const add = (edges: readonly GraphEdge[], does: ControlPurpose, approval: Approval | undefined) => {
    const to = edges.at(-1)?.to;
    if (!to || to === tool || to.node.service === 'code-repository' || pipelineTools.includes(to.node.service)) return;
    if (to.node.service === scriptTool && tool.node.service === scriptTool) return;
    const at = places[does].get(to) ?? links.length;
    const before = links[at];
    places[does].set(to, at);
    links[at] = before
      ? { ...before, edges: [...before.edges, ...edges], approval: before.approval ?? approval }
      : { tool, to, does, edges, approval };
  };
  const does = (edge: GraphEdge) => (edge.to.node.service === scriptTool ? 'deploy' : purposeOf({ ...edge, from: tool }));
  for (const edge of tool.out) {
    if (edge.to.node.service === 'human-approval') {
      if (edge.kind !== 'control') continue;
      for (const next of context.out(edge.to, 'control'))
        add([edge, next], does(next), {
          node: edge.to,
          by: next.edge.approval?.by ?? edge.edge.approval?.by,
          edges: [edge, next],
        });
    } else if (edge.kind === 'code') add([edge], 'deploy', undefined);
    else if (edge.kind === 'control')
      add([edge], does(edge), edge.edge.approval && { node: tool, by: edge.edge.approval.by, edges: [edge] });
  }
  return withFlag(context, tool, links).sort((a, b) => a.to.at - b.to.at);
}

/** `needs.manualApproval` is an approval before what serves, unless edges or nodes of the plan say where the approvals are. */
function withFlag(context: ExportContext, tool: GraphNode, links: readonly Link[]): Link[] {
  if (context.plan.context.needs?.manualApproval !== true || links.some(({ approval }) => approval)) return [...links];
  const deployed = links.filter(({ does }) => does === 'deploy');
  const serving = deployed.filter(({ to }) => serves(to));
  const gated = new Set(serving.length > 0 ? serving : deployed);
  return links.map((link) => (gated.has(link) ? { ...link, approval: { node: tool, by: undefined, edges: link.edges } } : link));
}

/** The tool that deploys what no tool has an edge to: the first pipeline, or the script that it leaves all work to. */
export function homeTool(context: ExportContext): GraphNode | undefined {
  return remembered(context, homeTool, () => computedHome(context));
}

function computedHome(context: ExportContext): GraphNode | undefined {
  const [first] = toolsOf(context);
  if (!first) return undefined;
  const links = linksOf(context, first);
  return links.length > 0 && links.every(({ to }) => to.node.service === scriptTool) ? links[0]?.to : first;
}

/** The tool that deploys a node: one that has an edge to it, or else the first of the plan. */
export function deployerOf(context: ExportContext, node: GraphNode): GraphNode | undefined {
  return remembered(context, deployerOf, () => deployers(context)).get(node) ?? homeTool(context);
}

function deployers(context: ExportContext): ReadonlyMap<GraphNode, GraphNode> {
  const found = new Map<GraphNode, GraphNode>();
  for (const tool of toolsOf(context))
    for (const { to, does } of linksOf(context, tool)) if (does === 'deploy' && !found.has(to)) found.set(to, tool);
  return found;
}

/** The link by which a tool deploys or starts a node. */
export function linkTo(
  context: ExportContext,
  tool: GraphNode | undefined,
  node: GraphNode,
  does: ControlPurpose = 'deploy',
): Link | undefined {
  return tool && linksOf(context, tool).find((link) => link.to === node && link.does === does);
}

/** True if an exporter's files are part of the export. */
export function isTarget(context: ExportContext, exporter: string): boolean {
  const targets = context.plan.exports?.targets;
  return targets === undefined || targets.includes(exporter);
}
