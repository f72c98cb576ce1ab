import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UserError } from '#engine/errors';

vi.mock('electron', () => ({ screen: {} }));
const { OpenPlans } = await import('../../../src/main/windows/open-plans.ts');

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pipedraft-open-plans-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const bounds = { x: 1, y: 2, width: 900, height: 600, maximized: false };
const one = {
  bounds,
  shown: 1,
  plans: [
    { id: 'a', file: '/plans/a.pipedraft.yaml' },
    { id: 'b', file: null },
  ],
};
const write = async (file: string, text: string) => Promise.resolve(writeFileSync(file, text));

it('gives back the windows that were kept', async () => {
  const file = join(folder, 'open-plans.json');
  await new OpenPlans(file, write).keep([one]);
  expect(await new OpenPlans(file, write).read(() => expect.unreachable())).toEqual([one]);
});

it('keeps none while the user wants none at the next start, and all again later', async () => {
  const file = join(folder, 'open-plans.json');
  const plans = new OpenPlans(file, write);
  plans.reopens = false;
  await plans.keep([one]);
  expect(readFileSync(file, 'utf8')).not.toContain('plans/a');
  const next = new OpenPlans(file, write);
  expect(await next.read(() => expect.unreachable())).toEqual([]);
  await next.keep([one]); // the wish is read from the file
  expect(await new OpenPlans(file, write).read(() => expect.unreachable())).toEqual([]);
  next.reopens = true;
  await next.keep([one]);
  expect(await new OpenPlans(file, write).read(() => expect.unreachable())).toEqual([one]);
});

it('knows none before the first start', async () => {
  expect(await new OpenPlans(join(folder, 'open-plans.json'), write).read(() => expect.unreachable())).toEqual([]);
});

it.each(['', '{"windows": 3}', '{"windows": [{"bounds": {}, "shown": 0, "plans": []}]}', 'null'])(
  'sets a file aside that says %j',
  async (text) => {
    const file = join(folder, 'open-plans.json');
    writeFileSync(file, text);
    const said: UserError[] = [];
    expect(await new OpenPlans(file, write).read((error) => said.push(error))).toEqual([]);
    expect(said.map(({ problem }) => problem)).toEqual(['The list of the plans that were open could not be read.']);
    expect(said[0]?.fix).toContain('open-plans.json.broken');
    expect(existsSync(file)).toBe(false);
  },
);

it('writes one state at a time, then the latest, and nothing that is written already', async () => {
  const texts: string[] = [];
  const held: (() => void)[] = [];
  const plans = new OpenPlans(join(folder, 'open-plans.json'), async (file, text) => {
    texts.push(text);
    await new Promise<void>((done) => held.push(done));
    writeFileSync(file, text);
  });
  const writing = [plans.keep([]), plans.keep([one]), plans.keep([{ ...one, shown: 0 }])];
  expect(texts).toHaveLength(1);
  held.shift()?.();
  await vi.waitFor(() => expect(texts).toHaveLength(2));
  held.shift()?.();
  await Promise.all(writing);
  await plans.keep([{ ...one, shown: 0 }]);
  expect(texts).toHaveLength(2);
  expect(readFileSync(join(folder, 'open-plans.json'), 'utf8')).toContain('"shown": 0');
});

it('keeps no more than it reads again', async () => {
  const file = join(folder, 'open-plans.json');
  await new OpenPlans(file, write).keep([{ ...one, plans: Array.from({ length: 501 }, (_, at) => ({ id: String(at), file: null })) }]);
  const [read] = await new OpenPlans(file, write).read(() => expect.unreachable());
  expect(read?.plans).toHaveLength(500);
});

it('tries again after the disk has refused', async () => {
  let refuses = true;
  const file = join(folder, 'open-plans.json');
  const plans = new OpenPlans(file, async (to, text) => {
    if (refuses) throw new Error('full');
    return write(to, text);
  });
  await expect(plans.keep([one])).rejects.toThrow('full');
  refuses = false;
  await plans.keep([one]);
  expect(readFileSync(file, 'utf8')).toContain('"shown": 1');
});
