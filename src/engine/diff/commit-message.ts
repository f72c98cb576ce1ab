import type { Catalog } from '../catalog';
import type { Evaluation } from '../evaluate';
import { count, counted, knownMoney, list, signedMoney } from '../format';
import { legible, type Plan } from '../plan';
import type { Change, PlanDiff } from './change';
import { consequencesOf, type Consequences } from './consequences';
import { diffPlans } from './diff-plans';
import { changeWords, type WordsInput } from './words';

export interface CommitInput {
  /** The plan as it was checked in last; `undefined` for the first time. */
  readonly before: Plan | undefined;
  readonly after: Plan;
  /** True if there was an earlier check-in whose record cannot be read: then the message does not say what changed. */
  readonly isLost?: boolean;
  /** Evaluates both with the same prices and rules, so that the plan alone differs. */
  readonly evaluate: (plan: Plan) => Evaluation;
  readonly catalog: Catalog;
  /** What the exported files leave open, and the file that lists it. */
  readonly open?: { readonly gaps: number; readonly remarks: number; readonly readme: string | null };
  /** Paths of the files that differ from the last check-in, or that it had and that are removed. */
  readonly files: { readonly written: readonly string[]; readonly removed: readonly string[] };
}

/** Longest first line: longer ones are cut by tools. */
const longestSubject = 72;
/** Longest name or value in a line. */
const longestText = 60;
/** Number of lines about one thing before the rest is counted. */
const most = { changes: 30, findings: 10, files: 20 };

/**
 * A commit message for a check-in: an imperative of at most 72 characters, then what changed in the plan, its cost, its findings, and the
 * files that were written. Ends in a line end.
 */
export function commitMessage(input: CommitInput): string {
  const { before, after, evaluate, catalog, files, isLost = false } = input;
  if (!before) {
    const { findings, cost } = evaluate(after);
    const open = findings.filter(({ waived }) => !waived).length;
    const subject = isLost ? `Check in ${oneLine(after.name)} and its files` : `Add the plan ${oneLine(after.name)} and its files`;
    return messageOf(cut(subject), [
      ...(isLost ? [['What changed is not known: the record of the last check-in was damaged.']] : []),
      [`Cost a month: ${knownMoney(cost.monthly.likely, cost.unknown.length, cost.currency)}`],
      [open === 0 ? 'No findings.' : `${counted(open, 'finding')} open.`],
      fileLines(files),
      openLines(input.open),
    ]);
  }
  const diff = diffPlans(before, after, catalog);
  const consequences = consequencesOf(evaluate(diff.before), evaluate(after));
  const words: WordsInput = { before, after, catalog, currency: consequences.cost.currency.after };
  return messageOf(subjectOf(briefsOf(diff, words), after, files), [
    lines(changeLines(diff, words), most.changes, 'change'),
    [costLine(consequences)],
    ...findingLines(consequences),
    fileLines(files),
    openLines(input.open),
  ]);
}

/** Whoever reviews the commit learns of what the files leave open. */
function openLines(open: CommitInput['open']): string[] {
  if (!open || open.gaps + open.remarks === 0) return [];
  const parts = [
    ...(open.gaps > 0 ? [`${counted(open.gaps, 'value')} left to be filled in`] : []),
    ...(open.remarks > 0 ? [`${counted(open.remarks, 'remark')} on what is in no file`] : []),
  ];
  return [`${list(parts)}${open.readme === null ? '' : `: see ${open.readme}`}`];
}

