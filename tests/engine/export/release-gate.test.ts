import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ExportContext } from '../../../src/engine/export/context.ts';
import { hasGap } from '../../../src/engine/export/gap.ts';
import { releaseOf } from '../../../src/engine/export/parts/release-model.ts';
import { toolsOf } from '../../../src/engine/export/parts/release-tools.ts';
import type { ExportInput } from '#engine/export';
import { filled } from './awkward-plans.ts';
import { exported, planFrom, textOf } from './harness.ts';
import { inputFor, scriptsIn, shippedInputs } from './release-harness.ts';
import { releasePlan } from './release-plans.ts';

/* What a part of a release submits is what its gate looks at: the files in its commands, and the files that these refer to. */

/** Exported files that a part of a release submits with a gap in them and that its gate does not look at, and what the gate misses. */
function unguarded(input: ExportInput): string[] {
  const context = new ExportContext(input);
  const texts = new Map(exported(input).files.map(({ path, text }) => [path, text]));
  const below = (path: string) => [...texts.keys()].filter((one) => one === path || (path !== '' && one.startsWith(`${path}/`)));
  const refersTo = (path: string) =>
    [...(texts.get(path) ?? '').matchAll(/^[ -]*\w+: ["']?(\.{1,2}(?:\/[^\s"']+)?)["']?(?: #.*)?$/gm)].flatMap(([, to = '']) =>
      below(posix.normalize(posix.join(posix.dirname(path), to)).replace(/\/$/, '')),
    );
  const tools = toolsOf(context);
  const found: string[] = [];
  for (const tool of tools.length > 0 ? tools : [undefined]) {
    const { parts, runs } = releaseOf(context, tool);
    for (const { id, paths, lines } of [...parts, ...runs, ...runs.flatMap(({ release }) => release)]) {
      const words = lines.flatMap((line) => line.split(/[\s"'@=]+/));
      const used = new Set([...texts.keys()].filter((path) => words.includes(path)));
      for (const path of used) for (const next of refersTo(path)) used.add(next);
      for (const path of used)
        if (hasGap(texts.get(path) ?? '') && !paths.some((one) => path === one || path.startsWith(`${one}/`)))
          found.push(`${id} submits ${path}`);
      for (const [, path = ''] of lines.join('\n').matchAll(/ --file ([\w./-]+)(?=[ )]|$)/gm))
        if (!texts.has(path)) found.push(`${id} submits ${path}, which is not there`);
      // the gate stops at what is not there, too
      for (const path of paths) if (below(path).length === 0) found.push(`${id} waits for ${path}`);
    }
  }
  return found;
}

describe('a part of a release stops at the gaps of what it submits', () => {
  it.each(shippedInputs)('in %s', (_, input) => {
    expect(unguarded(input)).toEqual([]);
  });

  it('in every plan that a tool releases', () => {
    fc.assert(
      fc.property(fc.constantFrom('azure-devops', 'github-actions', 'deployment-scripts').chain(releasePlan), (plan) => {
        expect(unguarded(inputFor(plan))).toEqual([]);
        expect(unguarded(inputFor(filled(plan)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('also where definitions place the files, and an endpoint runs a pipeline', () => {
    const plan = planFrom(`pipedraft: 1
name: Elsewhere
nodes:
  release: {service: deployment-scripts}
  all: {service: azure-ml-pipelines, settings: {schedule: 0 4 * * *}, definition: jobs/all.yml}
  one: {service: azure-ml-jobs-sdk}
  serve: {service: azure-ml-batch-endpoints, definition: serving/endpoint.yml}
  env: {service: conda-environments}
edges:
  - {from: all, to: one, kind: control}
  - {from: env, to: one, kind: image}
  - {from: all, to: serve, kind: model}
`);
    expect(unguarded(inputFor(plan))).toEqual([]);
  });
});

describe('the script that looks for gaps', () => {
  const folders = { ml: 'my folder/$(id)', adf: '$(x) 100%24 #1' };
  const plan = (tool: string) =>
    planFrom(`pipedraft: 1
name: Signs
exports: {layout: ${JSON.stringify(folders)}}
nodes:
  release: {service: ${tool}}
  pipe: {service: azure-data-factory}
  train: {service: azure-ml-jobs-sdk}
edges:
  - {from: release, to: train, kind: control}
  - {from: release, to: pipe, kind: control}
`);

  it.each([
    ['azure-devops', 'azure-pipelines/steps/gaps.yml'],
    ['github-actions', '.github/actions/gaps/action.yml'],
  ])('finds folders with signs of build servers in their names: %s', (tool, file) => {
    const all = exported(inputFor(plan(tool)));
    const texts = all.files.map(({ text }) => text).join('\n');
    const given = [...texts.matchAll(/^ +paths: (.*)$/gm)].map(([line]) => parse(line.trim()) as { paths: string });
    const [script = ''] = scriptsIn(parse(textOf(all, file)));
    const folder = mkdtempSync(join(tmpdir(), 'gate-'));
    try {
      for (const [path, text] of all.files.map((one) => [one.path, one.text] as const)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text.replaceAll('GAP(', ''));
      }
      const run = (paths: string) =>
        spawnSync('bash', ['-c', script], {
          cwd: folder,
          encoding: 'utf8',
          env: { ...process.env, PATHS: paths, FAIL: 'true', AGENT_TEMPDIRECTORY: folder, RUNNER_TEMP: folder },
        });
      const single = given.filter(({ paths }) => typeof paths === 'string');
      expect(single.length).toBeGreaterThan(2);
      for (const { paths } of single) {
        expect(paths).not.toContain('$');
        expect(run(paths)).toMatchObject({ status: 0, stderr: '' });
      }
      writeFileSync(join(folder, folders.adf, 'gap.json'), 'GAP(');
      const found = single.map(({ paths }) => run(paths).stdout).join('');
      expect(found).toContain(`${folders.adf}/gap.json`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a release', () => {
  const plan = (tool: string) =>
    exported(
      inputFor(
        planFrom(`pipedraft: 1
name: Pinned
nodes:
  release: {service: ${tool}}
  train: {service: azure-ml-jobs-sdk}
  job: {service: databricks-lakeflow-jobs}
edges:
  - {from: release, to: train, kind: control}
  - {from: release, to: job, kind: control}
`),
      ),
    );

  it.each([
    ['azure-devops', 'azure-pipelines/train.yml', "condition: eq(variables['Build.SourceBranch'], 'refs/heads/main')"],
    ['github-actions', '.github/workflows/release.train.yml', "github.event_name == 'schedule' || github.ref == 'refs/heads/main'"],
  ])('starts runs on its branch only, and installs released tools: %s', (tool, path, condition) => {
    const all = plan(tool);
    expect(textOf(all, path)).toContain(condition);
    const texts = all.files.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/databricks\/setup-cli[@/]v\d+\.\d+\.\d+/);
    expect(texts).not.toMatch(/setup-cli[@/]main/);
  });
});
