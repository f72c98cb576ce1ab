import type { Finding } from '#engine/validate';
import { isEmptyDiff } from '#engine/diff';
import { wordsOf, type ComparedPlans } from './compared';
import { planJson } from './score-json';

/** The result of `diff --format json`. A contract: keys are added, never renamed. */
export function diffJson(compared: ComparedPlans): unknown {
  const { before, after, diff, consequences, files } = compared;
  const { cost, scores, maturity, findings } = consequences;
  return {
    pipedraft: 1,
    before: planJson(before.file, before.read.plan),
    after: planJson(after.file, after.read.plan),
    same: isEmptyDiff(diff),
    reordered: diff.isReordered,
    changes: diff.changes.map((change) => {
      const { title, what, keys } = wordsOf(change, compared);
      return {
        part: change.part,
        kind: change.kind,
        id: change.id,
        formerId: change.formerId ?? null,
        title,
        what,
        keys: change.keys.map(({ path, before: old, after: now }, at) => ({
          path,
          title: keys[at]?.title ?? path.join('.'),
          before: old ?? null,
          after: now ?? null,
          words: { before: keys[at]?.before ?? '', after: keys[at]?.after ?? '' },
        })),
        moved: change.moved ? { before: change.moved.before ?? null, after: change.moved.after ?? null } : null,
      };
    }),
    cost: {
      currency: cost.currency,
      monthly: cost.monthly,
      unknown: cost.unknown,
      difference: cost.difference ?? null,
      share: cost.share ?? null,
      nodes: cost.nodes.map(({ node, before: old, after: now }) => ({ node, before: old ?? null, after: now ?? null })),
    },
    scores: Object.fromEntries(
      scores.map(({ id, value, parts }) => [
        id,
        {
          ...value,
          parts: parts.map((part) => ({ ...part, points: { before: part.points.before ?? null, after: part.points.after ?? null } })),
        },
      ]),
    ),
    maturity,
    findings: {
      added: findings.added.map(findingJson),
      resolved: findings.resolved.map((finding) => ({ ...findingJson(finding), waivedNow: findings.waived.includes(finding.key) })),
      open: findings.open,
    },
    files: 'unknown' in files ? null : files,
    filesProblem: 'unknown' in files ? files.unknown : null,
    errors: [],
  };
}

function findingJson({ rule, title, severity, pillar, nodes, edges, message, why }: Finding): object {
  return { rule, title, severity, pillar, nodes, edges, message, why };
}
