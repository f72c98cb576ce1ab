import type { Plan } from '../model';
import { arrangeMissing } from './missing';
import type { StageOf } from './lane-graph';

/** Finds places for nodes that have none, and remembers them: while only texts of a plan change, nothing is laid out again. */
export class MissingPlaces {
  #last: { readonly plan: Plan; readonly nodes: string; readonly layout: Plan['layout'] } | undefined;

  /** The plan with a place for every node. */
  in(plan: Plan, stageOf: StageOf): Plan {
    if (Object.keys(plan.nodes).every((id) => plan.layout[id])) return plan;
    const nodes = JSON.stringify(Object.entries(plan.nodes).map(([id, { stage }]) => [id, stage ?? stageOf(id)]));
    const last = this.#last;
    if (
      last &&
      last.plan.edges === plan.edges &&
      last.plan.direction === plan.direction &&
      last.plan.layout === plan.layout &&
      last.nodes === nodes
    )
      return { ...plan, layout: last.layout };
    const placed = arrangeMissing(plan, stageOf);
    this.#last = { plan, nodes, layout: placed.layout };
    return placed;
  }
}
