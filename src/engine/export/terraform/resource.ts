import type { TextLines } from '../emit/text-lines';
import { Expression, isBody, KeyedBy, type ResourceBody } from '../parts/infrastructure/expression';
import type { FlatResource } from '../parts/infrastructure/flat';
import { edgeText, endsOf } from '../parts/infrastructure/module';
import { versioned } from '../parts/infrastructure/versions';
import { addressOf, groupAddress, hclMap, hclText, hclValue, kindOf, type Place } from './expression';
import { Raw, type Entry } from './hcl';
import { writeBlock, type Part } from './print-hcl';

/** Writes a resource as a block. @param exported what others read of it that only Azure knows, such as `properties.loginServer` */
export function writeResource(lines: TextLines, resource: FlatResource, place: Place, exported: readonly string[]): void {
  const { draft, label } = resource;
  const { nodes = [], origin = [], edges = [], about = [] } = draft;
  const from = [...nodes, ...edges.map(edgeText)].join(', ');
  lines.gap();
  lines.block({ nodes: [...new Set([...nodes, ...origin, ...endsOf(edges)])], edges: edges.map(({ id }) => id) }, () => {
    const above = [...(from === '' ? [] : [from]), ...about];
    const kind = kindOf(resource);
    if (draft.existing === true) writeBlock(lines, `data "azapi_resource" "${label}"`, placeParts(resource, place, exported), above);
    else if (kind === 'azurerm_role_assignment') writeBlock(lines, `resource "${kind}" "${label}"`, roleParts(resource, place), above);
    else writeBlock(lines, `resource "${kind}" "${label}"`, resourceParts(resource, place, exported), above);
  });
}

/** Which resource it is, and what others read of it. */
function placeParts({ draft, module }: FlatResource, place: Place, exported: readonly string[], more: readonly Part[] = []): Part[] {
  const { name, parent, scope } = draft.body;
  const on = parent ?? scope;
  return [
    { key: 'type', value: versioned(draft.type) },
    { key: 'parent_id', value: on === undefined ? new Raw(`${groupAddress}.id`) : hclValue(on, module, place) },
    { key: 'name', value: name === undefined ? '' : hclValue(name, module, place) },
    ...more,
    ...(exported.length > 0 ? [{ key: 'response_export_values', value: exported }] : []),
  ];
}

function resourceParts(resource: FlatResource, place: Place, exported: readonly string[]): Part[] {
  const { draft, module } = resource;
  const { name: _name, parent: _parent, scope: _scope, location, identity, tags, ...body } = draft.body;
  const more: Part[] = location === undefined ? [] : [{ key: 'location', value: hclValue(location, module, place) }];
  // the provider knows the versions of its own day only
  if (kindOf(resource) === 'azapi_resource') more.push({ key: 'schema_validation_enabled', value: false });
  const parts = placeParts(resource, place, exported, more);
  const map = hclMap(body, module, place);
  if (map.entries.length > 0) parts.push({ key: 'body', value: map });
  if (tags !== undefined) parts.push({ key: 'tags', value: hclValue(tags, module, place) });
  if (identity !== undefined && isBody(identity)) parts.push({ block: 'identity', parts: identityParts(identity, resource, place) });
  return [...parts, ...afterParts(resource, place)];
}

function identityParts({ type, userAssignedIdentities }: ResourceBody, { module }: FlatResource, place: Place): Part[] {
  return [
    { key: 'type', value: String(type) },
    ...(userAssignedIdentities instanceof KeyedBy
      ? [{ key: 'identity_ids', value: [hclValue(userAssignedIdentities.key, module, place)] }]
      : []),
  ];
}

function roleParts(resource: FlatResource, place: Place): Part[] {
  const { draft, module } = resource;
  const { scope, properties } = draft.body;
  const values = properties !== undefined && isBody(properties) ? properties : {};
  const entry = (key: string, value: unknown): Entry => ({
    key,
    value: value instanceof Expression ? new Raw(hclText(place.flat.resolve(module, value), place)) : String(value),
  });
  return [
    entry('scope', scope),
    entry('role_definition_id', values['roleDefinitionId']),
    entry('principal_id', values['principalId']),
    entry('principal_type', values['principalType']),
  ];
}

function afterParts(resource: FlatResource, place: Place): Part[] {
  const after = place.flat.after(resource);
  return after.length === 0 ? [] : [{ key: 'depends_on', value: after.map((other) => new Raw(addressOf(other))) }];
}
