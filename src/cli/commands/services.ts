import { stages } from '#engine/plan';
import { catalog } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf } from '../output/style';

/** Lists the catalog. */
export const services: Command = {
  name: 'services',
  summary: 'list the services of the catalog',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    if (format === 'json') {
      terminal.out(jsonText(catalog.services));
      return 0;
    }
    const style = styleOf(terminal.colour);
    const lines: string[] = [];
    for (const stage of stages) {
      const some = catalog.services.filter((service) => service.stages.includes(stage.id));
      if (some.length === 0) continue;
      if (format === 'markdown') {
        lines.push(`## ${stage.title}`, '', '| service | id | approach | state | in the guide |', '| --- | --- | --- | --- | --- |');
        for (const service of some)
          lines.push(
            `| ${service.name} | \`${service.id}\` | ${service.approach} | ${service.status.state} | ${service.guideName ?? '–'} |`,
          );
      } else {
        lines.push(style.bold(stage.title));
        for (const service of some) {
          const state = service.status.state === 'ga' ? '' : ` [${service.status.state}]`;
          lines.push(`  ${service.id.padEnd(38)} ${service.name}${state}`);
        }
      }
      lines.push('');
    }
    terminal.show(`${lines.join('\n').trimEnd()}\n`);
    return 0;
  },
};
