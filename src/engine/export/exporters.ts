import type { Exporter } from './exporter';
import { azurePipelines } from './azure-pipelines/azure-pipelines';
import { conda } from './conda/conda';
import { csv } from './documents/csv';
import { githubActions } from './github-actions/github-actions';
import { scripts } from './scripts/scripts';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [conda, azurePipelines, githubActions, scripts, csv];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
