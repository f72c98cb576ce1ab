import { regionId, type GraphNode } from '../../catalog';
import { TextLines } from '../emit/text-lines';
import { fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import type { ExportContext } from '../context';
import { foundry, openAi, search } from './ai';
import { alerts, diagnostics } from './alerts';
import { code, commentText, quoted, type BicepObject, type BicepValue } from './code';
import { containerApp, containerInstances, kubernetes } from './containers';
import { databricks, factory, synapse } from './data';
import { cosmos, postgresql, redis, sqlDatabase } from './databases';
import { Deployment } from './deployment';
import { featureStore, isInWorkspace, machineLearning } from './machine-learning';
import { edgeText, type BicepModule } from './module';
import { insights, logWorkspace } from './monitoring';
import { firewall, natGateway, privateEndpoints, virtualNetwork } from './network';
import { apiManagement, batch, dashboard, purview, virtualMachine } from './others';
import { roleAssignments } from './roles';
import { registry, vault } from './security';
import { storage } from './storage';
import { eventGrid, eventHubs, iotHub, serviceBus, streamAnalytics } from './streaming';
import { parametersSchema } from './versions';
import { appService, functions, logicApp } from './web';
import { writeValue } from './write-value';

type Maker = (deployment: Deployment, node: GraphNode) => void;

/** What is made for each node of a service. Those that others refer to come first. */
const makers: readonly (readonly [service: string, make: Maker])[] = [
  ['azure-monitor', logWorkspace],
  ['application-insights', insights],
  ['azure-nat-gateway', natGateway],
  ['azure-virtual-network', virtualNetwork],
  ['azure-firewall', firewall],
  ['azure-key-vault', vault],
  ['azure-container-registry', registry],
  ['azure-storage', storage],
  ['azure-event-hubs', eventHubs],
  ['azure-service-bus', serviceBus],
  ['azure-sql-database', sqlDatabase],
  ['azure-postgresql', postgresql],
  ['azure-cosmos-db', cosmos],
  ['azure-managed-redis', redis],
  ['azure-ai-search', search],
  ['azure-openai', openAi],
  ['microsoft-foundry', foundry],
  ['azure-kubernetes-service', kubernetes],
  ['azure-ml-feature-store', featureStore],
  ['azure-functions', functions],
  ['azure-app-service', appService],
  ['azure-logic-apps', logicApp],
  ['azure-container-apps', containerApp],
  ['azure-container-instances', containerInstances],
  ['azure-stream-analytics', streamAnalytics],
  ['azure-iot-edge', iotHub],
  ['azure-api-management', apiManagement],
  ['azure-batch', batch],
  ['microsoft-purview', purview],
  ['data-science-vm', virtualMachine],
  ['azure-dashboards', dashboard],
  ['azure-event-grid', eventGrid],
];
/** Services that have resources together, such as a workspace. */
const together: readonly string[] = [
  'azure-data-factory',
  'adf-copy-activity',
  'adf-data-flows',
  'azure-databricks',
  'synapse-pipelines',
  'azure-synapse-spark',
  'synapse-serverless-sql',
];

/** Azure resources as Bicep. */
export const bicep: Exporter = {
  meta: {
    id: 'bicep',
    title: 'Bicep',
    group: 'infrastructure',
    covers: 'The Azure resources of the plan, who may use which, and what is logged and alerted.',
    services: [...makers.map(([service]) => service), ...together, 'azure-ml-workspace', 'azure-ml-compute', 'azure-ml-kubernetes-compute'],
  },

  applies: (context) =>
    context.has(...makers.map(([service]) => service), ...together) ||
    context.graph.nodes.some((node) => isInWorkspace(node) || node.node.service.startsWith('databricks-')),

  *write(context) {
    const deployment = deploymentOf(context);
    const modules = [...deployment.modules.values()].filter((module) => !module.isEmpty);
    if (modules.length === 0) return;
    const folder = context.folder('infra');
    yield mainFile(deployment, modules, folder);
    yield parametersFile(deployment, folder);
    for (const module of modules)
      yield {
        path: `${folder}/${module.file}`,
        format: 'text',
        comment: '// ',
        lines: module.write(),
        nodes: inOrder(context, module.nodes),
      };
  },
};

/** The resources of a plan. */
export function deploymentOf(context: ExportContext): Deployment {
  const deployment = new Deployment(context);
  for (const [service, make] of makers) for (const node of context.of(service)) make(deployment, node);
  factory(deployment);
  databricks(deployment);
  synapse(deployment);
  machineLearning(deployment);
  roleAssignments(deployment);
  privateEndpoints(deployment);
  diagnostics(deployment);
  alerts(deployment);
  pullAfterRoles(deployment);
  return deployment;
}

/** A container starts only where its identity may pull the image, which the roles say. */
function pullAfterRoles(deployment: Deployment): void {
  const roles = deployment.modules.get('modules/roles.bicep');
  for (const file of ['modules/container-apps.bicep', 'modules/container-instances.bicep']) {
    const module = deployment.modules.get(file);
    if (!roles || !module) continue;
    const reads = [...roles.params.values()].some(({ argument }) => argument?.value.text.startsWith(`${module.name}.`));
    if (!reads) module.after.add(roles);
  }
}

function mainFile(deployment: Deployment, modules: readonly BicepModule[], folder: string): Draft {
  const { context } = deployment;
  const lines = new TextLines();
  lines.add(
    '// Everything of the plan that is an Azure resource, in one resource group. A name that is taken fails the deployment: set',
    '// exports.suffix in the plan.',
  );
  lines.add("targetScope = 'resourceGroup'").gap();
  const { region } = context.plan.context;
  lines.add(`@description(${quoted('The region of all resources that have no other. The plan states it in context.region.')})`);
  lines.add('param location string = resourceGroup().location');
  if (region === undefined) context.remark('The plan states no region: resources go where their resource group is.');
  for (const [name, { type, description, nodes }] of deployment.asked)
    lines.gap().block({ nodes }, (into) => into.add(`@description(${quoted(description)})`, `param ${name} ${type}`));
  for (const module of inTurn(modules)) {
    const nodes = inOrder(context, module.nodes);
    lines.gap().block({ nodes }, (into) => {
      if (nodes.length > 0) into.add(`// ${commentText(nodes.join(', '))}`);
      const params = argumentsOf(module);
      const after = [...module.after].filter((one) => modules.includes(one)).map((one) => code(one.name));
      writeValue(into, `module ${module.name} ${quoted(module.file)} = `, {
        name: module.file.replace(/^modules\/(.*)\.bicep$/, '$1'),
        ...(module.params.size > 0 ? { params } : {}),
        ...(after.length > 0 ? { dependsOn: after } : {}),
      });
    });
  }
  return { path: `${folder}/main.bicep`, format: 'text', comment: '// ', lines };
}

function argumentsOf(module: BicepModule): BicepObject {
  const params: Record<string, BicepValue> = {};
  for (const [name, { argument }] of module.params) {
    if (!argument) continue;
    params[name] = argument.value;
    const { nodes, edges = [] } = argument;
    const marks = { ...(nodes ? { nodes } : {}), ...(edges.length > 0 ? { edges: edges.map(({ id }) => id) } : {}) };
    const shown = edges.slice(0, 3).map(edgeText);
    if (edges.length > 3) shown.push('…');
    fromKey(params, name, { ...marks, ...(shown.length > 0 ? { comment: shown.join(', ') } : {}) });
  }
  return params;
}

/** Modules so that each comes after those that it is given something of. */
function inTurn(modules: readonly BicepModule[]): readonly BicepModule[] {
  const done: BicepModule[] = [];
  const visit = (module: BicepModule, path: readonly BicepModule[]) => {
    if (done.includes(module) || path.includes(module)) return;
    const names = [...module.params.values()].map(({ argument }) => argument?.value.text.split('.')[0]);
    for (const other of modules) if (names.includes(other.name) || module.after.has(other)) visit(other, [...path, module]);
    done.push(module);
  };
  for (const module of modules) visit(module, []);
  return done;
}

function parametersFile(deployment: Deployment, folder: string): Draft {
  const { region } = deployment.context.plan.context;
  const parameters: Record<string, unknown> = region === undefined ? {} : { location: { value: regionId(region) ?? region } };
  for (const [name, { value, nodes }] of deployment.asked) {
    parameters[name] = { value };
    fromKey(parameters, name, { nodes });
  }
  return {
    path: `${folder}/main.parameters.json`,
    format: 'json',
    value: { $schema: parametersSchema, contentVersion: '1.0.0.0', parameters },
  };
}

function inOrder(context: ExportContext, ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (context.graph.get(a)?.at ?? 0) - (context.graph.get(b)?.at ?? 0));
}
