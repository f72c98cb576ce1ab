import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Exported } from '#engine/export';
import { exported, inputOf, planFrom, textOf } from './harness.ts';

/*
 * The first release into an empty subscription: what serves a model waits for the training. The scripts run with commands that write down how
 * they are called.
 */

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Writes an export to a folder, with the given answers of commands in its bin/. */
function folderOf({ files }: Exported, answers: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'first-run-'));
  folders.push(folder);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { path, text } of files) write(path, text.replace(/GAP\(/g, 'filled('));
  for (const [name, answer] of Object.entries(answers)) {
    write(`bin/${name}`, `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >> "$CALLS"\n${answer}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  return folder;
}

function run(folder: string, script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const calls = join(folder, 'calls.txt');
  writeFileSync(calls, '');
  const result = spawnSync('bash', [join(folder, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, CALLS: calls, ...env },
  });
  return { status: result.status, output: result.stdout + result.stderr, calls: readFileSync(calls, 'utf8') };
}

describe('endpoints of Azure ML', () => {
  const all = exported(
    inputOf(
      planFrom(`pipedraft: 1
name: Churn
context: {region: westeurope}
nodes:
  lake: {service: azure-storage}
  train: {service: azure-ml-jobs-sdk, settings: {modelType: mlflow_model}}
  models: {service: azure-ml-model-registry}
  score: {service: azure-ml-batch-endpoints}
  drift: {service: azure-ml-model-monitoring}
edges:
  - {from: lake, to: train, kind: data}
  - {from: train, to: models, kind: model}
  - {from: models, to: score, kind: model}
  - {from: score, to: lake, kind: data}
  - {from: lake, to: drift, kind: data}
`),
    ),
  );
  const az = 'case "$*" in *"model list"*) printf "%s" "$MODELS" ;; esac';
  const folder = folderOf(all, { az });

  it('are left out of a first deployment, which ends well and says so', () => {
    const { status, output, calls } = run(folder, 'scripts/deploy.sh', [], { MODELS: '' });
    expect([status, calls]).toEqual([0, expect.stringContaining('deployment group create')]);
    expect(calls).toContain('batch-endpoint');
    expect(calls).not.toMatch(/batch-deployment|schedule create/);
    expect(output).toContain('Left out: there is no model plan-models yet. Run the training, and then deploy this.');
  });

  it('follow once there is a model, with the cluster that they run on', () => {
    const { status, calls } = run(folder, 'scripts/deploy.sh', [], { MODELS: 'plan-models' });
    expect(status).toBe(0);
    expect(calls).toMatch(/compute create --file ml\/compute\/score\.yml[^]*batch-deployment create[^]*schedule create/);
  });

  it('are a failure where they are named, and for an error of the service', () => {
    expect(run(folder, 'scripts/deploy.sh', ['score'], { MODELS: '' }).status).toBe(1);
    const broken = folderOf(all, { az: 'case "$*" in *"model list"*) exit 3 ;; esac' });
    expect(run(broken, 'scripts/deploy.sh').status).toBe(3);
  });

  it('are named at the top of the script, and in the README with the training between', () => {
    expect(textOf(all, 'scripts/deploy.sh')).toContain('# Left out until a training has registered a model: score, drift.');
    expect(textOf(all, 'README.md')).toMatch(/Run the training[^]*az ml job create --file ml\/jobs\/train\.yml[^]*deploy\.sh score drift/);
  });
});

it.each(['azure-devops', 'github-actions'])('%s says in the run what it left out', (service) => {
  const all = exported(
    inputOf(
      planFrom(`pipedraft: 1
name: Churn
nodes:
  release: {service: ${service}}
  train: {service: azure-ml-jobs-sdk}
  score: {service: azure-ml-managed-online-endpoints}
edges:
  - {from: train, to: score, kind: model}
  - {from: release, to: score, kind: control, does: deploy}
`),
    ),
  );
  const texts = all.files.map(({ text }) => text).join('\n');
  expect(texts).toContain(service === 'azure-devops' ? "WARNING='##vso[task.logissue type=warning]'" : "WARNING='::warning::'");
  expect(textOf(all, 'README.md')).toContain('Then deploy again: what was left out follows.');
});

describe('endpoints of Databricks', () => {
  const plan = (more = '') =>
    planFrom(`pipedraft: 1
name: Churn
context: {region: westeurope}
nodes:
  release: {service: deployment-scripts}
  workspace: {service: azure-databricks}
  train: {service: databricks-lakeflow-jobs}
  models: {service: databricks-unity-catalog, settings: {catalog: main, schema: churn}, stage: model-registry}
  serve: {service: databricks-model-serving, settings: {version: "1"}}
  desk: {service: databricks-apps, settings: {code: app}}
edges:
  - {from: train, to: models, kind: model}
  - {from: models, to: serve, kind: model}
  - {from: desk, to: serve, kind: request}
  - {from: release, to: train, kind: control, does: start}
  - {from: release, to: serve, kind: control, does: deploy}
${more}`);
  const all = exported(inputOf(plan()));
  const databricks = `case "$*" in
  "serving-endpoints list"*) printf '%s' "$ENDPOINTS" ;;
  "model-versions get"*) exit "$MISSING" ;;
  "bundle deploy"*) cat resources/serve.serving.yml resources/desk.app.yml > "$DEPLOYED" ;;
