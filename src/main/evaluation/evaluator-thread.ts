import { PlanGraph, PriceBook } from '#engine/catalog';
import { fixRule, type EvaluateInput, type Evaluation } from '#engine/evaluate';
import { applyPacks, type Basis } from '#engine/packs';
import { applyChange, type Plan } from '#engine/plan';
import { compareBooks, costRisk } from '#engine/score';
import { rules } from '#engine/validate';
import { catalog, icons, scoring } from '#resources';
import { updateFor } from './evaluate-plan';
import { FollowedEvaluation } from './followed-evaluation';
import { usageUpdate } from './usage-form';
import type { BasisFiles } from '../library/library';
import type { EvaluatorRequest, PlanRequest, Question, QuestionRequest } from './evaluator-messages';

/** A window's plan and its last evaluation. */
interface Last {
  readonly revision: number;
  readonly input: EvaluateInput;
  readonly evaluation: Evaluation;
}

const iconNames = new Set(Object.keys(icons));

/** The thread's half of the evaluator: it holds the plan of each window, and its last evaluation. */
export class EvaluatorThread {
  readonly #bases = new Map<number, Basis>();
  readonly #last = new Map<number, Last>();
  readonly #live = new Map<number, FollowedEvaluation>();

  /** @param report receives errors of fixes that could not be computed */
  constructor(private readonly report: (fault: Error) => void) {}

  /**
   * Handles a request.
   * @returns the answer as JSON text; it contains `null` if another revision was evaluated last
   * @throws Error for a change to a plan that it does not have
   */
  answer(request: EvaluatorRequest): string {
    if (request.kind === 'evaluate') return this.#evaluate(request);
    if (request.kind === 'ask') return this.#ask(request);
    this.#bases.delete(request.window);
    this.#last.delete(request.window);
    this.#live.get(request.window)?.stop();
    this.#live.delete(request.window);
    return 'null';
  }

  #evaluate({ window, revision, plan: said, basis: files, today, known, usageOf }: PlanRequest): string {
    if (files) this.#bases.set(window, basisOf(files));
    const basis = this.#bases.get(window);
    const last = this.#last.get(window);
    const plan = 'whole' in said ? said.whole : last && applyChange(last.input.plan, said.change);
    if (!plan || !basis) throw new Error('A change came before the plan that it is a change of.');
    const input: EvaluateInput = { plan, ...basis, today, report: this.report };
    const live = this.#live.get(window) ?? new FollowedEvaluation();
    this.#live.set(window, live);
    const evaluation = live.evaluate(input);
    this.#last.set(window, { revision, input, evaluation });
    const before = last?.revision === known ? last.evaluation : undefined;
    return JSON.stringify({ revision, evaluation: updateFor(evaluation, before), ...usageUpdate(plan, basis, usageOf) });
  }

  #ask({ window, revision, question }: QuestionRequest): string {
    const last = this.#last.get(window);
    return JSON.stringify(last?.revision === revision ? answerTo(question, last) : null);
  }
}

function answerTo(question: Question, { input, evaluation }: Last): unknown {
  switch (question.kind) {
    case 'fixesOf':
      return Object.fromEntries(question.keys.map((key) => [key, evaluation.fixesOf(key)]));
    case 'fixAll': {
      const { edits, steps, left } = fixRule(input, question.rule, evaluation);
      return { edits, steps, left };
    }
    case 'costRisk':
      return costRisk(new PlanGraph(input.plan, input.catalog, input.book));
    case 'comparePrices':
      return compareBooks(input.plan, input.catalog, input.book, basisOf(question.with).book, inRegion(input.plan, question.region));
  }
}

function inRegion(plan: Plan, region: string | undefined): Plan {
  return region === undefined ? plan : { ...plan, context: { ...plan.context, region } };
}

function basisOf(files: BasisFiles): Basis {
  return applyPacks({ catalog, scoring, rules, book: new PriceBook(files.book), packs: [] }, files.packs, iconNames).basis;
}
