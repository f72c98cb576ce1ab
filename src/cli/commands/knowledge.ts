import { cite } from '#engine/catalog';
import { homesOf, knowledgePage, type Home, type Living } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { rules, ruleFailed, waiverRule } from '#engine/validate';
import { catalog, examples, knowledge as list } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** Lists the statements that the checks rest on, each with its places. */
export const knowledge: Command = {
  name: 'knowledge',
  summary: 'list the statements that the checks rest on, and where each is used',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    const living: Living = {
      rules: [...rules.map(({ meta }) => meta), ruleFailed, waiverRule],
      services: catalog.services,
      plans: new Map(examples.map(({ file, text }) => [file.replace('.pipedraft.yaml', ''), readPlan(text, file).plan])),
    };
    if (format === 'markdown') {
      terminal.show(knowledgePage(list, living));
      return 0;
    }
    const homes = homesOf(list, living);
    if (format === 'json') {
      terminal.out(jsonText(list.entries.map((entry) => ({ ...entry, homes: homes.get(entry.id) ?? [] }))));
      return 0;
    }
    const style = styleOf(terminal.colour);
    const width = Math.min(Math.max(terminal.columns, 60), 120);
    for (const { id, says, source } of list.entries) {
      const places = (homes.get(id) ?? []).map(wordsOf).join('; ');
      terminal.show(`${style.bold(id)}\n${wrap(says, width, '  ')}\n${style.dim(wrap(`${places} (${cite(source)})`, width, '  '))}\n`);
    }
    return 0;
  },
};

function wordsOf(home: Home): string {
  switch (home.kind) {
    case 'rule':
      return `rule ${home.id}`;
    case 'card':
      return `card of ${home.id}`;
    case 'plan':
      return `${home.id}, node ${home.node}`;
    case 'score':
      return `score: ${home.id}`;
    case 'left-out':
      return `left out: ${home.because}`;
  }
}