esac`;
  const folder = folderOf(all, { az: '', jq: 'cat', databricks });
  const deployed = join(folder, 'deployed.txt');
  const serving = join(folder, 'databricks/resources/serve.serving.yml');
  const deploy = (args: readonly string[], env: Record<string, string>) => {
    const result = run(folder, 'scripts/release.sh', args, { DEPLOYED: deployed, ENDPOINTS: '', MISSING: '0', ...env });
    return { ...result, text: readFileSync(deployed, 'utf8') };
  };

  it('are left out while their model has no version, with what refers to them, and their files come back', () => {
    const before = readFileSync(serving, 'utf8');
    const { status, output, text } = deploy(['databricks'], { MISSING: '1' });
    expect([status, text]).toEqual([0, 'resources: {}\nresources: {}\n']);
    expect(output).toContain('the model main.churn.train has no version 1 yet');
    expect(readFileSync(serving, 'utf8')).toBe(before);
    expect(existsSync(`${serving}.later`)).toBe(false);
  });

  it('are asked for by the same gaps as in the bundle, so that a value filled into the files is found in both', () => {
    const open = inputOf(
      planFrom(`pipedraft: 1
name: Open
nodes:
  release: {service: deployment-scripts}
  train: {service: databricks-lakeflow-jobs}
  models: {service: databricks-unity-catalog, stage: model-registry}
  serve: {service: databricks-model-serving}
edges:
  - {from: train, to: models, kind: model}
  - {from: models, to: serve, kind: model}
  - {from: release, to: serve, kind: control, does: deploy}
`),
    );
    const gapsOf = (text: string) => [...new Set(text.match(/GAP\([^)]*\)/g))];
    const script =
      exported(open, 'scripts')
        .files.map(({ text }) => text)
        .find((text) => /hold \S+-serve /.test(text)) ?? '';
    expect(script).toContain('GAP(models.catalog).');
    const bundle = exported(open, 'databricks')
      .files.map(({ text }) => text)
      .join('');
    expect(gapsOf(bundle)).toEqual(expect.arrayContaining(gapsOf(/hold \S+-serve .*/.exec(script)?.[0] ?? '')));
  });

  it('are deployed with a version, and never removed where they are there', () => {
    expect(parse(deploy(['databricks'], {}).text.split('# Exported')[1]?.replace(/^.*\n/, '') ?? '')).toMatchObject({
      resources: { model_serving_endpoints: { serve: { name: 'plan-serve' } } },
    });
    expect(deploy(['databricks'], { MISSING: '1', ENDPOINTS: 'plan-serve\n' }).text).toContain('model_serving_endpoints');
  });

  it('get their files back from a deployment that was killed', () => {
    const before = readFileSync(serving, 'utf8');
    writeFileSync(`${serving}.later`, before);
    writeFileSync(serving, 'resources: {}\n');
    expect(deploy(['databricks'], {}).text).toContain('model_serving_endpoints');
    expect(readFileSync(serving, 'utf8')).toBe(before);
  });

  it('follow in the same call as the training that the tool starts', () => {
    const { status, calls } = deploy(['train'], {});
    expect(status).toBe(0);
    expect(calls).toMatch(/bundle run --target prod train[^]*bundle deploy/);
    expect(textOf(all, 'README.md')).not.toContain('Then deploy again');
  });

  it('have a remark where they cannot be left out', () => {
    const given = plan();
    const nodes = Object.fromEntries(
      Object.entries(given.nodes).map(([id, node]) => [
        id,
        ['serve', 'models'].includes(id) ? { ...node, definition: 'databricks/resources/all.yml' } : node,
      ]),
    );
    expect(
      exported(inputOf({ ...given, nodes }))
        .remarks.map(({ text }) => text)
        .join('\n'),
    ).toContain('shares its file with other resources');
  });
});

it('a release of a bundle works in the folder that the bundle is in', () => {
  const all = exported(
    inputOf(
      planFrom(`pipedraft: 1
name: Churn
nodes:
  release: {service: deployment-scripts}
  workspace: {service: azure-databricks, definition: bundles/churn/databricks.yml}
  train: {service: databricks-lakeflow-jobs}
edges:
  - {from: release, to: train, kind: control, does: deploy}
  - {from: train, to: workspace, kind: runs-on}
`),
    ),
  );
  expect(all.files.map(({ path }) => path)).toContain('bundles/churn/databricks.yml');
  expect(textOf(all, 'scripts/release.sh')).toMatch(/gaps bundles\/churn\n[^]*cd bundles\/churn\n/);
});
