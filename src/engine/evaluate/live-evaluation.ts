import { type Changes, LiveGraph, lists, noteList, PartOfGraph, PlanGraph, type LiveNode } from '../catalog';
import { missingValues } from '../export';
import { same, type Plan } from '../plan';
import { LiveCostPlan, LiveScores, type Cost, type Scores } from '../score';
import {
  addCostChanges,
  LiveValidation,
  liveCost,
  ruleFailed,
  validate,
  waiverRule,
  type Finding,
  type Fix,
  type LiveInput,
  type RuleInput,
  type Validation,
} from '../validate';
import { evaluate, type EvaluateInput, type Evaluation } from './evaluate';

/**
 * Evaluates one plan again and again while it changes. Each time it works out only what follows from the changes; the result is the one
 * of `evaluate`, and parts of it that did not change keep their objects. It takes any state of the plan, so undoing needs nothing else.
 */
export class LiveEvaluation {
  #state: State | undefined;

  /** True if the next evaluation works out only what follows from the changes since the last one. */
  follows(input: EvaluateInput): boolean {
    return this.#state?.takes(input) === true;
  }

  /**
   * Findings, scores and cost of a plan; like `evaluate`, it never throws on a valid plan.
   * @param input with the same objects as the last time, except for the plan; with others, everything is worked out again
   */
  evaluate(input: EvaluateInput): Evaluation {
    const state = this.#state;
    this.#state = undefined; // what fails half-way is not used again
    try {
      if (state?.takes(input)) {
        const evaluation = state.update(input.plan);
        this.#state = state;
        return evaluation;
      }
      if (canFollow(input)) {
        this.#state = new State(input);
        return this.#state.evaluation;
      }
    } catch (error) {
      input.report?.(
        new Error(`An edit could not be followed: ${error instanceof Error ? error.message : String(error)}`, { cause: error }),
      );
    }
    return evaluate(input);
  }
}

/** Findings of two rules with one id could not be told apart by their rule. */
function canFollow({ rules }: EvaluateInput): boolean {
  return new Set(rules.map(({ meta }) => meta.id)).size === rules.length;
}

/** A plan with everything that is kept of it. */
class State {
  readonly #input: EvaluateInput;
  readonly #graph: LiveGraph;
  readonly #rules: LiveValidation;
  readonly #ruleInput: RuleInput;
  #plan: Plan;
  readonly #costs: LiveCostPlan;
  #cost: Cost;
  #scores: LiveScores | undefined;
  #evaluation: Evaluation;

  constructor(input: EvaluateInput) {
    const { plan, catalog, book, rules, packs = [], today } = input;
    this.#input = input;
    this.#plan = plan;
    this.#graph = new LiveGraph(plan, catalog, book);
    this.#rules = new LiveValidation(rules, today);
    this.#costs = new LiveCostPlan(this.#graph, input.factors);
    this.#cost = this.#costs.cost;
    const cost = liveCost(() => this.#cost, this.#graph);
    const missing = () => {
      noteList(lists.all);
      return missingValues(new PlanGraph(this.#plan, catalog, book));
    };
    this.#ruleInput = { plan: this.#graph.plan, graph: this.#graph.asGraph, catalog, book, cost, packs, missing, today };
    this.#evaluation = this.#evaluated(undefined);
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  /**
   * True if it can go on with a plan: all else is as it was, the nodes are in the same order, and nothing changed that touches most nodes,
   * for which the whole plan is evaluated sooner.
   */
  takes(input: EvaluateInput): boolean {
    const { catalog, book, scoring, rules, packs, today, factors } = this.#input;
    const { assumptions, context } = this.#plan;
    return (
      input.plan.context.region === context.region &&
      same(input.plan.assumptions, assumptions) &&
      input.catalog === catalog &&
      input.book === book &&
      input.scoring === scoring &&
      isSameList(input.rules, rules) &&
      isSameList(input.packs, packs) &&
      input.today === today &&
      isSameList(input.factors, factors) &&
      this.#graph.follows(input.plan)
    );
  }

  update(plan: Plan): Evaluation {
    if (plan === this.#plan) return this.#evaluation;
    const changes = this.#graph.update(plan);
    this.#plan = plan;
    const before = this.#costs.cost;
    const after = this.#costs.update(changes);
    if (after !== before) this.#cost = addCostChanges(this.#cost, after, this.#graph, changes);
    return (this.#evaluation = this.#evaluated(changes));
  }

  #evaluated(changes: Changes<LiveNode> | undefined): Evaluation {
    const plan = this.#plan;
    const cost = this.#cost;
    const opaque = once(() => this.#plainInput(plan, cost));
    const findings = this.#rules.update(changes, { plan, graph: this.#graph, input: this.#ruleInput, inputAt: this.#inputAt(), opaque });
    const scores = this.#scored(changes, findings);
    return { findings, scores, cost, packs: this.#input.packs ?? [], fixesOf: fixesOf(findings, this.#input, opaque) };
  }

  #scored(changes: Changes<LiveNode> | undefined, findings: readonly Finding[]): Scores {
    if (changes && this.#scores) return this.#scores.update(this.#graph, this.#plan, changes, findings);
    this.#scores = new LiveScores(this.#graph, this.#plan, findings, this.#input);
    return this.#scores.scores;
  }

  /** A view of the plan with one node, which all rules share. */
  #inputAt(): LiveInput['inputAt'] {
    const known = new Map<LiveNode, RuleInput>();
    return (node, edges) => {
      if (edges) return { ...this.#ruleInput, graph: new PartOfGraph(this.#graph, [node], edges).asGraph };
      let input = known.get(node);
      if (!input) known.set(node, (input = { ...this.#ruleInput, graph: new PartOfGraph(this.#graph, [node]).asGraph }));
      return input;
    };
  }

  #plainInput(plan: Plan, cost: Cost): RuleInput {
    const { catalog, book, packs = [], today } = this.#input;
    const graph = new PlanGraph(plan, catalog, book);
    return { plan, graph, catalog, book, cost, packs, missing: () => missingValues(graph), today };
  }
}

/**
 * The fixes of findings. A fix is made from the plan that its finding is about, which may not be the latest: so its rule checks that plan
 * once more, on a graph of its own, when the fixes are asked for.
 */
function fixesOf(findings: readonly Finding[], { rules, report }: EvaluateInput, input: () => RuleInput): Evaluation['fixesOf'] {
  const ruleOf = once(() => new Map(findings.map(({ key, rule }) => [key, rule])));
  const known = new Map<string, Validation>();
  return (key): readonly Fix[] => {
    const id = ruleOf().get(key);
    if (id === undefined || id === ruleFailed.id) return [];
    let validation = known.get(id);
    if (!validation) {
      const checked = id === waiverRule.id ? rules : rules.filter(({ meta }) => meta.id === id);
      validation = validate(input(), checked, report);
      known.set(id, validation);
    }
    return validation.fixesOf(key);
  };
}

function isSameList(one: readonly unknown[] | undefined, other: readonly unknown[] | undefined): boolean {
  if (one === other) return true;
  return one?.length === other?.length && one !== undefined && one.every((item, at) => item === other?.[at]);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
