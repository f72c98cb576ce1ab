import type { GraphEdge, GraphNode } from '../../catalog';
import { escape } from '../../draw';
import { arrangeMissing, cardHeight, cardWidth, directionOf, edgeStyles, shortName, type EndMark, type Position } from '../../plan';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { drawioFile, plainLine } from './shared';

/** The plan as a drawing that people go on with: uncompressed, and every shape knows its node. */
export const drawio: Exporter = {
  meta: {
    id: 'drawio',
    title: 'draw.io',
    group: 'documents',
    covers: 'A drawing to edit, laid out as the plan is, with the node and service of each shape.',
    services: [],
  },

  applies: (context) => context.graph.nodes.length > 0,

  *write(context) {
    const { graph, plan } = context;
    const { layout } = arrangeMissing(plan, (id) => graph.get(id)?.stage);
    const lines = new TextLines();
    lines.add(
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<mxfile host="pipedraft">',
      `  <diagram id="${escape(context.names.prefix)}" name="${attribute(plan.name)}">`,
      '    <mxGraphModel grid="1" gridSize="8" page="0">',
      '      <root>',
      '        <mxCell id="0"/>',
      '        <mxCell id="1" parent="0"/>',
    );
    for (const node of graph.nodes) lines.block({ nodes: [node.id] }, () => vertex(lines, node, layout[node.id] ?? [0, 0]));
    const taken = new Set(graph.nodes.map(({ id }) => id));
    for (const edge of graph.edges) {
      const id = freshId(edge, taken);
      lines.block({ edges: [edge.id] }, () => line(lines, edge, id, directionOf(plan) === 'left-to-right'));
    }
    lines.add('      </root>', '    </mxGraphModel>', '  </diagram>', '</mxfile>');
    yield { path: drawioFile(context), format: 'text', lines };
  },
};

function vertex(lines: TextLines, node: GraphNode, [x, y]: Position): void {
  const service = node.service?.shortName ?? node.node.service;
  // the label is HTML inside of an attribute, so it is escaped as both
  const label = escape(`<b>${attribute(node.title)}</b><br>${attribute(service)}`);
  const stage = node.stage === undefined ? '' : ` pipedraft-stage="${node.stage}"`;
  lines.add(
    `        <UserObject id="${node.id}" label="${label}" pipedraft-node="${node.id}" pipedraft-service="${attribute(node.node.service)}"${stage}>`,
    '          <mxCell parent="1" vertex="1" style="rounded=1;whiteSpace=wrap;html=1;">',
    `            <mxGeometry x="${x}" y="${y}" width="${cardWidth}" height="${cardHeight}" as="geometry"/>`,
    '          </mxCell>',
    '        </UserObject>',
  );
}

/** End marks by the names of draw.io; "1" is a filled one. */
const ends: Readonly<Record<EndMark, string>> = {
  arrow: 'endArrow=block;endFill=1;',
  'open-arrow': 'endArrow=open;endFill=0;',
  diamond: 'endArrow=diamond;endFill=1;',
  circle: 'endArrow=oval;endFill=1;',
  square: 'endArrow=box;endFill=1;',
  bar: 'endArrow=dash;endFill=0;',
};

function line(lines: TextLines, edge: GraphEdge, id: string, isAcross: boolean): void {
  const { width, dash, end } = edgeStyles[edge.kind];
  const dashes = dash.length > 0 ? `dashed=1;dashPattern=${dash.join(' ')};` : '';
  const sides = isAcross ? 'elbow=horizontal;' : 'elbow=vertical;';
  const title = edge.edge.title === undefined || edge.edge.title.trim() === '' ? '' : `<br>${attribute(edge.edge.title)}`;
  lines.add(
    `        <mxCell id="${id}" value="${escape(`${edge.kind}${title}`)}" parent="1" edge="1" source="${edge.from.id}" target="${edge.to.id}" style="edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;${sides}strokeWidth=${width};${dashes}${ends[end]}">`,
    '          <mxGeometry relative="1" as="geometry"/>',
    '        </mxCell>',
  );
}

/** `from--kind--to`; with a number behind it where a node or another edge has that name. */
function freshId({ from, kind, to }: GraphEdge, taken: Set<string>): string {
  const usual = `${from.id}--${kind}--${to.id}`;
  let id = usual;
  for (let number = 2; taken.has(id); number += 1) id = `${usual}--${number}`;
  taken.add(id);
  return id;
}

/** A text inside of quotes, in one line: readers of XML make spaces of line ends there. */
function attribute(text: string): string {
  return escape(shortName(plainLine(text)));
}
