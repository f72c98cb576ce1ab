import type { Evaluation } from '#engine/evaluate';
import type { Plan } from '#engine/plan';

/** Identity of the plan that a result is about. */
export function planJson(file: string, plan: Plan): unknown {
  return { file, name: plan.name, nodes: Object.keys(plan.nodes).length, edges: plan.edges.length };
}

/** Scores and cost of a plan. A contract: keys are added, never renamed. */
export function scoreJson({ scores, cost }: Pick<Evaluation, 'scores' | 'cost'>): { readonly scores: object; readonly cost: object } {
  return {
    scores: {
      maintainability: scores.maintainability,
      skills: scores.skills,
      integration: scores.integration,
      maturity: {
        level: scores.maturity.level,
        title: scores.maturity.title,
        missing: scores.maturity.missing,
        criteria: scores.maturity.criteria,
      },
    },
    cost: {
      currency: cost.currency,
      priceBook: { id: cost.priceBook.id, asOf: cost.priceBook.asOf },
      monthly: cost.monthly,
      alwaysOn: cost.alwaysOn,
      elsewhere: cost.elsewhere,
      unknown: cost.unknown,
      nodes: Object.fromEntries(
        Object.entries(cost.nodes).map(([id, node]) => [
          id,
          {
            low: node.low,
            likely: node.likely,
            high: node.high,
            alwaysOn: node.alwaysOn,
            elsewhere: node.elsewhere,
            lines: node.lines.map(({ meter, title, quantity, unit, unitPrice, amount, mode, region, substituted, unknownRegion }) => ({
              meter,
              title,
              quantity,
              unit,
              unitPrice,
              amount,
              mode,
              region,
              substituted,
              ...(unknownRegion ? { unknownRegion } : {}),
            })),
            unknown: node.unknown,
          },
        ]),
      ),
      byStage: cost.byStage,
      byService: cost.byService,
      flat: cost.flat,
      atScale: cost.atScale,
    },
  };
}

/** The packs that a plan was evaluated with. */
export function packsJson(packs: Evaluation['packs']): unknown {
  return packs.map(({ id, name, version }) => ({ id, name, version }));
}
