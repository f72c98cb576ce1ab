import type { Catalog, Service } from '../catalog';
import type { ServiceId } from '../plan';
import { exporters } from './exporters';
import type { ExporterMeta } from './exporter';

/*
 * The systems that the decision guide names, and the files that a plan becomes for each. Paths are the usual ones: `definition` and
 * `exports.layout` change them. This is one list, so that a system without a file is listed with its reason.
 */

/** Files of a system, with `<id>` for the node's id, or the reason why it has none. */
type Entry = { readonly files: readonly string[]; readonly how?: string } | { readonly because: string };

const workspace = 'infra/modules/machine-learning.bicep';

const entries: Readonly<Record<ServiceId, Entry>> = {
  'adf-copy-activity': {
    files: ['adf/pipeline/<id>.json', 'adf/dataset/<id>_source.json', 'adf/linkedService/<id>_source.json'],
    how: 'An activity of the pipeline that starts it.',
  },
  'adf-data-flows': { files: ['adf/dataflow/<id>.json', 'adf/dataset/<id>_source.json'] },
  'application-insights': { files: ['infra/modules/application-insights.bicep'] },
  'azure-app-service': { files: ['infra/modules/app-service.bicep'] },
  'azure-container-instances': {
    files: ['infra/modules/container-instances.bicep'],
    how: 'containers/<id>.yaml where `exports.targets` leaves out infrastructure.',
  },
  'azure-container-registry': { files: ['infra/modules/container-registry.bicep'] },
  'azure-dashboards': { files: ['infra/modules/dashboards.bicep'] },
  'azure-data-factory': {
    files: ['adf/pipeline/<id>.json', 'adf/trigger/<id>.json', 'adf/publish_config.json', 'infra/modules/data-factory.bicep'],
  },
  'azure-databricks': {
    files: ['databricks/resources/<id>.job.yml', 'infra/modules/databricks.bicep'],
    how: 'A job for a workspace that something starts, or that has a schedule.',
  },
  'azure-devops': { files: ['azure-pipelines.yml'] },
  'azure-functions': { files: ['functions/<id>/function_app.py', 'functions/<id>/host.json', 'infra/modules/functions.bicep'] },
  'azure-iot-edge': { files: ['edge/<id>/deployment.template.json', 'infra/modules/iot-hub.bicep'] },
  'azure-kubernetes-service': {
    files: ['k8s/<id>.yaml', 'infra/modules/kubernetes.bicep'],
    how: 'Manifests for what runs beside Azure ML; an endpoint of Azure ML on the cluster has its own files.',
  },
  'azure-logic-apps': { files: ['logic/<id>/workflow.json', 'infra/modules/logic-apps.bicep'] },
  'azure-ml-batch-scoring-pipeline': {
    because: 'It is defined in code of version 1, which is out of support: its successor, a batch endpoint, has files.',
  },
  'azure-ml-compute': { files: [workspace], how: 'ml/compute/<id>.yml where `exports.targets` leaves out Bicep.' },
  'azure-ml-compute-instance-notebooks': { files: ['ml/compute/<id>.yml'] },
  'azure-ml-dataset-drift': { because: 'It is retired: model monitoring, its successor, has files.' },
  'azure-ml-datasets': { files: ['ml/data/<id>.yml'] },
  'azure-ml-datatransferstep': {
    because: 'It is retired, and version 2 has no stable step for it: a copy of Data Factory, its successor, has files.',
  },
  'azure-ml-designer': { files: ['ml/pipelines/<id>.yml', 'ml/components/<id>.yml'] },
  'azure-ml-experiments': { files: ['ml/jobs/<training>.yml'], how: '`experiment_name` of each job with an edge `metrics` to it.' },
  'azure-ml-feature-store': { files: ['ml/featurestore/<id>/featureset_asset.yaml'] },
  'azure-ml-jobs-sdk': {
    files: ['ml/jobs/<id>.yml', 'ml/components/<id>.yml'],
    how: 'A component where a pipeline starts it, a job where nothing does.',
  },
  'azure-ml-model-deployment': {
    because: 'It is defined in code of version 1, which is out of support: its successors, online endpoints, have files.',
  },
  'azure-ml-model-registry': { files: ['ml/models/<id>.yml'], how: 'An output of the training instead, where one registers into it.' },
  'azure-ml-pipelines': { files: ['ml/pipelines/<id>.yml', 'ml/components/<id>.yml'] },
  'azure-ml-sdk-v1': { because: 'It is out of support, and nothing retired is written: jobs of version 2, its successor, have files.' },
  'azure-ml-workspace': { files: [workspace] },
  'azure-monitor': { files: ['infra/modules/monitoring.bicep'] },
  'azure-storage': { files: ['infra/modules/storage.bicep', 'adf/linkedService/<id>.json'] },
  'azure-synapse-spark': {
    files: ['infra/modules/synapse.bicep'],
    how: 'For work that a pipeline starts synapse/notebook/<id>.json, or synapse/sparkJobDefinition/<id>.json where the plan names a script; ml/jobs/<id>-spark.yml for work that Azure ML starts.',
  },
  'code-repository': {
    files: ['azure-pipelines.yml'],
    how: 'Triggers of the release that an edge `code` leads to, here or in GitHub Actions.',
  },
  'conda-environments': { files: ['ml/environments/<id>.conda.yml'] },
  'data-science-vm': { files: ['infra/modules/virtual-machines.bicep'] },
  'databricks-dbutils': { because: 'It is a library that notebooks call: no file defines it.' },
  'databricks-mlflow-model-registry': { files: ['databricks/resources/<id>.model.yml'] },
  'databricks-mlflow-tracking': { files: ['databricks/resources/<id>.experiment.yml'] },
  'databricks-notebooks': {
    files: ['databricks/notebooks/<id>.py', 'databricks/resources/<job>.job.yml'],
    how: 'A stub, and a task of the job that starts it.',
  },
  'deployment-scripts': { files: ['scripts/<id>.sh'] },
  docker: { files: ['docker/<id>/Dockerfile'] },
  dropbox: { files: ['logic/<workflow>/workflow.json'], how: 'A trigger of the workflow that it starts.' },
  'jupyter-notebook': { because: 'A notebook is a file already: `definition` of the node says where.' },
  'local-experimentation': { files: ['MLproject', 'python_env.yaml'] },
  'microsoft-365': { files: ['logic/<workflow>/workflow.json'], how: 'A trigger or an action of the workflow.' },
  'mlflow-open-source': { files: ['MLproject'], how: 'Where its settings state entry points.' },
  'power-bi': {
    because:
      'A report has no text that is worth starting from: Power BI Desktop saves it as a project. A pipeline of Fabric refreshes its model.',
  },
  sharepoint: { files: ['logic/<workflow>/workflow.json'], how: 'A trigger of the workflow that it starts.' },
  'spark-environments': { because: 'A cluster of your own has no file that the plan could fill: services that run Spark have theirs.' },
  'sql-server-big-data-clusters': { because: 'It is retired: notebooks of Fabric or Databricks, its successors, have files.' },
  'twitter-x': { because: 'Its connector works only with an application of your own at X, so no trigger can be written.' },
};

