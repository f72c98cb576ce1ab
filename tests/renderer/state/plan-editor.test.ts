import { flushSync } from 'svelte';
import { toStore } from 'svelte/store';
import { describe, expect, it, vi } from 'vitest';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { applyChange, emptyPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import type { EvaluationUpdate, FileState } from '#ipc';
import { updateFor } from '../../../src/main/evaluation/evaluate-plan.ts';
import { mostSteps, noHistory, withStep } from '../../../src/renderer/state/history.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

/** What the main process says of a plan, when nothing of it is looked at. */
const nothing = {} as EvaluationUpdate['evaluation'];

const file = (id: string): FileState => ({ id, name: null, folder: null, format: 'yaml', dirty: false });

function anEditor(plan: Plan = emptyPlan('0')) {
  const clock = { now: 0 };
  const editor = new PlanEditor(
    {
      keep: () => Promise.resolve({ dirty: true }),
      evaluate: ({ revision }) => Promise.resolve({ revision, evaluation: nothing }),
      soon: () => undefined,
    },
    (one) => one,
    (error) => {
      throw error;
    },
    () => clock.now,
  );
  editor.open({ plan, file: file('a'), notice: null });
  const call = (name: string, merge?: string) => editor.edit(`Call it ${name}`, [{ type: 'set-plan', set: { name } }], merge);
  return { editor, call, clock };
}

describe('the history', () => {
  it('goes to any step in one action, back and forth', () => {
    const { editor, call } = anEditor();
    for (const name of ['1', '2', '3', '4']) call(name);
    expect(editor.goTo(1)).toBe(true);
    expect([editor.plan.name, editor.undoLabel, editor.redoLabel]).toEqual(['1', 'Call it 1', 'Call it 2']);
    expect(editor.redo()).toBe('Call it 2');
    expect(editor.goTo(0)).toBe(true);
    expect([editor.plan.name, editor.undoLabel]).toEqual(['0', undefined]);
    expect(editor.goTo(4)).toBe(true);
    expect(editor.plan.name).toBe('4');
    expect([editor.goTo(4), editor.goTo(5), editor.goTo(-1)]).toEqual([false, false, false]);
    expect(editor.undo()).toBe('Call it 4');
  });

  it('takes what belongs to one gesture as one step, however long it takes, and nothing for one that came to nothing', () => {
    const { editor, clock } = anEditor();
    const call = (name: string) => editor.edit(`Call it ${name}`, [{ type: 'set-plan', set: { name } }], { gesture: 'name' });
    call('1');
    clock.now += 60_000;
    call('2');
    expect([editor.history.steps.length, editor.undoLabel]).toEqual([1, 'Call it 1']);
    editor.endGesture();
    call('3');
    expect(editor.history.steps).toHaveLength(2);
    call('2');
    expect([editor.history.steps.length, editor.plan.name]).toEqual([1, '2']);
    call('4'); // it goes on after all, and is no part of the step before
    expect(editor.history.steps.map(({ label }) => label)).toEqual(['Call it 1', 'Call it 4']);
    expect([editor.undo(), editor.plan.name]).toEqual(['Call it 4', '2']);
    expect(editor.undo()).toBe('Call it 1');
    expect(editor.plan.name).toBe('0');
  });

  it('keeps what was taken back when something is typed and put back by hand', () => {
    const { editor, call } = anEditor({ ...emptyPlan('0'), nodes: { lake: { service: 'azure-storage' } } });
    call('1');
    editor.undo();
    const type = (title: string | undefined) =>
      editor.edit('Rename', [{ type: 'change-node', id: 'lake', set: { title } }], { gesture: 'field title' });
    type('A');
    expect([editor.undoLabel, editor.redoLabel]).toEqual(['Rename', undefined]);
    type(undefined);
    expect([editor.undoLabel, editor.redoLabel]).toEqual([undefined, 'Call it 1']);
  });

  it('is the newest to whoever reads it while a large plan is typed in, and is followed when nobody types for a moment', () => {
    vi.useFakeTimers();
    const nodes = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`n${at}`, { service: 'azure-storage' }]));
    const { editor } = anEditor({ ...emptyPlan('0'), nodes });
    const seen: (string | undefined)[] = [];
    const stop = toStore(() => editor.plan.nodes['n7']?.title).subscribe((title) => void seen.push(title));
    flushSync();
    for (const title of ['A', 'AB', 'ABC']) {
      editor.edit('Rename', [{ type: 'change-node', id: 'n7', set: { title } }], { gesture: 'field title' });
      flushSync();
      expect(editor.plan.nodes['n7']?.title).toBe(title);
    }
    expect(seen).toEqual([undefined, 'A']);
    vi.runAllTimers();
    flushSync();
    expect(seen).toEqual([undefined, 'A', 'ABC']);
    editor.edit('Rename', [{ type: 'change-node', id: 'n7', set: { title: 'ABCD' } }], { gesture: 'field title' });
    editor.endGesture();
    flushSync();
    expect(seen.at(-1)).toBe('ABCD');
    stop();
    vi.useRealTimers();
  });

  it('loses what was taken back when something else is done', () => {
    const { editor, call } = anEditor();
    for (const name of ['1', '2', '3']) call(name);
    editor.goTo(1);
    call('other');
    expect(editor.history.steps.map(({ label }) => label)).toEqual(['Call it 1', 'Call it other']);
    expect(editor.redo()).toBeUndefined();
    editor.undo();
    expect(editor.plan.name).toBe('1');
  });

  it('takes what is typed without a pause as one step', () => {
    const { editor, call, clock } = anEditor();
    call('h', 'title');
    clock.now += 900;
    call('he', 'title');
    clock.now += 1100;
    call('hey', 'title');
    expect(editor.history.steps.map(({ before, after }) => [before.name, after.name])).toEqual([
      ['0', 'he'],
      ['he', 'hey'],
    ]);
    editor.undo();
    call('her', 'title');
    expect(editor.history.steps).toHaveLength(2);
    editor.goTo(0);
    expect(editor.plan.name).toBe('0');
  });

  it('keeps the newest steps', () => {
    const { editor, call } = anEditor();
    for (let name = 1; name <= mostSteps + 5; name += 1) call(String(name));
    expect(editor.history.steps).toHaveLength(mostSteps);
    editor.goTo(0);
    expect(editor.plan.name).toBe('5');
  });

  it('is taken over with a plan that is opened, and does not go over to another', () => {
    const { editor, call } = anEditor();
    call('1');
    const [before, after] = [emptyPlan('x'), emptyPlan('y')];
    const kept = withStep(noHistory, { label: 'Before the restart', time: 1, before, after });
    editor.open({ plan: after, file: file('b'), notice: null }, kept);
    expect(editor.undo()).toBe('Before the restart');
    expect(editor.plan.name).toBe('x');
    editor.open({ plan: emptyPlan('z'), file: file('c'), notice: null });
    expect(editor.undoLabel).toBeUndefined();
  });

  it('has a step for going back to the saved file, so that nothing is lost by it', () => {
    const { editor, call } = anEditor();
    call('mine');
    editor.open({ plan: emptyPlan('saved'), file: file('a'), notice: null });
    expect(editor.undo()).toBe('Go back to the saved file');
    expect(editor.plan.name).toBe('mine');
    expect(editor.undo()).toBe('Call it mine');
    expect(editor.plan.name).toBe('0');
  });
});

