import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveAtomically } from '#disk';
import { SeenPlans } from '../../../src/main/files/seen-plans.ts';
import { ownFolder } from '../../harness/folder.ts';

const made = () => new SeenPlans(join(ownFolder(), 'seen'), saveAtomically, 'linux');

it('keeps the text of each plan as it was last seen', async () => {
  const seen = made();
  expect(await seen.textOf('/plans/a.yaml')).toBeUndefined();
  await seen.saw('/plans/a.yaml', 'one');
  await seen.saw('/plans/b.yaml', 'two');
  await seen.saw('/plans/a.yaml', 'three');
  expect([await seen.textOf('/plans/a.yaml'), await seen.textOf('/plans/b.yaml')]).toEqual(['three', 'two']);
});

it('knows nothing of a file that is torn, or too long to keep', async () => {
  const seen = made();
  await seen.saw('/plans/a.yaml', 'one');
  writeFileSync(seen.fileOf('/plans/a.yaml'), '{"version":1');
  expect(await seen.textOf('/plans/a.yaml')).toBeUndefined();
  await seen.saw('/plans/a.yaml', 'one');
  await seen.saw('/plans/a.yaml', 'x'.repeat(4_000_001));
  expect(await seen.textOf('/plans/a.yaml')).toBeUndefined();
});

it('forgets those that were seen the longest ago', async () => {
  const seen = made();
  for (let at = 0; at < 100; at += 1) {
    await seen.saw(`/plans/${at}.yaml`, 'text');
    utimesSync(seen.fileOf(`/plans/${at}.yaml`), at, at);
  }
  await seen.saw('/plans/last.yaml', 'text');
  expect(readdirSync(seen.folder)).toHaveLength(100);
  expect([await seen.textOf('/plans/0.yaml'), await seen.textOf('/plans/1.yaml')]).toEqual([undefined, 'text']);
});
