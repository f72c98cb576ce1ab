import type { Plan } from '#engine/plan';
import type { Cost, CostRisk, Scores } from '#engine/score';

export interface ScoreAnswer {
  readonly plan: Plan;
  readonly scores: Scores;
  readonly cost: Cost;
  readonly risk: CostRisk;
}

/** The answer of `score --format json`. A contract: keys are added, never renamed. */
export function scoreJson({ plan, scores, cost, risk }: ScoreAnswer): unknown {
  const { p10, p50, p90, trials, error, tornado, atScale } = risk;
  return {
    pipedraft: 1,
    plan: { name: plan.name, nodes: Object.keys(plan.nodes).length, edges: plan.edges.length },
    scores,
    cost: {
      currency: cost.currency,
      priceBook: { id: cost.priceBook.id, asOf: cost.priceBook.asOf },
      monthly: { ...cost.monthly, p10, p50, p90 },
      simulation: { trials, error },
      alwaysOn: cost.alwaysOn,
      unknown: cost.unknown,
      byStage: cost.byStage,
      byService: cost.byService,
      tornado,
      atScale,
    },
  };
}
