import { posix } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exporters, runExporters, type Exported, type ExportedFile } from '#engine/export';
import { UserError } from '#engine/errors';
import { compareEdges, edgeId, type Plan } from '#engine/plan';
import { costedPlan } from '../../harness/arbitraries.ts';
import { catalog } from '../../harness/resources.ts';
import { referenceProblems } from './arm-reader.ts';
import { anyPlanOf, filled } from './awkward-plans.ts';
import { bicepReferenceProblems } from './bicep-reader.ts';
import { inputFor, shippedInputs } from './release-harness.ts';
import { terraformReferenceProblems } from './terraform-reader.ts';

/*
 * What a file refers to is written as well, and nothing waits for itself: in every exporter of the index, for the plans that ship and for 300
 * generated ones. The plans are generated once, and every file is parsed once, so that their number costs little.
 */

const numRuns = 300;
/** Plans of the services of one exporter. */
const ownRuns = 60;
const seed = 20261130;
/** Takes seconds for a plan, and its own tests read what it refers to. */
const apart = ['pptx'];

interface Parsed {
  readonly path: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
type Problems = (files: readonly Parsed[], all: Exported) => string[] | Promise<string[]>;

/** Every exporter of the index has a law: one without references states that. */
const laws: Readonly<Record<string, Problems>> = {
  azureml: (files) => [...missingFiles(files), ...files.flatMap(jobProblems)],
  conda: () => [],
  docker: () => [],
  adf: factoryProblems,
  synapse: factoryProblems,
  fabric: (files) => files.flatMap(({ path, values }) => values.flatMap((value) => activityProblems(path, value))),
  'logic-apps': (files) =>
    files.flatMap(({ path, values }) =>
      values.flatMap((value) =>
        objectsIn(value).flatMap((one) => (isMap(one['actions']) ? orderProblems(path, runAfter(one['actions'])) : [])),
      ),
    ),
  'azure-pipelines': (files) => [
    ...templateProblems(files),
    ...files.flatMap(({ path, values }) => values.flatMap((value) => stageProblems(path, value))),
  ],
  'github-actions': (files) =>
    files.flatMap(({ path, values }) =>
      values.flatMap((value) => {
        const jobs = asMap(asMap(value)['jobs']);
        const order = Object.entries(jobs).map(([name, job]): [string, string[]] => [name, [asMap(job)['needs'] ?? []].flat().map(String)]);
        return [...orderProblems(path, order), ...usesProblems(path, value, files)];
      }),
    ),
  scripts: (files) => files.flatMap(({ path, text }) => callProblems(path, text)),
  databricks: bundleProblems,
  mlproject: (files, { files: all }) =>
    files.flatMap(({ path, values }) =>
      values
        .flatMap((value) => [asMap(value)['conda_env'], asMap(value)['python_env']])
        .filter((one): one is string => typeof one === 'string')
        .map((one) => posix.join(posix.dirname(path), one))
        .filter((to) => path.endsWith('MLproject') && to.endsWith('python_env.yaml') && !all.some((file) => file.path === to))
        .map((to) => `${path} refers to ${to}`),
    ),
  functions: () => [],
  kubernetes: (files) => files.flatMap(({ path, values }) => manifestProblems(path, values)),
  'container-instances': () => [],
  'iot-edge': (files) => files.flatMap(({ path, values }) => values.flatMap((value) => routeProblems(path, value))),
  // names inside of modules, parameters that modules are given, outputs that they hand out, and circles between them
  bicep: (_, all) => bicepReferenceProblems(all),
  arm: (_, all) => referenceProblems(all),
  terraform: (_, all) => terraformReferenceProblems(all),
  csv: () => [],
  markdown: () => [],
  adr: () => [],
  mermaid: () => [],
  drawio: (files) =>
    files.flatMap(({ path, text }) =>
      missing(
        [...text.matchAll(/ (?:source|target|parent)="([^"]*)"/g)].map(([, id = '']) => id),
        names(text, / id="([^"]*)"/g),
        `${path}: cell`,
      ),
    ),
  pptx: () => [],
};

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {};
}
function asList(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isMap(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}
function missing(used: readonly string[], there: readonly string[], kind: string): string[] {
  return [...new Set(used)].filter((one) => !there.includes(one)).map((one) => `${kind} ${one} is not written`);
}

/** Names that are waited for and not there, names that are there twice, and circles. */
function orderProblems(path: string, order: readonly (readonly [string, readonly string[]])[]): string[] {
  const after = new Map(order);
  const twice = order.length === after.size ? [] : [`${path} has a name twice: ${order.map(([name]) => name).join(', ')}`];
  const unknown = order.flatMap(([name, before]) =>
    before.filter((one) => !after.has(one)).map((one) => `${path}: ${name} waits for ${one}`),
  );
  const done = new Set<string>();
  for (let grew = true; grew;) {
    grew = false;
    for (const [name, before] of order)
      if (!done.has(name) && before.every((one) => done.has(one) || !after.has(one))) grew = done.add(name).has(name);
  }
  return [...twice, ...unknown, ...(done.size === after.size ? [] : [`${path} waits in a circle`])];
}

/** Relative paths of files of Azure ML that are components, environments, clusters. */
function missingFiles(files: readonly Parsed[]): string[] {
  const there = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, values }) =>
    values.flatMap((value) =>
      objectsIn(value).flatMap((one) =>
        ['component', 'job']
          .map((key) => one[key])
          .filter((to): to is string => typeof to === 'string' && /^\.{1,2}\//.test(to))
          .map((to) => posix.normalize(posix.join(posix.dirname(path), to)))
          .filter((to) => !there.has(to))
          .map((to) => `${path} refers to ${to}`),
      ),
    ),
  );
}
function jobProblems({ path, values }: Parsed): string[] {
  return values.flatMap((value) => {
    const jobs = asMap(asMap(value)['jobs']);
    const order = Object.entries(jobs).map(([name, job]): [string, string[]] => [
      name,
      textsIn(job).flatMap((text) => [...text.matchAll(/\$\{\{parent\.jobs\.(\w+)\.outputs/g)].map(([, other = '']) => other)),
    ]);
    const inputs = textsIn(value).flatMap((text) => [...text.matchAll(/\$\{\{parent\.inputs\.(\w+)/g)].map(([, name = '']) => name));
    return [...orderProblems(path, order), ...missing(inputs, Object.keys(asMap(asMap(value)['inputs'])), `${path}: input`)];
  });
}

const kinds: Readonly<Record<string, string>> = {
  DatasetReference: 'dataset',
  LinkedServiceReference: 'linkedService',
  PipelineReference: 'pipeline',
  DataFlowReference: 'dataflow',
  IntegrationRuntimeReference: 'integrationRuntime',
};
function factoryProblems(files: readonly Parsed[]): string[] {
  const there = new Set(
    files.flatMap(({ path, values }) => values.map((value) => `${kindOf(path, value)}/${String(asMap(value)['name'])}`)),
  );
  return files.flatMap(({ path, values }) =>
    values.flatMap((value) => [
      ...activityProblems(path, asMap(value)['properties']),
      ...objectsIn(value)
        .filter(({ type, referenceName }) => kinds[String(type)] !== undefined && typeof referenceName === 'string')
        .map(({ type, referenceName }) => `${kinds[String(type)] ?? ''}/${String(referenceName)}`)
        .filter((to) => !there.has(to) && to !== 'integrationRuntime/AutoResolveIntegrationRuntime' && !/WorkspaceDefault/.test(to))
        .map((to) => `${path} refers to ${to}`),
    ]),
  );
}
/** A definition can place a pipeline or a data flow in any folder. */
function kindOf(path: string, value: unknown): string {
  const properties = asMap(asMap(value)['properties']);
  if (Array.isArray(properties['activities'])) return 'pipeline';
  return /(?:^|\/)(dataset|linkedService|trigger|integrationRuntime|managedVirtualNetwork)\/[^/]*$/.exec(path)?.[1] ?? 'dataflow';
}
function activityProblems(path: string, value: unknown): string[] {
  return objectsIn(value).flatMap((one) =>
    Array.isArray(one['activities'])
      ? orderProblems(
          path,
          asList(one['activities']).map(({ name, dependsOn }) => [String(name), asList(dependsOn).map(({ activity }) => String(activity))]),
        )
      : [],
  );
}
function runAfter(actions: Record<string, unknown>): [string, string[]][] {
  return Object.entries(actions).map(([name, action]) => [name, Object.keys(asMap(asMap(action)['runAfter']))]);
}
function templateProblems(files: readonly Parsed[]): string[] {
  return files.flatMap(({ path, values }) =>
    objectsIn(values)
      .map((one) => one['template'])
      .filter((to): to is string => typeof to === 'string')
      .map((to) => posix.normalize(posix.join(posix.dirname(path), to)))
      .filter((to) => !files.some((file) => file.path === to))
      .map((to) => `${path} refers to ${to}`),
  );
}
function stageProblems(path: string, value: unknown): string[] {
  const before = (one: Record<string, unknown>) => [one['dependsOn'] ?? []].flat().map(String);
  const stages = asList(asMap(value)['stages']);
  return [
    ...orderProblems(
      path,
      stages.map((stage) => [String(stage['stage']), before(stage)]),
    ),
    ...stages.flatMap(({ jobs }) =>
      orderProblems(
        path,
        asList(jobs).map((job) => [String(job['job'] ?? job['deployment']), before(job)]),
      ),
    ),
  ];
}
function usesProblems(path: string, value: unknown, files: readonly Parsed[]): string[] {
  return objectsIn(value)
    .map(({ uses }) => uses)
    .filter((to): to is string => typeof to === 'string' && to.startsWith('./'))
    .filter((to) => !files.some((file) => file.path === `${to.slice(2)}/action.yml`))
    .map((to) => `${path} uses ${to}`);
}
function callProblems(path: string, text: string): string[] {
  return missing(names(text, /^ {4}\w+\) (part_\w+) ;;/gm), names(text, /^(part_\w+)\(\)/gm), `${path}:`);
}
function bundleProblems(files: readonly Parsed[]): string[] {
  const bundle = files.find(({ path }) => path.endsWith('databricks.yml'));
  const resources = files.flatMap(({ values }) => values.flatMap((value) => Object.entries(asMap(asMap(value)['resources']))));
  const there = resources.flatMap(([kind, of]) => Object.keys(asMap(of)).map((key) => `${kind}.${key}`));
  const texts = files.flatMap(({ values }) => textsIn(values));
  const used = (pattern: RegExp) => texts.flatMap((text) => names(text, pattern));
  const variables = Object.keys(asMap(asMap(bundle?.values[0])['variables']));
  const jobs = resources.filter(([kind]) => kind === 'jobs').flatMap(([, of]) => Object.values(asMap(of)).map(asMap));
  return [
    ...missing(used(/\$\{resources\.(\w+\.\w+)\./g), there, 'resource'),
    ...missing(used(/\$\{var\.(\w+)\}/g), variables, 'variable'),
    ...jobs.flatMap((job) => {
      const tasks = asList(job['tasks']);
      const clusters = asList(job['job_clusters']).map((one) => String(one['job_cluster_key']));
      const named = tasks.flatMap((task) => (typeof task['job_cluster_key'] === 'string' ? [task['job_cluster_key']] : []));
      return [
        ...orderProblems(
          'job',
          tasks.map((task) => [String(task['task_key']), asList(task['depends_on']).map((one) => String(one['task_key']))]),
        ),
        ...missing(named, clusters, 'job cluster'),
      ];
    }),
  ];
}
function manifestProblems(path: string, values: readonly unknown[]): string[] {
  const named = (kind: string) =>
    values.flatMap((value) => (asMap(value)['kind'] === kind ? [String(asMap(asMap(value)['metadata'])['name'])] : []));
  const targets = objectsIn(values).flatMap(({ scaleTargetRef }) => (isMap(scaleTargetRef) ? [String(scaleTargetRef['name'])] : []));
  return missing(targets, [...named('Deployment'), ...named('StatefulSet')], `${path}: deployment`);
}
function routeProblems(path: string, value: unknown): string[] {
  const modules = objectsIn(value).flatMap((one) => (isMap(one['modules']) ? Object.keys(one['modules']) : []));
  const used = textsIn(value).flatMap((text) => names(text, /\/messages\/modules\/([^/"\s*]+)\//g));
  return missing(used, modules, `${path}: module`);
}
const structured = /\.(?:ya?ml|json)$|(?:^|\/)MLproject$/;
function parsed({ path, text, bytes }: ExportedFile): Parsed {
  if (bytes || !structured.test(path)) return { path, text, values: [] };
  if (path.endsWith('.json')) return { path, text, values: [JSON.parse(text)] };
  const documents = parseAllDocuments(text);
  const [fault] = documents.flatMap((one) => one.errors);
  if (fault) throw new Error(`${path}: ${fault.message}\n${text}`);
  return { path, text, values: documents.map((one) => one.toJS() as unknown) };
}

it('every exporter of the index has a law', () => {
  expect(Object.keys(laws).sort()).toEqual(exporters.map(({ meta }) => meta.id).sort());
});

describe.each(exporters.filter(({ meta }) => !apart.includes(meta.id)).map((one) => [one.meta.id, one] as const))('%s', (id, exporter) => {
  const problemsOf = async (input: Parameters<typeof runExporters>[0]): Promise<string[]> => {
    const all = runExporters(input, [exporter]);
    return (await laws[id]?.(all.files.map(parsed), all)) ?? [];
  };

  it.each(shippedInputs)('refers only to what is written, in %s', async (_, input) => {
    expect(await problemsOf(input)).toEqual([]);
  });

  it(`refers only to what is written, in ${numRuns} generated plans and ${ownRuns} of its own services`, async () => {
    for (const input of [...generated, ...ownPlans(exporter.meta.services)]) {
      try {
        const problems = await problemsOf(input);
        if (problems.length > 0) expect({ problems, plan: input.graph.plan }).toEqual({ problems: [], plan: input.graph.plan });
      } catch (error) {
        if (!(error instanceof UserError)) throw error; // two nodes with one definition, such as one that only fits another service
      }
    }
  });
});

/** Plans of what an exporter writes, with every setting: among all services, the ones that belong together seldom meet. */
function ownPlans(services: readonly string[]): readonly Parameters<typeof runExporters>[0][] {
  const around = ['azure-storage', 'adf-copy-activity', 'adf-data-flows', 'azure-key-vault'];
  return fc
    .sample(anyPlanOf([...services, ...services, ...around]), { numRuns: ownRuns, seed })
    .map((plan) => inputFor(starting(withoutRoutes(filled(plan)))));
}

/** A stated route of IoT Edge may name a module that is not there: the export says so. */
function withoutRoutes(plan: Plan): Plan {
  const nodes = Object.entries(plan.nodes).map(([id, { settings = {}, ...node }]) => {
    const { routes: _, ...others } = settings;
    return [id, { ...node, settings: others }] as const;
  });
  return { ...plan, nodes: Object.fromEntries(nodes) };
}

/** With an edge from each node that starts others to the next node: a generated edge seldom is one that starts something. */
function starting(plan: Plan): Plan {
  const ids = Object.keys(plan.nodes);
  const orchestrates = (id: string) => (catalog.get(plan.nodes[id]?.service ?? '')?.orchestrates ?? []).length > 0;
  const starts = ids.flatMap((id, at) => {
    const to = ids[(at + 1) % ids.length] ?? id;
    return orchestrates(id) && to !== id ? [{ from: id, to, kind: 'control' as const }] : [];
  });
  const feeds = ids.flatMap((id, at) => {
    const to = ids[(at + 1) % ids.length] ?? id;
    return plan.nodes[to]?.service === 'azure-storage' && to !== id ? [{ from: id, to, kind: 'data' as const }] : [];
  });
  const known = new Set(plan.edges.map(edgeId));
  return { ...plan, edges: [...plan.edges, ...[...starts, ...feeds].filter((edge) => !known.has(edgeId(edge)))].sort(compareEdges) };
}

let generated: readonly Parameters<typeof runExporters>[0][] = [];
beforeAll(() => {
  const services = catalog.services.map(({ id }) => id);
  generated = fc.sample(fc.oneof(costedPlan, anyPlanOf(services), anyPlanOf(services)), { numRuns, seed }).map((plan) => inputFor(plan));
});
