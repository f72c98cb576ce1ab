import { safeguardsPage } from '#engine/explain';
import { safeguards as words } from '#engine/plan';
import { catalog } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** Says which design decisions about security and reliability each service leaves open. */
export const safeguards: Command = {
  name: 'safeguards',
  summary: 'say what each service offers for security and reliability',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    const { file } = catalog.safeguards;
    if (format === 'markdown') {
      terminal.show(safeguardsPage(catalog));
      return 0;
    }
    if (format === 'json') {
      terminal.out(jsonText(file));
      return 0;
    }
    const style = styleOf(terminal.colour);
    const width = Math.min(Math.max(terminal.columns, 60), 120);
    for (const [service, entry] of Object.entries(file.services)) {
      const decided = words.flatMap(({ id, title }) => (entry[id] ? [title.toLowerCase()] : []));
      const promised = (entry.sla ?? []).flatMap(({ percent }) => (percent === undefined ? [] : [`${percent} %`]));
      terminal.show(`${style.bold(catalog.nameOf(service))}\n`);
      terminal.show(`${wrap(`${decided.join(', ')}${promised.length > 0 ? `; promised: ${promised.join(' or ')}` : ''}`, width, '  ')}\n`);
    }
    return 0;
  },
};
