import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { ExportedFile } from '../exporter';
import { hasManifests } from '../parts/containers';
import { factorySecrets } from '../parts/factory-secrets';
import { mainFile } from '../parts/places';
import { commandsByHand, infrastructureFile, needsTerraform, stateCommands } from '../parts/release-infrastructure';
import { heldMonitors, isHeld, trainersOf } from '../parts/first-models';
import { releaseOf } from '../parts/release-model';
import { isTarget, toolsOf } from '../parts/release-tools';
import { isWork, pipelinesOf } from '../parts/steps';
import { list } from '../../format';
import { word } from '../parts/release-text';
import { connectionsToSignIn, workflowSecrets } from '../parts/workflows/workflow-of';
import { oneLine } from './markdown-text';
import { factoryName, keyVaultName, resourceGroup, resourceName, storeOfEvents, workspaceName } from '../parts/resources';
import type { FirstStep } from './first-step';
import { synapseSteps } from './first-run-synapse';

/*
 * The first deployment, as steps of one order. It is one thing, since each step rests on those before it.
 */

/**
 * What to do with the files of a bundle, in order: what the release needs, the first deployment, and what only a person can start.
 * @param files of the bundle
 */
export function firstRun(context: ExportContext, files: readonly ExportedFile[]): readonly FirstStep[] {
  const isWritten = (path: string) => files.some((file) => file.path === path);
  const steps: FirstStep[] = [];
  const checks = files.some(({ exporter }) => exporter === 'azure-pipelines' || exporter === 'github-actions');
  if (checks)
    steps.push({
      text: 'Put the `pipedraft` command into the repository as `tools/pipedraft.mjs`: the release checks the plan with it.',
      commands: [],
    });
  if (needsTerraform(context) && isWritten(infrastructureFile(context)))
    steps.push({
      text: 'Make the storage account of the state of Terraform. Whoever deploys needs the role Storage Blob Data Contributor on it.',
      commands: stateCommands(context),
    });
  const devops = files.filter(({ exporter, text }) => exporter === 'azure-pipelines' && /^stages:$/m.test(text));
  if (devops.length > 0) steps.push(...azureDevOps(context, devops));
  const workflows = files.filter(({ exporter }) => exporter === 'github-actions');
  if (workflows.length > 0) steps.push(...gitHub(context, workflows));
  const scripts = files.filter(({ exporter, executable }) => exporter === 'scripts' && executable);
  if (scripts.length > 0)
    steps.push({
      text: `Sign in, and deploy${devops.length + workflows.length > 0 ? ' what the pipelines leave to scripts' : ''}. The first lines of a script list its parts. Without an argument it deploys all of them, but for what no training has made yet.`,
      commands: ['az login', ...scripts.map(({ path }) => `bash ${word(path)}`)],
    });
  steps.push(...afterTraining(context, scripts));
  const monitors = isTarget(context, 'databricks') && releasesBundle(files) ? heldMonitors(context) : [];
  if (monitors.length > 0)
    steps.push({
      text: `Run the jobs that write the tables of ${list(monitors.map(({ title }) => `"${oneLine(title)}"`))}, and deploy again: a release leaves a monitor out until its table is there.`,
      commands: [],
    });
  if (scripts.length === 0 && devops.length + workflows.length === 0 && isWritten(infrastructureFile(context)))
    steps.push(...byHand(context));
  const projects = files.filter(({ exporter, path }) => exporter === 'mlproject' && fileName(path) === 'MLproject');
  if (projects.length > 0)
    steps.push({
      text: 'Run the MLflow project.',
      commands: projects.map(({ path }) => `mlflow run ${word(path.slice(0, -'/MLproject'.length) || '.')}`),
    });
  steps.push(...afterwards(context, files));
  return steps;
}

