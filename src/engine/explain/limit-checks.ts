import { z } from 'zod';
import type { Catalog, Service } from '../catalog';
import type { RuleMeta } from '../validate';
import type { Statement } from './knowledge';
import { limitClaims, type LimitClaim } from './limit-claims';

/*
 * Which check stands behind each limit and date that a text states. Ends and limits that the catalog has as data are found by themselves;
 * the rest is in resources/knowledge/limits.yaml, with the rule that checks it or the reason why none does.
 */

const AccountSchema = z.strictObject({
  /** The service, or the id of a statement of the list of knowledge. */
  of: z.string(),
  /** A date of the text, or words of it. */
  says: z.string().min(4),
  /** The rule that checks it, with the limit or setting in words. */
  checkedBy: z.string().optional(),
  /** The reason why nothing checks it. */
  because: z.string().min(10).optional(),
});
export const LimitChecksSchema = z.strictObject({ version: z.literal(1), accounts: z.array(AccountSchema) });
export type LimitAccount = Readonly<z.infer<typeof AccountSchema>>;

/** What checks a claim, or why nothing does. */
export interface CheckedClaim {
  readonly claim: LimitClaim;
  /** Rules, in alphabetical order. */
  readonly rules: readonly string[];
  readonly because: string | undefined;
}

export interface LimitChecks {
  readonly claims: readonly CheckedClaim[];
  /** What the list of accounts lacks, names twice, or names although it is gone. */
  readonly problems: readonly string[];
}

export interface LimitChecksInput {
  readonly catalog: Catalog;
  readonly entries: readonly Statement[];
  readonly rules: readonly RuleMeta[];
  readonly accounts: readonly LimitAccount[];
}

/** Every claim with its check. */
export function limitChecks({ catalog, entries, rules, accounts }: LimitChecksInput): LimitChecks {
  const problems: string[] = [];
  const used = new Set<LimitAccount>();
  const known = new Set(rules.map(({ id }) => id));
  for (const account of accounts) {
    if ((account.checkedBy === undefined) === (account.because === undefined))
      problems.push(`${account.of}, "${account.says}": say either what checks it or why nothing does`);
    if (account.checkedBy !== undefined && !known.has(account.checkedBy))
      problems.push(`${account.of}, "${account.says}": there is no rule "${account.checkedBy}"`);
  }
  const claims = limitClaims(catalog, entries).map((claim): CheckedClaim => {
    const found = new Set<string>();
    const reasons: string[] = [];
    // a sentence with several dates, or without any, is accounted for piece by piece
    for (const piece of claim.dates.length > 0 ? claim.dates : [undefined]) {
      const byData = piece === undefined ? [] : checksOfDate(catalog, entries, rules, claim, piece);
      const account = accounts.find(
        (one) => one.of === claim.of && (piece === undefined ? claim.says.includes(one.says) : one.says === piece),
      );
      if (byData.length > 0 && !account) for (const rule of byData) found.add(rule);
      else if (account) {
        used.add(account);
        if (account.checkedBy !== undefined) found.add(account.checkedBy);
        if (account.because !== undefined) reasons.push(account.because);
      } else
        problems.push(
          `${claim.of}, ${claim.at}${piece === undefined ? '' : `, ${piece}`}: nothing checks it, and no reason is given: ${claim.says}`,
        );
    }
    return { claim, rules: [...found].sort(), because: reasons.length > 0 ? [...new Set(reasons)].join(' ') : undefined };
  });
  for (const account of accounts) if (!used.has(account)) problems.push(`${account.of}, "${account.says}": no text says it any more`);
  return { claims, problems };
}

/** The rules that check an end which the catalog has as data: a setting's, the service's, or that of a series of sizes. */
function checksOfDate(
  catalog: Catalog,
  entries: readonly Statement[],
  rules: readonly RuleMeta[],
  { of, at }: LimitClaim,
  date: string,
): readonly string[] {
  const service = catalog.get(of);
  const found: string[] = [];
  if (service && endsOf(service).some(({ on }) => on === date)) found.push('no-ended-setting');
  if (service?.modelVersions?.some(({ on, version }) => on === date || version === date)) found.push('model-version-retires');
  if (service?.status.retiresOn === date) found.push('no-retired-service', 'service-retires-soon');
  const statements = new Set([of, ...at.split('.'), ...(service ? endsOf(service).map(({ entry }) => entry) : [])]);
  for (const { id, since } of entries)
    if (since === date && statements.has(id)) for (const rule of rules) if (rule.entries.includes(id)) found.push(rule.id);
  if (service?.usage.some(({ type }) => type === 'vm') && catalog.sizes.series.some(({ on }) => on === date))
    found.push('gpu-size-ended', 'machine-size-ends');
  return found;
}

/** The ends that a service's settings have as data. */
export function endsOf({
  usage,
}: Service): readonly { readonly on: string | undefined; readonly entry: string; readonly setting: string }[] {
  return usage.flatMap((field) => {
    if (field.type === 'flag') return field.ends ? [{ on: field.ends.on, entry: field.ends.entry, setting: field.title }] : [];
    if (field.type !== 'choice') return [];
    return field.options.flatMap(({ title, ends }) =>
      ends ? [{ on: ends.on, entry: ends.entry, setting: `${field.title}: ${title}` }] : [],
    );
  });
}
