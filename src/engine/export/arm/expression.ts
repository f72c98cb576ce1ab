import { Expression, type Term } from '../parts/infrastructure/expression';
import type { FlatDeployment, FlatResource } from '../parts/infrastructure/flat';
import { versioned } from '../parts/infrastructure/versions';

/* Expressions of templates, without the brackets that make a text one. */

/** The place of an expression. */
export interface Place {
  readonly flat: FlatDeployment;
  /** Name of the parameter that holds the file of a workflow. */
  readonly workflowOf: (node: string) => string;
  /** In a name, the id of a resource stands for what is known of it only once it is made. */
  readonly inName?: boolean;
  /** The items of lists that are gone through, by the names of the items. */
  readonly items?: Readonly<Record<string, string>>;
}

/** An expression whose resources are named by label. */
export function armText({ term }: Expression, place: Place): string {
  const text = (part: string | Expression) => (part instanceof Expression ? armText(part, place) : quoted(part));
  switch (term.is) {
    case 'resource':
      return resourceText(term, place);
    case 'parameter':
      return `parameters('${term.name}')`;
    case 'variable':
      return `variables('${term.name}')`;
    case 'item':
      return place.items?.[term.name] ?? term.name;
    case 'output':
      throw new Error(`${term.module}.${term.name} was not resolved.`);
    case 'text':
      return joined(term.parts.map(text));
    case 'guid':
      return `guid(${term.of.map(text).join(', ')})`;
    case 'subnet range':
      return `cidrSubnet(${text(term.space)}, 24, ${term.at})`;
    case 'subnet id':
      return `resourceId('Microsoft.Network/virtualNetworks/subnets', ${text(term.network)}, ${text(term.subnet)})`;
    case 'role':
      return `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${term.id}')`;
    case 'workflow':
      return `parameters('${place.workflowOf(term.node)}').definition`;
    case 'tenant id':
      return 'subscription().tenantId';
    case 'subscription':
      return 'subscription().id';
    case 'subscription number':
      return 'subscription().subscriptionId';
    case 'resource group':
      return 'resourceGroup().id';
    case 'resource group name':
      return 'resourceGroup().name';
    case 'storage suffix':
      return 'environment().suffixes.storage';
    case 'database suffix':
      return 'environment().suffixes.sqlServerHostname';
  }
}

function resourceText({ symbol, at }: Extract<Term, { is: 'resource' }>, place: Place): string {
  const resource = place.flat.get(symbol);
  if (at === 'name') return namesOf(resource, place).at(-1) ?? '';
  const id = idText(resource, place);
  if (at === '' || at === 'id' || place.inName === true) return id;
  const version = versioned(resource.draft.type).split('@')[1] ?? '';
  const [first = '', ...rest] = at.split('.');
  return first === 'properties' ? `reference(${id}, '${version}').${rest.join('.')}` : `reference(${id}, '${version}', 'full').${at}`;
}

/** Id of a resource in the resource group of the deployment. */
export function idText(resource: FlatResource, place: Place): string {
  return `resourceId('${resource.draft.type}', ${namesOf(resource, place).join(', ')})`;
}

/** Names of the resources that one is inside of, from the outermost, and its own. */
export function namesOf(resource: FlatResource, place: Place): readonly string[] {
  const { name, parent } = resource.draft.body;
  const own =
    name instanceof Expression ? armText(place.flat.resolve(resource.module, name), { ...place, inName: true }) : quoted(String(name));
  const outer = parent instanceof Expression ? place.flat.resolve(resource.module, parent).term : undefined;
  return outer?.is === 'resource' ? [...namesOf(place.flat.get(outer.symbol), place), own] : [own];
}

/** A text inside of an expression. */
function quoted(text: string): string {
  return `'${wellFormed(text).replace(/'/g, "''")}'`;
}

/** Texts one behind the other; those that are known are one. */
export function joined(parts: readonly string[]): string {
  const all: string[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last !== undefined && isLiteral(last) && isLiteral(part)) all[all.length - 1] = `${last.slice(0, -1)}${part.slice(1)}`;
    else all.push(part);
  }
  return all.length === 1 ? (all[0] ?? '') : `concat(${all.join(', ')})`;
}

/** An expression as a text of the template. */
export function expressionValue(text: string): string {
  return isLiteral(text) ? templateText(literalText(text)) : `[${text}]`;
}

/** True if an expression is a text and nothing else. */
function isLiteral(text: string): boolean {
  return /^'(?:[^']|'')*'$/.test(text);
}

/** What an expression that is a text says. */
function literalText(text: string): string {
  return text.slice(1, -1).replace(/''/g, "'");
}

/** A text of a template: one that begins and ends like an expression gets another bracket, so that it is none. */
export function templateText(text: string): string {
  const clean = wellFormed(text);
  return /^\[[^]*\]$/.test(clean) ? `[${clean}` : clean;
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
