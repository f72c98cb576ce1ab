import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { type PlanProblems } from '#engine/errors';
import { readPlan } from '#engine/plan';
import { readPackFolder } from '#disk';
import { run } from '../../src/cli/run.ts';
import { ownFolder } from '../harness/folder.ts';

/* What a hint says to write or to run works when somebody does. */

it('says how standard input is formatted as the command line names it', async () => {
  const said: string[] = [];
  await run(['fmt', '--check', '-'], {
    input: Readable.from([Buffer.from('name: a\npipedraft: 1\n')]),
    out: () => {},
    talk: (line) => void said.push(line),
    colour: false,
    columns: 80,
    today: '2026-11-21',
    version: '0.0.0',
  });
  expect(said).toEqual(['<stdin> is not in canonical form. Run: pipedraft fmt -']);
});

it('says what number to write once', () => {
  let problems: PlanProblems | undefined;
  try {
    readPlan('pipedraft: 1\nname: a\ncontext: {budgetPerMonth: "4 000"}\n', 'a.yaml');
  } catch (error) {
    problems = error as PlanProblems;
  }
  const [problem] = problems?.problems ?? [];
  expect(`${problem?.message} ${problem?.fix}`.match(/write 4/gi)).toHaveLength(1);
});

it('calls a pipe in a pack a pipe', async () => {
  const folder = ownFolder();
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'pipedraft.pack.yaml'), 'pack: 1\nid: own\nname: Own\nversion: "1"\n');
  execFileSync('mkfifo', [join(folder, 'rules/a.yaml')]);
  const { faults } = await readPackFolder(folder, { files: 10, bytes: 10_000, fileBytes: 1000 });
  expect(faults).toMatchObject([{ file: 'rules/a.yaml', message: 'This is not an ordinary file, but a pipe or a device.' }]);
});
