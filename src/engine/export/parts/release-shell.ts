import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { vaultServiceName } from './factory-secrets';
import { bundleFolder, deploymentFile, mainFile, relativePath } from './places';
import { assetName, endpointName } from './resources';
import { word } from './release-text';

/*
 * The commands of a release, as lines of bash. They are the same in Azure Pipelines, GitHub Actions and scripts: names come from
 * environment variables, which all three set. Every command may run twice.
 */

/** The target of a Databricks bundle that a release deploys. */
export const bundleTarget = 'prod';
/** Release of the Databricks CLI that release pipelines install: what is on a branch could change under them. */
export const databricksRelease = 'v0.281.0';
/** The API of Data Factory. */
const factoryApi = '2018-06-01';

/** Commands before those of Azure ML. */
export const mlHead: readonly string[] = [
  'az extension add --name ml --upgrade --yes',
  'in=(--resource-group "$RESOURCE_GROUP" --workspace-name "$ML_WORKSPACE")',
];
const into = '"${in[@]}"';

/** Files of a factory beside those in the folders of their kinds. Paths are those of the repository. */
export interface FactoryFiles {
  /** Pipelines that others call, so that they come first, and pipelines in other folders. */
  readonly pipelines: readonly string[];
  /** Data flows in other folders. */
  readonly dataFlows: readonly string[];
}

/** Puts the files of a factory into it: a file is the body of the request as it stands. */
export function factoryLines(context: ExportContext, files: FactoryFiles): string[] {
  const folder = context.folder('adf');
  const words = (paths: readonly string[]) => paths.map((path) => word(relativePath(`${folder}/file`, path)));
  const put = (kind: string, ...of: readonly string[]) => `put ${kind} ${of.join(' ')}`;
  return [
    `cd ${word(folder)}`,
    'factory="/subscriptions/{subscriptionId}/resourceGroups/$RESOURCE_GROUP/providers/Microsoft.DataFactory/factories/$DATA_FACTORY"',
    `call() { az rest --method "$1" --url "$factory/$2?api-version=${factoryApi}" "\${@:3}"; }`,
    'put() {',
    '  for file in "${@:2}"; do',
    '    if [ ! -f "$file" ]; then continue; fi',
    '    call put "$1/$(jq --raw-output .name "$file")" --body "@$file" --output none',
    '  done',
    '}',
    '# A trigger cannot be changed while it runs. Those that ran start again, also after a failure.',
    'running=()',
    `restart() { for name in \${running[@]+"\${running[@]}"}; do call post "triggers/$name/start"; done; }`,
    'trap restart EXIT',
    'for file in trigger/*.json; do',
    '  if [ ! -f "$file" ]; then continue; fi',
    '  name=$(jq --raw-output .name "$file")',
    '  state=$(call get "triggers/$name" --query properties.runtimeState --output tsv 2>/dev/null || echo None)',
    '  if [ "$state" = Started ]; then',
    '    call post "triggers/$name/stop"',
    '    running+=("$name")',
    '  fi',
    'done',
    '# What is referred to comes first.',
    put('managedVirtualNetworks', 'managedVirtualNetwork/*.json'),
    put('integrationRuntimes', 'integrationRuntime/*.json'),
    put('linkedServices', `linkedService/${vaultServiceName(context)}.json`, 'linkedService/*.json'),
    put('datasets', 'dataset/*.json'),
    put('dataflows', 'dataflow/*.json', ...words(files.dataFlows)),
    put('pipelines', ...words(files.pipelines), 'pipeline/*.json'),
    put('triggers', 'trigger/*.json'),
  ];
}

/**
 * Registers a data asset.
 * @param version true for the version of the run, false for the one in the file
 * @param path in place of the one in the file; it may hold <day> and <run>
 */
export function dataLine(file: string, version: boolean, path?: string): string {
  const dated = path === undefined ? '' : ` --path ${runWord(path)}`;
  return `az ml data create --file ${word(file)}${version ? ' --version "$VERSION"' : ''}${dated} ${into}`;
}

/** Registers the data assets of a store, of which there is one file, or one for each reader. */
export function dataLines(file: string): string[] {
  const each = `${word(file.replace(/\.yml$/, ''))}.*.yml`;
  return [`for file in ${word(file)} ${each}; do`, `  if [ -f "$file" ]; then az ml data create --file "$file" ${into}; fi`, 'done'];
}

