import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { graphOnly as inputOf } from './awkward-plans.ts';
import { bicepFiles, bicepProblems } from './bicep-reader.ts';
import { exported } from './harness.ts';

/* What runs in the network of a plan gets its subnet there: otherwise it does not reach what is closed to the internet. */

const inside = (service: string, usage: PlanNode['usage'] = {}): PlanNode => ({
  service,
  usage,
  safeguards: { access: 'virtual-network' },
});

function planOf(nodes: Readonly<Record<string, PlanNode>>): Plan {
  return { ...emptyPlan('Inside'), context: { region: 'westeurope' }, nodes };
}

const services = {
  serve: inside('azure-kubernetes-service', { nodes: 3 }),
  web: inside('azure-container-apps'),
  test: inside('azure-container-instances'),
  glue: inside('azure-functions'),
  approve: inside('azure-logic-apps', { plan: 'standard' }),
  site: inside('azure-app-service', { plan: 'p1v3' }),
  lakehouse: inside('azure-databricks'),
};
const network = { service: 'azure-virtual-network', settings: { addressSpace: '10.20.0.0/16' } };

const bundleOf = (nodes: Readonly<Record<string, PlanNode>>) => exported(inputOf(planOf(nodes)), 'bicep');

async function resourcesOf(nodes: Readonly<Record<string, PlanNode>>) {
  return [...(await bicepFiles(bundleOf(nodes))).values()].flatMap(({ resources }) => resources);
}
/** Name and range of each subnet. */
async function rangesOf(nodes: Readonly<Record<string, PlanNode>>): Promise<Record<string, string>> {
  const file = bundleOf(nodes).files.find(({ path }) => path.endsWith('network.bicep'))?.text ?? '';
  return Object.fromEntries(
    [...file.matchAll(/name: '([^']+)'\s+properties: \{\s+addressPrefix: cidrSubnet\([^,]+, 24, (\d+)\)/g)].map(
      ([, name = '', at = '']) => [name, at],
    ),
  );
}
const bodyOf = (resources: Awaited<ReturnType<typeof resourcesOf>>, type: string) =>
  JSON.stringify(resources.find((one) => one.type.endsWith(type) && !one.existing)?.body ?? {});

