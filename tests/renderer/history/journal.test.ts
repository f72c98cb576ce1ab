import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, changeBetween, emptyPlan, samePlan, sourceOf, sourceText, type Plan } from '#engine/plan';
import type { Trail } from '#ipc';
import { noHistory, planAt, withStep, type History } from '../../../src/renderer/state/history.ts';
import { WindowDatabase, type KeptStep } from '../../../src/renderer/storage/database.ts';
import { Journal } from '../../../src/renderer/history/journal.ts';
import { planAndLater } from '../../harness/arbitraries.ts';

let libraries = 0;
const aLibrary = () => new WindowDatabase(`library-${++libraries}`);

/** A plan as it comes back from its file: other objects, other order of keys. */
function reread(plan: Plan): Plan {
  const turned = (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Array.isArray(value)
        ? value.map(turned)
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .flatMap(([key, part]) => (part === undefined ? [] : [[key, turned(part)]])),
          );
  const copy = turned(plan) as Plan;
  return { ...copy, nodes: Object.fromEntries(Object.keys(plan.nodes).map((id) => [id, copy.nodes[id]])) as Plan['nodes'] };
}

const named = (name: string) => ({ ...emptyPlan('a'), name });

/** A plan that was called "0", then "1", and so on. */
function renamed(times: number): History {
  let history = noHistory;
  for (let time = 1; time <= times; time += 1)
    history = withStep(history, { label: `To ${time}`, time, before: named(String(time - 1)), after: named(String(time)) });
  return history;
}

const labels = ({ steps }: History) => steps.map(({ label }) => label);

async function kept(library: WindowDatabase, history: History, document = '/a.yaml'): Promise<Journal> {
  const journal = new Journal(library);
  journal.keep(document, history);
  await journal.flush();
  return journal;
}

describe('a text that a person wrote', () => {
  it('is undone and redone after a restart, although the file’s plan has no source', async () => {
    const written = (name: string, text: string): Plan => ({ ...named(name), source: sourceOf(text, 'yaml') });
    const plans = [written('0', '# a\n'), written('1', '# a\n'), written('1', '# a, b\n'), written('2', '# a, b\n'), written('2', '# c\n')];
    let history = noHistory;
    plans.slice(1).forEach((after, at) => {
      history = withStep(history, { label: `To ${at + 1}`, time: at + 1, before: plans[at] as Plan, after });
    });
    const library = aLibrary();
    await kept(library, { ...history, at: 2 });
    const { source: _, ...fromFile } = plans[2] as Plan;
    const found = (await new Journal(library).read('/a.yaml', fromFile)).history;
    expect(found.at).toBe(2);
    const textOf = (at: number) => {
      const source = planAt(found, at)?.source;
      return source && sourceText(source);
    };
    expect([0, 1, 2, 3, 4].map(textOf)).toEqual(['# a\n', '# a\n', undefined, '# a, b\n', '# c\n']);
  });
});

