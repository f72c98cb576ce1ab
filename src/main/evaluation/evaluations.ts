import type { Evaluation } from '#engine/evaluate';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { Input, Output } from '#ipc';
import { comparePrices, evaluatePlan, fixAllOf, riskOf, updateFor } from './evaluate-plan';
import { FollowedEvaluation } from './followed-evaluation';
import { JsonText } from '../ipc/json-text';
import type { Library } from '../library/library';
import type { Evaluator, Work } from './evaluator';
import type { Question } from './evaluator-messages';
import { usageUpdate } from './usage-form';

/** The last evaluated plan of a window. */
export interface EvaluatedPlan {
  readonly revision: number;
  readonly plan: Plan;
  /** The findings, scores and cost; nothing while the thread has them. */
  readonly evaluation?: Evaluation;
  /** The basis and the day of the evaluation. */
  readonly basis?: Basis;
  readonly day?: string;
}

/** An evaluation, and all of its inputs. */
type Whole = Required<Pick<EvaluatedPlan, 'plan' | 'basis' | 'day' | 'evaluation'>>;

/** A window, as needed to evaluate its plan. */
export interface EvaluatedWindow {
  readonly document: { readonly plan: Plan; readonly revision: number | undefined } | undefined;
  evaluated: EvaluatedPlan | undefined;
}

/** A call's answer, or `null` if another revision was evaluated last. */
type Answered<K extends 'evaluate' | 'fixesOf' | 'fixAll' | 'costRisk' | 'comparePrices'> = Promise<Output<K> | JsonText<Output<K>>>;

/** From this number of nodes and edges, a plan is evaluated in the thread: smaller ones take under 100 ms, and a thread would be slower. */
export const largePlan = 2000;

export interface EvaluationsOptions<W> {
  readonly library: Pick<Library, 'basis' | 'basisFiles' | 'book' | 'priced'>;
  readonly thread: Pick<Evaluator, 'evaluate' | 'ask' | 'forget'>;
  readonly today: () => string;
  /** Receives errors of fixes that could not be computed. */
  readonly log: (fault: unknown) => void;
  /** Called with the basis before a window's plan is evaluated. */
  readonly before: (window: W, plan: Plan) => void;
  /** True if a plan is evaluated in the thread; tests pass their own. */
  readonly isLarge?: (plan: Plan) => boolean;
}

/** Answers windows about their plans: small plans are evaluated at once, large ones in a thread of its own. */
export class Evaluations<W extends EvaluatedWindow> {
  readonly #numbers = new WeakMap<W, number>();
  #next = 1;
  /** What each window's plan was evaluated with, kept for its next edit. Plans in the thread have theirs there. */
  readonly #live = new WeakMap<W, FollowedEvaluation>();
  /** Evaluations made beside the updates of windows. */
  readonly #wholes = new WeakMap<W, Whole>();

  constructor(private readonly options: EvaluationsOptions<W>) {}

