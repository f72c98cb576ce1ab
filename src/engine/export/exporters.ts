import type { Exporter } from './exporter';
import { adf, synapse } from './adf/adf';
import { adr } from './documents/adr';
import { arm } from './arm/arm';
import { azurePipelines } from './azure-pipelines/azure-pipelines';
import { azureml } from './azureml/azureml';
import { bicep } from './bicep/bicep';
import { conda } from './conda/conda';
import { containerInstances } from './container-instances/container-instances';
import { csv } from './documents/csv';
import { databricks } from './databricks/bundle';
import { docker } from './docker/docker';
import { drawio } from './documents/drawio';
import { fabric } from './fabric/fabric';
import { functions } from './functions/functions';
import { githubActions } from './github-actions/github-actions';
import { iotEdge } from './iot-edge/iot-edge';
import { kubernetes } from './kubernetes/kubernetes';
import { logicApps } from './logic-apps/logic-apps';
import { markdown } from './documents/markdown';
import { mermaid } from './documents/mermaid';
import { mlproject } from './mlproject/mlproject';
import { pptx } from './pptx/pptx';
import { scripts } from './scripts/scripts';
import { terraform } from './terraform/terraform';

/** All exporters, in the order in which they are listed. A test compares it with the folders. */
export const exporters: readonly Exporter[] = [
  azureml,
  conda,
  docker,
  adf,
  synapse,
  fabric,
  logicApps,
  azurePipelines,
  githubActions,
  scripts,
  databricks,
  mlproject,
  functions,
  kubernetes,
  containerInstances,
  iotEdge,
  bicep,
  arm,
  terraform,
  csv,
  markdown,
  adr,
  mermaid,
  drawio,
  pptx,
];

export function exporterById(id: string): Exporter | undefined {
  return exporters.find(({ meta }) => meta.id === id);
}
