import type { Exporter } from './exporter';
import { azureml } from './azureml/azureml';
import { conda } from './conda/conda';
import { docker } from './docker/docker';
import { csv } from './documents/csv';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [azureml, conda, docker, csv];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
