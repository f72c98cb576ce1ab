import type { Exporter } from './exporter';
import { conda } from './conda/conda';
import { databricks } from './databricks/bundle';
import { adr } from './documents/adr';
import { csv } from './documents/csv';
import { drawio } from './documents/drawio';
import { markdown } from './documents/markdown';
import { mermaid } from './documents/mermaid';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [conda, databricks, csv, markdown, adr, mermaid, drawio];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
