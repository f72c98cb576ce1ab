import type { Evaluation } from '#engine/evaluate';
import { same } from '#engine/plan';
import type { Cost, Scores } from '#engine/score';
import type { Finding } from '#engine/validate';
import { applyDelta, deltaBetween, type Delta } from './delta';

/*
 * Differences between two evaluations. An edit changes little of an evaluation, so sending the difference costs little, and its receiver
 * keeps all objects that did not change.
 */

/** An evaluation as plain data, which can cross between processes. */
export type EvaluationData = Omit<Evaluation, 'fixesOf'>;

export interface EvaluationChange {
  /** Difference of the list of findings: from index `at` on, this many are gone, and findings with these keys replace them. */
  readonly order: { readonly at: number; readonly gone: number; readonly keys: readonly string[] };
  /** Findings that are new; the numbers of all follow from their places. */
  readonly findings: readonly Finding[];
  /** Findings with changed content, by their keys. Left out if there are none. */
  readonly changed?: Readonly<Record<string, Delta>>;
  /** Left out if neither the cost nor the scores changed. */
  readonly cost?: Delta;
  readonly scores?: Delta;
  /** Left out while the packs are the same. */
  readonly packs?: EvaluationData['packs'];
}

/** The change that turns one evaluation into the other. */
export function evaluationChangeBetween(before: EvaluationData, after: EvaluationData): EvaluationChange {
  const isSameList = before.findings === after.findings;
  const known = new Map(isSameList ? [] : before.findings.map((finding) => [finding.key, finding]));
  const changed = after.findings.flatMap((finding) => {
    const old = known.get(finding.key);
    const delta = old && !isAlike(old, finding) ? deltaBetween({ ...old, number: 0 }, { ...finding, number: 0 }) : undefined;
    return delta ? [[finding.key, delta] as const] : [];
  });
  const [cost, scores] = [deltaBetween(before.cost, after.cost), deltaBetween(before.scores, after.scores)];
  return {
    order: spliceBetween(keysOf(before), keysOf(after)),
    findings: isSameList ? [] : after.findings.filter(({ key }) => !known.has(key)),
    ...(changed.length > 0 ? { changed: Object.fromEntries(changed) } : {}),
    ...(cost ? { cost } : {}),
    ...(scores ? { scores } : {}),
    ...(same(before.packs, after.packs) ? {} : { packs: after.packs }),
  };
}

/** True if two findings share all of their parts but the number, as those do that an edit did not touch. */
function isAlike(one: Finding, other: Finding): boolean {
  if (one === other) return true;
  for (const key in one) if (key !== 'number' && one[key as keyof Finding] !== other[key as keyof Finding]) return false;
  for (const key in other) if (!(key in one)) return false;
  return true;
}

/** Applies a change; everything that it does not name is shared with the evaluation before. */
export function applyEvaluationChange(before: EvaluationData, change: EvaluationChange): EvaluationData {
  const findings = new Map([...before.findings, ...change.findings].map((finding) => [finding.key, finding]));
  for (const [key, delta] of Object.entries(change.changed ?? {})) findings.set(key, applyDelta(findings.get(key), delta) as Finding);
  const { at, gone, keys } = change.order;
  const old = keysOf(before);
  return {
    findings: [...old.slice(0, at), ...keys, ...old.slice(at + gone)].map((key, place) => {
      const finding = findings.get(key) as Finding; // it was there before, or the change brought it
      return finding.number === place + 1 ? finding : { ...finding, number: place + 1 };
    }),
    cost: applyDelta(before.cost, change.cost) as Cost,
    scores: applyDelta(before.scores, change.scores) as Scores,
    packs: change.packs ?? before.packs,
  };
}

function keysOf({ findings }: EvaluationData): string[] {
  return findings.map(({ key }) => key);
}

/** Difference between two lists, as one contiguous range. */
function spliceBetween(before: readonly string[], after: readonly string[]): EvaluationChange['order'] {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  let kept = 0; // at the end
  while (kept < shorter - at && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept += 1;
  return { at, gone: before.length - at - kept, keys: after.slice(at, after.length - kept) };
}
