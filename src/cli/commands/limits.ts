import { limitChecks, limitsPage } from '#engine/explain';
import { rules } from '#engine/validate';
import { catalog, knowledge, limitAccounts } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** Says what checks each limit and last day that the catalog states, and what nothing checks. */
export const limits: Command = {
  name: 'limits',
  summary: 'list the limits and last days of services, and what checks each',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    const input = { catalog, entries: knowledge.entries, rules: rules.map(({ meta }) => meta), accounts: limitAccounts };
    if (format === 'markdown') {
      terminal.show(limitsPage(input));
      return 0;
    }
    const { claims } = limitChecks(input);
    if (format === 'json') {
      terminal.out(
        jsonText(claims.map(({ claim, rules: by, because }) => ({ ...claim, rules: by, ...(because === undefined ? {} : { because }) }))),
      );
      return 0;
    }
    const style = styleOf(terminal.colour);
    const width = Math.min(Math.max(terminal.columns, 60), 120);
    for (const { claim, rules: by, because } of claims) {
      const check = by.length > 0 ? `checked by ${by.join(', ')}` : `not checked: ${because ?? ''}`;
      terminal.show(`${style.bold(catalog.nameOf(claim.of))}\n${wrap(claim.says, width, '  ')}\n${style.dim(wrap(check, width, '  '))}\n`);
    }
    return 0;
  },
};