describe('what the main process says of the plan', () => {
  const planOf = (names: number) => ({
    ...emptyPlan('p'),
    nodes: Object.fromEntries(Array.from({ length: names }, (_, at) => [`n${at}`, { service: 'azure-storage' }])),
  });

  type Judged = { readonly revision: number; readonly evaluation: Evaluation };
  type Asked = { readonly base: number | 'opened' | null } | { readonly whole: boolean };

  /** An editor whose plan is judged as the main process does it: against the answer before, where the window has it. */
  function judgedEditor() {
    let [kept, at, judged]: [Plan, number | 'opened' | undefined, Judged | undefined] = [emptyPlan(''), undefined, undefined];
    const asked: Asked[] = [];
    const editor = new PlanEditor(
      {
        keep: ({ revision, base, change }) => {
          asked.push({ base });
          if (base !== null && base !== at) return Promise.resolve('send-all');
          kept = applyChange(base === null ? emptyPlan('') : kept, change);
          at = revision;
          return Promise.resolve({ dirty: true });
        },
        evaluate: ({ revision, known }) => {
          if (typeof at !== 'number' || at < revision) return Promise.resolve(null);
          const before = judged?.revision === known ? judged?.evaluation : undefined;
          const evaluation = evaluate({ plan: kept, catalog, book, scoring, rules, today: '2026-11-21' });
          judged = { revision: at, evaluation };
          const answer = { revision: at, evaluation: updateFor(evaluation, before) };
          asked.push({ whole: !('change' in answer.evaluation) });
          return Promise.resolve(JSON.parse(JSON.stringify(answer)) as EvaluationUpdate);
        },
        soon: (work) => queueMicrotask(work),
      },
      (one) => one,
      (error) => {
        throw error;
      },
    );
    const open = async (plan: Plan, id: string) => {
      [kept, at] = [plan, 'opened'];
      editor.open({ plan, file: file(id), notice: null });
      await editor.flush();
    };
    const isAsJudged = () => {
      const { findings, cost, scores } = evaluate({ plan: editor.plan, catalog, book, scoring, rules, today: '2026-11-21' });
      expect(editor.evaluation).toEqual(JSON.parse(JSON.stringify({ revision: editor.revision, findings, cost, scores, packs: [] })));
    };
    return { editor, asked, open, isAsJudged, startAnew: () => ([at, judged] = [undefined, undefined]) };
  }

  it('is told as what changed after an edit, and stands as if all had been told', async () => {
    const { editor, asked, open, isAsJudged } = judgedEditor();
    await open(planOf(3), 'a');
    isAsJudged();
    const before = editor.evaluation;
    editor.edit('Swap', [{ type: 'swap-service', id: 'n1', service: 'unheard-of', usage: undefined }]);
    await editor.flush();
    isAsJudged();
    expect(asked).toEqual([{ base: 'opened' }, { whole: true }, { base: 1 }, { whole: false }]);
    expect(editor.evaluation?.cost.nodes['n0']).toBe(before?.cost.nodes['n0']);
  });

  it('is told whole when another plan is opened, or the main process has another plan than the window thinks', async () => {
    const { editor, asked, open, isAsJudged, startAnew } = judgedEditor();
    await open(planOf(2), 'a');
    await open(planOf(5), 'b');
    isAsJudged();
    startAnew();
    editor.edit('Add', [{ type: 'add-node', id: 'more', node: { service: 'docker' }, place: 'free' }]);
    await editor.flush();
    isAsJudged();
    expect(asked).toEqual([
      { base: 'opened' },
      { whole: true },
      { base: 'opened' },
      { whole: true },
      { base: 2 }, // which it does not have
      { base: null },
      { whole: true },
    ]);
  });

  it('is about a later plan when more was done until the question came', async () => {
    const { editor, open, isAsJudged, asked } = judgedEditor();
    await open(planOf(1), 'a');
    for (const name of ['x', 'y', 'z']) editor.edit('Name', [{ type: 'set-plan', set: { name } }]);
    await editor.flush();
    isAsJudged();
    expect(asked.slice(2)).toEqual([{ base: 1 }, { whole: false }]);
  });
});

