import type { Catalog, Service } from '../catalog';
import type { Statement } from './knowledge';

/*
 * What the texts of the catalog and the list of knowledge state of limits and last days: every sentence with a date, and every sentence
 * with a bound in figures. The list of checks (resources/knowledge/limits.yaml) has to account for each.
 */

/** A sentence that states a limit or a date. */
export interface LimitClaim {
  /** The service whose file has it, or the id of a statement of the list of knowledge. */
  readonly of: string;
  /** Where it is in the file, by ids: `usage.memory.help`. */
  readonly at: string;
  readonly says: string;
  /** Dates in it; none for a bound. */
  readonly dates: readonly string[];
}

const date = /\b20\d\d-\d\d(?:-\d\d)?\b/g;
/** Dates of documents rather than of what they describe. */
const documentDate =
  /\(doc dated [^)]*\)|stored copy of \S+|\b(?:page|doc|newest image \w+ is [^,;.]*?|when last reported) ?(?:of|\()? ?20\d\d-\d\d(?:-\d\d)?\)?/gi;
const boundWords =
  /\b(?:at most|at least|up to|no more than|maximum|limit(?:s|ed)?|below \d+|less than|fewer than|only from|upwards|longer than|ends after|cut off|may take|messages a day|requests a second|for each unit)\b/i;

/** Every such sentence, in the order of the catalog and of the list. */
export function limitClaims(catalog: Catalog, entries: readonly Statement[]): readonly LimitClaim[] {
  return [
    ...catalog.services.flatMap((service) => textsOf(service).flatMap(([at, text]) => claimsIn(service.id, at, text))),
    ...entries.flatMap(({ id, says }) => claimsIn(id, 'says', says)),
  ];
}

function claimsIn(of: string, at: string, text: string): LimitClaim[] {
  return sentences(text).flatMap((says): LimitClaim[] => {
    const dates = [...new Set(says.replace(documentDate, '').match(date) ?? [])];
    if (dates.length > 0) return [{ of, at, says, dates }];
    return !at.startsWith('cost') &&
      boundWords.test(says) &&
      /\d|\b(?:one|two|three|ten|hundred|thousand)\b/i.test(says.replace(documentDate, ''))
      ? [{ of, at, says, dates: [] }]
      : [];
  });
}

function sentences(text: string): string[] {
  return text.replaceAll(/\s+/g, ' ').split(/(?<=[.;])\s+(?=[A-Z])/);
}

/** The texts of a service that a reader sees, each with its place. What it states as limits and ends of its own is data, not text. */
function textsOf(service: Service): readonly (readonly [at: string, text: string])[] {
  const { status, burden, triggers, environment, lockIn, strengths, tradeoffs, facts, usage, cost, definition, dataScale, sources } =
    service;
  return [
    ['status', status.note],
    ['burden', burden],
    ['triggers', triggers?.note ?? ''],
    ['environment', environment ?? ''],
    ['lockIn', lockIn.note],
    ...strengths.map((text) => ['strengths', text] as const),
    ...tradeoffs.map((text) => ['tradeoffs', text] as const),
    ...facts.map(({ id, text }) => [`facts.${id}`, text] as const),
    ...usage.flatMap((field) => [
      [`usage.${field.id}`, field.help] as const,
      ...(field.type === 'choice'
        ? field.options.map(({ value, title, help }) => [`usage.${field.id}.${value}`, help ?? title] as const)
        : []),
    ]),
    ['cost', cost.note ?? ''],
    ...cost.lines.map(({ title, note }) => [`cost.${title}`, note ?? ''] as const),
    ['definition', definition.note],
    ['dataScale', dataScale?.source ?? ''],
    ...sources.map(({ title, fact }) => [`sources.${title}`, fact ?? ''] as const),
  ];
}
