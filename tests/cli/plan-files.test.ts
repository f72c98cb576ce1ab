import { lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const byHand = '# ours\nname: Churn\npipedraft: 1\n';

describe('the command and plan files', () => {
  it('says of a file that it cannot read what is wrong and where, and exits with 2', async () => {
    const folder = ownFolder();
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, Buffer.from('name: Ch\xfcrn\n', 'latin1'));
    expect(await command('check', folder)).toEqual({
      exit: 2,
      out: '', // said once, on standard error
      talk: `"${folder}" is a folder without a plan. Name a plan: a file that ends in .pipedraft.yaml or .pipedraft.json.`,
    });
    expect(await command('check', join(folder, 'none.yaml'))).toMatchObject({ exit: 2, talk: expect.stringContaining('There is no file') });
    expect(await command('fmt', broken)).toMatchObject({
      exit: 2,
      talk: expect.stringContaining(`${broken}:1:9: This is not a text file`),
    });
  });

  it('puts a plan that is named twice into canonical form once', async () => {
    const file = join(ownFolder(), 'plan.yaml');
    writeFileSync(file, byHand);
    expect(await command('fmt', file, file)).toMatchObject({ exit: 0 });
  });

  it.skipIf(process.platform === 'win32')('puts a plan behind a link into canonical form, and the link stays a link', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'plan.yaml'), byHand);
    symlinkSync('real/plan.yaml', join(folder, 'plan.yaml'));
    expect(await command('fmt', join(folder, 'plan.yaml'))).toMatchObject({ exit: 0 });
    expect(lstatSync(join(folder, 'plan.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'plan.yaml'), 'utf8')).toMatch(/pipedraft: 1\nname: Churn\n/);
    expect(readdirSync(join(folder, 'real'))).toEqual(['plan.yaml']);
  });
});

async function command(...args: string[]): Promise<{ exit: number; out: string; talk: string }> {
  const out: string[] = [];
  const talk: string[] = [];
  const exit = await run(args, {
    input: Readable.from([]),
    out: (text) => void out.push(text),
    talk: (text) => void talk.push(text),
    colour: false,
    columns: 80,
    today: '2026-11-21',
    version: '0.0.0',
  });
  return { exit, out: out.join(''), talk: talk.join('\n') };
}
