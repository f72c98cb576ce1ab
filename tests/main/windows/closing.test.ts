import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { Closing, type Closable, type ClosingAnswer } from '../../../src/main/windows/closing.ts';

/** A plan in a window, with a name for what it says. */
class Window implements Closable {
  saved: Plan;
  plan: Plan;
  constructor(
    readonly name: string,
    changed: boolean,
  ) {
    this.saved = emptyPlan(name);
    this.plan = changed ? emptyPlan(`${name} changed`) : this.saved;
  }

  readonly document = (({ isDirty, plan }) => Object.defineProperties({} as { plan: Plan; isDirty: boolean }, { isDirty, plan }))({
    isDirty: { get: () => this.plan !== this.saved },
    plan: { get: () => this.plan },
  });

  edit(): void {
    this.plan = emptyPlan(`${this.plan.name}+`);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }
}

/** An application of some windows, whose user answers as told. */
function application(windows: Window[], answer: (window: Window) => ClosingAnswer | Promise<ClosingAnswer>, saves = true) {
  const asked: string[] = [];
  const closed: { readonly name: string; readonly lost: string | null }[] = [];
  const closing = new Closing<Window>({
    open: () => windows,
    ask: async (window) => {
      asked.push(window.name);
      return answer(window);
    },
    save: async (window) => {
      if (saves) window.saved = window.plan;
      return Promise.resolve(saves);
    },
    isWriting: () => false,
    written: () => Promise.resolve(true),
    close: (gone) => {
      for (const window of gone) {
        if (!windows.includes(window)) continue;
        closed.push({ name: window.name, lost: window.document.isDirty ? window.plan.name : null });
        windows = windows.filter((one) => one !== window);
      }
    },
  });
  return { closing, asked, closed, open: () => windows };
}

describe('closing all windows', () => {
  it('does not ask about a window again whose user answered when it was closed by itself', async () => {
    const [one, two] = [new Window('one', true), new Window('two', true)];
    const answers: ((answer: ClosingAnswer) => void)[] = [];
    const { closing, asked, open } = application([one, two], () => new Promise((answer) => answers.push(answer)));
    const all = closing.closeAll();
    await expect.poll(() => asked).toEqual(['one']);
    const alone = closing.close([two]);
    await expect.poll(() => asked).toEqual(['one', 'two']);
    // who closes the one window is slower than who closes all of them
    let goOn = () => {};
    two.settle = () => {
      two.settle = () => Promise.resolve();
      return new Promise((done) => (goOn = done));
    };
    answers[1]?.('discard');
    await Promise.resolve();
    answers[0]?.('discard');
    const isAll = await Promise.race([all, new Promise((done) => setTimeout(() => done('asks again'), 200))]);
    goOn();
    await alone;
    expect(isAll).toBe(true);
    expect([asked, open()]).toEqual([['one', 'two'], []]);
  });

  it('closes nothing when one is to stay', async () => {
    const windows = [new Window('a', true), new Window('b', false), new Window('c', true)];
    const { closing, asked, closed } = application(windows, ({ name }) => (name === 'c' ? 'cancel' : 'discard'));
    expect(await closing.closeAll()).toBe(false);
    expect(asked).toEqual(['a', 'c']);
    expect(closed).toEqual([]);
    expect(windows[0]?.document.isDirty).toBe(true);
  });

  it('asks about all of them again the next time', async () => {
    let stay = true;
    const { closing, asked } = application([new Window('a', true), new Window('b', true)], ({ name }) =>
      name === 'b' && stay ? 'cancel' : 'discard',
    );
    await closing.closeAll();
    stay = false;
    expect(await closing.closeAll()).toBe(true);
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });

  it('asks again about a window that was worked on meanwhile', async () => {
    const [a, b] = [new Window('a', true), new Window('b', true)];
    let edits = 1;
    const { closing, asked, closed } = application([a, b], ({ name }) => {
      if (name === 'b' && edits-- > 0) a.edit();
      return 'discard';
    });
    expect(await closing.closeAll()).toBe(true);
    expect(asked).toEqual(['a', 'b', 'a']);
    expect(closed).toHaveLength(2);
  });

  it('asks about a window that was opened meanwhile', async () => {
    const windows = [new Window('a', true)];
    const { closing, asked } = application(windows, ({ name }) => {
      if (name === 'a') windows.push(new Window('late', true));
      return name === 'late' ? 'cancel' : 'discard';
    });
    expect(await closing.closeAll()).toBe(false);
    expect(asked).toEqual(['a', 'late']);
  });

  it('closes nothing when a save fails', async () => {
    const { closing, closed } = application(
      [new Window('a', true), new Window('b', true)],
      ({ name }) => (name === 'a' ? 'discard' : 'save'),
      false,
    );
    expect(await closing.closeAll()).toBe(false);
    expect(closed).toEqual([]);
  });

  it('asked twice, asks its windows once', async () => {
    const { closing, asked } = application([new Window('a', true)], () => 'discard');
    expect(await Promise.all([closing.closeAll(), closing.closeAll()])).toEqual([true, true]);
    expect(asked).toEqual(['a']);
  });

  it('shares the question with a window that is being closed', async () => {
    const a = new Window('a', true);
    let answer: (answer: ClosingAnswer) => void = () => {};
    const { closing, asked, closed } = application([a], () => new Promise((done) => (answer = done)));
    const all = closing.closeAll();
    await new Promise(setImmediate);
    await closing.close([a]);
    expect(closed).toEqual([]);
    answer('discard');
    expect(await all).toBe(true);
    expect(asked).toEqual(['a']);
  });

  it('is called off by somebody who opens a plan', async () => {
    const { closing, closed } = application([new Window('a', true)], () => {
      closing.callOff();
      return 'discard';
    });
    expect(await closing.closeAll()).toBe(false);
    expect(closed).toEqual([]);
  });

  it('loses only what its user gave up, whatever is answered and edited meanwhile', async () => {
    const step = fc.record({
      answer: fc.constantFrom<ClosingAnswer>('save', 'discard', 'cancel'),
      edits: fc.array(fc.nat(3), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        fc.array(step, { maxLength: 12 }),
        async (changed, steps) => {
          const windows = changed.map((dirty, at) => new Window(`w${at}`, dirty));
          const given = new Map<string, string>();
          const left = [...steps];
          const { closing, closed, open } = application(windows, (window) => {
            const { answer, edits } = left.shift() ?? { answer: 'discard', edits: [] };
            if (answer === 'discard') given.set(window.name, window.plan.name);
            for (const at of edits) if (windows[at] !== window) windows[at]?.edit();
            return answer;
          });
          const all = await closing.closeAll();
          expect(closed).toHaveLength(all ? windows.length : 0);
          expect(open()).toHaveLength(all ? 0 : windows.length);
          for (const { name, lost } of closed) if (lost !== null) expect(lost).toBe(given.get(name));
        },
      ),
    );
  });
});

describe('closing one window', () => {
  it('leaves the others alone', async () => {
    const [a, b] = [new Window('a', true), new Window('b', true)];
    const { closing, asked, closed } = application([a, b], () => 'discard');
    await closing.close([a]);
    expect(asked).toEqual(['a']);
    expect(closed.map(({ name }) => name)).toEqual(['a']);
  });
});