/** A path with the day and the version of the run in it. */
function runWord(path: string): string {
  const values: Record<string, string> = { '<day>': '"$(date -u +%Y-%m-%d)"', '<run>': '"$VERSION"' };
  return path
    .split(/(<day>|<run>)/)
    .filter((part) => part !== '')
    .map((part) => values[part] ?? word(part))
    .join('');
}

/** Creates something of the workspace from its file: data, a model, a schedule, a compute. */
export function createLine(kind: string, file: string): string {
  return `az ml ${kind} create --file ${word(file)} ${into}`;
}

export function isOnline(endpoint: GraphNode): boolean {
  return endpoint.node.service !== 'azure-ml-batch-endpoints';
}

/** Creates an endpoint, or changes it where it exists. */
export function endpointLines(context: ExportContext, endpoint: GraphNode): string[] {
  const kind = isOnline(endpoint) ? 'online-endpoint' : 'batch-endpoint';
  const file = word(mainFile(context, endpoint) ?? '');
  return [
    `if az ml ${kind} show --name ${word(endpointName(context, endpoint))} ${into} --output none 2>/dev/null; then`,
    `  az ml ${kind} update --file ${file} ${into}`,
    'else',
    `  az ml ${kind} create --file ${file} ${into}`,
    'fi',
  ];
}

/** Puts a model behind an endpoint. @param model name of the model whose version $VERSION is deployed; without it, the one in the file */
export function deploymentLines(context: ExportContext, endpoint: GraphNode, model: string | undefined): string[] {
  const file = word(deploymentFile(context, endpoint));
  const set = model === undefined ? '' : ` --set model="azureml:${doubleQuoted(model)}:$VERSION"`;
  if (!isOnline(endpoint)) return [`az ml batch-deployment create --file ${file} --set-default${set} ${into}`];
  const name = word(endpointName(context, endpoint));
  const traffic = Object.entries(context.map(endpoint, 'traffic') ?? {}).map(([deployment, share]) =>
    word(`${deployment}=${String(share)}`),
  );
  return [
    `if az ml online-deployment show --name blue --endpoint-name ${name} ${into} --output none 2>/dev/null; then`,
    `  az ml online-deployment update --file ${file}${set} ${into}`,
    'else',
    `  az ml online-deployment create --file ${file}${set} ${into}`,
    'fi',
    `az ml online-endpoint update --name ${name} --traffic ${traffic.length > 0 ? traffic.join(' ') : 'blue=100'} ${into}`,
  ];
}

/** Before a message that a build server shows beside the run: each format gives the variable its own mark. */
const warning = '${WARNING:-}';

/** The mark of {@link warning} in a build server, for commands that have one. */
export function warningLine(lines: readonly string[], mark: string): string[] {
  return lines.some((line) => line.includes(warning)) ? [`WARNING='${mark}'`] : [];
}

/** Ends a part while something that a training makes is not there: well by itself, and with an error where $UNTRAINED asks for it. */
export function untrainedLines(kind: 'model' | 'data', asset: string): string[] {
  const name = doubleQuoted(asset);
  return [
    `found=$(az ml ${kind} list ${into} --query "[?name=='${name}'].name" --output tsv)`,
    'if [ -z "$found" ]; then',
    `  echo "${warning}Left out: there is no ${kind} ${name} yet. Run the training, and then deploy this."`,
    '  exit "${UNTRAINED:-0}"',
    'fi',
  ];
}

/** Creates a monitor, or changes it. @param reference name of the data whose version $VERSION it compares with */
export function monitorLines(context: ExportContext, monitor: GraphNode, reference: string | undefined): string[] {
  const file = word(mainFile(context, monitor) ?? '');
  if (reference === undefined) return [`az ml schedule create --file ${file} ${into}`];
  return [
    `data="azureml:${doubleQuoted(reference)}:$VERSION"`,
    'signals=create_monitor.monitoring_signals',
    `az ml schedule create --file ${file} ${into} \\`,
    '  --set "$signals.data_drift.reference_data.input_data.path=$data" \\',
    '    "$signals.prediction_drift.reference_data.input_data.path=$data"',
  ];
}

/** Submits a job; its name is in $job. @param sets keys and values that the run puts into the file */
export function submitLines(file: string, sets: readonly string[]): string[] {
  const start = `job=$(az ml job create --file ${word(file)} ${into} --query name --output tsv`;
  if (sets.length === 0) return [`${start})`];
  return [`${start} \\`, ...sets.map((one, at) => `  ${at === 0 ? '--set ' : '  '}"${one}"${at === sets.length - 1 ? ')' : ' \\'}`)];
}

