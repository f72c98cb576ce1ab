import type { Plan, Revision } from './model';
import { packetParts, type PacketPart } from './vocabulary';

/* Revisions of a plan: their names, and the figures of the day that they keep. */

/** What is kept of a cost; an evaluation's cost has it. */
export interface CostOfDay {
  readonly currency: string;
  readonly priceBook: { readonly id: string };
  readonly monthly: { readonly low: number; readonly likely: number; readonly high: number };
  /** Nodes whose cost is unknown, wholly or in part. */
  readonly unknown: readonly string[];
}

/** What is kept of scores; those of an evaluation have it. */
export interface ScoresOfDay {
  readonly maintainability: { readonly value: number | null };
  readonly skills: { readonly value: number | null };
  readonly integration: { readonly value: number | null };
  readonly maturity: { readonly level: number };
}

/** The figures of a day as a revision keeps them. */
export function figuresOfDay(cost: CostOfDay, scores: ScoresOfDay): Required<Pick<Revision, 'cost' | 'scores'>> {
  const { monthly, currency, priceBook, unknown } = cost;
  return {
    cost: {
      ...spreadOfDay(monthly),
      currency,
      priceBook: priceBook.id,
      ...(unknown.length > 0 ? { unknown: unknown.length } : {}),
    },
    scores: scoresOfDay(scores),
  };
}

/** A monthly cost to the cent; a range only where there is one. */
export function spreadOfDay({ low, likely, high }: CostOfDay['monthly']): { monthly: number; low?: number; high?: number } {
  const range = { low: toCents(low), high: toCents(high) };
  const monthly = toCents(likely);
  return { monthly, ...(range.low === monthly && range.high === monthly ? {} : range) };
}

/** The scores that were worked out, without those that were not. */
export function scoresOfDay({ maintainability, skills, integration, maturity }: ScoresOfDay): NonNullable<Revision['scores']> {
  const scored = { maintainability: maintainability.value, skills: skills.value, integration: integration.value };
  return {
    ...Object.fromEntries(Object.entries(scored).filter(([, value]) => value !== null)),
    maturity: maturity.level,
  };
}

function toCents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Characters of the id of a revision, at most. */
export const longestRevisionId = 40;

/**
 * The id that follows the last revision: the next letter or number. The first one is A; 2 follows 1, 1.3 follows 1.2, AA follows Z. An id
 * that ends otherwise gets a 2 behind it.
 */
export function nextRevisionId(revisions: readonly Pick<Revision, 'id'>[] = []): string {
  const used = new Set(revisions.map(({ id }) => id));
  let id = revisions.at(-1)?.id;
  if (id === undefined) return 'A';
  do id = following(id);
  while (used.has(id));
  return id.length > longestRevisionId ? '' : id;
}

function following(id: string): string {
  const [, start = '', digits] = /^(.*?)(\d+)$/su.exec(id) ?? [];
  if (digits !== undefined) return `${start}${String(BigInt(digits) + 1n).padStart(digits.length, '0')}`;
  const [, before = '', letters] = /^(.*?[^A-Za-z]|)([A-Z]{1,3}|[a-z])$/su.exec(id) ?? [];
  return letters === undefined ? `${id} 2` : `${before}${nextLetters(letters)}`;
}

/** B after A, BA after AZ, AAA after ZZ; the same in small letters. */
function nextLetters(letters: string): string {
  const [first, last] = letters >= 'a' ? ['a', 'z'] : ['A', 'Z'];
  let rest = letters;
  let end = '';
  while (rest.endsWith(last)) [rest, end] = [rest.slice(0, -1), end + first];
  return rest === '' ? first + end : rest.slice(0, -1) + String.fromCharCode(rest.charCodeAt(rest.length - 1) + 1) + end;
}

/** The reason why a revision cannot be issued under an id, or `undefined`. */
export function revisionIdProblem(id: string, revisions: readonly Pick<Revision, 'id'>[] = []): string | undefined {
  if (id.trim() === '') return 'A revision needs an id.';
  if (id.length > longestRevisionId) return `The id has more than ${longestRevisionId} characters.`;
  return revisions.some((one) => one.id === id) ? `Revision "${id}" was issued already.` : undefined;
}

/** The parts of a packet that states none: all of them, with changes only where there is a state to compare with. */
export function usualParts({ revisions }: Pick<Plan, 'revisions'>, since?: string): readonly PacketPart[] {
  const hasChanges = since !== undefined || (revisions ?? []).length > 0;
  return hasChanges ? packetParts : packetParts.filter((part) => part !== 'changes');
}

/** The revision since which a packet shows changes: the one that it names, or else the last one. */
export function revisionSince({ revisions }: Pick<Plan, 'revisions'>, since: string | undefined): Revision | undefined {
  return since === undefined ? revisions?.at(-1) : revisions?.find(({ id }) => id === since);
}
