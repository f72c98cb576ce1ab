import { describe, expect, it } from 'vitest';
import type { Fix } from '#engine/validate';
import { FindingFixes, type FixSource } from '../../../src/renderer/state/finding-fixes.svelte.ts';

const fix = (title: string): Fix => ({ title, edits: [] });

/** A main process that answers by the revision that it evaluated, and frames that a test lets pass. */
class Bench implements FixSource {
  shown: number | undefined = 1;
  main = 1;
  plan = 1;
  readonly calls: { readonly revision: number; readonly keys: readonly string[] }[] = [];
  readonly failed: unknown[] = [];
  #frame: (() => void)[] = [];
  #pause: (() => void)[] = [];
  broken = false;

  readonly evaluated = () => this.shown;
  readonly live = () => this.plan;
  readonly soon = (work: () => void) => void this.#frame.push(work);
  readonly later = (work: () => void) => void this.#pause.push(work);
  readonly fail = (error: unknown) => void this.failed.push(error);
  readonly ask: FixSource['ask'] = (input) => {
    this.calls.push(input);
    if (this.broken) return Promise.reject(new Error('gone'));
    if (input.revision !== this.main) return Promise.resolve(null);
    return Promise.resolve(Object.fromEntries(input.keys.map((key) => [key, [fix(`${key} at ${input.revision}`)]])));
  };

  /** Draws a frame, and lets every answer come in. */
  async frame(): Promise<void> {
    const due = this.#frame;
    this.#frame = [];
    for (const work of due) work();
    await new Promise((done) => setTimeout(done));
  }

  /** Nobody edits for a while. */
  async pause(): Promise<void> {
    const due = this.#pause;
    this.#pause = [];
    for (const work of due) work();
    await new Promise((done) => setTimeout(done));
  }

  /** The plan was edited, evaluated and shown. */
  go(revision: number): void {
    this.plan = this.main = revision;
    this.shown = revision;
  }
}

const titlesOf = (fixes: FindingFixes, key: string) => fixes.of(key).map(({ title }) => title);

describe('the fixes of the findings that are shown', () => {
  it('are asked for in one call a frame, once', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    expect(titlesOf(fixes, 'a')).toEqual([]);
    fixes.of('b');
    fixes.of('a');
    await bench.frame();
    expect(bench.calls).toEqual([{ revision: 1, keys: ['a', 'b'] }]);
    expect(titlesOf(fixes, 'a')).toEqual(['a at 1']);
    fixes.of('c');
    await bench.frame();
    expect(bench.calls.slice(1)).toEqual([{ revision: 1, keys: ['c'] }]);
    expect([titlesOf(fixes, 'a'), titlesOf(fixes, 'c')]).toEqual([['a at 1'], ['c at 1']]);
  });

  it('stay as they were until those of the next revision come', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    fixes.of('a');
    fixes.of('b');
    await bench.frame();
    bench.go(2);
    expect(titlesOf(fixes, 'a')).toEqual(['a at 1']);
    await bench.frame();
    expect(titlesOf(fixes, 'a')).toEqual(['a at 1']);
    await bench.pause();
    expect(titlesOf(fixes, 'a')).toEqual(['a at 2']);
    expect(titlesOf(fixes, 'b')).toEqual(['b at 1']);
    await bench.frame();
    await bench.pause();
    expect(titlesOf(fixes, 'b')).toEqual(['b at 2']);
  });

  it('are not asked for again while somebody types, unless a finding is new', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    fixes.of('a');
    await bench.frame();
    for (const revision of [2, 3, 4]) {
      bench.go(revision);
      fixes.of('a');
      await bench.frame();
    }
    await bench.pause();
    expect(bench.calls.slice(1)).toEqual([{ revision: 4, keys: ['a'] }]);
    bench.go(5);
    fixes.of('a');
    fixes.of('new');
    await bench.frame();
    expect(bench.calls.slice(2)).toEqual([{ revision: 5, keys: ['a', 'new'] }]);
  });

  it('of a revision that the main process has left behind are dropped', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    bench.main = 2;
    fixes.of('a');
    await bench.frame();
    expect(titlesOf(fixes, 'a')).toEqual([]);
    bench.go(2);
    fixes.of('a');
    await bench.frame();
    expect(titlesOf(fixes, 'a')).toEqual(['a at 2']);
  });

  it('are asked for in several calls when there are many', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    for (let at = 0; at < 450; at += 1) fixes.of(`k${at}`);
    await bench.frame();
    expect(bench.calls.map(({ keys }) => keys.length)).toEqual([200, 200, 50]);
    expect(titlesOf(fixes, 'k449')).toEqual(['k449 at 1']);
  });

  it('that cannot be had are said so once, and the others go on', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    bench.broken = true;
    fixes.of('a');
    await bench.frame();
    await bench.frame();
    expect(bench.failed).toHaveLength(1);
    bench.broken = false;
    bench.go(2);
    fixes.of('a');
    await bench.frame();
    expect(titlesOf(fixes, 'a')).toEqual(['a at 2']);
  });

  it('are those of the plan as it is now when one is used', async () => {
    const bench = new Bench();
    const fixes = new FindingFixes(bench);
    bench.plan = 2;
    const asked = fixes.now('a');
    await bench.frame();
    await bench.frame();
    bench.main = 2;
    await bench.frame();
    expect((await asked)?.map(({ title }) => title)).toEqual(['a at 2']);
  });
});
