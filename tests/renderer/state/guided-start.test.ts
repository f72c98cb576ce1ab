import { describe, expect, it } from 'vitest';
import { emptyPlan } from '#engine/plan';
import type { Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';
import { GuidedStart } from '../../../src/renderer/state/guided-start.svelte';

const usual: Answers = {
  approach: 'code',
  skills: { python: 'strong', data: 'basic', spark: 'none', delivery: 'basic' },
  starts: { schedule: true, files: false, commit: true, approval: true },
  sources: [],
  scored: 'daily',
  trained: 'usual',
  data: 'medium',
  dataVolume: null,
  distributed: false,
  gpu: false,
  serving: { batch: true, realtime: false },
  estate: [],
  region: 'westeurope',
  budgetPerMonth: null,
  review: { network: null, dataClassification: null, availability: null, recoveryTime: null },
};

function draft(answers: Answers, services: Readonly<Record<string, string>>, closed: PlanDraft['closed'] = []): PlanDraft {
  const nodes = Object.fromEntries(Object.entries(services).map(([id, service]) => [id, { service }]));
  return { plan: { ...emptyPlan('Draft'), nodes }, answers, closed, reasons: {}, picture: '<svg/>' } as unknown as PlanDraft; // what is judged is not looked at here
}

/** A guided start whose drafts are answered by hand. */
function started() {
  const asked: { readonly answers: Answers | null; readonly answer: (given: PlanDraft) => Promise<void> }[] = [];
  const failures: unknown[] = [];
  const guided = new GuidedStart({
    ask: ({ answers }) =>
      new Promise((resolve) => {
        asked.push({
          answers,
          answer: async (given) => {
            resolve(given);
            await Promise.resolve();
          },
        });
      }),
    fail: (error) => void failures.push(error),
  });
  return { guided, asked, failures };
}

describe('the guided start', () => {
  it('asks for the answers that stand preselected, and shows nothing before', async () => {
    const { guided, asked } = started();
    expect(asked[0]?.answers).toBeNull();
    expect(guided.answers).toBeUndefined();
    guided.change({ gpu: true }); // there is nothing to change yet
    expect(asked).toHaveLength(1);
    await asked[0]?.answer(draft(usual, { train: 'azure-ml-pipelines' }));
    expect(guided.answers).toEqual(usual);
    expect(guided.changes.size).toBe(0);
  });

  it('says which services an answer changed, and which it made needless', async () => {
    const { guided, asked } = started();
    await asked[0]?.answer(draft(usual, { release: 'azure-devops', train: 'azure-ml-pipelines', copy: 'adf-copy-activity' }));
    guided.change({ approach: 'no-code' });
    expect(guided.answers?.approach).toBe('no-code'); // at once, before the draft
    const answers = { ...usual, approach: 'no-code' } as const;
    await asked[1]?.answer(draft(answers, { train: 'azure-ml-automl', copy: 'adf-copy-activity', workflow: 'azure-logic-apps' }));
    expect([...guided.changes]).toEqual([
      ['train', { kind: 'swapped', from: 'azure-ml-pipelines' }],
      ['workflow', { kind: 'new' }],
    ]);
    expect(guided.gone).toEqual(['azure-devops', 'azure-ml-pipelines']);
  });

  it('shows what can be had, and gives back what was asked when it can be had again', async () => {
    const { guided, asked } = started();
    await asked[0]?.answer(draft(usual, {}));
    guided.change({ approach: 'no-code' });
    const closed = [{ answer: 'starts.commit', because: 'Nothing starts so.' }];
    await asked[1]?.answer(draft({ ...usual, approach: 'no-code', starts: { ...usual.starts, commit: false } }, {}, closed));
    expect(guided.answers?.starts.commit).toBe(false);
    expect(guided.closed('starts.commit')).toBe('Nothing starts so.');
    guided.change({ approach: 'code' });
    expect(asked[2]?.answers?.starts.commit).toBe(true);
  });

  it('drops drafts for answers that were changed meanwhile', async () => {
    const { guided, asked } = started();
    await asked[0]?.answer(draft(usual, {}));
    guided.change({ gpu: true });
    guided.change({ data: 'large' });
    expect(asked[2]?.answers).toEqual({ ...usual, gpu: true, data: 'large' });
    await asked[2]?.answer(draft({ ...usual, gpu: true, data: 'large', distributed: true }, { shape: 'adf-data-flows' }));
    await asked[1]?.answer(draft({ ...usual, gpu: true }, {}));
    expect(guided.draft?.plan.nodes).toHaveProperty('shape');
    expect(guided.answers?.distributed).toBe(true);
  });

  it('says what went wrong', async () => {
    const failures: unknown[] = [];
    const guided = new GuidedStart({ ask: () => Promise.reject(new Error('gone')), fail: (error) => void failures.push(error) });
    await Promise.resolve();
    await Promise.resolve();
    expect(failures).toEqual([new Error('gone')]);
    expect(guided.draft).toBeUndefined();
  });
});
