import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts virtual displays for parallel tests, so that there are PIPEDRAFT_DISPLAYS with the existing one. Sets PIPEDRAFT_DISPLAY_NAMES to
 * the names of all.
 * @returns a function that ends them
 */
export default async function startDisplays(): Promise<() => void> {
  const wanted = Number(process.env['PIPEDRAFT_DISPLAYS'] ?? 1);
  const started: ChildProcess[] = [];
  const names = [process.env['DISPLAY'] ?? ''];
  while (names.length < wanted) {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    started.push(server);
    const [said] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data', { signal: AbortSignal.timeout(20_000) })) as [Buffer];
    names.push(`:${said.toString().trim()}`);
  }
  process.env['PIPEDRAFT_DISPLAY_NAMES'] = names.join(',');
  return () => {
    for (const server of started) server.kill();
  };
}

/** Environment variable with the display of the current test, for its application. */
export function ownDisplay(): Readonly<Record<string, string>> {
  const name = process.env['PIPEDRAFT_DISPLAY_NAMES']?.split(',')[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
  return name === undefined || name === '' ? {} : { DISPLAY: name };
}