describe('the history of a plan', () => {
  it('is after a restart what it was before, whatever was done, undone and redone', async () => {
    const moves = fc.array(fc.oneof(fc.constant('edit' as const), fc.constantFrom<readonly [number]>([-3], [-1], [1], [2])), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(planAndLater, { minLength: 1, maxLength: 3 }), moves, async (sources, all) => {
        const library = aLibrary();
        const journal = new Journal(library);
        let plan = sources[0]?.plan as Plan;
        let history = noHistory;
        for (const [turn, move] of all.entries()) {
          if (move === 'edit') {
            const after = applyEdits(plan, sources[turn % sources.length]?.edits ?? []);
            if (after === plan) continue;
            history = withStep(history, { label: `Step ${turn}`, time: turn, before: plan, after });
            plan = after;
          } else {
            const at = Math.max(0, Math.min(history.steps.length, history.at + move[0]));
            plan = planAt(history, at) ?? plan;
            history = { ...history, at };
          }
          journal.keep('/plan.yaml', history);
          if (turn % 3 === 0) await journal.flush();
        }
        await journal.flush();

        const { history: found, isOfAnotherPlan } = await new Journal(library).read('/plan.yaml', reread(plan));
        expect(isOfAnotherPlan).toBe(false);
        expect(labels(found)).toEqual(labels(history));
        for (let at = 0; at <= history.steps.length; at += 1) {
          const [was, is] = [planAt(history, at), planAt(found, at)];
          expect(was === undefined ? is === undefined : is !== undefined && samePlan(was, is)).toBe(true);
        }
        // where a plan came twice, either place is right
        expect(samePlan(planAt(found, found.at) ?? plan, plan)).toBe(true);
        await library.delete();
      }),
      { numRuns: 40 },
    );
  });

  it('stands where the plan is, also when that is not where it was written last', async () => {
    const library = aLibrary();
    await kept(library, renamed(4));
    const { history } = await new Journal(library).read('/a.yaml', named('1'));
    expect(labels(history)).toEqual(['To 1', 'To 2', 'To 3', 'To 4']);
    expect(history.at).toBe(1);
    expect(planAt(history, 4)?.name).toBe('4');
  });

  it('starts anew with a plan that it does not know, and says so', async () => {
    const library = aLibrary();
    await kept(library, renamed(2));
    expect(await new Journal(library).read('/a.yaml', named('from elsewhere'))).toEqual({ history: noHistory, isOfAnotherPlan: true });
    expect(await new Journal(library).read('/b.yaml', named('2'))).toEqual({ history: noHistory, isOfAnotherPlan: false });
  });

  it('goes on from what was read, and forgets what was taken back', async () => {
    const library = aLibrary();
    await kept(library, renamed(4));
    const journal = new Journal(library);
    const { history } = await journal.read('/a.yaml', named('2'));
    const before = planAt(history, 2) as Plan;
    journal.keep('/a.yaml', withStep(history, { label: 'Other', time: 9, before, after: named('other') }));
    await journal.flush();
    const { history: next } = await new Journal(library).read('/a.yaml', named('other'));
    expect(labels(next)).toEqual(['To 1', 'To 2', 'Other']);
    expect(await library.steps.count()).toBe(3);
  });

  it('that starts anew takes the place of the one that was there', async () => {
    const library = aLibrary();
    await kept(library, renamed(4));
    await kept(library, withStep(noHistory, { label: 'Only', time: 1, before: named('x'), after: named('y') }));
    expect(labels((await new Journal(library).read('/a.yaml', named('y'))).history)).toEqual(['Only']);
    expect(await library.steps.count()).toBe(1);
  });

  it.each<[string, (row: KeptStep) => unknown]>([
    ['says something else than was written', (row) => ({ ...row, undo: { name: 'made up' } })],
    ['is of an older shape', ({ document, number }) => ({ document, number, what: 'older' })],
    ['is no change at all', (row) => ({ ...row, undo: 7, redo: null })],
  ])('is used only on this side of a step that %s', async (_, broken) => {
    const library = aLibrary();
    await kept(library, renamed(4));
    const row = (await library.steps.get(['/a.yaml', 2])) as KeptStep;
    await library.steps.put(broken(row) as KeptStep);
    const { history } = await new Journal(library).read('/a.yaml', named('4'));
    expect(labels(history)).toEqual(['To 3', 'To 4']);
    expect(planAt(history, 0)?.name).toBe('2');
    // and what is written next clears the rest away
    await kept(library, history);
    expect(await library.steps.count()).toBe(2);
  });

  it('reaches back only as far as there is room', async () => {
    const library = aLibrary();
    const journal = new Journal(library, { mostText: 1200 });
    journal.keep('/a.yaml', renamed(9));
    await journal.flush();
    const { history } = await new Journal(library).read('/a.yaml', named('9'));
    expect(history.steps.length).toBeGreaterThan(0);
    expect(history.steps.length).toBeLessThan(9);
    expect(history.steps.at(-1)?.label).toBe('To 9');
  });

  it('is forgotten when nobody worked on the plan for long, or on too many others since', async () => {
    const library = aLibrary();
    const day = 24 * 60 * 60 * 1000;
    for (let plan = 0; plan < 60; plan += 1) {
      const journal = new Journal(library, { now: () => plan * day });
      journal.keep(`/${plan}.yaml`, renamed(1));
      await journal.flush();
    }
    await new Journal(library, { now: () => 60 * day }).prune();
    expect(await library.histories.count()).toBe(50);
    expect(await library.steps.count()).toBe(50);
    await new Journal(library, { now: () => 120 * day }).prune();
    expect((await library.histories.toArray()).map(({ document }) => document).sort()[0]).toBe('/30.yaml');
  });

  it('that cannot be kept or read stops no work', async () => {
    const library = aLibrary();
    const journal = await kept(library, renamed(1));
    library.close();
    journal.keep('/a.yaml', renamed(2));
    await journal.flush();
    await journal.prune();
    expect(await journal.read('/a.yaml', named('2'))).toEqual({ history: noHistory, isOfAnotherPlan: false });
  });
});

