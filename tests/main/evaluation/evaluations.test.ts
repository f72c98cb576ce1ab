import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, emptyPlan, type Plan, type PlanEdit } from '#engine/plan';
import { rules } from '#engine/validate';
import { applyEvaluationChange, type EvaluationData } from '#engine/evaluate/change';
import type { EvaluationUpdate } from '#ipc';
import { icons, priceBooks } from '#resources';
import { evaluatePlan } from '../../../src/main/evaluation/evaluate-plan.ts';
import { JsonText } from '../../../src/main/ipc/json-text.ts';
import { Library } from '../../../src/main/library/library.ts';
import { packFiles } from '../../../src/main/library/pack-files.ts';
import { priceBookFiles } from '../../../src/main/library/price-book-files.ts';
import { Evaluations, largePlan, type EvaluatedWindow } from '../../../src/main/evaluation/evaluations.ts';
import { Evaluator, type EvaluatorThreadHandle } from '../../../src/main/evaluation/evaluator.ts';
import type { EvaluatorRequest } from '../../../src/main/evaluation/evaluator-messages.ts';
import { EvaluatorThread } from '../../../src/main/evaluation/evaluator-thread.ts';
import { anyPlan, editsOf } from '../../harness/arbitraries.ts';
import { catalog, scoring } from '../../harness/resources.ts';

const today = '2026-11-21';
const save = () => Promise.reject(new Error('Nothing is saved here.'));
const library = new Library(
  { catalog, books: priceBooks, scoring, rules, icons: new Set(Object.keys(icons)) },
  priceBookFiles('nowhere', save),
  packFiles('nowhere', save),
);