describe('what runs in the network', () => {
  it('is put in a subnet of its own or one that it shares', async () => {
    const nodes = { network, ...services };
    expect(await bicepProblems(bundleOf(nodes))).toEqual([]);
    const resources = await resourcesOf(nodes);
    expect(bodyOf(resources, 'managedClusters')).toContain('/subnets/kubernetes');
    expect(bodyOf(resources, 'managedEnvironments')).toMatch(/"infrastructureSubnetId":.*\/subnets\/apps-web.*"internal":true/);
    expect(bodyOf(resources, 'containerGroups')).toMatch(/\/subnets\/containers.*"type":"Private"/);
    expect(bodyOf(resources, 'Databricks/workspaces')).toContain('customVirtualNetworkId');
    const sites = resources.filter(({ type }) => type === 'Microsoft.Web/sites').map(({ body }) => JSON.stringify(body));
    expect(sites).toHaveLength(3);
    for (const site of sites) expect(site).toMatch(/"virtualNetworkSubnetId":.*\/subnets\/(?:functions-glue|logic-approve|web-site)/);
    expect(Object.keys(await rangesOf(nodes))).toEqual([
      'machines',
      'endpoints',
      'kubernetes',
      'containers',
      'apps-web',
      'functions-glue',
      'logic-approve',
      'web-site',
      'hosts-lakehouse',
      'containers-lakehouse',
    ]);
  });

  it('gives each subnet to the service that manages it, and a cluster its right before it is made', async () => {
    const resources = await resourcesOf({ network, ...services });
    const written = bodyOf(resources, 'virtualNetworks');
    expect([...written.matchAll(/"serviceName":"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Microsoft.ContainerInstance/containerGroups',
      'Microsoft.App/environments',
      'Microsoft.App/environments',
      'Microsoft.Web/serverFarms',
      'Microsoft.Web/serverFarms',
      'Microsoft.Databricks/workspaces',
      'Microsoft.Databricks/workspaces',
    ]);
    expect(written.match(/networkSecurityGroup/g)).toHaveLength(2);
    const file = bundleOf({ network, ...services }).files.find(({ path }) => path.endsWith('network.bicep'))?.text;
    expect(file).toContain('4d97b98b-1d4f-4787-a291-c67834d212e7');
    expect(bodyOf(resources, 'managedClusters')).toContain('"UserAssigned"');
    const { files } = exported(inputOf(planOf({ network, serve: services.serve })), 'terraform');
    const cluster = files.find(({ path }) => path.endsWith('kubernetes.tf'))?.text;
    expect(cluster).toMatch(/depends_on = \[[^\]]*azurerm_role_assignment\.serve_control_networkContributor/);
  });

  it('has ranges that stay when another service comes into the plan', async () => {
    const few = await rangesOf({ network, web: services.web, lakehouse: services.lakehouse });
    const more = await rangesOf({
      network,
      ...services,
      wall: { service: 'azure-firewall' },
      web: services.web,
      later: inside('azure-functions'),
    });
    const first = await rangesOf({
      network,
      web: services.web,
      lakehouse: services.lakehouse,
      wall: { service: 'azure-firewall' },
      ...{ serve: services.serve, later: inside('azure-functions') },
    });
    expect(first).toMatchObject(few);
    for (const ranges of [few, more, first]) expect(new Set(Object.values(ranges)).size).toBe(Object.keys(ranges).length);
  });

  it('says which of them cannot be put there, and that a stated space is too small', () => {
    const texts = (nodes: Readonly<Record<string, PlanNode>>) => bundleOf(nodes).remarks.map(({ text }) => text);
    expect(texts({ network, ...services }).join('\n')).not.toContain('give it its subnet');
    const managed = { network, train: inside('azure-ml-pipelines'), spark: inside('azure-synapse-spark') };
    expect(texts(managed).join('\n')).not.toContain('give it its subnet');
    const automatic = { network, serve: inside('azure-kubernetes-service', { mode: 'automatic' }) };
    expect(texts(automatic).join('\n')).toContain('give it its subnet');
    const small = { network: { ...network, settings: { addressSpace: '10.20.0.0/22' } }, ...services };
    expect(texts(small)).toContainEqual(expect.stringContaining('State one of /20 or larger in settings.addressSpace.'));
    expect(texts({ network, ...services }).join('\n')).not.toContain('too small');
  });

  it('says that a firewall has neither rules nor traffic at first', () => {
    const texts = bundleOf({ network, wall: { service: 'azure-firewall' } }).remarks.map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringContaining('No traffic goes through the firewall "wall" yet'));
  });

  it('stays out of a network that somebody else made, of which the plan knows no subnets', async () => {
    const theirs = { service: 'azure-virtual-network', settings: { exists: true, name: 'vnet-hub' } };
    const closed = { ...services, lakehouse: { service: 'azure-databricks', safeguards: { access: 'private-endpoint' as const } } };
    const all = bundleOf({ network: theirs, ...closed });
    expect(await bicepProblems(all)).toEqual([]);
    const text = all.files.map((file) => file.text).join('\n');
    expect(text).not.toMatch(/vnetSubnetID|infrastructureSubnetId|virtualNetworkSubnetId|customVirtualNetworkId|databricks_ui_api/);
    expect(all.remarks.map((one) => one.text).join('\n')).toMatch(/give it its subnet[^]*"lakehouse" gets no private endpoint/);
  });

  it('is the workspace of Databricks that no node stands for, where one of its nodes is closed', async () => {
    const nodes = { network, jobs: { service: 'databricks-model-serving', safeguards: { access: 'private-endpoint' as const } } };
    const all = bundleOf(nodes);
    expect(await bicepProblems(all)).toEqual([]);
    expect(all.files.map((file) => file.text).join('\n')).toMatch(/customPublicSubnetName[^]*databricks_ui_api/);
  });
});
