import { regionId } from '../../catalog';
import type { ExportContext } from '../context';
import { TextLines } from '../emit/text-lines';
import { terraformState } from '../parts/infrastructure/files';
import type { FlatDeployment } from '../parts/infrastructure/flat';
import type { ParamType } from '../parts/infrastructure/module';
import { resourceGroup } from '../parts/resources';
import { addressOf, groupAddress, hclText, literal, subscriptionAddress, tenantAddress, type Place } from './expression';
import { HclMap, Raw, type Entry } from './hcl';
import { writeBlock, writeEntries, type Part } from './print-hcl';

/* The files of Terraform beside those with resources: versions, variables and their values, what the resources share, and outputs. */

/** The versions that the files are written for: those that have everything that is used. */
const versions = { terraform: '>= 1.11', azapi: '~> 2.5', azurerm: '~> 4.40' } as const;

export function versionsFile(context: ExportContext): TextLines {
  const lines = new TextLines();
  const { group, account } = terraformState(context);
  const provider = (key: string, source: string, version: string): Entry => ({
    key,
    value: new HclMap(
      [
        { key: 'source', value: source },
        { key: 'version', value: version },
      ],
      true,
    ),
  });
  writeBlock(lines, 'terraform', [
    { key: 'required_version', value: versions.terraform },
    {
      block: 'required_providers',
      parts: [provider('azapi', 'Azure/azapi', versions.azapi), provider('azurerm', 'hashicorp/azurerm', versions.azurerm)],
    },
    {
      block: 'backend "azurerm"',
      above: ['The state is in an account of its own. Who deploys needs the role "Storage Blob Data Contributor" on it.'],
      parts: [
        { key: 'resource_group_name', value: group },
        { key: 'storage_account_name', value: account },
        { key: 'container_name', value: 'state' },
        { key: 'key', value: `${resourceGroup(context)}.tfstate` },
        { key: 'use_azuread_auth', value: true },
      ],
    },
  ]);
  const quiet = { key: 'disable_default_output', value: true };
  writeBlock(lines, 'provider "azapi"', [quiet], ['The state keeps what other resources read, and no more.']);
  writeBlock(lines, 'provider "azurerm"', [{ block: 'features', parts: [] }], ['It takes the subscription from ARM_SUBSCRIPTION_ID.']);
  return lines;
}

const types: Readonly<Record<ParamType, string>> = { string: 'string', int: 'number', bool: 'bool', array: 'list(string)', object: 'any' };

/** @param uses kinds of expressions that the resources hold */
export function variablesFile(context: ExportContext, { deployment }: FlatDeployment, uses: ReadonlySet<string>): TextLines {
  const lines = new TextLines();
  const variable = (name: string, type: ParamType, description: string, more: readonly Part[] = []) =>
    writeBlock(lines, `variable "${name}"`, [
      { key: 'description', value: description },
      { key: 'type', value: new Raw(types[type]) },
      ...more,
    ]);
  const usual = (value: string): Part => ({ key: 'default', value });
  variable('resource_group_name', 'string', 'The resource group of all resources.', [usual(resourceGroup(context))]);
  variable(
    'location',
    'string',
    'The region of all resources that have no other; that of the group, if it is empty. The plan states it in context.region.',
    [usual('')],
  );
  const cloud = 'A name of the cloud that the resources are in; the default is that of the public one.';
  if (uses.has('storage suffix')) variable('storage_suffix', 'string', cloud, [usual('core.windows.net')]);
  if (uses.has('database suffix')) variable('database_suffix', 'string', cloud, [usual('.database.windows.net')]);
  for (const [name, { type, description, nodes }] of deployment.asked) {
    lines.gap();
    lines.block({ nodes }, () => {
      variable(name, type, description, type === 'string' ? stated(name) : []);
    });
  }
  return lines;
}

/** A text that is still to be filled in is refused. A list or a number is refused by its type. */
function stated(name: string): readonly Part[] {
  return [
    {
      block: 'validation',
      parts: [
        { key: 'condition', value: new Raw(`!can(regex("GAP[(]", var.${name}))`) },
        { key: 'error_message', value: 'It is still to be filled in: state it in the plan, or in terraform.tfvars.' },
      ],
    },
  ];
}

export function valuesFile(context: ExportContext, { deployment }: FlatDeployment): TextLines {
  const lines = new TextLines();
  const { region } = context.plan.context;
  if (region === undefined) context.remark('The plan states no region: resources go where their resource group is.');
  writeEntries(
    lines,
    [
      ...(region === undefined ? [] : [{ key: 'location', value: regionId(region) ?? region }]),
      ...[...deployment.asked].map(([key, { value, nodes }]) => ({ key, value: literal(value), nodes })),
    ],
    '',
  );
  return lines;
}

/** What the resources share. */
export function mainFile(place: Place, uses: ReadonlySet<string>): TextLines {
  const lines = new TextLines();
  writeBlock(
    lines,
    block(groupAddress),
    [{ key: 'name', value: new Raw('var.resource_group_name') }],
    ['Who deploys has rights in this group, so it is there before.'],
  );
  writeBlock(lines, 'locals', [{ key: 'location', value: new Raw(`coalesce(var.location, ${groupAddress}.location)`) }]);
  const { variables } = place.flat;
  if (uses.has('role') || uses.has('subscription')) writeBlock(lines, block(subscriptionAddress), []);
  if (uses.has('tenant id')) writeBlock(lines, block(tenantAddress), []);
  if (variables.size > 0)
    writeBlock(
      lines,
      'locals',
      [...variables].map(([key, value]) => ({ key, value: new Raw(hclText(value, place)) })),
      ['Roles that are built into Azure.'],
    );
  return lines;
}

/** `data.azurerm_subscription.current` as the head of its block. */
function block(address: string): string {
  const [kind = '', type = '', label = ''] = address.split('.');
  return `${kind} "${type}" "${label}"`;
}

/** The resource group, and the id of each node's resource, for what is deployed next. */
export function outputsFile(place: Place): TextLines {
  const lines = new TextLines();
  const { flat } = place;
  writeBlock(lines, 'output "resource_group_name"', [{ key: 'value', value: new Raw(`${groupAddress}.name`) }]);
  const ids = [...flat.deployment.placed].map(([key, { module, symbol }]) => ({
    key,
    value: new Raw(`${addressOf(flat.at(module, symbol))}.id`),
    nodes: [key],
  }));
  if (ids.length > 0)
    writeBlock(lines, 'output "resource_ids"', [
      { key: 'description', value: 'Ids of resources by node of the plan.' },
      { key: 'value', value: new HclMap(ids, true) },
    ]);
  return lines;
}
