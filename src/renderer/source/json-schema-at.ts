import type { TextPath } from './text-map';

/** The parts of a JSON Schema that completion uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The schema of the value at a path; `undefined` where the schema does not say. */
export function schemaAt(schema: JsonSchema | undefined, path: TextPath): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const step of path) {
    if (!at) return undefined;
    const of: JsonSchema = at;
    const inner: boolean | JsonSchema | undefined =
      typeof step === 'number'
        ? of.items
        : of.properties && Object.hasOwn(of.properties, step)
          ? of.properties[step]
          : of.additionalProperties;
    at = typeof inner === 'object' ? inner : of.anyOf?.map((one) => schemaAt(one, [step])).find((one) => one !== undefined);
  }
  return at;
}
