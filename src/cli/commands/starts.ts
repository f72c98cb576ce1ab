import { startsPage } from '#engine/explain';
import { catalog } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** Says who can start, deploy to and call what. */
export const starts: Command = {
  name: 'starts',
  summary: 'say which service can start, deploy to and call which, and how',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    const { starts: table } = catalog;
    if (format === 'markdown') {
      terminal.show(startsPage(catalog));
      return 0;
    }
    const pairs = table.starters.flatMap((from) =>
      table.targets.flatMap((to) => {
        const cell = table.cell(from, to);
        return cell ? [{ from, to, ...cell, source: table.source(cell) }] : [];
      }),
    );
    if (format === 'json') {
      terminal.out(jsonText(pairs));
      return 0;
    }
    const style = styleOf(terminal.colour);
    const width = Math.min(Math.max(terminal.columns, 60), 120);
    for (const from of table.starters) {
      terminal.show(`${style.bold(catalog.nameOf(from))}\n`);
      for (const { to, way, how } of pairs.filter((pair) => pair.from === from && pair.way !== 'no'))
        terminal.show(`${wrap(`${catalog.nameOf(to)} (${way}): ${how}`, width, '  ')}\n`);
    }
    return 0;
  },
};
