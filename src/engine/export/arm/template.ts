import { from, fromKey, marksOf, marksOfKey } from '../emit/draft';
import { Each, Expression, isValueList, KeyedBy, type ResourceBody, type ResourceValue } from '../parts/infrastructure/expression';
import type { FlatResource } from '../parts/infrastructure/flat';
import { edgeText, endsOf, type ResourceModule } from '../parts/infrastructure/module';
import { versioned } from '../parts/infrastructure/versions';
import { armText, expressionValue, idText, joined, namesOf, templateText, type Place } from './expression';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A resource as an entry of the template's list. */
export function templateResource(resource: FlatResource, place: Place): object {
  const { draft, module } = resource;
  const { type, nodes = [], origin = [], edges = [], about = [] } = draft;
  const { name: _name, parent: _parent, scope, location, tags, ...rest } = draft.body;
  const [plainType, apiVersion = ''] = versioned(type).split('@');
  const first = [...place.flat.uses(resource), ...place.flat.after(resource)].filter(({ draft: other }) => other.existing !== true);
  const comments = [[...nodes, ...edges.map(edgeText)].join(', '), about.join(' ')].filter((line) => line !== '').join('. ');
  const value = (one: ResourceValue) => valueOf(one, module, place);
  return from(
    {
      ...(comments === '' ? {} : { comments: templateText(comments) }),
      type: plainType,
      apiVersion,
      name: nameOf(resource, place),
      ...(scope === undefined ? {} : { scope: value(scope) }),
      ...(location === undefined ? {} : { location: value(location) }),
      ...(first.length === 0 ? {} : { dependsOn: first.map((other) => `[${idOf(other, place)}]`) }),
      ...bodyOf(rest, module, place),
      ...(tags === undefined ? {} : { tags: value(tags) }),
    },
    { nodes: [...new Set([...nodes, ...origin, ...endsOf(edges)])], edges: edges.map(({ id }) => id) },
  );
}

/** Id of a resource for those that come after it; that of a resource on another one has the other's before its own. */
function idOf(resource: FlatResource, place: Place): string {
  const { scope } = resource.draft.body;
  if (!(scope instanceof Expression)) return idText(resource, place);
  const on = armText(place.flat.resolve(resource.module, scope), place);
  return `extensionResourceId(${on}, '${resource.draft.type}', ${namesOf(resource, place).join(', ')})`;
}

/** The name with those of the resources around it: `account/default/container`. */
function nameOf(resource: FlatResource, place: Place): string {
  const names = namesOf(resource, place);
  return expressionValue(joined(names.flatMap((name, at) => (at === 0 ? [name] : ["'/'", name]))));
}

/** A value of a module as JSON. */
export function valueOf(value: ResourceValue, module: ResourceModule, place: Place): Json {
  if (value instanceof Expression) return expressionValue(armText(place.flat.resolve(module, value), place));
  if (value instanceof KeyedBy) return { [`[${armText(place.flat.resolve(module, value.key), place)}]`]: {} };
  if (value instanceof Each) throw new Error('A list that goes through another one is in a map.');
  if (isValueList(value))
    return marked(
      value,
      value.map((item) => valueOf(item, module, place)),
    );
  return typeof value === 'object' ? bodyOf(value, module, place) : typeof value === 'string' ? templateText(value) : value;
}

function bodyOf(body: ResourceBody, module: ResourceModule, place: Place): { readonly [key: string]: Json } {
  const written: Record<string, Json> = {};
  const copies: Json[] = [];
  for (const [key, value] of Object.entries(body)) {
    if (value === undefined) continue;
    if (value instanceof Each) {
      const list = armText(place.flat.resolve(module, value.list), place);
      const items = { ...place.items, [value.item]: `${list}[copyIndex('${key}')]` };
      copies.push({ name: key, count: `[length(${list})]`, input: bodyOf(value.body, module, { ...place, items }) });
    } else written[templateText(key)] = valueOf(value, module, place);
  }
  return marked(body, copies.length === 0 ? written : { ...written, copy: copies });
}

/** Hands on which nodes and edges a value and its keys are from. */
function marked<T extends object>(value: object, written: T): T {
  const own = marksOf(value);
  if (own) from(written, own);
  for (const key of Object.keys(value)) {
    const marks = marksOfKey(value, key);
    if (marks) fromKey(written, key, marks);
  }
  return written;
}
