import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv04 from 'ajv-draft-04';
import { shared } from './harness.ts';

/*
 * Checks resources against the schemas of Azure Resource Manager, whichever language they were written in. Expressions are texts in
 * brackets, as in templates.
 */

export type Read = string | number | boolean | null | Read[] | { [key: string]: Read };

export interface WrittenResource {
  readonly type: string;
  readonly version: string;
  /** With the keys of Azure, and with `parent` and `scope` where the language has them. */
  readonly body: Record<string, Read>;
}

type Json = Record<string, unknown>;
const validators = new Map<string, ValidateFunction>();
let ajv: InstanceType<typeof Ajv04> | undefined;
const definitions = new Map<string, string>();

function schemas(): InstanceType<typeof Ajv04> {
  if (ajv) return ajv;
  ajv = new Ajv04({
    strict: false,
    allErrors: true,
    validateFormats: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  const folder = join(shared, 'schemas', 'arm');
  for (const file of readdirSync(folder)) {
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
    if (file.includes('deploymentTemplate') || file.includes('PowerBIDedicated')) continue;
    open(schema);
    ajv.addSchema(schema);
    for (const group of ['resourceDefinitions', 'unknown_resourceDefinitions'])
      for (const [key, definition] of Object.entries(
        (schema[group] ?? {}) as Record<string, { properties?: { type?: { enum?: string[] }; resources?: object } }>,
      )) {
        const type = definition.properties?.type?.enum?.[0];
        // resources inside of others are written beside them here; to compile their schemas takes most of the time
        delete definition.properties?.resources;
        const version = /schemas\/([^/]+)\//.exec(String(schema['id']))?.[1] ?? '';
        if (type !== undefined) definitions.set(`${type.toLowerCase()}@${version}`, `${String(schema['id'])}/${group}/${key}`);
      }
  }
  return ajv;
}

/**
 * The schemas of datastores and computes forbid further keys beside the kinds that have them; and an expression fits both a text and an
 * expression.
 */
function open(value: unknown): void {
  if (Array.isArray(value)) value.forEach(open);
  else if (typeof value === 'object' && value !== null) {
    const map = value as Json;
    // the list of machines ends years before those that are sold
    const size = (map['properties'] as Json | undefined)?.['vmSize'] as Json | undefined;
    if (size?.['oneOf']) (map['properties'] as Json)['vmSize'] = { type: 'string' };
    if (Array.isArray(map['allOf']) && map['allOf'].some((one: Json) => 'oneOf' in one))
      for (const one of map['allOf'] as Json[]) delete one['additionalProperties'];
    if ('oneOf' in map && map['additionalProperties'] === false) delete map['additionalProperties'];
    if (Array.isArray(map['oneOf']) && JSON.stringify(map['oneOf']).includes('definitions/expression"')) {
      map['anyOf'] = map['oneOf'];
      delete map['oneOf'];
    }
    Object.values(map).forEach(open);
  }
}

export function hasSchema(resource: WrittenResource): boolean {
  schemas();
  return definitions.has(`${resource.type.toLowerCase()}@${resource.version}`);
}

/** What the schema of its type and version says against a resource. */
export function problemsOf(resource: WrittenResource): string[] {
  const all = schemas();
  const id = definitions.get(`${resource.type.toLowerCase()}@${resource.version}`);
  if (id === undefined) return [];
  const validate = validators.get(id) ?? all.compile({ $ref: id });
  validators.set(id, validate);
  const { parent, scope: _scope, dependsOn: _after, ...body } = resource.body; // Bicep's own keys
  const check = (name: Read) => {
    const given = { ...body, name, type: resource.type, apiVersion: resource.version };
    return validate(given)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${resource.type} ${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`,
        );
  };
  const name = resource.body['name'] ?? '';
  const own = check(name);
  return own.length === 0 || parent === undefined || typeof name !== 'string' ? own : check(`parent/${name}`).length === 0 ? [] : own;
}

/** What the schema of templates says against the frame of one; its resources are looked at by {@link problemsOf}. */
export function frameProblems(template: object): string[] {
  const ajv04 = new Ajv04({ strict: false, allErrors: true, validateFormats: false });
  const folder = join(shared, 'schemas', 'arm');
  const schema = JSON.parse(readFileSync(join(folder, '2019-04-01_deploymentTemplate.json'), 'utf8')) as { definitions: Json };
  ajv04.addSchema(JSON.parse(readFileSync(join(folder, 'common_definitions.json'), 'utf8')) as Json);
  schema.definitions['resource'] = { $ref: '#/definitions/ARMResourceBase' }; // it lists the schemas of all types otherwise
  const validate = ajv04.compile(schema);
  return validate(template) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}
