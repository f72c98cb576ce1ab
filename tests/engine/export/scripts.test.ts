import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Exported } from '#engine/export';
import type { Plan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { expectGolden, exported, shipped, textOf } from './harness.ts';
import { bashProblems, foreignExpressions, inputFor, shippedInputs } from './release-harness.ts';
import { releasePlan } from './release-plans.ts';

const id = 'scripts';
const exportPlan = (plan: Plan, file?: string) => exported(inputFor(plan, file), id);

/** Churn, released by scripts. */
function churnByScript(settings: object = {}): Plan {
  const { plan } = shipped('churn-scoring').graph;
  return { ...plan, nodes: { ...plan.nodes, release: { service: 'deployment-scripts', title: 'Build and release', settings } } } as Plan;
}
const churn = exportPlan(churnByScript(), 'churn-scoring.pipedraft.yaml');
const path = 'scripts/release.sh';

/** Runs a script in a folder with some files, where az, jq and databricks only write down their arguments. */
function runScript(text: string, files: Record<string, string>, args: readonly string[], env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  try {
    const write = (name: string, content: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    };
    write(path, text);
    for (const [name, content] of Object.entries(files)) write(name, content);
    for (const [name, answer] of [
      ['az', 'case "$*" in *"job create"*) echo job-1 ;; *"job show"*) echo Completed ;; *runtimeState*) echo Started ;; esac'],
      ['jq', 'basename "$3" .json'],
    ] as const) {
      write(`bin/${name}`, `#!/usr/bin/env bash\n[ ${name} = jq ] || printf '%s\\n' "$*" >> "$CALLS"\n${answer}\n`);
      chmodSync(join(folder, 'bin', name), 0o755);
    }
    const calls = join(folder, 'calls.txt');
    writeFileSync(calls, '');
    const result = spawnSync('bash', [join(folder, path), ...args], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, CALLS: calls, VERSION: '7', ...env },
    });
    return { status: result.status, errors: result.stderr, calls: readFileSync(calls, 'utf8').trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const filesOfChurn = {
  'infra/main.bicep': '',
  'adf/pipeline/nightly.json': '{}',
  'adf/trigger/nightly.json': '{}',
  'ml/data/scores.yml': '',
  'ml/data/customers.yml': '',
  'ml/endpoints/score/endpoint.yml': '',
  'ml/schedules/drift-monitor.yml': '',
};

describe('churn by a script', () => {
  it('is what is under golden/', async () => {
    await expectGolden(churn, 'scripts/churn-scoring');
    expect(churn.files.map((file) => [file.path, file.executable])).toEqual([[path, true]]);
  });

  it('deploys everything, and starts triggers again that ran', () => {
    const { status, calls } = runScript(textOf(churn, path), filesOfChurn, []);
    expect(status).toBe(0);
    const verbs = calls
      .map((call) => /triggers\/nightly\/\w+|--method put|^\S+ \S+ \S+(?= --file| --resource)/.exec(call)?.[0])
      .filter(Boolean);
    expect(verbs).toEqual([
      'deployment group create',
      'triggers/nightly/stop',
      '--method put',
      '--method put',
      'triggers/nightly/start',
      'ml data create',
      'ml batch-endpoint update',
    ]);
  });

  it('stops at a gap, and at a file that is missing', () => {
    const gap = runScript(textOf(churn, path), { ...filesOfChurn, 'infra/main.bicep': 'GAP(watch.notify)' }, ['infra']);
    expect(gap).toMatchObject({ status: 1, calls: [''] });
    expect(gap.errors).toContain('infra/main.bicep:1:GAP(watch.notify)');
    expect(runScript(textOf(churn, path), {}, ['infra'])).toMatchObject({ status: 1, calls: [''] });
  });

  it('trains, and releases the version of the run only after somebody agreed', () => {
    const refused = runScript(textOf(churn, path), filesOfChurn, ['train']);
    expect(refused.status).toBe(1);
    expect(refused.errors).toContain('Nobody agreed.');
    expect(refused.calls.join('\n')).not.toContain('batch-deployment');
    const { status, errors, calls } = runScript(textOf(churn, path), filesOfChurn, ['train'], { APPROVED_BY: 'Marketing' });
    expect([status, errors]).toEqual([0, '']);
    expect(calls.join('\n')).toContain('--set model=azureml:churn-scoring-models:7');
    expect(calls.join('\n')).toContain(
      'create_monitor.monitoring_signals.data_drift.reference_data.input_data.path=azureml:churn-scoring-train-drift:7',
    );
  });

  it('knows its parts', () => {
    expect(runScript(textOf(churn, path), filesOfChurn, ['nothing'])).toMatchObject({ status: 2, calls: [''] });
  });

  it('takes the order that the plan states', () => {
    const text = textOf(exportPlan(churnByScript({ order: ['score', 'nightly'] })), path);
    expect(text).toContain('set -- ml nightly infra');
  });

  it.each(Object.keys(churnByScript().nodes))('has no mention of %s once it is deleted', (gone) => {
    const plan = churnByScript();
    const { [gone]: _, ...nodes } = plan.nodes;
    const left = exportPlan(
      { ...plan, nodes, edges: plan.edges.filter(({ from, to }) => from !== gone && to !== gone) },
      'churn-scoring.pipedraft.yaml',
    );
    for (const file of left.files) {
      expect(file.blocks.flatMap((block) => block.nodes)).not.toContain(gone);
      expect(file.text).not.toMatch(new RegExp(`(?:/${gone}[./]|part_${gone}\\b|\\b${gone} > |> ${gone}\\b|GAP\\(${gone}\\.|-${gone}\\b)`));
    }
  });
});

it('gives a plan without a tool one script, and a plan with pipelines none', () => {
  const { plan } = shipped('churn-scoring').graph;
  const { release: _, ...nodes } = plan.nodes;
  const edges = plan.edges.filter(({ from, to }) => from !== 'release' && to !== 'release');
  const all = exportPlan({ ...plan, nodes, edges } as Plan);
  expect(all.files.map((file) => file.path)).toEqual(['scripts/deploy.sh']);
  expect(textOf(all, 'scripts/deploy.sh')).toContain('az ml batch-deployment create --file ml/endpoints/score/deployment.yml');
  expect(exported(shipped('churn-scoring'), id).files).toEqual([]);
});

const scriptsOf = ({ files }: Exported) => files.map(({ text }) => text);

it('writes scripts for all plans that ship that bash can read', () => {
  expect(bashProblems(shippedInputs.flatMap(([, input]) => scriptsOf(exported(input, id))))).toEqual([]);
});

it.each([
  ["an open quote, which the next script closes: '", "it's"],
  ['}', 'more() {\necho'],
  ['cat <<END', 'END'],
])('a script that bash cannot read is found among others: %j', (script, next) => {
  expect(bashProblems(['echo a', script, next, 'echo b'])).not.toEqual([]);
});

describe('generated plans', () => {
  it('have scripts that bash can read, and no title acts', () => {
    const scripts: string[] = [];
    fc.assert(
      fc.property(releasePlan('deployment-scripts'), (plan) => {
        const all = exportPlan(plan);
        expect(foreignExpressions(all)).toEqual([]);
        for (const { text, path: at } of all.files) {
          scripts.push(text);
          const called = [...text.matchAll(/^ {4}\w+\) (part_\w+) ;;$/gm)].map((match) => match[1]);
          const written = [...text.matchAll(/^(part_\w+)\(\) \(/gm)].map((match) => match[1]);
          expect([at, [...written].sort()]).toEqual([at, [...new Set(called)].sort()]);
        }
      }),
      { numRuns: 300 },
    );
    expect(bashProblems(scripts)).toEqual([]);
  });

  it('of any kind never stop the export', () => {
    const scripts: string[] = [];
    fc.assert(
      fc.property(anyPlan, (plan) => {
        scripts.push(...scriptsOf(exportPlan(plan)));
      }),
      { numRuns: 300 },
    );
    expect(bashProblems(scripts)).toEqual([]);
  });
});
