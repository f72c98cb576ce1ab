import type { AvailabilityPromise, Catalog, SafeguardCell } from '../catalog';
import { list } from '../format';
import { safeguards, type Safeguard, type ServiceId } from '../plan';

/** Security and reliability of the services, as a page of the documentation: the words of `safeguards`, then a table for each service. */
export function safeguardsPage(catalog: Catalog): string {
  const table = catalog.safeguards;
  const lines = [
    '# Security and reliability of services',
    '',
    'The table is `resources/catalog/safeguards.yaml`; this page is made of it by `npm run generate`. It says which design decisions a service leaves to the team, which it has settled itself, and the availability that is promised for it. Rules and the inspector ask the same table. A service or a decision that is not named is unknown, and no rule speaks of it.',
    '',
    'A question mark follows what the source was not seen to say in so many words: check it before relying on it.',
    '',
    '## The words of `safeguards`',
    '',
    '| key | subject | values, the one that protects least first |',
    '| --- | --- | --- |',
    ...safeguards.map(
      ({ id, title, help, values }) =>
        `| \`${id}\` | ${title}. ${help} | ${values.map((value) => `\`${value.id}\`: ${value.title}`).join('; ')} |`,
    ),
  ];
  for (const [service, entry] of Object.entries(table.file.services)) {
    lines.push('', `## ${catalog.nameOf(service)}`, '', '| decision | how the service has it | source |', '| --- | --- | --- |');
    for (const { id, title } of safeguards) {
      const cell = entry[id];
      if (!cell) continue;
      const source = table.source(entry, cell);
      lines.push(`| ${title} | ${wordsOf(catalog, service, id, cell)}${cell.unconfirmed ? ' ?' : ''} | ${linkTo(source)} |`);
    }
    if (entry.sla)
      lines.push(`| Promised availability | ${entry.sla.map((promise) => promiseWords(promise)).join('; ')} | ${linkTo(table.promises)} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** How a service has a safeguard, in words. */
function wordsOf(catalog: Catalog, service: ServiceId, safeguard: Safeguard, cell: SafeguardCell): string {
  if (cell.never !== undefined) return `${titleOf(safeguard)}: ${cell.never}`;
  if (cell.always !== undefined) return `always: ${titleOf(safeguard, cell.always)}`;
  const fields = Object.keys(cell.set ?? {}).map((id) => catalog.get(service)?.usage.find((field) => field.id === id)?.title ?? id);
  return [
    ...(cell.least === undefined ? [] : [`at least: ${titleOf(safeguard, cell.least)}`]),
    ...(cell.by === undefined ? [] : [`decided by ${list(fields)}${cell.words === undefined ? '' : ` (${cell.words})`}`]),
    ...(cell.choose ? ['the team decides'] : []),
    ...(cell.when === undefined ? [] : [`the best takes ${cell.words ?? 'other settings'}`]),
  ].join('; ');
}

function titleOf(safeguard: Safeguard, value?: string): string {
  const values = safeguards.find(({ id }) => id === safeguard)?.values ?? [];
  return (value === undefined ? values[0] : values.find(({ id }) => id === value))?.title ?? '';
}

function promiseWords({ percent, none, when, safeguard, unconfirmed }: AvailabilityPromise): string {
  const what = percent === undefined ? `none: ${none ?? ''}` : `${percent} %`;
  const condition =
    when !== undefined ? ` if \`${when.replaceAll('|', '\\|')}\`` : safeguard === undefined ? '' : ` with the best under ${safeguard}`;
  return `${what}${condition}${unconfirmed ? ' ?' : ''}`;
}

function linkTo(
  source: { readonly title: string; readonly url?: string | undefined; readonly seen?: string | undefined } | undefined,
): string {
  if (!source) return '';
  const title = source.url === undefined ? source.title : `[${source.title}](${source.url})`;
  return source.seen === undefined ? title : `${title}, ${source.seen}`;
}
