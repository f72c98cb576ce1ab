import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand, type Ended } from '../harness/command.ts';
import { rules } from '#engine/validate';
import { catalog } from '../harness/resources.ts';
import { exporters } from '#engine/export';

const formats = ['json', 'yaml', 'svg', 'png', 'pdf', ...exporters.map(({ meta }) => meta.id), 'bundle'].join(', ');

/* The command line itself: help, lists, and what it says of words that it does not know. */

const run = builtCommand();
const root = join(import.meta.dirname, '../..');
const command = (...args: string[]) => run(args, { in: root });

describe('help', () => {
  it('names every command and the exit codes, on standard output', async () => {
    const [long, short, word] = await Promise.all([command('--help'), command('-h'), command('help')]);
    expect(long).toMatchObject({ exit: 0, talk: '' });
    for (const name of ['check', 'export', 'fmt', 'rules', 'schema', 'score', 'services'])
      expect(long.out).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
    expect(long.out).toMatch(/Exit codes: 0 fine, 1 findings or a limit exceeded, 2 the input could not be used, or not all of it\./);
    expect([short, word]).toEqual([long, long]);
  });

  it('is talk when there was no command', async () => {
    const { out } = await command('help');
    expect(await command()).toEqual<Ended>({ exit: 2, out: '', talk: out });
  });

  it('of a command names its options and their words', async () => {
    const [option, word] = await Promise.all([command('check', '--help'), command('help', 'check')]);
    expect(option).toMatchObject({ exit: 0, talk: '' });
    expect(option.out).toMatch(/^Usage: pipedraft check \[PLAN\.\.\.\] \[options\]$/m);
    for (const name of ['--format text|json', '--fail-on error|warning|info|never', '--max-cost N', '--min-maintainability N', '--today'])
      expect(option.out).toContain(name);
    expect(word).toEqual(option);
  });

  it('says the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await command('--version')).toEqual<Ended>({ exit: 0, out: `pipedraft ${version}\n`, talk: '' });
  });
});

