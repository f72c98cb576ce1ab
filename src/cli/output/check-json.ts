import type { Evaluation } from '#engine/evaluate';
import type { Plan } from '#engine/plan';

/** The answer of `check --format json`. A contract: keys are added, never renamed. */
export function checkJson(file: string, plan: Plan, { findings, scores, cost, fixesOf }: Evaluation): unknown {
  return {
    pipedraft: 1,
    plan: { file, name: plan.name, nodes: Object.keys(plan.nodes).length, edges: plan.edges.length },
    findings: findings.map((finding) => ({
      number: finding.number,
      rule: finding.rule,
      title: finding.title,
      severity: finding.severity,
      nodes: finding.nodes,
      edges: finding.edges,
      message: finding.message,
      why: finding.why,
      source: { title: finding.source.title, section: finding.source.section ?? null, url: finding.source.url ?? null },
      path: finding.path ?? null,
      fixes: fixesOf(finding.key).map(({ title }) => ({ title })),
      waived: finding.waived,
    })),
    scores: {
      maintainability: scores.maintainability,
      skills: scores.skills,
      integration: scores.integration,
      maturity: { level: scores.maturity.level, title: scores.maturity.title, missing: scores.maturity.missing },
    },
    cost: {
      currency: cost.currency,
      priceBook: { id: cost.priceBook.id, asOf: cost.priceBook.asOf },
      monthly: cost.monthly,
      alwaysOn: cost.alwaysOn,
      unknown: cost.unknown,
      nodes: Object.fromEntries(
        Object.entries(cost.nodes).map(([id, node]) => [
          id,
          {
            low: node.low,
            likely: node.likely,
            high: node.high,
            alwaysOn: node.alwaysOn,
            lines: node.lines.map(({ meter, title, quantity, unit, unitPrice, amount, mode, region, substituted }) => ({
              meter,
              title,
              quantity,
              unit,
              unitPrice,
              amount,
              mode,
              region,
              substituted,
            })),
            unknown: node.unknown,
          },
        ]),
      ),
      byStage: cost.byStage,
      byService: cost.byService,
      atScale: cost.atScale,
    },
  };
}
