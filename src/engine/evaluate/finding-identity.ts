import type { Finding } from '../validate';

export type FindingWords = Pick<Finding, 'key' | 'severity' | 'message'>;

/**
 * The findings that come and go between two states of a plan, waived ones left out, in the order of their lists. A finding is the same as
 * before when its rule finds it at the same places, whatever its text; also when its places include those of the other, as when a rule
 * counts nodes of which there are now more.
 */
export function findingsBetween(
  before: readonly Finding[],
  after: readonly Finding[],
): { readonly added: readonly FindingWords[]; readonly gone: readonly FindingWords[] } {
  const gone = missingIn(after, before);
  const added: Finding[] = [];
  for (const finding of missingIn(before, after)) {
    const same = gone.findIndex((other) => isSame(finding, other));
    if (same < 0) added.push(finding);
    else gone.splice(same, 1);
  }
  return { added: added.map(wordsOf), gone: gone.map(wordsOf) };
}

/** Open findings whose keys the other list does not have. */
function missingIn(there: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const known = new Set(there.filter(({ waived }) => !waived).map(({ key }) => key));
  return findings.filter(({ key, waived }) => !waived && !known.has(key));
}

function isSame(one: Finding, other: Finding): boolean {
  if (one.rule !== other.rule || fieldOf(one) !== fieldOf(other)) return false;
  return isPart(one.nodes, other.nodes) && isPart(one.edges, other.edges);
}

/** The field that a finding is about, of any of its nodes or edges. */
function fieldOf({ path = [] }: Finding): string {
  return (path[0] === 'nodes' || path[0] === 'edges' ? path.toSpliced(1, 1) : path).join('/');
}

/** True if one list of places contains the other. A finding without places matches only another without places. */
function isPart(some: readonly string[], others: readonly string[]): boolean {
  const [few, many] = some.length < others.length ? [some, others] : [others, some];
  const all = new Set(many);
  return (few.length > 0 || many.length === 0) && few.every((place) => all.has(place));
}

function wordsOf({ key, severity, message }: Finding): FindingWords {
  return { key, severity, message };
}
