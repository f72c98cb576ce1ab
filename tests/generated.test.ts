import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleFailed, rules, waiverRule } from '#engine/validate';
import { cliPage } from '../scripts/cli-page.mjs';
import { thirdPartyLicences } from '../scripts/licences.mjs';
import { commandNames } from '../src/cli/command-table.ts';
import { run } from '../src/cli/run.ts';

/* Files that `npm run generate` makes: each is as fresh as its sources. */

const root = join(import.meta.dirname, '..');

async function printedBy(args: readonly string[]): Promise<string> {
  let printed = '';
  const exit = await run(args, {
    input: nothing(),
    out: (text) => (printed += text),
    talk: (text) => expect.unreachable(text),
    colour: false,
    columns: 80,
    today: '2026-11-21',
    version: '0.1.0',
  });
  expect(exit).toBe(0);
  return printed;
}

it.each([
  ['resources/schema/pipedraft-v1.schema.json', ['schema']],
  ['docs/rules.md', ['rules', '--format', 'markdown']],
  ['docs/services.md', ['services', '--format', 'markdown']],
  ['docs/starts.md', ['starts', '--format', 'markdown']],
  ['docs/safeguards.md', ['safeguards', '--format', 'markdown']],
  ['docs/knowledge.md', ['knowledge', '--format', 'markdown']],
  ['docs/service-limits.md', ['limits', '--format', 'markdown']],
  ['docs/scoring.md', ['scoring', '--format', 'markdown']],
])('%s is what the command prints; "npm run generate" writes it', async (file, args) => {
  expect(readFileSync(join(root, file), 'utf8')).toBe(await printedBy(args));
});

describe('docs/rules/', () => {
  const ids = [...rules.map(({ meta }) => meta), ruleFailed, waiverRule].map(({ id }) => id).sort();

  it('has a page for each rule and no other', () => {
    expect(readdirSync(join(root, 'docs/rules')).sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  it.each(ids)('%s.md is what the command prints; "npm run generate" writes it', async (id) => {
    expect(readFileSync(join(root, 'docs/rules', `${id}.md`), 'utf8')).toBe(await printedBy(['rules', id, '--format', 'markdown']));
  });
});

it.each(['churn-scoring', 'reference-databricks-mlops'])(
  'docs/examples/%s is the bundle of the example; "npm run generate" writes it',
  async (example) => {
    let differences = '';
    const plan = join(root, `resources/examples/${example}.pipedraft.yaml`);
    const exit = await run(
      ['export', plan, '--to', 'bundle', '--check', '--out', join(root, 'docs/examples', example), '--today', '2026-11-21'],
      {
        input: nothing(),
        out: (text) => (differences += text),
        talk: () => undefined,
        colour: false,
        columns: 80,
        today: '2026-11-21',
        version: '0.1.0',
      },
    );
    expect(differences).toBe('');
    expect(exit).toBe(0);
  },
);

it('THIRD-PARTY-LICENCES.md names every package that is in the application; "npm run generate" writes it', () => {
  expect(readFileSync(join(root, 'THIRD-PARTY-LICENCES.md'), 'utf8')).toBe(thirdPartyLicences(root));
});

it('every package in the application has a licence that may be shipped', () => {
  const licences = [...thirdPartyLicences(root).matchAll(/^## (.+) \S+: (.+)$/gm)].map(
    ([, name = '', licence = '']) => [name, licence] as const,
  );
  expect(licences.length).toBeGreaterThan(20);
  // fonts have a licence of their own, which lets them ship with any program
  const mayShip = (name: string, licence: string) =>
    /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0)$/.test(licence) || (licence === 'OFL-1.1' && name.startsWith('@fontsource/'));
  expect(licences.filter(([name, licence]) => !mayShip(name, licence))).toEqual([]);
});

it('docs/cli.md is what the commands answer; "npm run generate" writes it', async () => {
  const answer = async (args: readonly string[]) => {
    let [stdout, stderr] = ['', ''];
    const out = (text: string) => void (stdout += text);
    const talk = (text: string) => void (stderr += `${text}\n`);
    const terminal = { input: nothing(), out, talk, colour: false, columns: 100, today: '2026-11-21', version: '0.1.0' };
    const code = await run(args, terminal);
    return { code, stdout, stderr };
  };
  const page = await cliPage(answer, commandNames);
  expect(readFileSync(join(root, 'docs/cli.md'), 'utf8')).toBe(page);
  // each command has an example
  for (const name of commandNames) expect(page).toContain(`$ pipedraft ${name}`);
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