/** The thread's half here, with all that crosses copied as between threads; answers come when the test lets them. */
class Thread extends EventEmitter implements EvaluatorThreadHandle {
  readonly #half = new EvaluatorThread((fault) => {
    throw fault;
  });
  readonly asked: EvaluatorRequest['kind'][] = [];
  isDead = false;

  postMessage(request: EvaluatorRequest): void {
    this.asked.push(request.kind);
    const copy = structuredClone(request);
    queueMicrotask(() => {
      if (this.isDead) this.emit('exit', 1);
      else this.emit('message', { json: this.#half.answer(copy) });
    });
  }
}

interface Window extends EvaluatedWindow {
  document: { plan: Plan; revision: number } | undefined;
}

function inTheThread() {
  const threads: Thread[] = [];
  const faults: unknown[] = [];
  const log = (fault: unknown) => void faults.push(fault);
  const evaluator = new Evaluator(log, () => {
    const thread = new Thread();
    threads.push(thread);
    return thread;
  });
  const before: Plan[] = [];
  const evaluations = new Evaluations<Window>({
    library,
    thread: evaluator,
    today: () => today,
    log,
    before: (_, plan) => void before.push(plan),
    isLarge: ({ name }) => !name.startsWith('Small'),
  });
  return { evaluations, threads, faults, before };
}

/** What a window reads of an answer. */
const read = <T>(value: T | JsonText<T> | null): T => JSON.parse(value instanceof JsonText ? value.text : JSON.stringify(value)) as T;
const expected = (plan: Plan): EvaluationData => {
  const { findings, scores, cost, packs } = evaluatePlan(plan, library.basis(plan), today);
  return JSON.parse(JSON.stringify({ findings, scores, cost, packs })) as EvaluationData;
};
const after = (before: EvaluationData | undefined, told: EvaluationUpdate | null): EvaluationData => {
  if (!told) throw new Error('There is no answer.');
  if (!('change' in told.evaluation)) return told.evaluation;
  if (!before) throw new Error('A change came first.');
  return applyEvaluationChange(before, told.evaluation.change);
};

const store: PlanEdit = { type: 'add-node', id: 'store', node: { service: 'azure-storage' }, place: 'free' };
const large = applyEdits({ ...emptyPlan('Large'), context: { ...emptyPlan('').context, approach: 'code' } }, [store]);
const opened = (plan = large): Window => ({ document: { plan, revision: 1 }, evaluated: undefined });

const request = (revision: number, known: number | null) => ({ revision, known, usageOf: null });

describe('a large plan is evaluated in the thread', () => {
  it('as it would be here, whatever is done to it, and its fixes too', async () => {
    const plans = anyPlan.chain((plan) =>
      editsOf(plan).chain((one) => {
        const then = applyEdits(plan, one);
        return editsOf(then).map((two) => [plan, then, applyEdits(then, two), plan]);
      }),
    );
    await fc.assert(
      fc.asyncProperty(plans, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), async (sequence, isSmall) => {
        const { evaluations, faults } = inTheThread();
        const window = opened();
        let had: EvaluationData | undefined;
        for (const [at, plan] of sequence.entries()) {
          const named = { ...plan, name: `${isSmall[at] ? 'Small' : 'Large'} ${at}` };
          window.document = Object.assign(window.document ?? { plan: named, revision: 0 }, { plan: named, revision: at + 1 });
          had = after(had, read(await evaluations.evaluate(window, request(at + 1, at === 0 ? null : at))));
          expect(had).toEqual(expected(named));
          const keys = had.findings.map(({ key }) => key);
          const here = evaluatePlan(named, library.basis(named), today);
          expect(read(await evaluations.fixesOf(window, at + 1, keys))).toEqual(
            JSON.parse(JSON.stringify(Object.fromEntries(keys.map((key) => [key, here.fixesOf(key)])))),
          );
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('and told as a change to what the window has', async () => {
    const { evaluations, before } = inTheThread();
    const window = opened();
    const first = read(await evaluations.evaluate(window, request(1, null)));
    Object.assign(window.document ?? {}, { plan: { ...large, name: 'Another' }, revision: 2 });
    const second = read(await evaluations.evaluate(window, request(2, 1)));
    expect(first?.evaluation).toHaveProperty('findings');
    expect(second?.evaluation).toHaveProperty('change');
    expect(read(await evaluations.evaluate(window, request(2, null)))?.evaluation).toHaveProperty('findings');
    expect(before).toEqual([large, window.document?.plan, window.document?.plan]); // the window is given the catalog and the prices first
  });

  it('and everything else that is asked of it is answered by the thread as it would be here', async () => {
    const [aside, here] = [inTheThread(), inTheThread()];
    const one = opened();
    const two = opened({ ...large, name: 'Small' });
    await aside.evaluations.evaluate(one, request(1, null));
    await here.evaluations.evaluate(two, request(1, null));
    const rule = one.document ? (expected(one.document.plan).findings[0]?.rule ?? '') : '';
    const book = priceBooks[0].id;
    const asked = async ({ evaluations }: typeof aside, window: Window) => [
      read(await evaluations.fixAll(window, 1, rule)),
      read(await evaluations.costRisk(window, 1)),
      read(await evaluations.comparePrices(window, 1, book, 'eastus')),
      read(await evaluations.comparePrices(window, 1, 'none', undefined)),
    ];
    expect(await asked(aside, one)).toEqual(await asked(here, two));
    expect(aside.threads[0]?.asked).toEqual(['evaluate', 'ask', 'ask', 'ask']);
    expect(here.threads).toEqual([]);
  });
});

describe('an answer about another revision', () => {
  it('is null, and of another plan too', async () => {
    const { evaluations } = inTheThread();
    const window = opened();
    expect(await evaluations.evaluate(window, request(2, null))).toBeNull();
    await evaluations.evaluate(window, request(1, null));
    expect(await evaluations.fixesOf(window, 2, [])).toBeNull();
    expect(await evaluations.costRisk(window, 0)).toBeNull();
    const late = evaluations.evaluate(window, request(1, null));
    window.document = { plan: { ...large, name: 'Large, too' }, revision: 1 };
    expect(await late).toBeNull();
    evaluations.forget(window);
    expect(await evaluations.fixAll(window, 1, 'any')).toBeNull();
  });

  it('is null while the thread has gone on', async () => {
    const { evaluations } = inTheThread();
    const window = opened();
    await evaluations.evaluate(window, request(1, null));
    Object.assign(window.document ?? {}, { plan: { ...large, name: 'Later' }, revision: 2 });
    const [, fixes] = await Promise.all([evaluations.evaluate(window, request(2, 1)), evaluations.fixesOf(window, 1, [])]);
    expect(fixes).toBeNull();
  });
});

describe('when the thread ends', () => {
  it('the plan is evaluated here, its fault is logged, and the next goes to a new thread', async () => {
    const { evaluations, threads, faults } = inTheThread();
    const window = opened();
    await evaluations.evaluate(window, request(1, null));
    Object.assign(threads[0] ?? {}, { isDead: true });
    Object.assign(window.document ?? {}, { revision: 2 });
    const here = read(await evaluations.evaluate(window, request(2, 1)));
    expect(here).toEqual({ revision: 2, evaluation: expected(large) });
    expect(faults).toHaveLength(1);
    Object.assign(window.document ?? {}, { revision: 3 });
    expect(after(undefined, read(await evaluations.evaluate(window, request(3, 2))))).toEqual(expected(large));
    expect(threads.map(({ asked }) => asked)).toEqual([['evaluate', 'evaluate'], ['evaluate']]);
  });

  it('what is asked about the plan is worked out here', async () => {
    const { evaluations, threads } = inTheThread();
    const window = opened();
    const keys = after(undefined, read(await evaluations.evaluate(window, request(1, null)))).findings.map(({ key }) => key);
    Object.assign(threads[0] ?? {}, { isDead: true });
    const fixes = await evaluations.fixesOf(window, 1, keys);
    expect(fixes).not.toBeInstanceOf(JsonText);
    expect(Object.keys(fixes ?? {})).toEqual(keys);
  });
});

describe('a small plan', () => {
  it('is evaluated here: a thread would take longer', async () => {
    const asked: string[] = [];
    const thread = {
      evaluate: () => Promise.resolve(void asked.push('evaluate') as never),
      ask: () => Promise.resolve('null'),
      forget: () => {},
    };
    const evaluations = new Evaluations<Window>({ library, thread, today: () => today, log: () => {}, before: () => {} });
    const nodes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, { service: 'none' }]));
    await evaluations.evaluate(opened({ ...large, nodes: nodes(largePlan - 1) }), request(1, null));
    expect(asked).toEqual([]);
    await evaluations.evaluate(opened({ ...large, nodes: nodes(largePlan) }), request(1, null));
    expect(asked).toEqual(['evaluate']);
  });
});
