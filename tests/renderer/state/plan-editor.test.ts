import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import type { Answer, FileState } from '#ipc';
import { mostSteps, noHistory, withStep } from '../../../src/renderer/state/history.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';

const file = (id: string): FileState => ({ id, name: null, folder: null, format: 'yaml', dirty: false });

function anEditor(plan: Plan = emptyPlan('0')) {
  const clock = { now: 0 };
  const editor = new PlanEditor(
    { evaluate: ({ revision }) => Promise.resolve({ revision, dirty: true } as unknown as Answer), soon: () => undefined },
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
