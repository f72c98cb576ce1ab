import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { foundry, openAi, search } from './ai';
import { alerts, diagnostics } from './alerts';
import { containerApp, containerInstances } from './containers';
import { databricks, factory, synapse } from './data';
import { cosmos, postgresql, redis, sqlDatabase } from './databases';
import { Deployment } from './deployment';
import { kubernetes } from './kubernetes';
import { logicApp } from './logic-apps';
import { featureStore, isInWorkspace, machineLearning } from './machine-learning';
import { insights, logWorkspace } from './monitoring';
import { firewall, natGateway, privateEndpoints, virtualNetwork } from './network';
import { apiManagement, batch, dashboard, purview, virtualMachine } from './others';
import { roleAssignments } from './roles';
import { registry, vault } from './security';
import { storage } from './storage';
import { streamAnalytics } from './stream-analytics';
import { eventGrid, eventHubs, iotHub, serviceBus } from './streaming';
import { appService, functions } from './web';

/*
 * The Azure resources of a plan. Bicep, templates of Azure Resource Manager and Terraform all write what is made here, so that they have
 * the same resources with the same values.
 */

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
  ['azure-iot-edge', iotHub],
  ['azure-api-management', apiManagement],
  ['azure-batch', batch],
  ['microsoft-purview', purview],
  ['data-science-vm', virtualMachine],
  ['azure-dashboards', dashboard],
  ['azure-event-grid', eventGrid],
  ['azure-stream-analytics', streamAnalytics], // its outputs are databases and functions, too
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

/** Services whose nodes become resources. */
export const infrastructureServices: readonly string[] = [
  ...makers.map(([service]) => service),
  ...together,
  'azure-ml-workspace',
  'azure-ml-compute',
  'azure-ml-kubernetes-compute',
];

/** True if something of the plan is a resource of Azure. */
export function hasResources(context: ExportContext): boolean {
  return (
    context.has(...makers.map(([service]) => service), ...together) ||
    context.graph.nodes.some((node) => isInWorkspace(node) || node.node.service.startsWith('databricks-'))
  );
}

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

/** A container starts only where its identity may pull the image, and a hub takes a route only where it may send, which the roles say. */
function pullAfterRoles(deployment: Deployment): void {
  const roles = deployment.modules.get('roles');
  for (const id of ['container-apps', 'container-instances', 'iot-hub']) {
    const module = deployment.modules.get(id);
    if (!roles || !module) continue;
    const reads = [...roles.params.values()].some(
      ({ argument }) => argument?.value.term.is === 'output' && argument.value.term.module === module.name,
    );
    if (!reads) module.after.add(roles);
  }
}
