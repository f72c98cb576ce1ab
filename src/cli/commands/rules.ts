import { cite } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { ruleMarkdown, rulePage } from '#engine/explain';
import { nearestOf } from '#engine/plan';
import { families, pillars, rules as all, ruleFailed, waiverRule, type RuleMeta } from '#engine/validate';
import { catalog, knowledge, priceBook, ruleExamples, scoring } from '#resources';
import { UsageError, type Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf } from '../output/style';

type Format = 'text' | 'json' | 'markdown';

/** Lists the rules, or explains some of them. */
export const rules: Command = {
  name: 'rules',
  summary: 'list the rules, or explain the named ones',
  operands: '[RULE...]',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(named, options, terminal) {
    const metas = [...all.map(({ meta }) => meta), ruleFailed, waiverRule];
    const format = options.choice<Format>('format', 'text');
    const write = (text: string) => (format === 'json' ? terminal.out(text) : terminal.show(text));
    if (named.length > 0) write(pages(named, metas, format));
    else if (format === 'json') terminal.out(jsonText(metas));
    else terminal.show(format === 'markdown' ? markdownList(metas) : textList(metas, styleOf(terminal.colour).bold));
    return 0;
  },
};

function textList(metas: readonly RuleMeta[], bold: (text: string) => string): string {
  return byFamily(metas, (title, some) => [
    bold(title),
    ...some.map((meta) => `  ${meta.id.padEnd(34)} ${meta.severity.padEnd(8)} ${meta.title}`),
  ]);
}

function markdownList(metas: readonly RuleMeta[]): string {
  return byFamily(metas, (title, some) => [
    `## ${title}`,
    '',
    '| rule | severity | pillar | what holds | source |',
    '| --- | --- | --- | --- | --- |',
    ...some.map(
      (meta) =>
        `| [\`${meta.id}\`](rules/${meta.id}.md) | ${meta.severity} | ${pillarTitle(meta)} | ${meta.title} | ${cite(meta.sources[0])} |`,
    ),
  ]);
}

function pillarTitle(meta: RuleMeta): string {
  return pillars.find(({ id }) => id === meta.pillar)?.title ?? meta.pillar;
}

function byFamily(metas: readonly RuleMeta[], write: (title: string, some: readonly RuleMeta[]) => readonly string[]): string {
  const parts = families.flatMap(({ id, title }) => {
    const some = metas.filter(({ family }) => family === id);
    return some.length === 0 ? [] : [write(title, some).join('\n')];
  });
  return `${parts.join('\n\n')}\n`;
}

/** The pages of some rules. As text they are Markdown too, which reads well unrendered. */
function pages(named: readonly string[], metas: readonly RuleMeta[], format: Format): string {
  const written = named.map((id) => {
    const meta = metas.find((one) => one.id === id);
    if (!meta) throw new UsageError(`There is no rule "${id}"${hint(id, metas)}. Run "pipedraft rules" for the list.`);
    return rulePage(meta, {
      examples: ruleExamples[id],
      knowledge,
      evaluate: (plan, today, packs) => evaluate({ plan, catalog, book: priceBook, scoring, rules: all, packs, today, factors: [1] }),
    });
  });
  return format === 'json' ? jsonText(written) : written.map(ruleMarkdown).join('\n');
}

function hint(id: string, metas: readonly RuleMeta[]): string {
  const nearest = nearestOf(
    id,
    metas.map((meta) => meta.id),
  );
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
