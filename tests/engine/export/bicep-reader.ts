import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv04 from 'ajv-draft-04';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { shared } from './harness.ts';

/* Reads Bicep files back from their syntax trees, and checks their resources against the schemas of Azure Resource Manager. */

const require = createRequire(import.meta.url);
let parser: Parser | undefined;

async function bicepParser(): Promise<Parser> {
  if (parser) return parser;
  await Parser.init();
  const wasm = join(dirname(require.resolve('tree-sitter-bicep/package.json')), 'tree-sitter-bicep.wasm');
  parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return parser;
}

export type Read = string | number | boolean | null | Read[] | { [key: string]: Read };

export interface ReadResource {
  readonly symbol: string;
  readonly type: string;
  readonly version: string;
  readonly existing: boolean;
  readonly body: Record<string, Read>;
}

export interface ReadFile {
  readonly hasError: boolean;
  readonly params: ReadonlyMap<string, boolean>;
  readonly vars: readonly string[];
  readonly outputs: readonly string[];
  readonly resources: readonly ReadResource[];
  readonly modules: readonly { readonly symbol: string; readonly path: string; readonly body: Record<string, Read> }[];
  /** Every name that expressions use, without the names of properties and functions. */
  readonly used: ReadonlySet<string>;
}

/** A file as its syntax tree says; expressions are texts in brackets, as in ARM templates. */
export async function readBicep(text: string): Promise<ReadFile> {
  const tree = (await bicepParser()).parse(text);
  if (!tree) throw new Error('No tree.');
  const root = tree.rootNode;
  const params = new Map<string, boolean>();
  const vars: string[] = [];
  const outputs: string[] = [];
  const resources: ReadResource[] = [];
  const modules: { symbol: string; path: string; body: Record<string, Read> }[] = [];
  for (const node of root.namedChildren) {
    if (!node) continue;
    const named = node.namedChildren.filter((one): one is Node => one !== null);
    const name = named.find(({ type }) => type === 'identifier')?.text ?? '';
    switch (node.type) {
      case 'parameter_declaration':
        params.set(name, /=/.test(node.text));
        break;
      case 'variable_declaration':
        vars.push(name);
        break;
      case 'output_declaration':
        outputs.push(name);
        break;
      case 'resource_declaration': {
        const [type = '', version = ''] = literal(named[1]).split('@');
        const body = valueOf(named[2]) as Record<string, Read>;
        resources.push({ symbol: name, type, version, existing: / existing = \{/.test(node.text.split('\n')[0] ?? ''), body });
        break;
      }
      case 'module_declaration':
        modules.push({ symbol: name, path: literal(named[1]), body: valueOf(named[2]) as Record<string, Read> });
    }
  }
  const used = new Set<string>();
  collect(root, used);
  const { hasError } = root;
  tree.delete();
  return { hasError, params, vars, outputs, resources, modules, used };
}

function collect(node: Node, used: Set<string>): void {
  if (node.type === 'for_statement') {
    // its variable is declared by it
    const inner = new Set<string>();
    for (const child of node.namedChildren) if (child) collect(child, inner);
    const variable = node.namedChildren[0]?.text ?? '';
    for (const one of inner) if (one !== variable) used.add(one);
    const list = node.namedChildren[1];
    if (list?.type === 'identifier') used.add(list.text);
    return;
  }
  if (node.type === 'object_property') {
    // the first child is the key; one in quotes may hold an expression
    for (const [at, child] of node.namedChildren.entries()) {
      if (child?.type === 'identifier') {
        if (at > 0) used.add(child.text);
      } else if (child) collect(child, used);
    }
    return;
  }
  const declares = node.type.endsWith('_declaration');
  let first = declares;
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (child.type === 'identifier') {
      if (first) first = false;
      else if (node.type !== 'call_expression' || child.id !== node.childForFieldName('function')?.id) used.add(child.text);
    } else collect(child, used);
  }
}

/** The text of a literal; the tree has no node for an escaped "$". */
function literal(node: Node | undefined): string {
  return (node?.text.slice(1, -1) ?? '').replace(/\\(?:u\{([0-9a-f]+)\}|(.))/gi, (_, code: string | undefined, letter: string) =>
    code === undefined ? ({ n: '\n', r: '\r', t: '\t' }[letter] ?? letter) : String.fromCodePoint(parseInt(code, 16)),
  );
}

function valueOf(node: Node | undefined): Read {
  if (!node) return null;
  const children = node.namedChildren.filter((one): one is Node => one !== null && one.type !== 'comment');
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        children.map((property) => {
          const [key, value] = property.namedChildren.filter((one): one is Node => one !== null && one.type !== 'comment');
          return [key?.type === 'string' ? literal(key) : (key?.text ?? ''), valueOf(value)];
        }),
      );
    case 'array':
      return children.map(valueOf);
    case 'string':
      return children.some(({ type }) => type === 'interpolation') ? `[${node.text}]` : literal(node);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    default: {
      // fractions are written as json('0.5')
      if (node.type === 'for_statement') return '[each]';
      const fraction = /^json\('(-?[\d.e+-]+)'\)$/.exec(node.text)?.[1];
      return fraction === undefined ? `[${node.text.replace(/\s+/g, ' ')}]` : Math.ceil(Number(fraction));
    }
  }
}

/* Schemas */

type Json = Record<string, unknown>;
const validators = new Map<string, ValidateFunction>();
let ajv: InstanceType<typeof Ajv04> | undefined;
const definitions = new Map<string, string>();

function schemas(): InstanceType<typeof Ajv04> {
  if (ajv) return ajv;
  ajv = new Ajv04({ strict: false, allErrors: true, validateFormats: false, inlineRefs: false, code: { optimize: false } });
  const folder = join(shared, 'schemas', 'arm');
  for (const file of readdirSync(folder)) {
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
    if (file.includes('deploymentTemplate') || file.includes('PowerBIDedicated')) continue;
    open(schema);
    ajv.addSchema(schema);
    for (const group of ['resourceDefinitions', 'unknown_resourceDefinitions'])
      for (const [key, definition] of Object.entries(
        (schema[group] ?? {}) as Record<string, { properties?: { type?: { enum?: string[] } } }>,
      )) {
        const type = definition.properties?.type?.enum?.[0];
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

export function hasSchema(resource: ReadResource): boolean {
  schemas();
  return definitions.has(`${resource.type.toLowerCase()}@${resource.version}`);
}

/** What the schema of its type and version says against a resource. */
export function problemsOf(resource: ReadResource): string[] {
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