/** A key of a job that the run sets to one version of an asset, inside of double quotes. */
export function versionOf(key: string, asset: string | undefined): string {
  return asset === undefined ? `${key}=$VERSION` : `${key}=azureml:${doubleQuoted(asset)}:$VERSION`;
}

/** Calls a batch endpoint; the name of its job is in $job. */
export function invokeLines(context: ExportContext, endpoint: GraphNode, input: string | undefined): string[] {
  return [
    `job=$(az ml batch-endpoint invoke --name ${word(endpointName(context, endpoint))} ${into} --query name --output tsv${input === undefined ? ')' : ' \\'}`,
    ...(input === undefined ? [] : [`  --input ${word(input)})`]),
  ];
}

/** Waits for the job of Azure ML in $JOB. @param renew lines that sign in again, for tokens that end before the run */
export function waitLines(renew: readonly string[] = []): string[] {
  return [
    'rounds=0',
    'while :; do',
    `  status=$(az ml job show --name "$JOB" ${into} --query status --output tsv)`,
    '  case "$status" in',
    '    Completed) break ;;',
    '    Failed | Canceled | NotResponding)',
    '      echo "The run $JOB ended: $status" >&2',
    '      exit 1 ;;',
    '  esac',
    '  rounds=$((rounds + 1))',
    ...renew,
    '  sleep 60',
    'done',
  ];
}

/** Commands before those of a Databricks bundle. They end in the bundle's folder. */
export function bundleHead(context: ExportContext): string[] {
  return [
    'az extension add --name databricks --upgrade --yes',
    'host=$(az databricks workspace show --resource-group "$RESOURCE_GROUP" --name "$DATABRICKS_WORKSPACE" --query workspaceUrl --output tsv)',
    'export DATABRICKS_HOST="https://$host" DATABRICKS_AUTH_TYPE=azure-cli',
    `cd ${word(bundleFolder(context).replace(/\/$/, '') || '.')}`,
  ];
}

export function bundleDeployLines(): string[] {
  return [`databricks bundle validate --target ${bundleTarget}`, `databricks bundle deploy --target ${bundleTarget} --auto-approve`];
}

/** An endpoint of a bundle that is left out until its model has the version that it serves. */
export interface HeldEndpoint {
  readonly name: string;
  /** Full name in Unity Catalog. */
  readonly model: string;
  readonly version: string;
  /** Its own file, and those of what refers to it, relative to the bundle. */
  readonly files: readonly string[];
}

/** A monitor of a bundle that is left out until its tables are there. */
export interface HeldMonitor {
  /** Full names in Unity Catalog. */
  readonly tables: readonly string[];
  /** Its file, relative to the bundle. */
  readonly file: string;
}

/**
 * Sets the files of endpoints aside whose models are not there, and of monitors whose tables are not. An endpoint that is in the workspace
 * stays, so a deployment never removes it.
 */
export function bundleHoldLines(endpoints: readonly HeldEndpoint[], monitors: readonly HeldMonitor[]): string[] {
  if (endpoints.length + monitors.length === 0) return [];
  const files = [...new Set([...endpoints.flatMap((one) => one.files), ...monitors.map(({ file }) => file)])];
  const call = (...words: readonly string[]) => words.map((one, at) => (at === 0 ? one : word(one))).join(' ');
  return [
    ...(endpoints.length > 0 ? ['# No endpoint can serve a model without a version.'] : []),
    ...(monitors.length > 0 ? ['# No monitor can watch a table that is not there.'] : []),
    '# Until then its files are set aside, and the next deployment makes it.',
    'restore() {',
    `  for file in ${files.map(word).join(' ')}; do`,
    '    if [ -f "$file.later" ]; then mv "$file.later" "$file"; fi',
    '  done',
    '}',
    'restore',
    'trap restore EXIT',
    'aside() {',
    '  for file in "$@"; do',
    '    if [ ! -f "$file.later" ]; then mv "$file" "$file.later"; fi',
    `    echo 'resources: {}' > "$file"`,
    '  done',
    '}',
    ...(endpoints.length > 0
      ? [
          "endpoints=$(databricks serving-endpoints list --output json | jq --raw-output '.[].name')",
          'hold() {',
          '  if grep -qxF -e "$1" <<< "$endpoints" || databricks model-versions get "$2" "$3" > /dev/null; then return; fi',
          `  echo "${warning}Left out: the endpoint $1, since the model $2 has no version $3 yet. Run the training, and then deploy again."`,
          '  aside "${@:4}"',
          '}',
        ]
      : []),
    ...endpoints.map(({ name, model, version, files: own }) => call('hold', name, model, version, ...own)),
    ...(monitors.length > 0
      ? [
          'hold_monitor() {',
          '  for table in "${@:2}"; do',
          '    if databricks tables get "$table" > /dev/null; then continue; fi',
          `    echo "${warning}Left out: the monitor in $1, since there is no table $table yet. Run what writes it, and then deploy again."`,
          '    aside "$1"',
          '    return',
          '  done',
          '}',
        ]
      : []),
    ...monitors.map(({ tables, file }) => call('hold_monitor', file, ...tables)),
  ];
}

