import type { Catalog, Field, FieldRange, FieldValue, Service, Usage } from '../catalog';

/** A usage field with the value that it has on a node, by itself or by default. */
export interface Setting {
  readonly field: Field;
  readonly value: FieldRange;
}

/** The settings of a node that are in effect: with a value, and not hidden by what others say. */
export function settingsOf(service: Service, usage: Usage, catalog: Catalog): readonly Setting[] {
  const likely = Object.fromEntries(Object.entries(usage.values).map(([id, value]) => [id, value.likely]));
  return service.usage.flatMap((field) => {
    const value = usage.values[field.id];
    return value && holds(field, value, likely, service, catalog) ? [{ field, value }] : [];
  });
}

function holds(field: Field, value: FieldRange, likely: Readonly<Record<string, FieldValue>>, service: Service, catalog: Catalog): boolean {
  if (field.when === undefined) return true;
  try {
    return catalog.expressions(service).parse(field.when, 'bool').evaluate(likely) === true;
  } catch {
    return value.from !== 'default'; // what decides about the field is not known: only what somebody wrote counts
  }
}
