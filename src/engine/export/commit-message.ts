import type { Catalog } from '../catalog';
import { counted, count, list, knownMoney, signedMoney } from '../format';
import { legible, type Plan } from '../plan';
import type { Evaluated } from './context';
import { planChanges } from './plan-changes';

/** A plan at the time of a check-in, with its findings and cost. */
export interface CheckedInPlan {
  readonly plan: Plan;
  readonly evaluation: Pick<Evaluated, 'findings' | 'cost'>;
}

export interface CommitInput {
  /** The plan as it was checked in last; `undefined` for the first time. Evaluated with today's prices and rules, so that the plan alone differs. */
  readonly before: CheckedInPlan | undefined;
  readonly after: CheckedInPlan;
  readonly catalog: Catalog;
  /** Paths of the files that this check-in has written or removed. */
  readonly files: { readonly written: readonly string[]; readonly removed: readonly string[] };
}

/** Longest first line: longer ones are cut by tools. */
const longestSubject = 72;
/** Number of lines about one thing before the rest is counted. */
const most = { changes: 30, findings: 10, files: 20 };

/**
 * A commit message for a check-in: an order of at most 72 characters, then what changed in the plan, its cost, its findings, and the files
 * that were written. Ends in a line end.
 */
export function commitMessage({ before, after, catalog, files }: CommitInput): string {
  const { plan } = after;
  const changes = before ? planChanges(before.plan, plan, catalog) : [];
  const subject = before
    ? subjectOf(
        changes.map(({ brief }) => brief),
        plan,
        files,
      )
    : firstSubject(plan);
  const parts = [
    lines(
      changes.flatMap((one) => one.lines),
      most.changes,
      'change',
    ),
    costLines(before, after),
    ...findingLines(before, after),
    fileLines(files),
  ];
  return `${[subject, ...parts.filter((part) => part.length > 0).map((part) => part.join('\n'))].join('\n\n')}\n`;
}

function firstSubject(plan: Plan): string {
  return cut(`Add the plan ${oneLine(plan.name)} and its files`);
}

/** As many changes as there is room for; the rest is counted. */
function subjectOf(briefs: readonly string[], plan: Plan, { written, removed }: CommitInput['files']): string {
  if (briefs.length === 0)
    return written.length + removed.length === 0
      ? cut(`Check in ${oneLine(plan.name)} as it was`)
      : cut(`Export the files of ${oneLine(plan.name)}`);
  for (let named = briefs.length; named > 0; named -= 1) {
    const rest = briefs.length - named;
    const text = [...briefs.slice(0, named), ...(rest > 0 ? [`${count(rest)} more`] : [])];
    const subject = capital(list(text));
    if (subject.length <= longestSubject) return subject;
  }
  return cut(capital(briefs[0] ?? ''));
}

function costLines(before: CheckedInPlan | undefined, { evaluation: { cost } }: CheckedInPlan): string[] {
  const words = ({ monthly, unknown, currency }: CheckedInPlan['evaluation']['cost']) =>
    knownMoney(monthly.likely, unknown.length, currency);
  const now = words(cost);
  const old = before?.evaluation.cost;
  if (!old) return [`Cost a month: ${now}`];
  if (words(old) === now) return [`Cost a month: ${now}, as before`];
  const isKnown = old.unknown.length + cost.unknown.length === 0 && old.currency === cost.currency;
  return [
    `Cost a month: ${words(old)} → ${now}${isKnown ? ` (${signedMoney(cost.monthly.likely - old.monthly.likely, cost.currency)})` : ''}`,
  ];
}

function findingLines(before: CheckedInPlan | undefined, { evaluation }: CheckedInPlan): string[][] {
  const open = (one: CheckedInPlan['evaluation'] | undefined) => (one?.findings ?? []).filter(({ waived }) => waived === null);
  const [old, now] = [open(before?.evaluation), open(evaluation)];
  if (!before) return [[now.length === 0 ? 'No findings.' : `${counted(now.length, 'finding')} open.`]];
  const missing = (all: typeof now, others: typeof now) => {
    const keys = new Set(others.map(({ key }) => key));
    return all.filter(({ key }) => !keys.has(key));
  };
  const said = (title: string, all: typeof now) =>
    all.length === 0
      ? []
      : [
          `${title}:`,
          ...lines(
            all.map(({ severity, message }) => `${severity}: ${oneLine(message)}`),
            most.findings,
            'finding',
          ),
        ];
  return [said('New findings', missing(now, old)), said('Resolved findings', missing(old, now))];
}

function fileLines({ written, removed }: CommitInput['files']): string[] {
  const all = [...[...written].sort(), ...[...removed].sort().map((path) => `${path} (removed)`)];
  return all.length === 0
    ? []
    : [
        `Files: ${count(written.length)} written${removed.length > 0 ? `, ${count(removed.length)} removed` : ''}`,
        ...lines(all, most.files, 'file'),
      ];
}

/** Texts as items of a list; of many, the first, and the number of the rest. */
function lines(texts: readonly string[], limit: number, noun: string): string[] {
  const shown = texts.length > limit ? texts.slice(0, limit - 1) : texts;
  const rest = texts.length - shown.length;
  return [...shown.map((text) => `- ${text}`), ...(rest > 0 ? [`- and ${counted(rest, `more ${noun}`)}`] : [])];
}

function oneLine(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim();
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function cut(text: string): string {
  return text.length > longestSubject ? `${text.slice(0, longestSubject - 1).trimEnd()}…` : text;
}
