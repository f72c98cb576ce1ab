import { regionId } from '../../catalog';
import type { RuleInput } from '../../validate';
import type { Steps } from '../steps';
import { NeedsView } from './needs-view';
import { ownOf, short, type ViewSource } from './view-source';

/** A plan as expressions see it. */
export class PlanView {
  readonly #views: ViewSource;

  static stepsOf(view: PlanView): Steps {
    return view.#views.steps;
  }

  constructor(views: ViewSource) {
    this.#views = views;
  }

  #step(number = 1): RuleInput {
    this.#views.steps.take(number);
    return this.#views.input;
  }

  get name() {
    return short(this.#step().plan.name);
  }
  get summary() {
    return short(this.#step().plan.summary);
  }
  get approach() {
    return this.#step().plan.context.approach;
  }
  get region() {
    const { region } = this.#step().plan.context;
    return short(region === undefined ? undefined : regionId(region));
  }
  get budgetPerMonth() {
    return this.#step().plan.context.budgetPerMonth;
  }
  get teamSize() {
    return this.#step().plan.context.team?.size;
  }
  get skills() {
    const skills = this.#step(20).plan.context.team?.skills ?? {};
    this.#step(Object.keys(skills).length);
    return skills;
  }
  get estate() {
    const estate = this.#step().plan.context.estate ?? [];
    this.#step(estate.length);
    return estate;
  }
  get needs() {
    return new NeedsView(this.#step().plan.context.needs ?? {}, this.#views.steps);
  }
  get nodes() {
    return this.#views.nodes(this.#step().graph.nodes);
  }
  get edges() {
    return this.#views.edges(this.#step().graph.edges);
  }
  get costPerMonth() {
    return this.#step().cost.monthly.likely;
  }
  get costKnown() {
    return this.#step().cost.unknown.length === 0;
  }
  get currency() {
    return this.#step().cost.currency;
  }
  get own() {
    return ownOf(this.#step(20).plan.own, this.#views.steps);
  }
}
