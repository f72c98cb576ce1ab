import type { GraphNode } from '../../catalog';
import { figure, list } from '../../format';
import { legible, shortName, shortText } from '../../plan';
import type { ExportContext } from '../context';

/* Texts of slides: in one line, shortened as everywhere, and with what the plan says of a node's usage. */

export function plain(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim();
}

export function shownTitle(node: GraphNode): string {
  return plain(shortName(node.title));
}

export function serviceShort(node: GraphNode): string {
  return plain(shortName(node.service?.shortName ?? node.node.service));
}

export function serviceFull(node: GraphNode): string {
  return plain(shortName(node.service?.name ?? node.node.service));
}

/** What the plan states of a node's usage, in the order of the service's fields: `Runs a month: 30`. */
export function usageWords(context: ExportContext, node: GraphNode): string {
  const given = node.node.usage ?? {};
  return (node.service?.usage ?? [])
    .flatMap((field) => {
      const value = given[field.id];
      if (value === undefined) return [];
      const assumed = typeof value === 'string' && value.startsWith('$') ? context.plan.assumptions[value.slice(1)] : undefined;
      const unit = field.type === 'number' ? ` ${field.unit}` : '';
      const one = (part: string | number | boolean) => {
        if (typeof part === 'boolean') return part ? 'yes' : 'no';
        if (typeof part === 'number') return `${figure(part)}${unit}`;
        return field.type === 'choice' ? (field.options.find((option) => option.value === part)?.title ?? part) : part;
      };
      const shown = assumed ?? value;
      const words = typeof shown === 'object' ? `${one(shown.low)} to ${one(shown.high)}, likely ${one(shown.likely)}` : one(shown);
      return [`${field.title}: ${plain(shortText(words))}`];
    })
    .join('; ');
}

/** What a node is for: its own note, or else what its service does. */
export function purposeOf({ node, service }: GraphNode): string {
  const note = plain(shortText(node.note ?? ''));
  return note !== '' ? note : plain(service?.summary ?? '');
}

/** Nodes by their titles, the first of them. */
export function titlesOf(context: ExportContext, ids: readonly string[], most = 4): string {
  const titles = ids.flatMap((id) => context.graph.get(id) ?? []).map(shownTitle);
  return titles.length === 0 ? 'The plan' : list(titles, 'and', most);
}

/** Where the prices are from. */
export function pricesWords({ evaluation: { cost } }: ExportContext): string {
  const { title, id, asOf } = cost.priceBook;
  return `List prices in ${cost.currency}: ${plain(title)} (${id}), as of ${asOf}. A month has 730 hours.`;
}