/** The steps of a first release that leaves parts out because their model is not registered yet: train, then release again. */
function afterTraining(context: ExportContext, scripts: readonly ExportedFile[]): FirstStep[] {
  const tools = toolsOf(context);
  const releases = (tools.length > 0 ? tools : [undefined]).map((tool) => releaseOf(context, tool));
  const waiting = releases.flatMap(({ tool, parts }) =>
    parts.filter(({ isUntrained }) => isUntrained).map((part) => ({ ...part, script: tool ? mainFile(context, tool) : scripts[0]?.path })),
  );
  const held = context
    .of('databricks-model-serving')
    .filter(
      (node) =>
        isHeld(context, node) &&
        !releases.some(({ runs }) => runs.some(({ release }) => release.some(({ nodes }) => nodes.includes(node.id)))),
    );
  if (waiting.length === 0 && held.length === 0) return [];
  const titles = [...waiting.map(({ title }) => title), ...held.map(({ title }) => title)];
  const ends = [...waiting.flatMap(({ nodes }) => nodes.flatMap((id) => context.graph.get(id) ?? [])), ...held];
  const again = scripts.flatMap(({ path }) => {
    const own = waiting.filter(({ script }) => script === path).map(({ id }) => id);
    return own.length > 0 ? [`bash ${word(path)} ${own.join(' ')}`] : [];
  });
  const jobs = new Set(ends.flatMap((end) => trainersOf(context, end)).map((one) => pipelinesOf(context, one)[0] ?? one));
  return [
    {
      text: `Run the training, if nothing has started it: a release leaves ${list(titles.map((title) => `"${oneLine(title)}"`))} out until the model is registered.`,
      commands: [...jobs]
        // a run of the release is in a step before
        .filter((job) => isWork(context, job) && !releases.some(({ runs }) => runs.some(({ node }) => node === job)))
        .map(
          (job) =>
            `az ml job create --file ${word(mainFile(context, job) ?? '')} --resource-group ${word(resourceGroup(context))} --workspace-name ${word(workspaceName(context))}`,
        ),
    },
    { text: 'Then deploy again: what was left out follows.', commands: again },
  ];
}

function releasesBundle(files: readonly ExportedFile[]): boolean {
  return files.some(({ text }) => text.includes('databricks bundle deploy'));
}

function azureDevOps(context: ExportContext, files: readonly ExportedFile[]): FirstStep[] {
  const [tool] = context.of('azure-devops');
  const main = tool ? mainFile(context, tool) : undefined;
  const ordered = [...files].sort((a, b) => Number(b.path === main) - Number(a.path === main));
  const connection = (tool && context.text(tool, 'connection')) ?? `sc-${context.names.prefix}`;
  const name = (path: string) => (path === main ? context.names.prefix : `${context.names.prefix}-${stemOf(path)}`);
  return [
    {
      text: `In Azure DevOps, make the service connection \`${connection}\` (Azure Resource Manager, workload identity federation). Its identity needs ${releaseRoles(context)}.`,
      commands: [`az group create --name ${word(resourceGroup(context))} --location ${word(context.region)}`],
    },
    {
      text: 'Make a pipeline of each file.',
      commands: ordered.map(({ path }) => `az pipelines create --name ${word(name(path))} --yml-path ${word(path)} --skip-first-run true`),
    },
    {
      text: `Run the pipeline of \`${ordered[0]?.path ?? ''}\` on the main branch: it deploys everything else.`,
      commands: [`az pipelines run --name ${word(name(ordered[0]?.path ?? ''))}`],
    },
    ...(ordered.length > 1
      ? [
          {
            text: 'Run the other pipelines once by hand: what is deployed from their results needs a first one.',
            commands: ordered.slice(1).map(({ path }) => `az pipelines run --name ${word(name(path))}`),
          },
        ]
      : []),
  ];
}

function gitHub(context: ExportContext, files: readonly ExportedFile[]): FirstStep[] {
  const [tool] = context.of('github-actions');
  const main = tool ? mainFile(context, tool) : undefined;
  const variables = [
    ...new Set(files.flatMap(({ text }) => [...text.matchAll(/\$\{\{ vars\.(\w+) \}\}/g)].map(([, name]) => name ?? ''))),
  ].sort();
  const environments = [
    ...new Set(files.flatMap(({ text }) => [...text.matchAll(/^ +environment: (\S+)$/gm)].map(([, name]) => name ?? ''))),
  ];
  const startable = files.filter(({ path, text }) => path !== main && /^ {2}workflow_dispatch:/m.test(text));
  return [
    {
      text: `Make an app registration with a federated credential for this repository, and tell the workflows its ids. Its identity needs ${releaseRoles(context)}.`,
      commands: [
        `az group create --name ${word(resourceGroup(context))} --location ${word(context.region)}`,
        ...variables.map((name) => `gh variable set ${name}`),
      ],
    },
    ...(environments.length > 0
      ? [
          {
            text: `In the settings of the repository, make the environment ${environments.map((name) => `\`${name}\``).join(', ')} with required reviewers.`,
            commands: [],
          },
        ]
      : []),
    {
      text: `Push to the main branch, or start \`${main ?? ''}\`: it deploys everything else.`,
      commands: [`gh workflow run ${word(fileName(main ?? ''))}`],
    },
    ...(startable.length > 0
      ? [
          {
            text: 'Start the other workflows once by hand: what is deployed from their results needs a first one.',
            commands: startable.map(({ path }) => `gh workflow run ${word(fileName(path))}`),
          },
        ]
      : []),
  ];
}

