import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { isSarif } from '../harness/sarif.ts';
import { elementsOf, readXml, textOf } from '../harness/xml.ts';

/* A build server keeps or uploads what a machine format writes. It is a whole document that says why, whatever went wrong. */

const run = builtCommand();
const fixtures = join(import.meta.dirname, '../fixtures');

function folder(): string {
  const own = ownFolder();
  writeFileSync(join(own, 'bad.yaml'), 'pipedraft: 1\nname: Bad\nnods: {}\n');
  writeFileSync(join(own, 'other.csv'), 'city,mayor\n');
  copyFileSync(join(fixtures, 'small.pipedraft.yaml'), join(own, 'good.yaml'));
  return own;
}

/** Command lines that fail before there is an answer, and what the document says of each. */
const failing: readonly (readonly [args: readonly string[], says: readonly string[]])[] = [
  [['check', 'good.yaml', '--prices', 'gone.csv'], ['"gone.csv" cannot be read.']],
  [['check', 'good.yaml', '--prices', 'other.csv'], ['"other.csv"']],
  [
    ['check', 'bad.yaml', '--prices', 'gone.csv'],
    ['"gone.csv" cannot be read.', '"nods"'],
  ],
  [['check'], ['Name at least one plan.']],
  [['check', 'good.yaml', '--fial-on', 'error'], ['check has no option --fial-on.']],
  [['check', 'good.yaml', '--max-cost', 'much'], ['--max-cost needs a number']],
  [['check', 'good.yaml', '--today', 'yesterday'], ['--today needs a day']],
];

describe.each(failing)('%j', (args, says) => {
  it('is a JSON document with errors', async () => {
    const { exit, out, talk } = await run([...args, '--format', 'json'], { in: folder() });
    const { errors, ...rest } = JSON.parse(out) as { errors: { message: string; fix: string }[] };
    expect(exit).toBe(2);
    expect(talk).not.toBe('');
    expect(errors.map(({ message }) => message)).toEqual(says.map((words) => expect.stringContaining(words)));
    for (const { fix } of errors) expect(fix).not.toBe('');
    expect(rest).toEqual({
      ...{ pipedraft: 1, plan: null, packs: [], findings: [], scores: null, cost: null },
      ...{ problems: [], packFaults: [], exceeded: [] },
    });
  });

  it('is a SARIF log of a run that did not succeed', async () => {
    const { exit, out } = await run([...args, '--format=sarif'], { in: folder() });
    const log = JSON.parse(out) as Log;
    expect(exit).toBe(2);
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    const [invocation] = log.runs[0]?.invocations ?? [];
    expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 2 });
    const messages = invocation?.toolExecutionNotifications?.map(({ message }) => message.text);
    expect(messages).toEqual(says.map((words) => expect.stringContaining(words)));
  });

  it('is a JUnit suite with an error for each', async () => {
    const { exit, out } = await run([...args, '--format', 'junit'], { in: folder() });
    const suites = readXml(out.replace(/^<\?xml[^>]*\?>\n/, ''));
    expect(exit).toBe(2);
    expect(suites.attributes).toMatchObject({ name: 'pipedraft check', errors: String(says.length), tests: String(says.length) });
    const errors = elementsOf(suites).filter(({ name }) => name === 'error');
    expect(errors.map(textOf)).toEqual(says.map((words) => expect.stringContaining(words)));
  });

  it('is on standard error alone as text', async () => {
    const { exit, out, talk } = await run([...args, '--format', 'text'], { in: folder() });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    for (const words of says) expect(talk).toContain(words);
  });
});

it.each([
  ['score bad.yaml', { plan: null, scores: null, cost: null, errors: [{ file: 'bad.yaml', line: 3, column: 1 }] }],
  ['score', { errors: [{ message: 'Name one plan.' }] }],
  ['rules no-such-rule', { errors: [{ message: expect.stringContaining('There is no rule "no-such-rule"') }] }],
  ['services all', { errors: [{ message: expect.stringContaining('"all" is one word too many') }] }],
  ['pack', { errors: [{ message: 'Name the folder of at least one pack.' }] }],
])('%s --format json is a document with errors, too', async (line, answer) => {
  const { exit, out } = await run([...line.split(' '), '--format', 'json'], { in: folder() });
  expect(exit).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ pipedraft: 1, ...answer });
});

it('is no document where no format, or none that the command has, was asked for', async () => {
  const lines = ['check', 'check --format jsn bad.yaml', 'score --format sarif bad.yaml', 'check -- --format json'];
  for (const line of lines) expect(await run(line.split(' '), { in: folder() })).toMatchObject({ exit: 2, out: '' });
});

it('takes the last of several formats, as the option does', async () => {
  const { out } = await run(['check', '--format', 'sarif', '--format', 'json'], { in: folder() });
  expect(JSON.parse(out)).toMatchObject({ pipedraft: 1 });
});

describe('a plan that cannot be read', () => {
  it('is a notification in SARIF, beside its results', async () => {
    const { out } = await run(['check', 'bad.yaml', 'good.yaml', '--format', 'sarif'], { in: folder() });
    const log = JSON.parse(out) as Log;
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    expect(log.runs[0]?.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'bad.yaml could not be read, so it was not checked.' } }],
      },
    ]);
  });

  it('is said once as text: on standard error', async () => {
    const { exit, out, talk } = await run(['check', 'bad.yaml', 'good.yaml'], { in: folder() });
    expect(exit).toBe(2);
    expect(talk).toMatch(/^bad\.yaml:3:1: "nods".*\n$/);
    expect(out).toMatch(/^Nightly copy {2}good\.yaml\n/);
    expect(out).not.toContain('bad.yaml');
  });
});
