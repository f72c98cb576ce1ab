import { edgeId, type Waiver } from '../plan';
import { cite } from '../catalog';
import type { Finding } from './finding';
import { severities, type Found, type Rule, type RuleInput, type RuleMeta } from './rule';

/** The rule that speaks when another rule fails; its findings are ours to mend, not the user's. */
export const ruleFailed: RuleMeta = {
  id: 'rule-failed',
  title: 'Every rule can be checked',
  severity: 'warning',
  family: 'structure',
  stages: 'all',
  sources: [{ title: 'Pipedraft' }],
  entries: [],
  docs: 'A rule stopped with a fault of its own. The other rules were checked all the same.',
};

/** The rule about waivers that no longer hold or never did. */
export const waiverRule: RuleMeta = {
  id: 'waiver-without-effect',
  title: 'Every waiver covers something',
  severity: 'info',
  family: 'structure',
  stages: 'all',
  sources: [{ title: 'Pipedraft' }],
  entries: [],
  docs: 'A waiver that has lapsed, or that covers no finding, hides nothing and should go or be renewed.',
};

type Unnumbered = Omit<Finding, 'number'>;

/** Checks a plan by some rules. It never throws: a rule that fails becomes a finding, and the others still run. */
export function validate(input: RuleInput, rules: readonly Rule[]): Finding[] {
  const found: Unnumbered[] = [];
  for (const rule of rules) {
    try {
      for (const one of rule.check(input)) found.push(complete(rule.meta, one));
    } catch (error) {
      found.push(
        complete(ruleFailed, {
          message: `The rule "${rule.meta.title}" could not be checked on this plan.`,
          why: `It failed with: ${error instanceof Error ? error.message : String(error)}. Please report it with the plan.`,
          path: [rule.meta.id],
        }),
      );
    }
  }
  const waived = waive(distinct(found), input.plan.waivers, input.today);
  return sorted(waived, input).map((finding, at) => ({ number: at + 1, ...finding }));
}

function complete(meta: RuleMeta, found: Found): Unnumbered {
  const edges = (found.edges ?? []).map(edgeId);
  const nodes = found.nodes ?? [];
  return {
    key: [meta.id, nodes.join(','), edges.join(','), found.path?.join('.') ?? ''].join('|'),
    rule: meta.id,
    title: meta.title,
    family: meta.family,
    severity: found.severity ?? meta.severity,
    nodes,
    edges,
    message: found.message,
    why: found.why,
    source: found.source ?? meta.sources[0],
    ...(found.path ? { path: found.path } : {}),
    fixes: found.fixes ?? [],
    waived: null,
  };
}

/** Two complaints about the same places get keys of their own. */
function distinct(findings: readonly Unnumbered[]): Unnumbered[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const times = seen.get(finding.key) ?? 0;
    seen.set(finding.key, times + 1);
    return times === 0 ? finding : { ...finding, key: `${finding.key}|${times + 1}` };
  });
}

function waive(findings: readonly Unnumbered[], waivers: readonly Waiver[], today: string): Unnumbered[] {
  if (waivers.length === 0) return [...findings];
  const used = new Set<Waiver>();
  const result = findings.map((finding) => {
    const waiver = waivers.find((candidate) => covers(candidate, finding));
    if (!waiver) return finding;
    used.add(waiver);
    if (lapsed(waiver, today)) return finding;
    const { because, owner, until } = waiver;
    return { ...finding, waived: { because, owner, until } };
  });
  waivers.forEach((waiver, at) => {
    if (used.has(waiver) && !lapsed(waiver, today)) return;
    const reason = lapsed(waiver, today) ? `lapsed on ${waiver.until}` : 'covers no finding of this plan';
    result.push(
      complete(waiverRule, {
        message: `The waiver of "${waiver.rule}" ${reason}.`,
        why: used.has(waiver)
          ? 'What it covered counts again. Renew it with a new end date, or mend what it covered and remove it.'
          : 'A waiver that covers nothing misleads the next reader.',
        path: ['waivers', at],
        severity: used.has(waiver) ? 'warning' : 'info',
        fixes: [{ title: 'Remove the waiver', edits: [{ type: 'remove-waiver', at }] }],
      }),
    );
  });
  return result;
}

function lapsed(waiver: Waiver, today: string): boolean {
  return waiver.until !== undefined && waiver.until < today;
}

function covers(waiver: Waiver, finding: Unnumbered): boolean {
  if (waiver.rule !== finding.rule) return false;
  return waiver.on === undefined || waiver.on.some((place) => finding.nodes.includes(place) || finding.edges.includes(place));
}

/** Worst first; then as the plan goes: by where the first node stands in the file; waived ones last. */
function sorted(findings: readonly Unnumbered[], { graph }: RuleInput): Unnumbered[] {
  const order = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const placeOf = ({ nodes, edges }: Unnumbered) => order.get(nodes[0] ?? edges[0]?.split('/')[0] ?? '') ?? -1;
  const keyed = findings.map((finding) => ({
    finding,
    rank: (finding.waived ? 10 : 0) + severities.indexOf(finding.severity),
    place: placeOf(finding),
  }));
  keyed.sort(
    (a, b) => a.rank - b.rank || a.place - b.place || (a.finding.key < b.finding.key ? -1 : a.finding.key > b.finding.key ? 1 : 0),
  );
  return keyed.map(({ finding }) => finding);
}

/** A finding in one line, as lists and logs show it. */
export function lineOf(finding: Finding): string {
  return `${finding.number}. ${finding.severity}: ${finding.message} (${cite(finding.source)})`;
}