/** Roles of who releases. A cluster has rights of its own, which Contributor does not have. */
function releaseRoles(context: ExportContext): string {
  const roles = [
    'Contributor',
    'Role Based Access Control Administrator',
    ...(isTarget(context, 'kubernetes') && context.of('azure-kubernetes-service').some((node) => hasManifests(context, node))
      ? ['Azure Kubernetes Service RBAC Cluster Admin']
      : []),
  ];
  return `the roles ${list(roles)} in the resource group`;
}

/** Without a release in the bundle: the infrastructure, which everything else needs. */
function byHand(context: ExportContext): FirstStep[] {
  return [{ text: 'Deploy the infrastructure.', commands: ['az login', ...commandsByHand(context)] }];
}

/** What no release does: a machine in somebody's data centre, triggers, machines of single people. */
function afterwards(context: ExportContext, files: readonly ExportedFile[]): FirstStep[] {
  const steps: FirstStep[] = [];
  const group = word(resourceGroup(context));
  const inFactory = (kind: string) =>
    files.filter(({ exporter, path }) => exporter === 'adf' && path.startsWith(`${context.folder('adf')}/${kind}/`));
  const [factory] = context.of('azure-data-factory', 'adf-copy-activity', 'adf-data-flows');
  const at = factory && `--resource-group ${group} --factory-name ${word(factoryName(context))}`;
  const runtimes = inFactory('integrationRuntime').filter(({ text }) => text.includes('"SelfHosted"'));
  if (at && runtimes.length > 0)
    steps.push({
      text: 'Install the self-hosted integration runtime beside the data, and register it with a key of the factory.',
      commands: runtimes.map(
        ({ path }) => `az datafactory integration-runtime list-auth-key ${at} --integration-runtime-name ${word(stemOf(path))}`,
      ),
    });
  const connections = connectionsToSignIn(context);
  if (connections.length > 0)
    steps.push({
      text: `Sign in to the connections ${connections.map((name) => `\`${name}\``).join(', ')}: in the Azure portal, open each in the resource group \`${resourceGroup(context)}\`, and choose "Edit API connection" and "Authorize".`,
      commands: [],
    });
  steps.push(...secretSteps(context));
  const triggers = inFactory('trigger');
  if (at && triggers.length > 0)
    steps.push({
      text: 'Start the triggers of the factory: a release leaves a new trigger stopped.',
      commands: triggers.map(({ path }) => `az datafactory trigger start ${at} --name ${word(stemOf(path))}`),
    });
  steps.push(...synapseSteps(context, files));
  const jobs = context.of('azure-stream-analytics').filter((node) => !context.exists(node));
  if (jobs.length > 0 && files.some(({ path }) => path.includes('stream-analytics') || path.endsWith('azuredeploy.json')))
    steps.push({
      text: 'Start the jobs of Stream Analytics: a deployment leaves a new one stopped.',
      commands: [
        'az extension add --name stream-analytics --upgrade --yes',
        ...jobs.map(
          (node) =>
            `az stream-analytics job start --resource-group ${group} --name ${word(resourceName(context, node))} --output-start-mode JobStartTime`,
        ),
      ],
    });
  const subscriptions = subscriptionCommands(context, files);
  if (subscriptions.length > 0)
    steps.push({
      text: 'Subscribe the functions to the events that start them: a function has to be there before.',
      commands: subscriptions,
    });
  const notebooks = context
    .of('azure-ml-compute-instance-notebooks')
    .flatMap((node) => files.find(({ path }) => path === mainFile(context, node)) ?? []);
  if (notebooks.length > 0)
    steps.push({
      text: 'Whoever works in notebooks makes a machine of their own.',
      commands: notebooks.map(
        ({ path }) =>
          `az ml compute create --file ${word(path)} --name ${stemOf(path)}-"$USER" --resource-group ${group} --workspace-name ${word(workspaceName(context))}`,
      ),
    });
  return steps;
}

