import type { GraphNode } from '../../catalog';
import { legible } from '../../plan';
import type { ExportContext } from '../context';
import { oneLine } from './markdown-text';

/* What the documents of a bundle say alike: texts, links among each other, and where they are. */

/** A text in one line, with control characters shown as escapes. */
export function plainLine(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim();
}

/** A text of a plan in one line of Markdown, also where it begins the line: no heading, list or rule. */
export function paragraph(text: string): string {
  return oneLine(legible(text))
    .replace(/^([-+=~])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A text of a plan as a sentence: with a full stop, unless it ends in a mark. */
export function sentence(text: string): string {
  const line = paragraph(text);
  return line === '' || /[.!?…:;。！？]$/.test(line) ? line : `${line}.`;
}

/** Name of a service, in full; the id of one that the catalog does not know. */
export function serviceName(context: ExportContext, service: string): string {
  return oneLine(context.catalog.get(service)?.name ?? service);
}

/** Nodes whose choice the plan gives a reason for, in the plan's order. */
export function decided(context: ExportContext): readonly GraphNode[] {
  return context.graph.nodes.filter(({ node: { decision } }) => {
    if (!decision) return false;
    return (decision.because ?? '').trim() !== '' || Object.keys(decision.rejected ?? {}).length > 0;
  });
}

export function decisionFile(context: ExportContext, node: GraphNode): string {
  return `${context.folder('docs')}/decisions/${context.names.file(node.id)}.md`;
}

export function mermaidFile(context: ExportContext): string {
  return `${context.folder('docs')}/${context.names.prefix}.mmd`;
}

export function drawioFile(context: ExportContext): string {
  return `${context.folder('docs')}/${context.names.prefix}.drawio`;
}

/** True if the plan's bundle has the files of an exporter, so that others may link to them. */
export function isInBundle(context: ExportContext, exporter: string): boolean {
  const targets = context.plan.exports?.targets;
  return targets === undefined || targets.includes(exporter);
}

/** A link of Markdown to a path, whose spaces and brackets would end it. */
export function link(text: string, path: string): string {
  return `[${text}](${encodeURI(path).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`;
}

/** The summary, and the cost table: in the folder itself, or beside the other documents where the plan moved them. */
export function summaryFile(context: ExportContext): string {
  return topFile(context, 'summary.md');
}

export function costFile(context: ExportContext): string {
  return topFile(context, 'cost.csv');
}

function topFile(context: ExportContext, name: string): string {
  return context.plan.exports?.layout?.docs === undefined ? name : `${context.folder('docs')}/${name}`;
}