/** Runs a job of the bundle. @param wait whether to wait for its end */
export function bundleRunLine(job: string, wait: boolean): string {
  return `databricks bundle run --target ${bundleTarget}${wait ? '' : ' --no-wait'} ${word(job)}`;
}

/** Starts a pipeline of the factory, and does not wait for it. */
export function factoryRunLines(pipeline: string): string[] {
  return [
    'factory="/subscriptions/{subscriptionId}/resourceGroups/$RESOURCE_GROUP/providers/Microsoft.DataFactory/factories/$DATA_FACTORY"',
    `run=$(az rest --method post --url "$factory/pipelines/"${word(pipeline)}"/createRun?api-version=${factoryApi}" --query runId --output tsv)`,
    'echo "Run $run of the factory is started."',
  ];
}

/** Deploys a folder to an app of Azure Functions or Logic Apps. */
export function zipLines(kind: 'functionapp' | 'logicapp', folder: string, app: string): string[] {
  return [
    'package="$(mktemp -d)/app.zip"',
    `(cd ${word(folder)} && zip --quiet --recurse-paths "$package" .)`,
    `az ${kind} deployment source config-zip --resource-group "$RESOURCE_GROUP" --name ${word(app)} --src "$package"${kind === 'functionapp' ? ' --build-remote true' : ''} --output none`,
  ];
}

export function kubernetesLines(cluster: string, file: string): string[] {
  return [
    `az aks get-credentials --resource-group "$RESOURCE_GROUP" --name ${word(cluster)} --overwrite-existing`,
    // the cluster has no accounts of its own, and nobody is there to sign in to Microsoft Entra ID
    'if ! command -v kubelogin > /dev/null; then',
    '  mkdir -p "$HOME/.azure-kubectl"',
    '  az aks install-cli --install-location "$HOME/.azure-kubectl/kubectl" --kubelogin-install-location "$HOME/.azure-kubectl/kubelogin"',
    '  export PATH="$HOME/.azure-kubectl:$PATH"',
    'fi',
    'kubelogin convert-kubeconfig --login azurecli',
    `kubectl apply --filename ${word(file)}`,
  ];
}

export function containerLines(service: string, name: string, file: string): string[] {
  return service === 'azure-container-apps'
    ? [
        'az extension add --name containerapp --upgrade --yes',
        `az containerapp create --resource-group "$RESOURCE_GROUP" --name ${word(name)} --yaml ${word(file)} --output none`,
      ]
    : [`az container create --resource-group "$RESOURCE_GROUP" --file ${word(file)} --output none`];
}

export function edgeLines(hub: string, deployment: string, file: string, devices: string): string[] {
  return [
    'az extension add --name azure-iot --upgrade --yes',
    `az iot edge deployment create --hub-name ${word(hub)} --deployment-id ${word(deployment.toLowerCase())}"-$VERSION" \\`,
    `  --content ${word(file)} --target-condition ${word(devices)} --priority 10 --output none`,
  ];
}

/** Builds an image in a registry. */
export function imageLine(registry: string, image: string, dockerfile: string): string {
  const folder = dockerfile.includes('/') ? dockerfile.replace(/\/[^/]*$/, '') : '.';
  return `az acr build --registry ${word(registry)} --image ${word(image)}":$VERSION" --image ${word(`${image}:latest`)} --file ${word(dockerfile)} ${word(folder)}`;
}

/** Name of the model that a training registers for an endpoint: that of the registry between them, or the training's own. */
export function modelName(context: ExportContext, training: GraphNode, endpoint: GraphNode): string | undefined {
  for (const { from } of context.in(endpoint, 'model')) {
    if (from === training) return context.names.asset(training.id);
    if (from.node.service === 'azure-ml-model-registry') return assetName(context, from);
  }
  return undefined;
}

/** A text inside of double quotes. A name that is more than a name is refused by Azure ML, and does nothing here. */
function doubleQuoted(text: string): string {
  return text.replace(/[^\w.()-]/g, '_');
}
