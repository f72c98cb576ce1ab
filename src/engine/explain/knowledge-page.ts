import { cite, type Source } from '../catalog';
import { homesOf, type Home, type Knowledge, type Living, type Statement } from './knowledge';

/** The list of statements as a page of the documentation: each statement, its places, and its source. */
export function knowledgePage(knowledge: Knowledge, living: Living): string {
  const homes = homesOf(knowledge, living);
  const lines = [
    '# What the checks rest on',
    '',
    `Every statement of the sources, in our words, and where it lives: in rules, on the card of a service, at a node of a template or an example, in a score, or nowhere, with the reason. Looked after up to ${knowledge.asOf}. The list is \`resources/knowledge/entries.yaml\`; this page is made of it by \`npm run generate\`.`,
    '',
    ...tally(knowledge, homes),
    '',
  ];
  for (const [title, some] of bySection(knowledge.entries)) {
    lines.push(`## ${title}`, '', '| statement | lives in | source |', '| --- | --- | --- |');
    for (const entry of some) lines.push(`| ${statementCell(entry)} | ${homesCell(homes.get(entry.id) ?? [])} | ${sourceCell(entry)} |`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

const kinds = [
  ['rule', 'in a rule'],
  ['card', 'on a card'],
  ['plan', 'in a template or an example'],
  ['score', 'in a score'],
  ['left-out', 'left out'],
] as const satisfies readonly (readonly [Home['kind'], string])[];

function tally({ entries }: Knowledge, homes: ReadonlyMap<string, readonly Home[]>): string[] {
  const living = (kind: Home['kind']) => entries.filter(({ id }) => homes.get(id)?.some((home) => home.kind === kind)).length;
  return [
    `| ${entries.length} statements | how many |`,
    '| --- | --- |',
    ...kinds.map(([kind, words]) => `| ${words} | ${living(kind)} |`),
    '',
    'One statement can live in several places.',
  ];
}

/** Statements of the guide and the note by document and section, in their order; then those of newer pages. */
function bySection(entries: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const sections = new Map<string, Statement[]>();
  for (const entry of entries) {
    const { title, section } = entry.source;
    const name = entry.id.startsWith('gr-') ? `${title}${section === undefined ? '' : `: ${section}`}` : 'What has changed since';
    sections.set(name, [...(sections.get(name) ?? []), entry]);
  }
  return sections;
}

function statementCell({ id, says, overtakenBy, completedBy }: Statement): string {
  const ids = (list: readonly string[]) => list.map((one) => `[\`${one}\`](#${one})`).join(', ');
  const later = [...(overtakenBy ? [`Overtaken by ${ids(overtakenBy)}.`] : []), ...(completedBy ? [`See also ${ids(completedBy)}.`] : [])];
  return [`<a id="${id}"></a>\`${id}\`<br>${cell(says)}`, ...later].join('<br>');
}

function homesCell(homes: readonly Home[]): string {
  return homes.map(homeWords).join('<br>');
}

function homeWords(home: Home): string {
  switch (home.kind) {
    case 'rule':
      return `rule [\`${home.id}\`](rules/${home.id}.md)`;
    case 'card':
      return `card of [${cell(home.name)}](services.md)`;
    case 'plan':
      return `“${cell(home.title ?? home.node)}” in [${home.id}](../resources/examples/${home.id}.pipedraft.yaml)`;
    case 'score':
      return `score: ${home.id}`;
    case 'left-out':
      return `left out: ${cell(home.because)}`;
  }
}

function sourceCell({ source, since, announced }: Statement): string {
  const dates = since === undefined ? '' : `<br>from ${since}${announced ? ', as announced' : ''}`;
  return `${sourceWords(source)}${dates}`;
}

/** A source as Markdown: cited, with its address if it has one. */
export function sourceWords(source: Source): string {
  const words = cell(cite(source));
  return source.url === undefined ? words : `[${words}](${source.url})`;
}

/** Text escaped for a cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
