import type { Evaluation } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import { packsJson, planJson, scoreJson } from './score-json';

/** The answer of `check --format json`. A contract: keys are added, never renamed. */
export function checkJson(file: string, plan: Plan, { findings, scores, cost, packs, fixesOf }: Evaluation): unknown {
  return {
    pipedraft: 1,
    plan: planJson(file, plan),
    packs: packsJson(packs),
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
    ...scoreJson({ scores, cost }),
  };
}
