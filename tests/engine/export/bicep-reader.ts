import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser, type Node, type Tree } from 'web-tree-sitter';
import type { Exported } from '#engine/export';
import { problemsOf, type Read, type WrittenResource } from './arm-schema.ts';
import { hasShared, valueOf as exportedValue } from './harness.ts';

/* Reads Bicep files back from their syntax trees. */

const require = createRequire(import.meta.url);
let parser: Promise<Parser> | undefined;

async function makeParser(): Promise<Parser> {
  await Parser.init();
  const wasm = join(dirname(require.resolve('tree-sitter-bicep/package.json')), 'tree-sitter-bicep.wasm');
  const made = new Parser();
  made.setLanguage(await Language.load(wasm));
  return made;
}

export interface ReadResource extends WrittenResource {
  readonly symbol: string;
  readonly existing: boolean;
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
  parser ??= makeParser();
  const file = known.get(text) ?? readFile((await parser).parse(text));
  known.set(text, file); // many plans have the same file
  return file;
}

const known = new Map<string, ReadFile>();

function readFile(tree: Tree | null): ReadFile {
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
          return [key?.type === 'string' ? String(valueOf(key)) : (key?.text ?? ''), valueOf(value)];
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

interface Given {
  readonly parameters: Readonly<Record<string, { readonly value: unknown }>>;
}

/** The Bicep files of an export, read back. */
export async function bicepFiles({ files }: Exported): Promise<ReadonlyMap<string, ReadFile>> {
  const read = new Map<string, ReadFile>();
  for (const { path, text } of files) if (path.endsWith('.bicep')) read.set(path, await readBicep(text));
  return read;
}

/** Everything that is wrong with an export: its syntax, its names, and what the schemas of Azure say. */
export async function bicepProblems(all: Exported): Promise<string[]> {
  const found = await bicepReferenceProblems(all);
  if (!hasShared) return found;
  for (const file of (await bicepFiles(all)).values())
    for (const one of file.resources) if (!one.existing) found.push(...problemsOf(one).filter((problem) => !problem.includes('GAP(')));
  return found;
}

/** What is wrong with an export apart from what schemas say. */
export async function bicepReferenceProblems(all: Exported): Promise<string[]> {
  const files = await bicepFiles(all);
  const found: string[] = [];
  for (const [path, file] of files) {
    if (file.hasError) found.push(`${path}: syntax`);
    const symbols = [
      ...file.params.keys(),
      ...file.vars,
      ...file.resources.map(({ symbol }) => symbol),
      ...file.modules.map(({ symbol }) => symbol),
    ];
    if (new Set(symbols).size < symbols.length) found.push(`${path}: a name twice in ${symbols.join(' ')}`);
    for (const name of file.used) if (name !== 'az' && !symbols.includes(name)) found.push(`${path}: ${name} is not declared`);
    for (const name of file.params.keys()) if (!file.used.has(name)) found.push(`${path}: ${name} is not used`);
    const names = file.resources
      .filter(({ existing }) => !existing)
      .map(({ type, body }) =>
        JSON.stringify([
          type,
          body['parent'],
          body['scope'],
          typeof body['name'] === 'string' && !body['name'].startsWith('[') ? body['name'].toLowerCase() : body['name'],
        ]),
      );
    if (new Set(names).size < names.length)
      found.push(`${path}: a resource twice: ${names.filter((name, at) => names.indexOf(name) !== at).join(' ')}`);
  }
  if (files.size > 0) found.push(...problemsBetween(all, files));
  return found;
}

function problemsBetween(all: Exported, files: ReadonlyMap<string, ReadFile>): string[] {
  const found: string[] = [];
  const main = files.get('infra/main.bicep');
  if (!main) return ['no main.bicep'];
  const given = Object.keys((exportedValue(all, 'infra/main.parameters.json') as Given).parameters);
  for (const [name, usual] of main.params) if (!usual && !given.includes(name)) found.push(`no value for ${name}`);
  for (const name of given) if (!main.params.has(name)) found.push(`${name} is given and unknown`);
  const paths = new Map(main.modules.map(({ symbol, path }) => [symbol, `infra/${path}`]));
  const before = new Map<string, string[]>();
  for (const { symbol, path, body } of main.modules) {
    const file = files.get(`infra/${path}`);
    const params = (body['params'] ?? {}) as Record<string, string>;
    if (!file) found.push(`${path} is missing`);
    if (JSON.stringify(Object.keys(params).sort()) !== JSON.stringify([...(file?.params.keys() ?? [])].sort()))
      found.push(`${path}: other parameters`);
    const others = Object.values(params).flatMap((value) => {
      const [, other = '', output = ''] = /^\[(\w+)\.outputs\.(\w+)\]$/.exec(value) ?? [];
      if (other !== '' && !files.get(paths.get(other) ?? '')?.outputs.includes(output)) found.push(`${value} is missing`);
      return other === '' ? [] : [other];
    });
    before.set(symbol, [...others, ...((body['dependsOn'] ?? []) as string[]).map((one) => one.slice(1, -1))]);
  }
  for (const [symbol, others] of before) {
    const seen = new Set(others);
    for (const one of seen) for (const next of before.get(one) ?? []) seen.add(next);
    if (seen.has(symbol)) found.push(`a circle at ${symbol}`);
  }
  for (const path of files.keys())
    if (path !== 'infra/main.bicep' && ![...paths.values()].includes(path)) found.push(`${path} is no module of main.bicep`);
  return found;
}
