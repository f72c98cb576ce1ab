import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands } from '../../src/cli/command-table.ts';
import { completionOf } from '../../src/cli/commands/completion.ts';
import { manOf } from '../../src/cli/commands/man.ts';
import type { Command } from '../../src/cli/command.ts';
import { OptionValues } from '../../src/cli/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* Completion in the shells themselves, where the machine has them, and the manual page as man shows it. */

async function printed(command: Command, ...operands: string[]): Promise<string> {
  let text = '';
  const terminal = { out: (one: string) => void (text += one), version: '1.2.3' };
  expect(await command.run(operands, new OptionValues({}), terminal as Parameters<Command['run']>[2])).toBe(0);
  return text;
}

const scriptOf = (shell: string) => printed(completionOf(allCommands), shell);
const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const commands = await allCommands();
const names = [...commands.map(({ name }) => name), 'help'];

function ran(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000, input: '' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe.skipIf(!has('bash'))('bash', () => {
  /** What is offered for the last word of a line. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const file = join(ownFolder(), 'completion.bash');
    writeFileSync(file, await scriptOf('bash'));
    const array = words.map((word) => `'${word}'`).join(' ');
    const script = `source "${file}"; COMP_WORDS=(pipedraft ${array}); COMP_CWORD=${words.length}; _pipedraft; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p pipedraft`;
    const lines = ran('bash', '--norc', '-c', script).trimEnd().split('\n');
    expect(lines.pop()).toBe('complete -o bashdefault -o default -F _pipedraft pipedraft');
    return lines.filter((line) => line !== '');
  }

  it.each<[words: readonly string[], offers: readonly string[]]>([
    [['ch'], ['check']],
    [['-q', 'ch'], ['check']],
    [['check', '--form'], ['--format']],
    [
      ['check', '--format', ''],
      ['text', 'json', 'ndjson', 'sarif', 'junit', 'markdown'],
    ],
    [
      ['check', '--format', '=', 'j'],
      ['json', 'junit'],
    ],
    [
      ['check', '--format', '='],
      ['text', 'json', 'ndjson', 'sarif', 'junit', 'markdown'],
    ],
    [
      ['check', '--color', '=', 'a'],
      ['always', 'auto'],
    ],
    [['check', '--color', 'a'], []], // the next operand: bash offers files
    [['--color', '=', 'always', 'ch'], ['check']],
    [['check', '--pack', 'd'], []],
    [['completion', 'p'], ['powershell']],
    [['help', 'exporters'], ['exporters']],
    [['check', 'plan'], []],
  ])('%j: %j', async (words, offers) => {
    expect(await offered(...words)).toEqual(offers);
  });

  it('offers every command, and every option of each', async () => {
    expect(await offered('')).toEqual([...names, '--help', '--version']);
    const offers = await offered('export', '-');
    for (const option of [
      '-h',
      '-q',
      '--quiet',
      ...Object.keys(commands.find(({ name }) => name === 'export')?.options ?? {}).map((name) => `--${name}`),
    ])
      expect(offers).toContain(option);
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  it.each([
    ['pipedraft chec', ['check']],
    ['pipedraft check --format j', ['json', 'junit']],
    ['pipedraft completion p', ['powershell']],
    ['pipedraft check --fail', ['--fail-on']],
  ])('%s', async (line, offers) => {
    const file = join(ownFolder(), 'completion.fish');
    writeFileSync(file, await scriptOf('fish'));
    const lines = ran('fish', '--no-config', '-c', `source '${file}'; complete -C '${line}'`).trimEnd().split('\n');
    expect(lines.map((one) => one.split('\t')[0])).toEqual(offers);
  });
});

describe.skipIf(!has('zsh'))('zsh', () => {
  it('reads the script, takes it for the program, and hands each option on with its values', async () => {
    const file = join(ownFolder(), '_pipedraft');
    writeFileSync(file, await scriptOf('zsh'));
    ran('zsh', '-f', '-n', file);
    expect(ran('zsh', '-f', '-c', `autoload -Uz compinit; compinit -D -u; source '${file}'; print -r -- $_comps[pipedraft]`)).toBe(
      '_pipedraft\n',
    );
    // what the completion system would get in the second stage, for a line that begins with "check"
    const script = `compdef() {}; _arguments() { [ "$1" = -C ] && state=argument || print -rl -- "$@" }; source '${file}'; words=(check); _pipedraft`;
    const specs = ran('zsh', '-f', '-c', script).trimEnd().split('\n');
    expect(specs).toContainEqual(expect.stringMatching(/^--format=\[output format .*\]:value:\(text json ndjson sarif junit markdown\)$/));
    expect(specs).toContainEqual(expect.stringMatching(/^\*--pack=\[.*organisation's own.*\]:dir:_files -\/$/));
    expect(specs).toContain('*:file:_files');
  });
});

describe('PowerShell', () => {
  it('has every command and option, with quotes doubled', async () => {
    const script = await scriptOf('powershell');
    for (const { name, options } of commands) {
      expect(script).toContain(`    '${name}' = @{`);
      for (const option of Object.keys(options)) expect(script).toContain(`'--${option}' = '`);
    }
    expect(script).toContain("organisation''s own");
    expect(script.match(/'/g)?.length).toSatisfy((count: number) => count % 2 === 0);
  });
});

it('refuses a shell that it does not know', async () => {
  await expect(completionOf(allCommands).run(['tcsh'], new OptionValues({}), {} as never)).rejects.toThrow(
    'Name one shell: bash, zsh, fish, powershell.',
  );
});

describe.skipIf(!has('man'))('the manual page', () => {
  it('shows every command and option, and man has nothing to complain of', async () => {
    const page = await printed(manOf(allCommands));
    const file = join(ownFolder(), 'pipedraft.1');
    writeFileSync(file, page);
    const { status, stdout, stderr } = spawnSync('man', ['-l', '--warnings', file], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^PIPEDRAFT\(1\)/);
    for (const { name, options } of commands) {
      expect(stdout).toMatch(new RegExp(`^ {3}${name}$`, 'm'));
      for (const option of Object.keys(options)) expect(stdout).toContain(`--${option}`);
    }
  });
});
