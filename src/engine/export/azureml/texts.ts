import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { Origin } from '../emit/origin';

/**
 * A text of the plan on one line, without power over the file: expressions of Azure ML and the tokens of gaps are broken up.
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\s]+/gu, ' ')
    .replaceAll('${{', '$ {{')
    .replaceAll('$[[', '$ [[')
    .replaceAll('GAP(', 'GAP (')
    .trim();
}

export function titleOf(node: GraphNode): string {
  const title = plain(node.title);
  return title === '' ? node.id : title;
}

/** An edge as comments name it. */
export function edgeText({ from, to }: GraphEdge): string {
  return `${from.id} > ${to.id}`;
}

export function edgesText(edges: readonly GraphEdge[]): string {
  return [...new Set(edges.map(edgeText))].join(', ');
}

/** Origin of lines that are written from edges: the edges and the nodes at their ends. */
export function originOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Origin {
  return { nodes: idsOf(nodes), edges: [...new Set(edges.map(({ id }) => id))] };
}

export function idsOf(nodes: readonly GraphNode[]): string[] {
  return [...new Set(nodes.map(({ id }) => id))];
}

/** Tags of an asset or job: the node that it is written from, and those that the plan states. */
export function tagsOf(node: GraphNode): Record<string, string> {
  const stated = node.node.settings?.['tags'];
  const own = typeof stated === 'object' && !Array.isArray(stated) ? Object.entries(stated) : [];
  return {
    'pipedraft-node': node.id,
    ...Object.fromEntries(own.flatMap(([key, value]) => (typeof value === 'object' ? [] : [[key, String(value)]]))),
  };
}

/** Lines at the top of a main file: owner, reason and note of its node. */
export function headOf(context: ExportContext, node: GraphNode): string[] {
  const { owner, decision, note } = node.node;
  const who = owner === undefined || plain(owner) === '' ? [] : [`Owner: ${plain(owner)}.`];
  const targets = context.plan.exports?.targets;
  if (decision && (targets === undefined || targets.includes('adr')))
    who.push(`Why it is built this way: ${context.folder('docs')}/decisions/${context.names.file(node.id)}.md`);
  return [
    ...(who.length > 0 ? [who.join(' ')] : []),
    ...(note === undefined || plain(note) === '' ? [] : [`Note in the plan: ${plain(note)}`]),
  ];
}

/** A map without the keys that have no value. */
export function present(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}

/** A name of letters, digits and "_" that begins with a letter. */
export function portName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[^A-Za-z]+/, '');
  return name === '' ? 'value' : name;
}
