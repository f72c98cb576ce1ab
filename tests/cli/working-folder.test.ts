import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtProgram } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

const { program } = builtProgram();
const whole = join(import.meta.dirname, '../fixtures/small.pipedraft.yaml');

/** Runs the command in a folder that is removed before it starts. */
function ranInNowhere(...args: readonly string[]) {
  const script = 'cd "$1" && rmdir "$1" && shift && exec "$@"';
  return spawnSync('sh', ['-c', script, 'sh', ownFolder(), process.execPath, program, ...args], { encoding: 'utf8' });
}

// Windows removes no folder that somebody is in
it.skipIf(process.platform === 'win32').each([
  ['check', 'plan.yaml'],
  ['fmt', 'plan.yaml'],
  ['score', 'plan.yaml'],
  ['check', '--format', 'json', 'plan.yaml'],
  ['diff', 'a.yaml', 'b.yaml'],
])('in a folder that was removed says so: %s %s', (...args) => {
  const { stdout, stderr, status } = ranInNowhere(...args);
  expect(stderr).toMatch(/not there any more|There is no file/);
  expect(`${stdout}${stderr}`).not.toMatch(/Something went wrong|uv_cwd/);
  expect(status).toBe(2);
});

it.skipIf(process.platform === 'win32')('in a folder that was removed says so before a whole path, too', () => {
  const { stderr, status } = ranInNowhere('check', '--no-config', whole);
  expect(stderr).not.toMatch(/Something went wrong|uv_cwd/);
  expect([0, 1, 2]).toContain(status);
});
