/** Electron's main process for bare Svelte Flow: one window with one page, and nothing else. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
protocol.registerSchemesAsPrivileged([
  { scheme: 'bench', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
if (process.env['BENCH_USER_DATA']) app.setPath('userData', process.env['BENCH_USER_DATA']);
// not awaited: the application is ready only when this file has run
void app.whenReady().then(async () => {
  protocol.handle('bench', async ({ url }) => {
    const { pathname } = new URL(url);
    const body = await readFile(join(import.meta.dirname, pathname));
    return new Response(new Uint8Array(body), { headers: { 'content-type': Reflect.get(types, extname(pathname)) ?? 'text/plain' } });
  });
  const [width, height] = (process.env['BENCH_SIZE'] ?? '1600x1000').split('x').map(Number);
  const window = new BrowserWindow({ width, height, useContentSize: true, webPreferences: { sandbox: true, contextIsolation: true } });
  await window.loadURL(`bench://studio/plain.html${process.env['BENCH_PLAN'] ? `?plan=${process.env['BENCH_PLAN']}` : ''}`);
});
