import { cite } from '#engine/catalog';
import { families, rules as all, ruleFailed, waiverRule } from '#engine/validate';
import type { Command } from '../command';
import { styleOf } from '../output/style';

/** Lists the rules. */
export const rules: Command = {
  name: 'rules',
  summary: 'list the rules that plans are checked by',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'how the list is written; text when left out' } },
  run(_, options, terminal) {
    const metas = [...all.map(({ meta }) => meta), ruleFailed, waiverRule];
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    if (format === 'json') {
      terminal.out(`${JSON.stringify(metas, null, 2)}\n`);
      return 0;
    }
    const style = styleOf(terminal.colour);
    const lines: string[] = [];
    for (const family of families) {
      const some = metas.filter((meta) => meta.family === family.id);
      if (some.length === 0) continue;
      if (format === 'markdown') {
        lines.push(`## ${family.title}`, '', '| rule | severity | what holds | source |', '| --- | --- | --- | --- |');
        for (const meta of some) lines.push(`| \`${meta.id}\` | ${meta.severity} | ${meta.title} | ${cite(meta.sources[0])} |`);
      } else {
        lines.push(style.bold(family.title));
        for (const meta of some) lines.push(`  ${meta.id.padEnd(34)} ${meta.severity.padEnd(8)} ${meta.title}`);
      }
      lines.push('');
    }
    terminal.out(`${lines.join('\n').trimEnd()}\n`);
    return 0;
  },
};
