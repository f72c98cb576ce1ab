import type { GraphEdge, GraphNode } from '../../catalog';
import { directionOf, shortName, stages, type EdgeKind } from '../../plan';
import type { ExportContext } from '../context';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { mermaidFile, plainLine } from './shared';

/** Edges that Mermaid draws with its usual settings; a page that shows more has to set `maxEdges`. */
const usualEdges = 500;

/** The plan as a flowchart, one box a stage. */
export const mermaid: Exporter = {
  meta: {
    id: 'mermaid',
    title: 'Mermaid',
    group: 'documents',
    covers: 'A flowchart that GitHub, Azure DevOps and editors draw, with a box for each stage.',
    services: [],
  },

  applies: (context) => context.graph.nodes.length > 0,

  *write(context) {
    const { graph } = context;
    const lines = new TextLines();
    if (graph.edges.length > usualEdges)
      context.remark(`Mermaid draws ${usualEdges} edges and the plan has more: the page that shows the flowchart has to set maxEdges.`);
    lines.add(`flowchart ${directionOf(context.plan) === 'left-to-right' ? 'LR' : 'TB'}`);
    for (const { id, title } of stages) {
      const nodes = graph.inStage(id);
      if (nodes.length === 0) continue;
      lines.add(`  subgraph stage_${id.replace(/-/g, '_')}["${label(title)}"]`);
      for (const node of nodes) nodeLine(context, lines, node, '    ');
      lines.add('  end');
    }
    for (const node of graph.nodes) if (!node.stage) nodeLine(context, lines, node, '  ');
    for (const edge of graph.edges)
      lines.block({ edges: [edge.id] }, () =>
        lines.add(`  ${nodeId(context, edge.from)} ${arrows[edge.kind]}|"${edgeLabel(edge)}"| ${nodeId(context, edge.to)}`),
      );
    yield { path: mermaidFile(context), format: 'text', comment: '%% ', lines };
  },
};

const arrows: Readonly<Record<EdgeKind, string>> = {
  control: '==>',
  data: '-->',
  code: '-->',
  model: '-->',
  metrics: '-.->',
  image: '-.->',
  telemetry: '-.->',
  'runs-on': '-.->',
  request: '-->',
};

function nodeLine(context: ExportContext, lines: TextLines, node: GraphNode, indent: string): void {
  const service = node.service?.shortName ?? node.node.service;
  lines.block({ nodes: [node.id] }, () => lines.add(`${indent}${nodeId(context, node)}["${label(node.title)}<br/>${label(service)}"]`));
}

/** A node's name in the flowchart: with letters before it, since "end" and "class" are words of the language. */
function nodeId(context: ExportContext, node: GraphNode): string {
  return `n_${context.names.symbol(node.id)}`;
}

function edgeLabel({ kind, edge }: GraphEdge): string {
  return edge.title === undefined || edge.title.trim() === '' ? kind : `${label(edge.title)} (${kind})`;
}

/**
 * A text between the quotes of a label. Signs with a meaning become codes of characters: quotes, tags, directives (`%%{`), Markdown
 * (a backtick at the start). Mermaid takes the ";" from codes in a line with "style" or "classDef", so these words hold a code, too.
 */
function label(text: string): string {
  return shortName(plainLine(text))
    .replace(/[#"<>&%`\\;]/g, (sign) => `#${sign.charCodeAt(0)};`)
    .replace(/style/g, 'styl#101;')
    .replace(/classDef/g, 'classDe#102;');
}
