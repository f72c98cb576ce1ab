import { describe, expect, it } from 'vitest';
import { rules } from '#engine/validate';
import { sourcesOf } from '../../../src/main/security/source-addresses.ts';
import { casesOf, inputOf, readCase } from '../../harness/rule-cases.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

const addresses = new Set(sourcesOf({ catalog, book, rules, scoring, packs: [] } as unknown as Parameters<typeof sourcesOf>[0]));

describe('addresses that may be opened', () => {
  it('are those of every source that a finding cites', () => {
    const cited = rules.flatMap((rule) =>
      casesOf(rule.meta.id)
        .filter((name) => name.startsWith('invalid-'))
        .flatMap((name) => [...rule.check(inputOf(readCase(rule.meta.id, name)))])
        .flatMap(({ source }) => (source?.url === undefined ? [] : [source.url])),
    );
    expect(cited.filter((url) => !addresses.has(url) && !Object.values(book.file.sources).some((source) => source.url === url))).toEqual(
      [],
    );
    expect(cited.length).toBeGreaterThan(20);
  });

  it('are those of the tables of starts, safeguards, sizes and limits', () => {
    const { starts, safeguards, sizes, services } = catalog;
    const known = [
      ...Object.values(starts.file.sources),
      ...Object.values(safeguards.file.sources),
      ...sizes.series.map(({ source }) => source),
      ...services.flatMap(({ limits = [] }) => limits.map(({ source }) => source)),
    ].flatMap(({ url }) => (url === undefined ? [] : [url]));
    expect(known.filter((url) => !addresses.has(url))).toEqual([]);
  });
});
