import type { Exporter } from './exporter';
import { bicep } from './bicep/bicep';
import { conda } from './conda/conda';
import { csv } from './documents/csv';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [conda, bicep, csv];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
