import { readFileSync } from 'node:fs';
import { app, type WebContents } from 'electron';

/**
 * Whether the system confines the process of a page. Linux says so itself: a confined process filters its system calls. Elsewhere Chromium
 * is asked.
 */
export function isConfined(contents: WebContents): boolean {
  const pid = contents.getOSProcessId();
  if (process.platform === 'linux') return /^Seccomp:\s*2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return app.getAppMetrics().find((one) => one.pid === pid)?.sandboxed === true;
}
