import type { Exporter } from './exporter';
import { adf, synapse } from './adf/adf';
import { conda } from './conda/conda';
import { csv } from './documents/csv';
import { logicApps } from './logic-apps/logic-apps';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [conda, adf, synapse, logicApps, csv];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
