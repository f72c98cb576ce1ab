import type { Baseline } from '../against';
import type { PackFault } from '../packs';
import { problemJson } from './problem-json';
import { isEvaluated, type CheckWriter, type EvaluatedPlan, type Unread } from './evaluated';
import { jsonText, lineOfJson } from './safe-text';
import { packsJson, planJson, scoreJson } from './score-json';

/**
 * Writes the results as one JSON document: a plan that is named alone is an object, otherwise there is a list in the order of the plans.
 * @param isList true for a list
 */
export function checkJsonWriter(isList: boolean, out: (text: string) => void): CheckWriter {
  const items: string[] = []; // as text, so that the plans can go
  return {
    add: ({ plan, faults }) => void items.push(jsonText(checkJson(plan, faults)).trimEnd()),
    end: () => out(isList ? `[\n  ${items.map((item) => item.replaceAll('\n', '\n  ')).join(',\n  ')}\n]\n` : `${items.join('\n')}\n`),
  };
}

/** Writes the results as JSON, each plan on a line of its own as soon as it was checked (https://github.com/ndjson/ndjson-spec). */
export function checkNdjsonWriter(out: (text: string) => void): CheckWriter {
  return { add: ({ plan, faults }) => out(lineOfJson(checkJson(plan, faults))), end: () => {} };
}

/**
 * The result of `check --format json` for one plan. A contract: keys are added, never renamed. A plan that could not be read has
 * problems, no findings, and `null` for unknown values. `errors` is never filled here: it explains why there is no result at all
 * (`failure.ts`).
 */
export function checkJson(one: EvaluatedPlan | Unread, faults: readonly PackFault[]): unknown {
  const packFaults = faults.map(({ folder, problem }) => ({ folder, ...problemJson(problem) }));
  if (!isEvaluated(one)) {
    return {
      pipedraft: 1,
      plan: { file: one.file, name: null, nodes: null, edges: null },
      packs: [],
      findings: [],
      scores: null,
      cost: null,
      problems: one.problems.map(problemJson),
      packFaults,
      exceeded: [],
      errors: [],
    };
  }
  const { file, read, evaluation, baseline, exceeded, notCompared = [] } = one;
  const { findings, scores, cost, packs, fixesOf } = evaluation;
  return {
    pipedraft: 1,
    plan: planJson(file, read.plan),
    packs: packsJson(packs),
    findings: findings.map((finding) => ({
      number: finding.number,
      rule: finding.rule,
      title: finding.title,
      severity: finding.severity,
      pillar: finding.pillar,
      nodes: finding.nodes,
      edges: finding.edges,
      message: finding.message,
      why: finding.why,
      source: { title: finding.source.title, section: finding.source.section ?? null, url: finding.source.url ?? null },
      path: finding.path ?? null,
      fixes: fixesOf(finding.key).map(({ title }) => ({ title })),
      waived: finding.waived,
      ...(baseline ? { new: baseline.isNew(finding.key) } : {}),
    })),
    ...scoreJson({ scores, cost }),
    ...(baseline ? { against: againstJson(baseline, notCompared) } : {}),
    problems: [],
    packFaults,
    exceeded,
    errors: [],
  };
}

function againstJson({ name, state, consequences }: Baseline, notCompared: readonly string[]): object {
  const { cost, findings } = consequences ?? {};
  return {
    name,
    state,
    resolved: findings?.resolved.map(({ rule, severity, nodes, edges, message }) => ({ rule, severity, nodes, edges, message })) ?? null,
    cost: cost ? { monthly: cost.monthly, difference: cost.difference ?? null, share: cost.share ?? null, unknown: cost.unknown } : null,
    notCompared,
  };
}
