import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { documentOf } from '#engine/plan';
import { run } from '../../src/cli/run.ts';
import { ownFolder } from '../harness/folder.ts';
import { planOfTexts, withEveryText } from '../harness/texts-of-plan.ts';

/* Texts of 200,000 characters are shortened in everything that a person reads, and whole in JSON. */

const long = 'word '.repeat(40_000);

async function printed(args: readonly string[], plan: unknown): Promise<{ readonly out: string; readonly talk: string }> {
  const file = join(ownFolder(), 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  let [out, talk] = ['', ''];
  await run([...args, file], {
    input: Readable.from([]),
    out: (text) => void (out += text),
    talk: (line) => void (talk += `${line}\n`),
    colour: false,
    columns: 100,
    today: '2026-11-21',
    version: '0.0.0',
  });
  return { out, talk };
}

const plan = documentOf(withEveryText(planOfTexts, long));

it.each(['check --format text', 'check --format markdown', 'check --format sarif', 'check --format junit', 'score', 'export --to svg'])(
  'are shortened by %s',
  async (args) => {
    const { out, talk } = await printed([...args.split(' '), '--today', '2026-11-21'], plan);
    expect(out).toContain('word word');
    expect(out).toContain('…');
    expect(Math.max(...(out + talk).match(/(?:word[ \\u0]*)+/g)!.map(({ length }) => length))).toBeLessThan(2100);
  },
);

it('are whole in JSON', async () => {
  const { out } = await printed(['check', '--format', 'json'], plan);
  expect(JSON.parse(out)).toMatchObject({ plan: { name: long } });
});

it.each(['text', 'markdown', 'sarif', 'junit'])('are shortened where a plan cannot be read, in %s', async (format) => {
  const { out, talk } = await printed(['check', '--format', format], { ...plan, [long]: 1, nodes: { [long]: { service: long } } });
  expect(Math.max(...(out + talk).match(/(?:word )+/g)!.map(({ length }) => length))).toBeLessThan(1100);
});
