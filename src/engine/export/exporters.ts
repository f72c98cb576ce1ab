import type { Exporter } from './exporter';
import { adf, synapse } from './adf/adf';
import { azureml } from './azureml/azureml';
import { bicep } from './bicep/bicep';
import { conda } from './conda/conda';
import { csv } from './documents/csv';
import { docker } from './docker/docker';
import { logicApps } from './logic-apps/logic-apps';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [
  azureml,
  conda,
  docker,
  adf,
  synapse,
  logicApps,
  bicep,
  csv,
];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
