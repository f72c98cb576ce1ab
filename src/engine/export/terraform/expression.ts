import {
  Each,
  Expression,
  isValueList,
  KeyedBy,
  type ResourceBody,
  type ResourceValue,
  type Term,
} from '../parts/infrastructure/expression';
import { marksOf, marksOfKey } from '../emit/draft';
import type { FlatDeployment, FlatResource } from '../parts/infrastructure/flat';
import type { ResourceModule } from '../parts/infrastructure/module';
import { relativePath } from '../parts/places';
import { escaped, HclEach, HclMap, Raw, type HclValue } from './hcl';

/** Where expressions stand. */
export interface Place {
  readonly flat: FlatDeployment;
  /** Path of a file in Terraform's folder, for files that are loaded. */
  readonly file: string;
}

/** What Azure makes by itself with the resource that it is inside of; the provider refuses to make it again. */
const automatic: readonly string[] = ['Microsoft.Storage/storageAccounts/blobServices'];

export type Kind = 'azapi_resource' | 'azapi_update_resource' | 'azurerm_role_assignment';

/** The kind of Terraform's resource that makes one of Azure. */
export function kindOf({ draft: { type } }: FlatResource): Kind {
  if (type === 'Microsoft.Authorization/roleAssignments') return 'azurerm_role_assignment';
  return automatic.includes(type) ? 'azapi_update_resource' : 'azapi_resource';
}

/** Address of a resource: `azapi_resource.lake`. */
export function addressOf(resource: FlatResource): string {
  return resource.draft.existing === true ? `data.azapi_resource.${resource.label}` : `${kindOf(resource)}.${resource.label}`;
}

export const groupAddress = 'data.azurerm_resource_group.main';
export const subscriptionAddress = 'data.azurerm_subscription.current';
export const tenantAddress = 'data.azurerm_client_config.current';

/** An expression whose resources are named by label. */
export function hclText({ term }: Expression, place: Place): string {
  switch (term.is) {
    case 'resource':
      return resourceText(term, place);
    case 'parameter':
      return term.name === 'location' ? 'local.location' : `var.${term.name}`;
    case 'variable':
      return `local.${term.name}`;
    case 'item':
      return term.name;
    case 'output':
      throw new Error(`${term.module}.${term.name} was not resolved.`);
    case 'text':
      return template(term.parts, place);
    case 'guid':
      return `uuidv5("url", ${template(
        term.of.flatMap((part, at) => (at === 0 ? [part] : ['/', part])),
        place,
      )})`;
    case 'subnet range': {
      const space = hclText(term.space, place);
      return `cidrsubnet(${space}, 24 - tonumber(split("/", ${space})[1]), ${term.at})`;
    }
    case 'subnet id':
      return template(
        [new Expression({ is: 'resource group' }), '/providers/Microsoft.Network/virtualNetworks/', term.network, '/subnets/', term.subnet],
        place,
      );
    case 'role':
      return `"\${${subscriptionAddress}.id}/providers/Microsoft.Authorization/roleDefinitions/${term.id}"`;
    case 'workflow':
      return `jsondecode(file("\${path.module}/${escaped(relativePath(place.file, term.path))}")).definition`;
    case 'tenant id':
      return `${tenantAddress}.tenant_id`;
    case 'subscription':
      return `${subscriptionAddress}.id`;
    case 'subscription number':
      return `${subscriptionAddress}.subscription_id`;
    case 'resource group':
      return `${groupAddress}.id`;
    case 'resource group name':
      return `${groupAddress}.name`;
    case 'storage suffix':
      return 'var.storage_suffix';
    case 'database suffix':
      return 'var.database_suffix';
  }
}

function template(parts: readonly (string | Expression)[], place: Place): string {
  const [only, ...others] = parts;
  if (only instanceof Expression && others.length === 0) return hclText(only, place);
  return `"${parts.map((part) => (part instanceof Expression ? inside(hclText(part, place)) : escaped(part))).join('')}"`;
}

/** An expression inside of a text; one that is a text itself is a part of it. */
function inside(text: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(text) ? text.slice(1, -1) : `\${${text}}`;
}

function resourceText({ symbol, at }: Extract<Term, { is: 'resource' }>, { flat }: Place): string {
  const address = addressOf(flat.get(symbol));
  if (at === '' || at === 'id') return `${address}.id`;
  if (at === 'name') return `${address}.name`;
  if (at === 'identity.principalId') return `${address}.identity[0].principal_id`;
  return `${address}.output.${at}`;
}

/** A value of a module as HCL. */
export function hclValue(value: ResourceValue, module: ResourceModule, place: Place): HclValue {
  const raw = (one: Expression) => hclText(place.flat.resolve(module, one), place);
  if (value instanceof Expression) return new Raw(raw(value));
  if (value instanceof KeyedBy) return new Raw(`{ (${raw(value.key)}) = {} }`);
  if (value instanceof Each) return new HclEach(raw(value.list), value.item, hclMap(value.body, module, place));
  if (isValueList(value)) return value.map((item) => hclValue(item, module, place));
  return typeof value === 'object' ? hclMap(value, module, place) : value;
}

export function hclMap(body: ResourceBody, module: ResourceModule, place: Place): HclMap {
  return new HclMap(
    Object.entries(body).flatMap(([key, value]) => {
      if (value === undefined) return [];
      const { comment, above = [], nodes, edges } = { ...marksOf(value), ...marksOfKey(body, key) };
      const lines = [...above, ...(comment === undefined ? [] : [comment])];
      return [{ key, value: hclValue(value, module, place), ...(lines.length > 0 ? { above: lines } : {}), nodes, edges }];
    }),
  );
}

/** A stated value as HCL. */
export function literal(value: unknown): HclValue {
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value === 'object' && value !== null)
    return new HclMap(Object.entries(value).map(([key, inner]) => ({ key, value: literal(inner) })));
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
