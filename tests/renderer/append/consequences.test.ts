import { describe, expect, it } from 'vitest';
import type { Consequence, Proposal } from '#engine/evaluate';
import { ConsequencePreviews, type ConsequenceSource } from '../../../src/renderer/append/consequences.svelte.ts';
import { compareConsequences } from '../../../src/renderer/append/rank';

const outcome = (likely: number, more: Partial<Consequence> = {}): Consequence => ({
  currency: 'USD',
  cost: { before: { likely: 0, unknown: 0 }, after: { likely, unknown: 0 } },
  scores: { maintainability: { before: 50, after: 50 }, skills: { before: null, after: null }, integration: { before: 1, after: 1 } },
  added: [],
  gone: [],
  lostEdges: [],
  ...more,
});
const proposals = (count: number, prefix = 'p'): [string, () => Proposal][] =>
  Array.from({ length: count }, (_, at) => [`${prefix}${at}`, () => ({ change: {} })]);

/** A main process whose answers a test lets through one by one. */
class Bench implements ConsequenceSource {
  now = 1;
  readonly asked: number[] = [];
  #waiting: (() => void)[] = [];
  readonly revision = () => this.now;
  readonly settle = () => Promise.resolve();
  readonly fail = (error: unknown) => {
    throw error;
  };
  readonly ask: ConsequenceSource['ask'] = async (input) => {
    this.asked.push(input.proposals.length);
    await new Promise<void>((done) => this.#waiting.push(done));
    return input.revision === this.now ? input.proposals.map((_, at) => outcome(at)) : null;
  };

  /** Lets everything settle, one call be answered, and that settle too. */
  async answer(): Promise<void> {
    await settled();
    this.#waiting.shift()?.();
    await settled();
  }
}

const settled = () => new Promise<void>((done) => setImmediate(done));

describe('looking ahead', () => {
  it('makes no proposal before it asks about it', async () => {
    const bench = new Bench();
    const made: string[] = [];
    const previews = new ConsequencePreviews(bench);
    void previews.look(proposals(8).map(([key, make]) => [key, () => (made.push(key), make())] as const));
    await settled();
    expect(made).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
    await bench.answer();
    expect(made).toHaveLength(8);
  });

  it('asks a few at a time, and knows them as they come', async () => {
    const bench = new Bench();
    const previews = new ConsequencePreviews(bench);
    const all = previews.look(proposals(8));
    await bench.answer();
    expect(previews.of('p0')).toBeDefined();
    expect(previews.of('p7')).toBeUndefined();
    await bench.answer();
    expect(await all).toBe(true);
    expect(bench.asked).toEqual([6, 2]);
  });

  it('stops when somebody wants to know something else', async () => {
    const bench = new Bench();
    const previews = new ConsequencePreviews(bench);
    const before = previews.look(proposals(30));
    await bench.answer();
    const after = previews.look(proposals(1, 'q'));
    await bench.answer();
    await bench.answer();
    expect(await before).toBe(false);
    expect(await after).toBe(true);
    expect(bench.asked).toEqual([6, 6, 1]);
  });

  it('takes no answer about a plan that is another by now, and forgets what it knew', async () => {
    const bench = new Bench();
    const previews = new ConsequencePreviews(bench);
    const all = previews.look(proposals(2));
    await settled();
    bench.now = 2;
    await bench.answer();
    expect(await all).toBe(false);
    expect(previews.of('p0')).toBeUndefined();
  });
});

describe('which change is better', () => {
  const error = { key: 'k', severity: 'error', message: 'm' } as const;

  it('is the one with fewer new errors, then fewer lost edges, then higher scores, then less cost', () => {
    const list = [
      outcome(5),
      outcome(0, { added: [error] }),
      outcome(0, { lostEdges: ['a/b/data'] }),
      outcome(1),
      outcome(9, { scores: { ...outcome(0).scores, maintainability: { before: 50, after: 60 } } }),
    ];
    const [dear, wrong, losing, cheap, better] = list;
    expect([...list].sort(compareConsequences)).toEqual([better, cheap, dear, losing, wrong]);
  });
});
