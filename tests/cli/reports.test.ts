import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { isSarif } from '../harness/sarif.ts';
import { elementsOf, readXml, textOf } from '../harness/xml.ts';

/* What `pipedraft check` reports to code hosts, build servers and people: SARIF, JUnit and Markdown. */

const run = builtCommand();
const fixtures = join(import.meta.dirname, '../fixtures');
const examples = join(import.meta.dirname, '../../resources/examples');
const check = (format: string, args: readonly string[], folder = fixtures) =>
  run(['check', '--format', format, '--today', '2026-11-21', ...args], { in: folder });

describe('SARIF', () => {
  const names = ['churn-scoring', 'demand-forecast', 'template-code', 'template-no-code'].map((name) =>
    join(examples, `${name}.pipedraft.yaml`),
  );

  it('is valid against its schema, for several plans at once, with waived findings suppressed', async () => {
    const { exit, out } = await check('sarif', names);
    expect(exit).toBe(0);
    const log = JSON.parse(out) as Log;
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    const results = log.runs[0]?.results ?? [];
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ suppressions }) => suppressions).map(({ suppressions }) => suppressions?.[0]?.justification)).not.toEqual([]);
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  it('points at the lines of the file, as it was named', async () => {
    const { exit, out } = await check('sarif', ['small.pipedraft.yaml']);
    expect(exit).toBe(1);
    const lines = readFileSync(join(fixtures, 'small.pipedraft.yaml'), 'utf8').split('\n');
    const log = JSON.parse(out) as Log;
    expect(isSarif(log)).toBe(true);
    const found = log.runs[0]?.results?.map(({ level, ruleId, locations }) => {
      const place = locations?.[0]?.physicalLocation;
      return `${level} ${ruleId} ${place?.artifactLocation?.uri}: ${lines[(place?.region?.startLine ?? 0) - 1]?.trim()}`;
    });
    await expect(`${found?.join('\n')}\n`).toMatchFileSnapshot('golden/check-sarif.txt');
  });

  it('writes names with spaces and signs as URIs', async () => {
    const folder = ownFolder();
    copyFileSync(join(fixtures, 'small.pipedraft.yaml'), join(folder, 'my plan #1.yaml'));
    const { out } = await check('sarif', ['my plan #1.yaml'], folder);
    const log = JSON.parse(out) as Log;
    expect(isSarif(log)).toBe(true);
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('my%20plan%20%231.yaml');
  });
});

describe('JUnit', () => {
  it('has a suite for each plan, a test for each rule, and counts that are right', async () => {
    const { exit, out } = await check('junit', ['small.pipedraft.yaml', join(examples, 'churn-scoring.pipedraft.yaml')]);
    expect(exit).toBe(1);
    const suites = readXml(out.replace(/^<\?xml[^>]*\?>\n/, ''));
    expect(suites.name).toBe('testsuites');
    const tests = elementsOf(suites).filter(({ name }) => name === 'testcase');
    const with_ = (what: string) => elementsOf(suites).filter(({ name }) => name === what);
    expect(suites.attributes).toMatchObject({
      tests: String(tests.length),
      failures: String(with_('failure').length),
      skipped: String(with_('skipped').length),
      errors: '0',
    });
    expect(suites.children).toHaveLength(2);
    expect(with_('failure').length).toBeGreaterThan(0);
    for (const failure of with_('failure')) expect(textOf(failure)).toMatch(/small\.pipedraft\.yaml:\d+:\d+/);
    expect(with_('skipped').map(({ attributes }) => attributes['message'])).not.toEqual([]); // the example waives
  });

  it('fails by --fail-on and by limits, and holds what XML cannot', async () => {
    const folder = ownFolder();
    const text = readFileSync(join(fixtures, 'small.pipedraft.yaml'), 'utf8');
    writeFileSync(join(folder, 'plan.yaml'), text.replace(/^name: .*$/m, 'name: "<a> & \\"b\\" \\x01"'));
    const never = await check('junit', ['--fail-on', 'never', 'plan.yaml'], folder);
    expect(never.exit).toBe(0);
    const suites = readXml(never.out.replace(/^<\?xml[^>]*\?>\n/, ''));
    expect(suites.attributes['failures']).toBe('0');
    expect(elementsOf(suites)[1]?.attributes['name']).toBe('<a> & "b" \\u0001 (plan.yaml)');
    const limited = await check('junit', ['--fail-on', 'never', '--min-maintainability', '100', 'plan.yaml'], folder);
    expect(limited.exit).toBe(1);
    expect(readXml(limited.out.replace(/^<\?xml[^>]*\?>\n/, '')).attributes['failures']).toBe('1');
  });
});