describe('a command line that cannot be', () => {
  it.each<[args: string[], says: string]>([
    [['chekc'], 'There is no command "chekc". Did you mean "check"? Run "pipedraft help" for the list.\n'],
    [['frobnicate'], 'There is no command "frobnicate". Run "pipedraft help" for the list.\n'],
    [['help', 'exprot'], 'There is no command "exprot". Did you mean "export"? Run "pipedraft help" for the list.\n'],
    [['check', '--fial-on', 'error', 'plan.yaml'], 'check has no option --fial-on. Did you mean "--fail-on"?\n'],
    [['fmt', '-x', 'plan.yaml'], 'fmt has no option -x.\n'],
    [
      ['check', '--format', 'jsn', 'plan.yaml'],
      '--format is one of text, json, ndjson, sarif, junit, markdown, not "jsn". Did you mean "json"?\n',
    ],
    [['check', '--max-cost', 'much', 'plan.yaml'], '--max-cost needs a number: "much" is no number; write digits, such as 1500 or 0.5.\n'],
    [
      ['check', '--max-cost', '3.000', 'plan.yaml'],
      '--max-cost needs a number: "3.000" can be read as 3 or as 3000; write the one that is meant.\n',
    ],
    [
      ['check', '--max-cost', '2,5', 'plan.yaml'],
      '--max-cost needs a number: "2,5" has a decimal comma where a point is the decimal mark; write 2.5.\n',
    ],
    [['check', 'plan.yaml', '--max-cost'], '--max-cost needs a value.\n'],
    [['check', 'plan.yaml', '--max-cost', '-1'], '--max-cost needs a value. A value that begins with "-" is written --max-cost=VALUE.\n'],
    [['check', '--today', '2026-02-30', 'plan.yaml'], '--today needs a day such as 2026-11-21, not "2026-02-30".\n'],
    [['check', '--today', 'yesterday', 'plan.yaml'], '--today needs a day such as 2026-11-21, not "yesterday".\n'],
    [['check'], 'Name at least one plan.\n'],
    [['fmt'], 'Name at least one plan.\n'],
    [['fmt', '-', 'plan.yaml'], 'Standard input ("-") is formatted alone.\n'],
    [['export', '--to', 'svg'], 'Name one plan.\n'],
    [['score'], 'Name one plan.\n'],
    [['score', '--scale', '1,x', 'plan.yaml'], '--scale needs multiples such as 1,10,100, not "1,x".\n'],
    [['score', '--scale', '0', 'plan.yaml'], '--scale needs multiples such as 1,10,100, not "0".\n'],
    [['export', 'a.yaml', 'b.yaml', '--to', 'svg'], 'Name one plan.\n'],
    [['export', 'plan.yaml'], 'Name the format with --to.\n'],
    [['export', 'plan.yaml', '--to', 'sgv'], `--to is one of ${formats}, not "sgv". Did you mean "svg"?\n`],
    [['rules', 'all'], 'There is no rule "all". Run "pipedraft rules" for the list.\n'],
  ])('%j', async (args, says) => {
    const { exit, out, talk } = await command(...args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(talk.startsWith(says), talk).toBe(true);
    expect(talk.slice(says.length)).toMatch(args.length === 1 && talk.startsWith('There') ? /^$/ : /^$|^\nUsage: pipedraft \w+/);
  });
});

describe('lists', () => {
  it('of rules: every rule, in each format', async () => {
    const [text, json, markdown] = await Promise.all([
      command('rules'),
      command('rules', '--format', 'json'),
      command('rules', '--format', 'markdown'),
    ]);
    const ids = rules.map(({ meta }) => meta.id);
    expect((JSON.parse(json.out) as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    for (const id of ids) {
      expect(text.out).toMatch(new RegExp(`^  ${id} +(error|warning|info) +\\S`, 'm'));
      expect(markdown.out).toContain(`| [\`${id}\`](rules/${id}.md) |`);
    }
    for (const one of [text, json, markdown]) expect(one).toMatchObject({ exit: 0, talk: '' });
  });

  it('of starts: every pair of services, in each format', async () => {
    const [text, json, markdown] = await Promise.all([
      command('starts'),
      command('starts', '--format', 'json'),
      command('starts', '--format', 'markdown'),
      command('safeguards'),
      command('safeguards', '--format', 'json'),
      command('safeguards', '--format', 'markdown'),
    ]);
    expect(JSON.parse(json.out)).toHaveLength(catalog.starts.starters.length * catalog.starts.targets.length);
    for (const id of catalog.starts.starters) {
      expect(text.out).toContain(catalog.nameOf(id));
      expect(markdown.out).toContain(`## ${catalog.get(id)?.shortName ?? id}`);
    }
  });

  it('of exporters: every exporter, and every system of the guide', async () => {
    const [text, json, markdown] = await Promise.all([
      command('exporters'),
      command('exporters', '--format', 'json'),
      command('exporters', '--format', 'markdown'),
    ]);
    const value = JSON.parse(json.out) as { exporters: { id: string }[]; systems: { service: string }[] };
    for (const { id } of value.exporters) expect(text.out).toMatch(new RegExp(`^${id}  \\S`, 'm'));
    expect(value.systems.map(({ service }) => service)).toEqual(catalog.services.filter(({ guideName }) => guideName).map(({ id }) => id));
    for (const { service } of value.systems) expect(markdown.out).toContain(`\`${service}\``);
    for (const one of [text, json, markdown]) expect(one).toMatchObject({ exit: 0, talk: '' });
  });

  it('of services: every service, in each format', async () => {
    const [text, json, markdown] = await Promise.all([
      command('services'),
      command('services', '--format', 'json'),
      command('services', '--format', 'markdown'),
    ]);
    expect((JSON.parse(json.out) as { id: string }[]).map(({ id }) => id)).toEqual(catalog.services.map(({ id }) => id));
    for (const { id } of catalog.services) {
      expect(text.out).toMatch(new RegExp(`^  ${id} +\\S`, 'm'));
      expect(markdown.out).toContain(`| \`${id}\` |`);
    }
    for (const one of [text, json, markdown]) expect(one).toMatchObject({ exit: 0, talk: '' });
  });

  it('of keys: the schema that is checked in', async () => {
    const { exit, out, talk } = await command('schema');
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    expect(out).toBe(readFileSync(join(root, 'resources/schema/pipedraft-v1.schema.json'), 'utf8'));
  });
});
