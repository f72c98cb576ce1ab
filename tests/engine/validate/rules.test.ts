import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '#engine/validate';
import { casesFolder, casesOf, inputOf, readCase } from '../../harness/rule-cases.ts';

describe.each(rules)('$meta.id', (rule) => {
  const cases = casesOf(rule.meta.id);

  it('has a case that does not pass, and three plans that it leaves alone', () => {
    expect(cases).toEqual(expect.arrayContaining([expect.stringMatching(/^invalid-/)]));
    expect(cases.filter((name) => name.startsWith('valid-')).length).toBeGreaterThanOrEqual(3);
  });

  it.each(cases)('%s', async (name) => {
    const found = [...rule.check(inputOf(readCase(rule.meta.id, name)))];
    if (name.startsWith('valid-')) {
      expect(found).toEqual([]);
      return;
    }
    expect(found).not.toEqual([]);
    const workedOut = (_: string, value: unknown): unknown => (typeof value === 'function' ? (value as () => unknown)() : value);
    await expect(`${JSON.stringify(found, workedOut, 2)}\n`).toMatchFileSnapshot(join(casesFolder, rule.meta.id, name, 'findings.json'));
  });
});

describe('the list of rules', () => {
  it('is in alphabetical order and holds every file of the folder', () => {
    const ids = rules.map(({ meta }) => meta.id);
    expect(ids).toEqual([...ids].sort());
    const files = readdirSync('src/engine/validate/rules')
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual(ids);
    expect(readdirSync(casesFolder).sort()).toEqual(ids);
  });
});
