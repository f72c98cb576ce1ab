import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { showsColour, takeConventions } from '../../src/cli/conventions.ts';

/* The options that every command has: help, quiet, colours. */

const run = builtCommand();
const root = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, '../fixtures');
const example = join(root, 'resources/examples/churn-scoring.pipedraft.yaml');
const day = ['--today', '2026-11-21'];
const escape = '\u001b[';

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ FORCE_COLOR: '' }, false, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ])('with %j, on a terminal: %j: %j', (env, isTerminal, shows) => {
    expect(showsColour(env, isTerminal)).toBe(shows);
  });

  it('are what --color says, before the command or after it, and never in data', async () => {
    const check = (...args: string[]) => run(args, { in: fixtures });
    const [before, after, bare, never, data] = await Promise.all([
      check('--color=always', 'check', ...day, 'small.pipedraft.yaml'),
      check('check', ...day, 'small.pipedraft.yaml', '--color=always'),
      check('check', '--color', ...day, 'small.pipedraft.yaml'),
      check('check', '--color', '--color=never', ...day, 'small.pipedraft.yaml'),
      check('check', '--color', '--format', 'json', ...day, 'small.pipedraft.yaml'),
    ]);
    expect(before.out).toContain(escape);
    expect([after, bare]).toEqual([before, before]);
    expect(never.out).not.toContain(escape);
    expect(data.out).not.toContain(escape);
  });

  it('have no other value', async () => {
    expect(await run(['check', '--color=red'], { in: fixtures })).toEqual({
      exit: 2,
      out: '',
      talk: '--color is one of always, never, auto, not "red". Run "pipedraft help" for the options.\n',
    });
  });
});

describe('the options before "--"', () => {
  it('are taken, those behind it are operands', () => {
    expect(takeConventions(['-q', 'check', '--', '-h', '--quiet'])).toEqual({
      isHelp: false,
      isQuiet: true,
      colour: 'auto',
      rest: ['check', '--', '-h', '--quiet'],
    });
  });
});

describe('-h', () => {
  it.each([[['-h']], [['help']], [['-h', '--quiet']]])('%j shows the commands and what they share', async (args) => {
    const { exit, out, talk } = await run(args, { in: root });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    expect(out).toMatch(/^ {2}-q, --quiet +\S/m);
    expect(out).toContain('--color[=always|never|auto]');
  });

  it.each([[['check', '-h']], [['-h', 'check']], [['check', 'no-such-file.yaml', '-h']], [['help', 'check']]])(
    '%j shows the command',
    async (args) => {
      const { exit, out } = await run(args, { in: root });
      expect(exit).toBe(0);
      expect(out).toMatch(/^Usage: pipedraft check /);
      expect(out).toMatch(/^ {2}-h, --help +\S/m);
    },
  );

  it('is misspelt and found', async () => {
    const { talk } = await run(['check', '--quite', 'plan.yaml'], { in: root });
    expect(talk).toMatch(/^check has no option --quite\. Did you mean "--quiet"\?\n/);
  });
});

describe('--quiet', () => {
  it('leaves out notices and keeps problems', async () => {
    const folder = ownFolder();
    copyFileSync(example, join(folder, 'plan.pipedraft.yaml'));
    const args = ['export', 'plan.pipedraft.yaml', '--to', 'svg', '--out', 'plan.svg'];
    expect((await run(args, { in: folder })).talk).toBe('plan.svg written.\n');
    expect((await run([...args, '-q'], { in: folder })).talk).toBe('');
    expect((await run(['export', 'none.pipedraft.yaml', '--to', 'svg', '-q'], { in: folder })).talk).toMatch(/none\.pipedraft\.yaml/);
  });

  it('has a check say nothing of a plan that passes, and of the others only what fails', async () => {
    const [fine, failing] = await Promise.all([
      run(['check', '--quiet', ...day, example], { in: fixtures }),
      run(['check', '--quiet', ...day, example, 'small.pipedraft.yaml'], { in: fixtures }),
    ]);
    expect(fine).toEqual({ exit: 0, out: '', talk: '' });
    expect(failing.exit).toBe(1);
    expect(failing.out).toContain('"Train" uses "skynet"');
    for (const word of ['Churn scoring', 'Warnings', 'Advice', 'Scores']) expect(failing.out).not.toContain(word);
  });
});
