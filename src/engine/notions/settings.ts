import type { Catalog, Field, FieldRange, FieldValue, Service, Usage } from '../catalog';

/** A usage field with the value that it has on a node, by itself or by default. */
export interface Setting {
  readonly field: Field;
  readonly value: FieldRange;
}

/**
 * The settings of a node that are in effect: with a value, and not hidden by other settings.
 * @param wanted selects fields; called first, since it takes longer to find out that a field is hidden
 */
export function settingsOf(
  service: Service,
  usage: Usage,
  catalog: Catalog,
  wanted: (setting: Setting) => boolean = () => true,
): readonly Setting[] {
  const settings: Setting[] = [];
  for (const field of service.usage) {
    const value = usage.values[field.id];
    if (value && wanted({ field, value }) && holds(field, value, usage, service, catalog)) settings.push({ field, value });
  }
  return settings;
}

function holds(field: Field, value: FieldRange, usage: Usage, service: Service, catalog: Catalog): boolean {
  if (field.when === undefined) return true;
  try {
    const condition = catalog.expressions(service).parse(field.when, 'bool');
    const likely: Record<string, FieldValue> = {};
    for (const id of condition.fields) {
      const known = usage.values[id];
      if (known) likely[id] = known.likely;
    }
    return condition.evaluate(likely) === true;
  } catch {
    return value.from !== 'default'; // the deciding value is unknown, so only a value that somebody wrote counts
  }
}