  /** Evaluates a window's plan as `Calls.evaluate` says. */
  async evaluate(window: W, { revision, known, usageOf }: Input<'evaluate'>): Answered<'evaluate'> {
    const { document } = window;
    if (document?.revision === undefined || document.revision < revision) return null;
    if (!(this.options.isLarge ?? isLarge)(document.plan)) return this.#here(window, known, usageOf);
    let work: Work | undefined;
    try {
      const text = await this.options.thread.evaluate(
        this.#numberOf(window),
        () => (work = this.#workOf(window, document, { known, usageOf })),
      );
      if (text === null || !work || window.document !== document) return null;
      window.evaluated = { revision: work.revision, plan: work.plan };
      this.#stopFollowing(window);
      return new JsonText(text);
    } catch {
      return window.document === document ? this.#here(window, known, usageOf) : null; // the evaluator logged why
    }
  }

  /** The fixes of findings of the last evaluated plan. */
  async fixesOf(window: W, revision: number, keys: readonly string[]): Answered<'fixesOf'> {
    return this.#more(window, revision, { kind: 'fixesOf', keys }, (evaluated) => {
      const evaluation = this.#evaluationOf(window, evaluated);
      return Object.fromEntries(keys.map((key) => [key, evaluation.fixesOf(key)]));
    });
  }

  async fixAll(window: W, revision: number, rule: string): Answered<'fixAll'> {
    return this.#more(window, revision, { kind: 'fixAll', rule }, ({ plan }) => {
      const { library, today, log } = this.options;
      const { edits, steps, left } = fixAllOf(plan, library.basis(plan), rule, today(), log);
      return { edits, steps, left };
    });
  }

  async costRisk(window: W, revision: number): Answered<'costRisk'> {
    return this.#more(window, revision, { kind: 'costRisk' }, ({ plan }) => riskOf(plan, this.options.library.basis(plan)));
  }

  async comparePrices(window: W, revision: number, book: string, region: string | undefined): Answered<'comparePrices'> {
    const { library } = this.options;
    if (!library.book(book)) return null;
    const files = library.basisFiles({ context: { priceBook: book } });
    return this.#more(
      window,
      revision,
      { kind: 'comparePrices', with: files, region },
      ({ plan }) => comparePrices(plan, library, book, region) ?? null,
    );
  }

  /** The complete evaluation of a window's plan, for printing and exports: made once for a plan, a basis and a day. */
  whole(window: W, plan: Plan): Evaluation {
    const { library, today, log } = this.options;
    const [basis, day] = [library.basis(plan), today()];
    const isCurrent = (one: Partial<Whole> | undefined) => one?.plan === plan && one.basis === basis && one.day === day;
    const evaluated = window.evaluated;
    if (evaluated?.evaluation && isCurrent(evaluated)) return evaluated.evaluation;
    const kept = this.#wholes.get(window);
    if (kept && isCurrent(kept)) return kept.evaluation;
    const evaluation = evaluatePlan(plan, basis, day, log);
    this.#wholes.set(window, { plan, basis, day, evaluation });
    return evaluation;
  }

  /** Drops all data about a window that is closed or loads again. */
  forget(window: W): void {
    this.#stopFollowing(window);
    this.#forgetInThread(window);
  }

  #stopFollowing(window: W): void {
    this.#live.get(window)?.stop();
    this.#live.delete(window);
  }

  #forgetInThread(window: W): void {
    window.evaluated = undefined;
    const number = this.#numbers.get(window);
    if (number !== undefined) this.options.thread.forget(number);
  }

  #here(window: W, known: number | null, usageOf: string | null): Output<'evaluate'> {
    const { library, today, log, before } = this.options;
    const { document, evaluated } = window;
    if (document?.revision === undefined) return null;
    const { plan, revision } = document;
    before(window, plan);
    const [basis, day] = [library.basis(plan), today()];
    const live = this.#live.get(window) ?? new FollowedEvaluation();
    this.#live.set(window, live);
    const evaluation = live.evaluate({ plan, ...basis, today: day, report: log });
    this.#forgetInThread(window);
    window.evaluated = { revision, plan, evaluation, basis, day };
    const last = evaluated?.revision === known ? evaluated?.evaluation : undefined;
    return { revision, evaluation: updateFor(evaluation, last), ...usageUpdate(plan, basis, usageOf) };
  }

  #workOf(window: W, document: W['document'], { known, usageOf }: Pick<Work, 'known' | 'usageOf'>): Work | undefined {
    if (window.document !== document || document?.revision === undefined) return undefined;
    const { plan, revision } = document;
    const { library, today, before } = this.options;
    before(window, plan);
    const isKnown = window.evaluated?.revision === known && !window.evaluated?.evaluation;
    return { plan, revision, basis: library.basisFiles(plan), today: today(), known: isKnown ? known : null, usageOf };
  }

  /** Asks the thread if it has the evaluation. If the thread lost it, it is computed here, as long as it is still needed. */
  async #more<T>(window: W, revision: number, question: Question, here: (evaluated: EvaluatedPlan) => T): Promise<T | JsonText<T> | null> {
    const { evaluated } = window;
    if (evaluated?.revision !== revision) return null;
    if (evaluated.evaluation) return here(evaluated);
    const text = await this.options.thread.ask(this.#numberOf(window), revision, question).catch(() => 'null');
    if (text !== 'null') return new JsonText(text);
    return window.evaluated?.revision === revision ? here(window.evaluated) : null;
  }

  #evaluationOf(window: W, evaluated: EvaluatedPlan): Evaluation {
    if (evaluated.evaluation) return evaluated.evaluation;
    const { library, today, log } = this.options;
    const evaluation = evaluatePlan(evaluated.plan, library.basis(evaluated.plan), today(), log);
    window.evaluated = { ...evaluated, evaluation };
    return evaluation;
  }

  #numberOf(window: W): number {
    let number = this.#numbers.get(window);
    if (number === undefined) this.#numbers.set(window, (number = this.#next++));
    return number;
  }
}

function isLarge({ nodes, edges }: Plan): boolean {
  return Object.keys(nodes).length + edges.length >= largePlan;
}