describe('what is handed over', () => {
  /** An editor whose main process answers when the test says so. */
  function heldEditor() {
    const kept: { readonly base: unknown; readonly name: string; readonly step: number | undefined; answer(said?: 'send-all'): void }[] =
      [];
    let evaluations = 0;
    const failed: unknown[] = [];
    const editor = new PlanEditor(
      {
        keep: ({ base, change, step }) =>
          new Promise((resolve) => {
            kept.push({ base, name: change.name ?? '', step: step?.number, answer: (said) => resolve(said ?? { dirty: true }) });
          }),
        evaluate: () => new Promise(() => (evaluations += 1)),
        soon: (work) => queueMicrotask(work),
      },
      (one) => one,
      (error) => failed.push(error),
    );
    editor.open({ plan: emptyPlan('0'), file: file('a'), notice: null });
    const call = async (name: string) => {
      editor.edit(`Call it ${name}`, [{ type: 'set-plan', set: { name } }]);
      await Promise.resolve();
    };
    return { editor, kept, call, evaluations: () => evaluations };
  }

  it('goes at once, each change for itself, while the plan is being evaluated', async () => {
    const { kept, call, evaluations } = heldEditor();
    await Promise.resolve();
    for (const name of ['1', '2', '3']) await call(name);
    expect(kept.map(({ base, name, step }) => [base, name, step])).toEqual([
      ['opened', '', undefined],
      [1, '1', 1],
      [2, '2', 2],
      [3, '3', 3],
    ]);
    expect(evaluations()).toBe(1);
  });

  it('is sent whole, once, when the main process has another plan', async () => {
    const { editor, kept, call } = heldEditor();
    await Promise.resolve();
    await call('1');
    await call('2');
    for (const { answer } of kept.slice(0, 3)) answer('send-all');
    await Promise.resolve();
    await Promise.resolve();
    expect(kept.slice(3).map(({ base, name }) => [base, name])).toEqual([[null, '2']]);
    const done = editor.handOver();
    kept[3]?.answer();
    await done;
    expect(editor.keptHistory).toBe(editor.history);
  });

  it('counts as kept when it was answered, so that the history that is written is not ahead of the plan', async () => {
    const { editor, kept, call } = heldEditor();
    await Promise.resolve();
    await call('1');
    await call('2');
    expect(editor.keptHistory.steps).toEqual([]);
    kept[0]?.answer();
    kept[1]?.answer();
    await Promise.resolve();
    expect(editor.keptHistory.steps.map(({ label }) => label)).toEqual(['Call it 1']);
    const done = editor.handOver();
    kept[2]?.answer();
    await done;
    expect(editor.keptHistory).toBe(editor.history);
  });
});
