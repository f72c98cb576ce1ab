import type { z } from 'zod';

/** Parts of a schema's definition that lead further down. */
interface Definition {
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  /** Of a list of fixed length. */
  readonly items?: readonly z.ZodType[];
}

/** The schema of the value at a path; `undefined` if the path does not consist of keys and entries alone. */
export function schemaAt(schema: z.ZodType, path: readonly (string | number)[]): z.ZodType | undefined {
  let at: z.ZodType | undefined = schema;
  for (const key of path) {
    let def = at.def as unknown as Definition; // zod describes each kind of schema by such a definition
    while (def.innerType) def = def.innerType.def as unknown as Definition;
    at =
      (def.shape && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined) ?? def.items?.[Number(key)] ?? def.valueType ?? def.element;
    if (!at) return undefined;
  }
  return at;
}
