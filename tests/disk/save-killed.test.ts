import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanLeftovers } from '#disk';
import { bundleDisk } from '../harness/bundle-disk.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const saver = join(import.meta.dirname, 'saver.mjs');
const inTwoDays = () => new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);

let module = '';
beforeAll(async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pipedraft-disk-')));
  chmodSync(folder, 0o755); // another user runs it below
  module = await bundleDisk(folder);
}, 60_000);
afterAll(() => {
  if (module) rmSync(dirname(module), { recursive: true, force: true });
});

describe('a save that is killed', () => {
  it('with kill -9, anywhere, leaves one whole version, and none older than the last that was confirmed', async () => {
    const folder = ownFolder();
    const file = join(folder, 'plan.yaml');
    let base = 0;
    writeFileSync(file, version(0));
    for (let round = 0; round < 15; round += 1) {
      const confirmed = await killAfter(file, 3 + round * 5);
      const found = versionIn(readFileSync(file, 'utf8'));
      expect(found, `round ${round}`).toBeDefined();
      if (confirmed > 0) expect([confirmed, confirmed + 1]).toContain(found);
      else expect([base, 1]).toContain(found); // each process counts from 1 again
      base = found ?? 0;
    }
    const left = readdirSync(folder).filter((name) => name !== 'plan.yaml');
    expect(await cleanLeftovers(folder, inTwoDays())).toHaveLength(left.length); // all of them are known as ours
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('at any one call to the disk leaves the old version before it is moved into place, and the new one after', async () => {
    const whole = ownFolder();
    writeFileSync(join(whole, 'plan.yaml'), version(0));
    const { stdout } = spawnSync(process.execPath, [saver, module, join(whole, 'plan.yaml'), 'once'], { encoding: 'utf8' });
    const { calls } = JSON.parse(stdout) as { calls: number };
    expect(calls).toBeGreaterThan(10);

    const found: (number | undefined)[] = [];
    for (let call = 1; call <= calls; call += 1) {
      const folder = ownFolder();
      const file = join(folder, 'plan.yaml');
      writeFileSync(file, version(0));
      const { signal } = spawnSync(process.execPath, [saver, module, file, 'die', String(call)]);
      expect(signal).toBe('SIGKILL');
      found.push(versionIn(readFileSync(file, 'utf8')));
    }
    expect(found).toEqual([...Array<number>(calls - 1).fill(0), 1]); // the last call syncs the folder
  });
});

const stranger = strangerProblem();

describe('a folder that may not be written to', () => {
  it.skipIf(stranger)(`is refused with words, and the file in it is as it was${stranger}`, () => {
    const folder = ownFolder();
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, version(0));
    chmodSync(file, 0o666);
    chmodSync(folder, 0o555);
    try {
      expect(saveAsStranger(file)).toEqual({
        name: 'UserError',
        problem: `"${file}" was not saved: its folder "${folder}" may not be written to.`,
        fix: 'The file is as it was before. Save it in a folder of yours, or ask for permission to write there.',
      });
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
    expect(versionIn(readFileSync(file, 'utf8'))).toBe(0);
  });

  it.skipIf(stranger)(`is not what stops a save of a write-protected file in a folder that may${stranger}`, () => {
    const folder = ownFolder();
    chmodSync(folder, 0o777);
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, version(0));
    chmodSync(file, 0o444);
    expect(saveAsStranger(file)).toMatchObject({ problem: `"${file}" is write-protected and was not saved.` });
    expect(versionIn(readFileSync(file, 'utf8'))).toBe(0);
  });

  it.skipIf(stranger)(`is told from a folder that is not there, and from one that may not be entered${stranger}`, () => {
    const folder = ownFolder();
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o700);
    expect(saveAsStranger(join(folder, 'none', 'plan.yaml'))).toMatchObject({ problem: expect.stringContaining('There is no folder') });
    if (process.getuid?.() === 0)
      expect(saveAsStranger(join(folder, 'closed', 'plan.yaml'))).toMatchObject({
        problem: expect.stringContaining('may not be written to'),
      });
  });
});

/** Kills the saver when it has said some lines. @returns the last version that it said was saved */
async function killAfter(file: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, [saver, module, file, 'loop'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let confirmed = 0;
  let heard = 0;
  for await (const line of createInterface(child.stdout)) {
    heard += 1;
    if (line.startsWith('saved ')) confirmed = Number(line.slice('saved '.length));
    if (heard === lines) child.kill('SIGKILL');
  }
  expect((await closed)[1]).toBe('SIGKILL');
  return confirmed;
}

function version(n: number): string {
  return `version ${n}\n${'x'.repeat(600_000)}\nend ${n}\n`;
}

/** Which version a text is, when it is a whole one. */
function versionIn(text: string): number | undefined {
  const n = Number(/^version (\d+)\n/.exec(text)?.[1] ?? NaN);
  return text === version(n) ? n : undefined;
}

/** Root may write everywhere, so another user saves then. @returns why none can, for the test's name */
function strangerProblem(): string {
  if (process.platform === 'win32') return ' (skipped: Windows has no permissions of this kind)';
  if (process.getuid?.() !== 0) return '';
  const { status } = spawnSync(process.execPath, ['-e', ''], { uid: 65534, gid: 65534 });
  return status === 0 ? '' : ' (skipped: root ignores permissions, and Node does not run as another user here)';
}

function saveAsStranger(file: string): unknown {
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { stdout, stderr } = spawnSync(process.execPath, [saver, module, file, 'once'], { encoding: 'utf8', ...user });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as unknown;
}
