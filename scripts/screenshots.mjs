/** `npm run screenshots`: takes the pictures of the window that the documents show, from the real application. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, isRoot, underVirtualDisplay } from './bootstrap/system.mjs';
import { say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs', 'images');
/** @type {readonly { name: string; plan: string; node: string; theme: 'light' | 'dark'; width: number; height: number }[]} */
const pictures = [
  { name: 'window-light', plan: 'churn-scoring', node: 'CPU cluster', theme: 'light', width: 1440, height: 900 },
  { name: 'window-dark', plan: 'demand-forecast', node: '', theme: 'dark', width: 1440, height: 900 },
];

await ensureDependencies(root);
const { executable } = await findRuntime(root);
await ensureSystem(executable, { virtualDisplay: !hasDisplay() });
await build(root);
if (hasDisplay()) await take();
else {
  const [command, args] = underVirtualDisplay(process.execPath, [fileURLToPath(import.meta.url)]);
  const child = spawn(command, [...args], { stdio: 'inherit', cwd: root });
  process.exitCode = await new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

async function take() {
  const { _electron } = await import('@playwright/test');
  mkdirSync(images, { recursive: true });
  for (const { name, plan, node, theme, width, height } of pictures) {
    const userData = mkdtempSync(join(tmpdir(), 'pipedraft-picture-'));
    const app = await _electron.launch({
      executablePath: executable,
      args: [
        ...(isRoot() ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--force-device-scale-factor=1',
        root,
        join(root, 'resources', 'examples', `${plan}.pipedraft.yaml`),
      ],
      env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: userData, PIPEDRAFT_TODAY: '2026-11-21' },
    });
    const page = await app.firstWindow();
    await page.locator('.svelte-flow__node .cost').first().waitFor();
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height), {
      width,
      height,
    });
    await page.emulateMedia({ colorScheme: theme });
    while ((await page.evaluate('innerWidth')) !== width); // the window manager takes its time
    await page.keyboard.press('ControlOrMeta+1');
    if (node) await page.locator('.svelte-flow__node').filter({ hasText: node }).first().click();
    await page.mouse.move(width / 2, 8); // nothing under the pointer
    await page.locator('.checking').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
    const ended = once(app.process(), 'exit');
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined); // it is gone before it can answer
    await ended;
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    say(`docs/images/${name}.png written.`);
  }
}
