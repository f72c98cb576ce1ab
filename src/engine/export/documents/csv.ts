import { costCsv } from '../../score';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { costFile } from './shared';

/** The cost table, one row a cost line, as the cost panel copies it. */
export const csv: Exporter = {
  meta: {
    id: 'csv',
    title: 'Cost table (CSV)',
    group: 'documents',
    covers: 'Every cost line of a month, for a spreadsheet.',
    services: [],
  },

  applies: (context) => context.graph.nodes.length > 0,

  *write(context) {
    const { plan, catalog, evaluation, book } = context;
    yield {
      path: costFile(context),
      format: 'text',
      lines: new TextLines().add(costCsv({ plan, catalog, cost: evaluation.cost, book: book.file }).replace(/\n$/, '')),
    };
  },
};
