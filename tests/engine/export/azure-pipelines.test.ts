import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Exported } from '#engine/export';
import type { Plan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { expectGolden, exported, hasShared, shipped, textOf, valueOf } from './harness.ts';
import { bashProblems, foreignExpressions, inputFor, pipelineProblems, shippedInputs, scriptsIn } from './release-harness.ts';
import { releasePlan } from './release-plans.ts';

const id = 'azure-pipelines';
const churn = shipped('churn-scoring');
const exportPlan = (plan: Plan, file?: string) => exported(inputFor(plan, file), id);

async function problemsOf({ files }: Exported): Promise<string[]> {
  const found: string[] = [];
  for (const { path, text } of files) {
    if (/variables\.yml$/.test(path)) continue; // the service refuses every file of variables alone
    for (const problem of await pipelineProblems(text)) if (!problem.includes('GAP(')) found.push(`${path}: ${problem}`);
  }
  return found;
}

interface Job {
  readonly job?: string;
  readonly deployment?: string;
  readonly dependsOn?: string | readonly string[];
}
interface Stage {
  readonly stage: string;
  readonly dependsOn?: string | readonly string[];
  readonly jobs: readonly Job[];
}
const listOf = (one: string | readonly string[] | undefined) => (one === undefined ? [] : typeof one === 'string' ? [one] : one);

/** References that nothing of the file answers, and names that are there twice. */
function brokenReferences({ files }: Exported): string[] {
  const paths = files.map(({ path }) => path);
  return files.flatMap(({ path, text }) => {
    const value = parse(text) as { stages?: readonly Stage[] };
    const folder = path.split('/').slice(0, -1);
    const templates = [...text.matchAll(/- template: (.+)$/gm)].map(([, to = '']) => {
      const parts = [...folder];
      for (const part of to.split('/'))
        if (part === '..') parts.pop();
        else if (part !== '.') parts.push(part);
      return parts.join('/');
    });
    const broken = templates.filter((to) => !paths.includes(to));
    const stages = value.stages ?? [];
    const names = stages.map(({ stage }) => stage.toLowerCase());
    for (const { stage, dependsOn, jobs } of stages) {
      broken.push(...listOf(dependsOn).filter((one) => !names.includes(one.toLowerCase())));
      const own = jobs.map(({ job, deployment }) => job ?? deployment ?? '');
      broken.push(...jobs.flatMap((job) => listOf(job.dependsOn)).filter((one) => !own.includes(one)));
      if (new Set(own).size !== own.length) broken.push(`jobs of ${stage}`);
    }
    if (new Set(names).size !== names.length) broken.push(`stages ${names.join(' ')}`);
    return broken.map((one) => `${path}: ${one}`);
  });
}

describe('churn', () => {
  const all = exported(churn, id);
  const main = textOf(all, 'azure-pipelines.yml');
  const train = textOf(all, 'azure-pipelines/train.yml');

  it('is what is under golden/', async () => {
    await expectGolden(all, 'azure-pipelines/churn-scoring');
  });

  it('has the gaps of the reference', () => {
    expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual(['release.approvers', 'train.schedule']);
  });

  it('checks the plan, and deploys what the plan has', () => {
    expect(main).toContain('check churn-scoring.pipedraft.yaml --max-cost 1500');
    const { stages } = valueOf(all, 'azure-pipelines.yml') as { stages: Stage[] };
    expect(stages.map(({ stage, dependsOn }) => [stage, dependsOn])).toEqual([
      ['check', undefined],
      ['infra', ['check']],
      ['nightly', ['infra']],
      ['ml', ['infra']],
    ]);
    expect(main).toContain('- stage: nightly # release > nightly');
    expect(main).toContain('az ml data create --file ml/data/scores.yml');
    expect(main).not.toContain('deployment.yml');
  });

  it('trains, waits, asks, and releases exactly the version of the run', () => {
    const value = valueOf(all, 'azure-pipelines/train.yml') as { stages: Stage[]; trigger: string };
    expect(value.trigger).toBe('none');
    expect(value.stages.map(({ jobs }) => jobs.map(({ job, deployment }) => job ?? deployment))).toEqual([
      ['submit', 'wait'],
      ['approve', 'deploy_score', 'deploy_drift'],
    ]);
    expect(train).toContain('inputs.customers.path=azureml:churn-scoring-customers:$VERSION');
    expect(train).toContain('"outputs.models.version=$VERSION"');
    expect(train).toContain('"outputs.drift.version=$VERSION"');
    expect(train).toContain('model="azureml:churn-scoring-models:$VERSION"');
    expect(train).toContain('data="azureml:churn-scoring-train-drift:$VERSION"');
    expect(train).toContain('timeoutInMinutes: 600');
    expect(train).toContain('allowApproversToApproveTheirOwnRuns: false');
  });

  it('has no gap once the plan states its settings', () => {
    const { nodes } = churn.graph.plan;
    const state = (node: string, settings: object) => ({ [node]: { ...nodes[node], settings } });
    const stated = {
      ...churn.graph.plan,
      nodes: {
        ...nodes,
        ...state('release', { approvers: '[Churn]\\Marketing' }),
        ...state('train', { schedule: '0 3 * * 0' }),
        ...state('customers', { path: 'snapshots/<day>/' }),
      },
    } as Plan;
    const filled = exportPlan(stated, churn.file);
    expect(filled.gaps).toEqual([]);
    expect(textOf(filled, 'azure-pipelines/train.yml')).toContain(
      '--path azureml://datastores/lake/paths/snapshots/"$(date -u +%Y-%m-%d)"/',
    );
  });

  it('names an environment that exists in place of asking by itself', () => {
    const { plan } = churn.graph;
    const stated = {
      ...plan,
      nodes: { ...plan.nodes, release: { ...plan.nodes['release'], settings: { environment: 'production' } } },
    } as Plan;
    const text = textOf(exportPlan(stated), 'azure-pipelines/train.yml');
    expect(text).toContain('environment: production');
    expect(text).not.toContain('ManualValidation');
  });

  it.each(Object.keys(churn.graph.plan.nodes))('has no mention of %s once it is deleted', (gone) => {
    const { plan } = churn.graph;
    const { [gone]: _, ...nodes } = plan.nodes;
    const left = exportPlan({ ...plan, nodes, edges: plan.edges.filter(({ from, to }) => from !== gone && to !== gone) }, churn.file);
    for (const { path, text, blocks } of left.files) {
      expect(blocks.flatMap((block) => block.nodes)).not.toContain(gone);
      expect(path).not.toContain(`/${gone}.`);
      const mention = new RegExp(`(?:/${gone}[./]|- stage: ${gone}\\b|\\b${gone} > |> ${gone}\\b|GAP\\(${gone}\\.|-${gone}\\b)`);
      expect(text).not.toMatch(mention);
    }
  });

  it('changes only texts when a title changes', () => {
    const { plan } = churn.graph;
    const nodes = Object.fromEntries(Object.entries(plan.nodes).map(([key, node]) => [key, { ...node, title: 'Other' }]));
    const renamed = exportPlan({ ...plan, nodes } as Plan, churn.file);
    const bare = ({ files }: Exported) => files.map(({ path, text }) => [path, text.replace(/^.*(?:displayName|instructions):.*$/gm, '')]);
    expect(bare(renamed)).toEqual(bare(all));
  });
});

it('writes the rollout to edge devices as it is under golden/', async () => {
  await expectGolden(exported(shipped('reference-iot-edge-vision'), id), 'azure-pipelines/reference-iot-edge-vision');
});

describe('all plans that ship', () => {
  it.skipIf(!hasShared).each(shippedInputs)('%s passes the language service', async (_, input) => {
    const all = exported(input, id);
    expect(await problemsOf(all)).toEqual([]);
    expect(brokenReferences(all)).toEqual([]);
  });

  it('have scripts that bash can read', () => {
    const scripts = shippedInputs.flatMap(([, input]) => exported(input, id).files.flatMap(({ text }) => scriptsIn(parse(text))));
    expect(bashProblems(scripts)).toEqual([]);
  });
});

describe('generated plans', () => {
  it('are exported with whole references and scripts, and no title acts', () => {
    const scripts: string[] = [];
    fc.assert(
      fc.property(releasePlan('azure-devops'), (plan) => {
        const all = exportPlan(plan);
        expect(brokenReferences(all)).toEqual([]);
        expect(foreignExpressions(all)).toEqual([]);
        for (const { text } of all.files) scripts.push(...scriptsIn(parse(text)));
      }),
      { numRuns: 300 },
    );
    expect(bashProblems(scripts)).toEqual([]);
  });

  it.skipIf(!hasShared)('pass the language service', async () => {
    await fc.assert(
      fc.asyncProperty(releasePlan('azure-devops'), async (plan) => {
        expect(await problemsOf(exportPlan(plan))).toEqual([]);
      }),
      { numRuns: 300 },
    );
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
