import type { EdgeKind } from '../plan';

/* The words of services that programs read at every start; the schema of a service file is read only where such files are checked. */

/** Artefacts that can travel along an edge of each kind. An edge fits when its ends share one of these. */
export const artefacts = {
  control: ['call', 'event'],
  data: ['file', 'table', 'dataset', 'stream', 'image-data'],
  code: ['code'],
  model: ['model'],
  metrics: ['metrics'],
  image: ['container-image'],
  telemetry: ['telemetry'],
  'runs-on': ['azure-ml-job', 'spark-job', 'databricks-job', 'container', 'notebook', 'sql', 'copy'],
  request: ['request'],
} as const satisfies Record<EdgeKind, readonly string[]>;
export type Artefact = (typeof artefacts)[EdgeKind][number];

export const presetNames = ['small', 'medium', 'large'] as const;

/** Ids of the exporters that write a service's files; a test holds each service's list to the exporters. */
export const definitionFormats = [
  'azureml',
  'conda',
  'docker',
  'adf',
  'synapse',
  'fabric',
  'logic-apps',
  'azure-pipelines',
  'github-actions',
  'scripts',
  'databricks',
  'mlproject',
  'functions',
  'kubernetes',
  'container-instances',
  'iot-edge',
  'bicep',
] as const;