describe('Markdown', () => {
  it('says what was found, where, why, and what it scores and costs', async () => {
    const { exit, out } = await check('markdown', ['small.pipedraft.yaml']);
    expect(exit).toBe(1);
    await expect(out).toMatchFileSnapshot('golden/check.md');
  });
});

describe('a plan that cannot be read beside others', () => {
  const folder = () => {
    const own = ownFolder();
    writeFileSync(join(own, 'bad.yaml'), 'pipedraft: 1\nname: Bad\nnods: {}\n');
    writeFileSync(join(own, 'empty.yaml'), '');
    copyFileSync(join(fixtures, 'small.pipedraft.yaml'), join(own, 'good.yaml'));
    return own;
  };
  const named = ['bad.yaml', 'good.yaml', 'gone.yaml', 'empty.yaml'];

  it('is a result with its line in SARIF, and so are files that are not there or empty', async () => {
    const { exit, out } = await check('sarif', named, folder());
    const log = JSON.parse(out) as Log;
    expect(exit).toBe(2);
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    const [run_] = log.runs;
    const results = run_?.results ?? [];
    expect(run_?.invocations?.[0]?.executionSuccessful).toBe(false);
    for (const { ruleId, ruleIndex } of results) expect(run_?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    const unread = results.filter(({ ruleId }) => ruleId === 'unreadable-plan');
    expect(
      unread.map(({ level, locations }) => {
        const place = locations?.[0]?.physicalLocation;
        return [level, place?.artifactLocation?.uri, place?.region?.startLine];
      }),
    ).toEqual([
      ['error', 'bad.yaml', 3],
      ['error', 'gone.yaml', 1],
      ['error', 'empty.yaml', 1],
    ]);
    expect(results.some(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri === 'good.yaml')).toBe(true);
  });

  it('is an error in JUnit, counted as one', async () => {
    const { exit, out } = await check('junit', named, folder());
    expect(exit).toBe(2);
    const suites = readXml(out.replace(/^<\?xml[^>]*\?>\n/, ''));
    const errors = elementsOf(suites).filter(({ name }) => name === 'error');
    expect(suites.attributes).toMatchObject({ errors: '3' });
    expect(suites.children).toHaveLength(4);
    expect(textOf(errors[0] ?? suites)).toMatch(/^bad\.yaml:3:1: "nods"/);
  });

  it('is an entry of the list in JSON, in the order that they were named', async () => {
    const { exit, out } = await check('json', named, folder());
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject([
      { plan: { file: 'bad.yaml', name: null }, problems: [{ line: 3, column: 1 }], findings: [] },
      { plan: { file: 'good.yaml', name: 'Nightly copy' }, problems: [] },
      { plan: { file: 'gone.yaml' }, problems: [{ line: null, message: 'There is no file "gone.yaml".' }] },
      { plan: { file: 'empty.yaml' }, problems: [expect.any(Object)] },
    ]);
  });

  it('is a section in Markdown, and a line on standard error beside the text', async () => {
    const [markdown, text] = await Promise.all(['markdown', 'text'].map((format) => check(format, named, folder())));
    expect(markdown).toMatchObject({
      exit: 2,
      out: expect.stringMatching(/^## bad\.yaml\n\nThis plan could not be read[^]*- bad\.yaml:3:1: [^]*## Nightly copy/),
    });
    expect(text).toMatchObject({
      exit: 2,
      out: expect.stringMatching(/^Nightly copy {2}good/),
      talk: expect.stringMatching(/^bad\.yaml:3:1: .*\nThere is no file "gone\.yaml".*\n/),
    });
  });

  it('is said by fmt --check beside what it finds in the others', async () => {
    const { exit, talk } = await run(['fmt', '--check', ...named], { in: folder() });
    expect(exit).toBe(2);
    expect(talk).toMatch(/good\.yaml is not in canonical form[^]*bad\.yaml:3:1/);
  });
});
