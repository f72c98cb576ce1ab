import { z } from 'zod';
import { idPattern } from './model';
import { PlanSchema } from './schema';
import { schemaFileName } from './writing/schema-line';

/** The JSON Schema (draft 2020-12) of the plan file, made from the model. Editors use it to check and complete while one types. */
export function planJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(PlanSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === 'object' && jsonSchema.properties) {
        // the user's own keys are allowed anywhere; all others are those listed
        jsonSchema.patternProperties = { '^x-': {} };
        jsonSchema.additionalProperties = false;
      }
      // node ids and names of assumptions are the only keys that have a form of their own
      if (def.type === 'record' && jsonSchema.propertyNames && JSON.stringify(jsonSchema.propertyNames).includes('pattern'))
        jsonSchema.propertyNames = { pattern: idPattern.source };
    },
  });
  return { ...schema, $id: schemaFileName, title: 'Pipedraft plan, version 1' };
}

/** The JSON Schema as the text of its file. */
export function planSchemaText(): string {
  return `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
}
