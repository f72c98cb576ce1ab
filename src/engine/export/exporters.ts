import type { Exporter } from './exporter';
import { conda } from './conda/conda';
import { databricks } from './databricks/bundle';
import { containerInstances } from './container-instances/container-instances';
import { functions } from './functions/functions';
import { iotEdge } from './iot-edge/iot-edge';
import { kubernetes } from './kubernetes/kubernetes';
import { mlproject } from './mlproject/mlproject';
import { adr } from './documents/adr';
import { csv } from './documents/csv';
import { drawio } from './documents/drawio';
import { markdown } from './documents/markdown';
import { mermaid } from './documents/mermaid';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [
  conda,
  databricks,
  mlproject,
  functions,
  kubernetes,
  containerInstances,
  iotEdge,
  csv,
  markdown,
  adr,
  mermaid,
  drawio,
];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
