import type { Exported } from '#engine/export';
import { problemsOf, type Read, type WrittenResource } from './arm-schema.ts';
import { evaluate, group, ownId, Reference, type Surroundings } from './arm-evaluator.ts';
import { hasShared, valueOf } from './harness.ts';

/* Reads templates of Azure Resource Manager back: what their resources are, and what is wrong with them. */

type Json = Record<string, unknown>;

interface Template {
  readonly parameters: Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly resources: readonly Json[];
}

export const templatePath = 'infra/arm/azuredeploy.json';
export const parametersPath = 'infra/arm/azuredeploy.parameters.json';

export function templateOf(all: Exported): Template {
  return valueOf(all, templatePath) as Template;
}

/** The resources of a template, with the types and the keys that Bicep has them by. */
export function armResources(all: Exported): readonly WrittenResource[] {
  return templateOf(all).resources.map((resource) => {
    const { type, apiVersion, comments: _comments, dependsOn: _after, ...body } = resource;
    const read = withoutCopies(body) as WrittenResource['body'];
    // schemas know the names of what is inside of another resource with and without the names before it
    const [own = '', ...outer] = String(body['name']).startsWith('[') ? [] : String(body['name']).split('/').reverse();
    return {
      type: String(type),
      version: String(apiVersion),
      body: outer.length > 0 ? { ...read, name: own, parent: outer.reverse().join('/') } : read,
    };
  });
}

/** Lists that are made by going through others are "[each]", as in what is read of Bicep. */
function withoutCopies(value: unknown): Read {
  if (Array.isArray(value)) return value.map(withoutCopies);
  if (typeof value === 'number') return Math.ceil(value); // the schemas know whole numbers only
  if (typeof value !== 'object' || value === null) return value as Read;
  const { copy, ...rest } = value as Json;
  const map: Record<string, Read> = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withoutCopies(inner)]));
  for (const { name } of (copy ?? []) as { name: string }[]) map[name] = '[each]';
  return map;
}

/** Everything that is wrong with a template: expressions, references, their order, and what the schemas of Azure say. */
export function armProblems(all: Exported): string[] {
  const found = referenceProblems(all);
  if (hasShared && all.files.length > 0)
    for (const one of armResources(all)) found.push(...problemsOf(one).filter((problem) => !problem.includes('GAP(')));
  return found;
}

/** What is wrong with a template apart from what schemas say. */
export function referenceProblems(all: Exported): string[] {
  if (all.files.length === 0) return [];
  const found: string[] = [];
  const template = templateOf(all);
  const { parameters: given } = valueOf(all, parametersPath) as { parameters: Record<string, { value: unknown }> };
  const text = JSON.stringify(template.resources) + JSON.stringify(template.variables ?? {});
  for (const name of Object.keys(given)) if (!(name in template.parameters)) found.push(`${name} is given and unknown`);
  for (const [name, { defaultValue, type }] of Object.entries(template.parameters)) {
    if (!text.includes(`parameters('${name}')`) && name !== 'location') found.push(`${name} is not used`);
    // the workflow of a logic app is given on the command line
    if (!(name in given) && defaultValue === undefined && !(type === 'object' && name.endsWith('_workflow')))
      found.push(`no value for ${name}`);
  }
  for (const name of Object.keys(template.variables ?? {})) if (!text.includes(`variables('${name}')`)) found.push(`${name} is not used`);
  found.push(...problemsBetween(template));
  return found;
}

interface Evaluated {
  readonly id: string;
  readonly after: readonly string[];
  readonly read: readonly string[];
}

function problemsBetween(template: Template): string[] {
  const found: string[] = [];
  const resources = template.resources.flatMap((resource): Evaluated[] => {
    try {
      return [evaluated(resource, template)];
    } catch (error) {
      found.push(`${String(resource['type'])} ${String(resource['name'])}: ${(error as Error).message}`);
      return [];
    }
  });
  const byId = new Map(resources.map((one) => [one.id.toLowerCase(), one]));
  if (byId.size < resources.length) found.push('a resource twice');
  for (const { id, after, read } of resources) {
    for (const other of after) if (!byId.has(other.toLowerCase())) found.push(`${id} comes after ${other}, which is not there`);
    if (new Set(after).size < after.length) found.push(`${id} comes after something twice`);
    // what is read, what it is on and what it is inside of must be there first, unless somebody else made it
    const outer = id.replace(/\/[^/]+\/[^/]+$/, '').replace(/\/providers\/[^/]+$/, '');
    for (const other of [...read, outer])
      if (byId.has(other.toLowerCase()) && !after.includes(other)) found.push(`${id} does not wait for ${other}`);
  }
  for (const { id } of resources) {
    const seen = new Set(byId.get(id.toLowerCase())?.after);
    for (const one of seen) for (const next of byId.get(one.toLowerCase())?.after ?? []) seen.add(next);
    if (seen.has(id)) found.push(`a circle at ${id}`);
  }
  return found;
}

/** A resource with all its expressions evaluated: id, and the ids of others in it. */
function evaluated(resource: Json, template: Template): Evaluated {
  const read: string[] = [];
  const parameters = Object.fromEntries(
    Object.entries(template.parameters).map(([name, { type }]) => [
      name,
      type === 'array' ? ['one', 'two'] : type === 'object' ? { definition: 'definition' } : type === 'int' ? 1 : `<${name}>`,
    ]),
  );
  const variables = Object.fromEntries(Object.entries(template.variables ?? {}).map(([name, text]) => [name, text.slice(1, -1)]));
  const around = (isIn: string): Surroundings => ({
    parameters,
    variables,
    onReference: (id) => {
      if (isIn !== 'properties') throw new Error(`reference() in ${isIn}`);
      read.push(id);
    },
  });
  const value = (one: unknown, isIn: string, copies: Readonly<Record<string, number>> = {}): unknown => {
    if (typeof one === 'string') return textOf(one, around(isIn), copies);
    if (Array.isArray(one)) return one.map((item) => value(item, isIn, copies));
    if (typeof one !== 'object' || one === null) return one;
    const { copy, ...rest } = one as Json;
    const made = Object.fromEntries(
      Object.entries(rest).map(([key, inner]) => [String(textOf(key, around(isIn), copies)), value(inner, isIn, copies)]),
    );
    for (const { name, count, input } of (copy ?? []) as { name: string; count: string; input: unknown }[]) {
      const times = Number(textOf(count, around(isIn), copies));
      made[name] = Array.from({ length: times }, (_, index) => value(input, isIn, { ...copies, [name]: index }));
    }
    return made;
  };
  const { type, name, scope, dependsOn = [], ...rest } = resource;
  for (const [key, one] of Object.entries(rest)) value(one, key);
  const names = String(value(name, 'name')).split('/');
  const after = (dependsOn as string[]).map((one) => String(value(one, 'dependsOn')));
  const on = scope === undefined ? group : String(value(scope, 'scope'));
  if (scope !== undefined) read.push(on);
  return { id: `${on}${ownId([String(type), ...names])}`, after, read };
}

function textOf(text: string, around: Surroundings, copies: Readonly<Record<string, number>>): unknown {
  if (!/^\[[^]*\]$/.test(text)) return text;
  if (text.startsWith('[[')) return text.slice(1);
  const value = evaluate(text.slice(1, -1), around, copies);
  return value instanceof Reference ? `<${value.id}.${value.path.join('.')}>` : value;
}
