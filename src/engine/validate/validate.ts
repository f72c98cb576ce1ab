import { edgeEnds, edgeId, type Plan, type Waiver } from '../plan';
import { cite } from '../catalog';
import type { Finding, Validation } from './finding';
import { finished } from './fixes/finish';
import { keyOf } from './finding-key';
import { severities, type Fix, type Found, type Rule, type RuleInput, type RuleMeta } from './rule';
import { coveringWaiver, lapsed } from './waivers';

/** The rule that reports that another rule failed; its findings are for Pipedraft's makers to fix, not for the user. */
export const ruleFailed: RuleMeta = {
  id: 'rule-failed',
  title: 'Every rule can be checked',
  severity: 'warning',
  family: 'structure',
  pillar: 'operational-excellence',
  stages: 'all',
  sources: [{ title: 'Pipedraft' }],
  entries: [],
  docs: 'A rule stopped with an internal error. Pipedraft still checked the other rules. The finding is an error where the rule is one, so that a plan does not pass because of a check that did not run.',
};

/** The rule about waivers that no longer hold or never did. */
export const waiverRule: RuleMeta = {
  id: 'waiver-without-effect',
  title: 'Every waiver covers something',
  severity: 'info',
  family: 'structure',
  pillar: 'operational-excellence',
  stages: 'all',
  sources: [{ title: 'Pipedraft' }],
  entries: [],
  docs: 'A waiver that has lapsed, or that covers no finding, hides nothing and should be removed or renewed.',
};

/** A finding while its number, its key and its waiver are still open, with the way to its fixes. */
export interface Draft {
  readonly finding: { -readonly [K in keyof Finding]: Finding[K] };
  readonly fixes: Found['fixes'];
}

/**
 * Checks a plan by some rules. It never throws: a rule that fails becomes a finding, and the others still run.
 * @param report is called for fixes that could not be computed; the finding then has none
 */
export function validate(input: RuleInput, rules: readonly Rule[], report: (fault: Error) => void = () => undefined): Validation {
  const drafts = rules.flatMap((rule) => draftsOf(rule, input).drafts);
  tellApart(drafts);
  for (const draft of waive(drafts, input)) drafts.push(draft);
  const sorted = inOrder(drafts, input);
  sorted.forEach(({ finding }, at) => (finding.number = at + 1));
  return { findings: sorted.map(({ finding }) => finding), fixesOf: fixesOf(sorted, input, report) };
}

/** What one rule finds; a rule that fails finds that. */
export function draftsOf(rule: Rule, input: RuleInput): { readonly drafts: Draft[]; readonly hasFailed: boolean } {
  const drafts: Draft[] = [];
  try {
    for (const one of rule.check(input)) drafts.push(draftOf(rule.meta, one, withItems(one.path, input.plan)));
    return { drafts, hasFailed: false };
  } catch (error) {
    drafts.push(
      draftOf(ruleFailed, {
        message: `The rule "${rule.meta.title}" could not be checked on this plan.`,
        why: `It failed with: ${wordsOf(error)}. Please report it with the plan.`,
        path: [rule.meta.id],
        // a rule that did not run must not let a plan pass a gate that it would have closed
        severity: rule.meta.severity === 'error' ? 'error' : ruleFailed.severity,
      }),
    );
    return { drafts, hasFailed: true };
  }
}

/** A path into the context with the items of lists in place of their numbers, which differ when another item goes. */
function withItems(
  path: readonly (string | number)[] | undefined,
  { context }: Pick<Plan, 'context'>,
): readonly (string | number)[] | undefined {
  if (path?.[0] !== 'context') return path;
  let at: unknown = { context };
  return path.map((part) => {
    at = (at as Readonly<Record<string | number, unknown>> | undefined)?.[part];
    return typeof part === 'number' && typeof at === 'string' ? at : part;
  });
}