function messageOf(subject: string, parts: readonly (readonly string[])[]): string {
  return `${[subject, ...parts.filter((part) => part.length > 0).map((part) => part.join('\n'))].join('\n\n')}\n`;
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

/** The changes as imperatives, the weightiest first: nodes added, swapped, removed and changed, edges, the plan, the drawing. */
function briefsOf({ changes, isReordered }: PlanDiff, words: WordsInput): string[] {
  const said = changes.filter(({ kind }) => kind !== 'moved');
  const nodes = said.filter(({ part }) => part === 'node');
  const order = (change: Change) => (change.kind === 'added' ? 0 : change.keys.some(isService) ? 1 : change.kind === 'removed' ? 2 : 3);
  const edges = said.filter(({ part }) => part === 'edge').length;
  const others = said.filter(({ part }) => part !== 'node' && part !== 'edge');
  return [
    ...nodes.toSorted((a, b) => order(a) - order(b)).map((change) => nodeBrief(change, words)),
    ...(edges > 0 ? [`change ${counted(edges, 'edge')}`] : []),
    ...new Set(others.map(otherBrief)),
    ...(said.length < changes.length || isReordered ? ['rearrange the drawing'] : []),
  ];
}

function nodeBrief(change: Change, words: WordsInput): string {
  const service = change.keys.find(isService);
  const named = (id: unknown) => short(words.catalog.get(String(id))?.shortName ?? String(id));
  if (service) return `swap ${named(service.before)} for ${named(service.after)}`;
  return `${imperatives[change.kind]} ${short(changeWords(change, words).title)}`;
}

const imperatives = { added: 'add', removed: 'remove', changed: 'change', renamed: 'rename', moved: 'move' } as const;

function otherBrief({ part, keys }: Change): string {
  if (part !== 'plan') return `change the ${part}s`;
  const [first = ''] = keys[0]?.path ?? [];
  return first === 'name' ? 'rename the plan' : first === 'exports' ? 'change what is exported' : `change the ${first}`;
}

function isService({ path }: Change['keys'][number]): boolean {
  return path[0] === 'service';
}

/** A line for each change, and one for each key that differs. */
function changeLines({ changes, isReordered }: PlanDiff, words: WordsInput): string[] {
  const moved = changes.filter(({ kind }) => kind === 'moved').length;
  return [
    ...changes.filter(({ kind }) => kind !== 'moved').flatMap((change) => linesOf(change, words)),
    ...(moved > 0 ? [`Move ${counted(moved, 'thing')} on the drawing`] : []),
    ...(isReordered ? ['Reorder the nodes in the file'] : []),
  ];
}

function linesOf(change: Change, words: WordsInput): string[] {
  const { title, what, keys } = changeWords(change, words);
  const name = change.part === 'node' ? `"${short(title)}"` : short(title);
  const thing = change.part === 'node' ? (title === what ? name : `${name} (${short(what)})`) : `the ${change.part} ${name}`;
  if (change.kind === 'added') return [`Add ${thing}`];
  if (change.kind === 'removed') return [`Remove ${thing}`];
  const former = change.kind === 'renamed' ? [`Rename the id "${short(change.formerId ?? '')}" to "${short(change.id)}"`] : [];
  const of = change.part === 'plan' ? '' : `${name}: `;
  return [...former, ...keys.map((key) => `${of}${short(key.title)}: ${short(key.before)} → ${short(key.after)}`)];
}

function costLine({ cost: { monthly, unknown, currency, difference } }: Consequences): string {
  const before = knownMoney(monthly.before.likely, unknown.before, currency.before);
  const after = knownMoney(monthly.after.likely, unknown.after, currency.after);
  if (before === after) return `Cost a month: ${after}, as before`;
  const isKnown = difference !== undefined && unknown.before + unknown.after === 0;
  return `Cost a month: ${before} → ${after}${isKnown ? ` (${signedMoney(difference, currency.after)})` : ''}`;
}

function findingLines({ findings: { added, resolved } }: Consequences): string[][] {
  const said = (title: string, all: typeof added) =>
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
  return [said('New findings', added), said('Resolved findings', resolved)];
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

/** A text of the plan in one line, cut to a readable length. */
function short(text: string): string {
  return cut(oneLine(text), longestText);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cut(text: string, longest = longestSubject): string {
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}