/** Why a service of the guide has no file; `undefined` for one that has files, and for one that the guide does not name. */
export function withoutFilesBecause(service: ServiceId): string | undefined {
  const entry = entries[service];
  return entry && 'because' in entry ? entry.because : undefined;
}

export interface SystemFiles {
  readonly service: Service;
  /** Exporters that write the service's nodes. */
  readonly exporters: readonly ExporterMeta[];
  readonly files: readonly string[];
  /** How the files come about; without files, the reason. */
  readonly says: string | undefined;
}

/** Each system that the guide names, in the order of the catalog. A system that the list lacks has neither files nor a reason. */
export function guideSystems(catalog: Catalog): SystemFiles[] {
  return catalog.services
    .filter(({ guideName }) => guideName !== undefined)
    .map((service) => {
      const entry = entries[service.id];
      const files = entry && 'files' in entry ? entry.files : [];
      const says = entry === undefined ? undefined : 'files' in entry ? entry.how : entry.because;
      const metas = exporters.map(({ meta }) => meta).filter(({ services }) => services.includes(service.id));
      return { service, exporters: metas, files, says };
    });
}

/** The systems of the guide and their files, as a table of the documentation. */
export function systemsTable(catalog: Catalog): string {
  const code = (text: string) => `\`${text}\``;
  const rows = guideSystems(catalog).map(({ service, exporters: by, files, says }) =>
    [
      `${service.guideName ?? service.name}<br>${code(service.id)}`,
      by.map(({ id }) => code(id)).join(', '),
      [files.map(code).join('<br>'), says ?? ''].filter(Boolean).join('<br>'),
    ].join(' | '),
  );
  return ['| system of the guide | exporters | files |', '| --- | --- | --- |', ...rows.map((row) => `| ${row} |`), ''].join('\n');
}
