import { exporters as all, guideSystems, systemsTable } from '#engine/export';
import { catalog } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** Says what each exporter writes, and which files the systems of the guide become. */
export const exporters: Command = {
  name: 'exporters',
  summary: 'list the exporters, and the files that systems become',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    const format = options.choice<'text' | 'json' | 'markdown'>('format', 'text');
    if (format === 'markdown') {
      terminal.show(systemsTable(catalog));
      return 0;
    }
    if (format === 'json') {
      const systems = guideSystems(catalog).map(({ service, exporters: by, files, says }) => ({
        service: service.id,
        guideName: service.guideName ?? service.name,
        exporters: by.map(({ id }) => id),
        files,
        ...(says === undefined ? {} : { says }),
      }));
      terminal.out(jsonText({ exporters: all.map(({ meta }) => ({ ...meta, onRequest: meta.onRequest ?? false })), systems }));
      return 0;
    }
    const style = styleOf(terminal.colour);
    const width = Math.min(Math.max(terminal.columns, 60), 120);
    for (const { meta } of all) {
      const when = meta.onRequest ? ' Only when --to or exports.targets names it.' : '';
      terminal.show(`${style.bold(meta.id)}  ${meta.title}\n${wrap(`${meta.covers}${when}`, width, '  ')}\n`);
    }
    return 0;
  },
};