/** @param place what tells the finding from others of its rule, where that is not its path */
function draftOf(meta: RuleMeta, found: Found, place: readonly (string | number)[] = found.path ?? []): Draft {
  const nodes = found.nodes ?? [];
  const edges = (found.edges ?? []).map(edgeId);
  const finding: Draft['finding'] = {
    number: 0,
    key: keyOf(meta.id, nodes, edges, place),
    rule: meta.id,
    title: meta.title,
    family: meta.family,
    pillar: meta.pillar,
    severity: found.severity ?? meta.severity,
    nodes,
    edges,
    message: found.message,
    why: found.why,
    source: found.source ?? meta.sources[0],
    waived: null,
  };
  if (found.path) finding.path = found.path;
  return { finding, fixes: found.fixes };
}

/** Two complaints about the same places get keys of their own. */
export function tellApart(drafts: readonly Draft[]): void {
  const seen = new Map<string, number>();
  for (const { finding } of drafts) {
    const times = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, times);
    if (times > 1) finding.key = `${finding.key}|${times}`;
  }
}

/** Marks waived findings. @returns findings about the waivers themselves */
function waive(drafts: readonly Draft[], { plan: { waivers }, today }: RuleInput): Draft[] {
  if (waivers.length === 0) return [];
  const used = new Set<Waiver>();
  const waiverOf = coveringWaiver(waivers, today);
  for (const { finding } of drafts) {
    const waiver = waiverOf(finding);
    if (!waiver) continue;
    used.add(waiver);
    const { because, owner, until } = waiver;
    if (!lapsed(waiver, today)) finding.waived = { because, owner, until };
  }
  return idleWaivers(waivers, used, today);
}

/** Findings about waivers that have lapsed or cover nothing. @param used those that cover a finding */
export function idleWaivers(waivers: readonly Waiver[], used: ReadonlySet<Waiver>, today: string): Draft[] {
  const drafts = waivers.flatMap((waiver, at) => {
    if (used.has(waiver) && !lapsed(waiver, today)) return [];
    const reason = lapsed(waiver, today) ? `lapsed on ${waiver.until}` : 'covers no finding of this plan';
    return [
      draftOf(
        waiverRule,
        {
          message: `The waiver of "${waiver.rule}" ${reason}.`,
          why: used.has(waiver)
            ? 'What it covered counts again. Renew it with a new end date, or fix what it covered and remove it.'
            : 'A waiver that covers nothing misleads the next reader.',
          path: ['waivers', at],
          severity: used.has(waiver) ? 'warning' : 'info',
          fixes: () => [{ title: 'Remove the waiver', edits: [{ type: 'remove-waiver', at }] }],
        },
        ['waivers', waiver.rule, ...(waiver.on ?? [])],
      ),
    ];
  });
  tellApart(drafts);
  return drafts;
}

/** Worst first, then by the place of the first node in the file; waived ones last. */
function inOrder(drafts: readonly Draft[], { graph }: RuleInput): Draft[] {
  const placed = drafts.map((draft) => {
    const { nodes, edges, waived, severity, key } = draft.finding;
    const rank = (waived ? 10 : 0) + severities.indexOf(severity);
    return { draft, rank, place: graph.get(nodes[0] ?? (edges[0] === undefined ? '' : edgeEnds(edges[0]).from))?.at ?? -1, key };
  });
  placed.sort((a, b) => a.rank - b.rank || a.place - b.place || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return placed.map(({ draft }) => draft);
}

/** Caches the fixes that were asked for: a list and a card show the same ones. */
function fixesOf(drafts: readonly Draft[], input: RuleInput, report: (fault: Error) => void): Validation['fixesOf'] {
  const byKey = new Map(drafts.map((draft) => [draft.finding.key, draft]));
  const known = new Map<string, readonly Fix[]>();
  return (key) => {
    const draft = byKey.get(key);
    if (!draft?.fixes) return [];
    let fixes = known.get(key);
    if (!fixes) {
      try {
        fixes = finished(draft.fixes(), input);
      } catch (error) {
        report(new Error(`The fixes of a finding of "${draft.finding.rule}" could not be worked out: ${wordsOf(error)}`, { cause: error }));
        fixes = [];
      }
      known.set(key, fixes);
    }
    return fixes;
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A finding in one line, as lists and logs show it. */
export function lineOf(finding: Finding): string {
  return `${finding.number}. ${finding.severity}: ${finding.message} (${cite(finding.source)})`;
}
