import type { Catalog, Start } from '../catalog';
import type { ServiceId } from '../plan';

/** Who can start, deploy to and call what, as a page of the documentation: the whole table at a glance, then each row with its reasons. */
export function startsPage(catalog: Catalog): string {
  const { starts } = catalog;
  const name = (id: ServiceId) => catalog.get(id)?.shortName ?? id;
  const lines = [
    '# Who can start, deploy to and call what',
    '',
    'The table is `resources/catalog/starts.yaml`; this page is made of it by `npm run generate`. Rules, fixes, scores and the lists of the window ask the same table.',
    '',
    '- **native**: something ready-made does it: an activity, a task, an action, a connector, a command or an event.',
    '- *rest*: it takes a call of the other’s API, with code or configuration of your own around it. Scores count it as glue.',
    '- open: the catalog does not know one of the two, so nothing is said for or against it.',
    '- –: neither is known. Something else goes between, and a rule reports the edge.',
    '',
    'A question mark follows what the source does not say in so many words.',
    '',
    '## At a glance',
    '',
    ...glance(catalog, name),
  ];
  for (const from of starts.starters) {
    lines.push('', `## ${name(from)}`, '', '| starts, deploys to or calls | way | how | source |', '| --- | --- | --- | --- |');
    for (const to of starts.targets) {
      const cell = starts.cell(from, to);
      if (cell) lines.push(`| ${name(to)} | ${wayWords(cell)} | ${cell.how} | ${sourceCell(catalog, cell)} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function glance({ starts }: Catalog, name: (id: ServiceId) => string): string[] {
  const { starters } = starts;
  const lines = [`| | ${starters.map(name).join(' | ')} |`, `| --- |${' --- |'.repeat(starters.length)}`];
  for (const { title, services } of starts.file.groups) {
    lines.push(`| **${title}** |${' |'.repeat(starters.length)}`);
    for (const to of services) lines.push(`| ${name(to)} | ${starters.map((from) => mark(starts.cell(from, to))).join(' | ')} |`);
  }
  return lines;
}

function mark(cell: Start | undefined): string {
  if (!cell || cell.way === 'no') return '–';
  return { native: '**native**', rest: '*rest*', open: 'open' }[cell.way];
}

function wayWords(cell: Start): string {
  if (cell.way === 'no') return '–';
  return `${cell.way}: ${actWords[cell.act]}${cell.unconfirmed ? ' ?' : ''}`;
}

const actWords = { start: 'starts', deploy: 'deploys to', call: 'calls' } as const;

function sourceCell({ starts }: Catalog, cell: Start): string {
  const source = starts.source(cell);
  if (!source) return '';
  const title = source.section === undefined ? source.title : `${source.title}: ${source.section}`;
  return `${source.url === undefined ? title : `[${title}](${source.url})`}, ${source.checked}`;
}