/** Event Grid calls a function by its id, and the blob trigger of one by an address with a key of its app. */
function subscriptionCommands(context: ExportContext, files: readonly ExportedFile[]): readonly string[] {
  const group = word(resourceGroup(context));
  return context.of('azure-functions').flatMap((node) => {
    const stub = files.find(({ exporter, path }) => exporter === 'functions' && path === mainFile(context, node));
    if (!stub) return [];
    const app = resourceName(context, node);
    const name = context.names.symbol(node.id);
    const rest = '--included-event-types Microsoft.Storage.BlobCreated --output none';
    const source = (resource: GraphNode, type: string) =>
      `--source-resource-id "$(az resource show --resource-group ${group} --resource-type ${type} --name ${word(resourceName(context, resource))} --query id --output tsv)"`;
    if (stub.text.includes('source="EventGrid"')) {
      const store = [...context.in(node, 'control'), ...context.in(node, 'data')].find(({ from }) => from.node.service === 'azure-storage');
      if (!store) return [];
      return [
        `key=$(az functionapp keys list --resource-group ${group} --name ${word(app)} --query systemKeys.blobs_extension --output tsv)`,
        `az eventgrid event-subscription create --name ${word(context.names.local(node.id, 60))} ${source(store.from, 'Microsoft.Storage/storageAccounts')} --endpoint ${word(`https://${app}.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.${name}&code=`)}"$key" ${rest}`,
      ];
    }
    const events = context.in(node, 'control').find(({ from }) => from.node.service === 'azure-event-grid');
    if (!events || !stub.text.includes('event_grid_trigger')) return [];
    const store = storeOfEvents(context, events.from);
    const topic = store ? source(store, 'Microsoft.Storage/storageAccounts') : source(events.from, 'Microsoft.EventGrid/topics');
    return [
      `function=$(az functionapp function show --resource-group ${group} --name ${word(app)} --function-name ${word(name)} --query id --output tsv)`,
      `az eventgrid event-subscription create --name ${word(context.names.local(node.id, 60))} ${topic} --endpoint-type azurefunction --endpoint "$function"${store ? ` ${rest}` : ' --output none'}`,
    ];
  });
}

/** Secrets of connections are in no file. */
function secretSteps(context: ExportContext): FirstStep[] {
  const secrets = [
    ...factorySecrets(context, 'adf'),
    ...factorySecrets(context, 'synapse'),
    ...workflowSecrets(context).map(({ name, node }) => ({ name, nodes: [node] })),
  ].filter(({ name }) => name !== undefined);
  const byName = new Map<string, Set<string>>();
  for (const { name = '', nodes } of secrets) byName.set(name, new Set([...(byName.get(name) ?? []), ...nodes.map(({ id }) => id)]));
  if (byName.size === 0) return [];
  const vault = keyVaultName(context);
  const uses = [...byName].map(([name, ids]) => `\`${name}\` for ${[...ids].map((id) => `\`${id}\``).join(', ')}`);
  return [
    {
      text: `Put the secrets of the connections into the vault \`${vault}\`: ${uses.join('; ')}. Whoever does it needs the role Key Vault Secrets Officer on the vault. Each command asks for one secret.${ofCalls([...byName.keys()])}`,
      commands: [...byName.keys()].map(
        (name) =>
          `read -rsp ${word(`${name}: `)} value && az keyvault secret set --vault-name ${word(vault)} --name ${word(name)} --value "$value" --output none`,
      ),
    },
  ];
}

/** What the secrets are that calls need. */
function ofCalls(names: readonly string[]): string {
  return [
    names.some((name) => name.endsWith('-key')) ? ' The key of a function app is its default host key.' : '',
    names.some((name) => name.endsWith('-address')) ? ' The address of a workflow is the URL of its trigger "request", with its key.' : '',
  ].join('');
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return fileName(path).replace(/\.[^.]*$/, '');
}
