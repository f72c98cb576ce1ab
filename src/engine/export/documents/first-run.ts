import type { ExportContext } from '../context';
import type { ExportedFile } from '../exporter';
import { factorySecrets } from '../parts/factory-secrets';
import { mainFile } from '../parts/places';
import { commandsByHand, infrastructureFile, needsTerraform, stateCommands } from '../parts/release-infrastructure';
import { isHeld, trainersOf } from '../parts/first-models';
import { releaseOf } from '../parts/release-model';
import { toolsOf } from '../parts/release-tools';
import { isWork, pipelinesOf } from '../parts/steps';
import { list } from '../../format';
import { word } from '../parts/release-text';
import { connectionsToSignIn, workflowSecrets } from '../parts/workflows/workflow-of';
import { oneLine } from './markdown-text';
import { factoryName, keyVaultName, resourceGroup, workspaceName } from '../parts/resources';

/*
 * The first deployment, as steps of one order. It is one thing, since each step rests on those before it.
 */

/** Something that a person does once, before files are deployed by themselves. */
export interface FirstStep {
  readonly text: string;
  readonly commands: readonly string[];
}

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

function azureDevOps(context: ExportContext, files: readonly ExportedFile[]): FirstStep[] {
  const [tool] = context.of('azure-devops');
  const main = tool ? mainFile(context, tool) : undefined;
  const ordered = [...files].sort((a, b) => Number(b.path === main) - Number(a.path === main));
  const connection = (tool && context.text(tool, 'connection')) ?? `sc-${context.names.prefix}`;
  const name = (path: string) => (path === main ? context.names.prefix : `${context.names.prefix}-${stemOf(path)}`);
  return [
    {
      text: `In Azure DevOps, make the service connection \`${connection}\` (Azure Resource Manager, workload identity federation). Its identity needs the roles Contributor and Role Based Access Control Administrator in the resource group.`,
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
      text: 'Make an app registration with a federated credential for this repository, and tell the workflows its ids. Its identity needs the roles Contributor and Role Based Access Control Administrator in the resource group.',
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