describe('a history that was not written down to its end', () => {
  /** What the main process has of the changes from some step on. */
  function trailOf(history: History, from: number): { plan: Plan; trail: Trail } {
    const stepAt = (at: number) => {
      const step = history.steps[at - 1];
      return step ? { number: step.number, time: step.time, label: step.label } : null;
    };
    const changes = history.steps
      .slice(from, history.at)
      .map(({ before, after }, at) => ({ change: changeBetween(before, after), step: stepAt(from + at + 1) }));
    return {
      plan: reread(planAt(history, history.at) as Plan),
      trail: { from: reread(planAt(history, from) as Plan), step: stepAt(from), changes },
    };
  }

  it('goes on from where it was written to, with the changes that the main process has', async () => {
    const library = aLibrary();
    await kept(library, renamed(3));
    const whole = renamed(6);
    const { plan, trail } = trailOf(whole, 2);
    const found = await new Journal(library).read('/a.yaml', plan, trail);
    expect(found.isOfAnotherPlan).toBe(false);
    expect(labels(found.history)).toEqual(labels(whole));
    expect(found.history.at).toBe(6);
    for (let at = 0; at <= 6; at += 1) expect(planAt(found.history, at)?.name).toBe(String(at));
    // and is written down like that
    const journal = new Journal(library);
    const again = await journal.read('/a.yaml', plan, trail);
    journal.keep('/a.yaml', again.history);
    await journal.flush();
    expect(labels((await new Journal(library).read('/a.yaml', plan)).history)).toEqual(labels(whole));
  });

  it('goes on within a step that was being typed, and after steps that were taken back', async () => {
    const library = aLibrary();
    await kept(library, renamed(3));
    const mark = (number: number) => ({ number, time: number, label: `To ${number}` });
    const typed = { from: named('2'), step: mark(2), changes: [] as { change: { name: string }; step: ReturnType<typeof mark> }[] };
    for (const name of ['3', '3a', '3ab']) typed.changes.push({ change: { name }, step: mark(3) });
    const found = await new Journal(library).read('/a.yaml', named('3ab'), typed);
    expect([labels(found.history), found.history.at]).toEqual([['To 1', 'To 2', 'To 3'], 3]);
    expect([planAt(found.history, 2)?.name, planAt(found.history, 3)?.name]).toEqual(['2', '3ab']);

    typed.changes.push({ change: { name: '2' }, step: mark(2) });
    const undone = await new Journal(library).read('/a.yaml', named('2'), typed);
    expect([labels(undone.history), undone.history.at]).toEqual([['To 1', 'To 2', 'To 3'], 2]);
    typed.changes.push({ change: { name: 'other' }, step: { ...mark(3), time: 99, label: 'Other' } });
    const other = await new Journal(library).read('/a.yaml', named('other'), typed);
    expect([labels(other.history), other.history.at]).toEqual([['To 1', 'To 2', 'Other'], 3]);
  });

  it('is what the main process has when nothing of it was written down', async () => {
    const { plan, trail } = trailOf(renamed(4), 1);
    const found = await new Journal(aLibrary()).read('/a.yaml', plan, trail);
    expect([labels(found.history), found.isOfAnotherPlan]).toEqual([['To 2', 'To 3', 'To 4'], false]);
    expect(planAt(found.history, 0)?.name).toBe('1');
  });
});
