import type { Evaluation } from '#engine/evaluate';
import { same } from '#engine/plan';
import type { Cost, NodeCost, Scores } from '#engine/score';
import type { Finding } from '#engine/validate';

/*
 * What differs between two evaluations. An edit changes little of what is said of a plan, so telling that costs little, and whoever shows it
 * keeps the objects of all that is as before.
 */

/** An evaluation as plain data: what can cross between processes. */
export type EvaluationData = Omit<Evaluation, 'fixesOf'>;

export interface EvaluationChange {
  /** Where the list of findings differs: from place `at` on so many are gone, and those with these keys stand there. */
  readonly order: { readonly at: number; readonly gone: number; readonly keys: readonly string[] };
  /** Findings that are new or say something else; their numbers follow from their places. */
  readonly findings: readonly Finding[];
  /** What the nodes that are new or cost something else cost; `null` for those that are gone. */
  readonly nodeCosts: Readonly<Record<string, NodeCost | null>>;
  /** All else of the cost. */
  readonly cost: Omit<Cost, 'nodes'>;
  readonly scores: Partial<Scores>;
  /** Left out while the same packs judge. */
  readonly packs?: EvaluationData['packs'];
}

/** What turns one evaluation into the other. */
export function evaluationChangeBetween(before: EvaluationData, after: EvaluationData): EvaluationChange {
  const known = new Map(before.findings.map((finding) => [finding.key, finding]));
  const { nodes, ...cost } = after.cost;
  return {
    order: spliceBetween(keysOf(before), keysOf(after)),
    findings: after.findings.filter((finding) => {
      const old = known.get(finding.key);
      return !old || !same({ ...old, number: 0 }, { ...finding, number: 0 });
    }),
    nodeCosts: Object.fromEntries([
      ...Object.keys(before.cost.nodes).flatMap((id) => (Object.hasOwn(nodes, id) ? [] : [[id, null] as const])),
      ...Object.entries(nodes).filter(([id, one]) => !same(before.cost.nodes[id], one)),
    ]),
    cost,
    scores: Object.fromEntries(Object.entries(after.scores).filter(([id, score]) => !same(before.scores[id as keyof Scores], score))),
    ...(same(before.packs, after.packs) ? {} : { packs: after.packs }),
  };
}

/** The evaluation after a change; what the change does not name is shared with the one before. */
export function applyEvaluationChange(before: EvaluationData, change: EvaluationChange): EvaluationData {
  const findings = new Map([...before.findings, ...change.findings].map((finding) => [finding.key, finding]));
  const { at, gone, keys } = change.order;
  const old = keysOf(before);
  const nodes: Record<string, NodeCost> = { ...before.cost.nodes };
  for (const [id, cost] of Object.entries(change.nodeCosts)) {
    if (cost) nodes[id] = cost;
    else delete nodes[id];
  }
  return {
    findings: [...old.slice(0, at), ...keys, ...old.slice(at + gone)].map((key, place) => {
      const finding = findings.get(key) as Finding; // it was there before, or the change brought it
      return finding.number === place + 1 ? finding : { ...finding, number: place + 1 };
    }),
    cost: { ...change.cost, nodes },
    scores: { ...before.scores, ...change.scores },
    packs: change.packs ?? before.packs,
  };
}

function keysOf({ findings }: EvaluationData): string[] {
  return findings.map(({ key }) => key);
}

/** What differs between two lists, as one stretch. */
function spliceBetween(before: readonly string[], after: readonly string[]): EvaluationChange['order'] {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  let kept = 0; // at the end
  while (kept < shorter - at && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept += 1;
  return { at, gone: before.length - at - kept, keys: after.slice(at, after.length - kept) };
}
