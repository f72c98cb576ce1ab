import type { Consequences, FileChange, PlanDiff } from '#engine/diff';
import {
  changeKinds,
  changeWords,
  parts,
  type Change,
  type ChangeWords,
  type KnownSpread,
  type Part,
  type PartShift,
  type Shift,
} from '#engine/diff';
import type { Evaluation } from '#engine/evaluate';
import { agreeing, counted, knownMoney, list, minus, percent, signedKnownMoney, signedMoney, toDecimals } from '#engine/format';
import { titleOf } from '#engine/plan';
import type { Catalog } from '#engine/catalog';
import type { Baseline } from '../against';
import type { Side } from '../sides';

/** Two plans that were compared, as input of the reports. */
export interface ComparedPlans {
  readonly before: Side;
  readonly after: Side;
  readonly diff: PlanDiff;
  readonly consequences: Consequences;
  /** The exported files that differ, or the reason why they are not known. */
  readonly files: readonly FileChange[] | { readonly unknown: string };
  readonly costs: Shift<Evaluation['cost']>;
  readonly catalog: Catalog;
}

/** Marks of the kinds of changes, which tell them apart without colour. */
export const changeMarks = { added: '+', removed: minus, changed: '~', renamed: '~', moved: '↔' } as const;

/** A change in words. */
export function wordsOf(change: Change, { before, after, catalog, consequences }: ComparedPlans): ChangeWords {
  const currency = consequences.cost.currency.after;
  return changeWords(change, { before: before.read.plan, after: after.read.plan, catalog, currency });
}

/** A side as the user named it; the id of a commit is shortened. */
export function nameOf({ file }: Side): string {
  return file.replace(/^([0-9a-f]{12})[0-9a-f]{28,52}(?=:|$)/, '$1');
}

/** The changes in a line: `1 node added and 3 changed; 2 edges removed`; says so if there are none. */
export function summaryOf({ changes, isReordered }: Pick<PlanDiff, 'changes' | 'isReordered'>): string {
  if (changes.length === 0) return isReordered ? 'only the order of the nodes in the file differs' : 'no differences';
  const order: readonly Part[] = ['node', ...parts.filter((part) => part !== 'node' && part !== 'plan')];
  const counts = order.flatMap((part) => {
    const ofPart = changes.filter((change) => change.part === part);
    const kinds = changeKinds
      .map((kind) => ({ kind, count: ofPart.filter((change) => change.kind === kind).length }))
      .filter(({ count }) => count > 0);
    const words = kinds.map(({ kind, count }, at) => `${at === 0 ? counted(count, part) : String(count)} ${kind}`);
    return words.length > 0 ? [list(words)] : [];
  });
  const ofPlan = changes.filter(({ part }) => part === 'plan').reduce((sum, { keys }) => sum + keys.length, 0);
  return (ofPlan > 0 ? [...counts, `${counted(ofPlan, 'value')} of the plan changed`] : counts).join('; ');
}

/** A cost: `1,234 USD`, `at least 1,234 USD`. */
export function costText({ likely }: KnownSpread, unknown: number, currency: string): string {
  return knownMoney(likely, unknown, currency);
}

/** The difference of the monthly cost: `+222 USD (+18 %)`. */
export function differenceOf({ cost }: Consequences): string {
  const { difference, share, unknown, currency } = cost;
  if (difference === undefined) return `not comparable: ${currency.before} and ${currency.after}`;
  const amount = signedMoney(difference, currency.after);
  const part = share === undefined ? '' : ` (${signed(share, percent(share, 1))})`;
  return `${amount}${part}${unknown.before + unknown.after > 0 ? ', of what is known' : ''}`;
}

/** The cost of a node before and after: `100 USD → 220 USD`, `new, 220 USD`. */
export function nodeCostOf({ before, after }: Shift<KnownSpread | undefined>, currency: Shift<string>): string {
  const said = (cost: KnownSpread, code: string) => knownMoney(cost.likely, Number(cost.isPart), code);
  if (!before) return after ? `new, ${said(after, currency.after)}` : '';
  return after ? `${said(before, currency.before)} → ${said(after, currency.after)}` : `was ${said(before, currency.before)}`;
}

/** The difference of a node's cost: `+12.50 USD`, `at least +12.50 USD`, `unknown`. @param currency left out where it is named once */
export function nodeDifferenceOf({ before, after }: Shift<KnownSpread | undefined>, currency = ''): string {
  if (before?.isPart) return 'unknown';
  return signedKnownMoney((after?.likely ?? 0) - (before?.likely ?? 0), Number(after?.isPart ?? false), currency);
}

/** The title of a node of either plan. @param node its id in the names of the plan after */
export function nodeTitle(node: string, { after, diff }: ComparedPlans): string {
  return titleOf(after.read.plan.nodes[node] ? after.read.plan : diff.before, node);
}

/** A score: `71`, or `not scored`. */
export function pointsOf(value: number | null): string {
  return value === null ? 'not scored' : toDecimals(value, 0);
}

/** The difference of two scores: `+3`, `0`; empty if one of them is missing. */
export function gainOf({ before, after }: Shift<number | null>): string {
  return before === null || after === null ? '' : signed(after - before, toDecimals(after - before, 1));
}

function signed(value: number, text: string): string {
  return value > 0 && !/^0(?: |$)/.test(text) ? `+${text}` : text;
}

/** What changed since an earlier state, in a sentence: `Since "main", 1 finding is new, 2 are resolved, and …` */
export function sinceOf({ name, state, consequences }: Baseline): string {
  if (!consequences) return `"${name}" ${state === 'missing' ? 'does not have the plan' : 'cannot be compared with'}, so all of it is new.`;
  if (state === 'missing') {
    const { monthly, currency, unknown } = consequences.cost;
    return `"${name}" does not have the plan, so all of it is new: its whole cost is the increase, ${knownMoney(monthly.after.likely, unknown.after, currency.after)} a month.`;
  }
  const { added, resolved } = consequences.findings;
  const verb = (count: number) => `${count} ${agreeing(count, 'is', 'are')}`;
  const cost = consequences.cost.difference === undefined ? 'the cost is' : 'the difference of the monthly cost is';
  return `Since "${name}", ${counted(added.length, 'finding')} ${agreeing(added.length, 'is', 'are')} new, ${verb(resolved.length)} resolved, and ${cost} ${differenceOf(consequences)}.`;
}

/** The points of a part of a score: `8 → 6 of 15`, `new, 6 of 15`, `no longer counted, was 8 of 15`. */
export function partPointsOf({ points: { before, after }, max }: PartShift): string {
  const said = (points: number) => toDecimals(points, 1);
  if (before === undefined) return `new, ${said(after ?? 0)} of ${said(max)}`;
  return after === undefined
    ? `no longer counted, was ${said(before)} of ${said(max)}`
    : `${said(before)} → ${said(after)} of ${said(max)}`;
}
