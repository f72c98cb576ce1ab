/**
 * `npm run bench:print [-- --nodes 60,500 --paper A3]`: our PDF of a packet beside Chromium's own printing of the same sheets, one after the
 * other in the same run. Chromium prints the packet's web page; making that page is not counted. Run by hand, on a screen
 * (`xvfb-run -a`); no test depends on these times.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { findRuntime } from '../scripts/bootstrap/runtime.mjs';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '60,500' },
    paper: { type: 'string', default: 'A3' },
    one: { type: 'string' },
    folder: { type: 'string' },
  },
});
const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en-GB');

/** A program that does nothing by itself. */
const idle = `require('electron').app.on('window-all-closed', () => undefined);`;

/**
 * Prints a page with Chromium, and says how long that took.
 * @param {string} executable
 * @param {string} folder
 * @param {{ page: string, width: number, height: number }} sheets
 */
async function printed(executable, folder, { page, width, height }) {
  writeFileSync(join(folder, 'main.js'), idle);
  writeFileSync(join(folder, 'package.json'), '{ "name": "print", "main": "main.js" }');
  const app = await _electron.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu', folder] });
  try {
    return await app.evaluate(
      async ({ app: electron, BrowserWindow }, asked) => {
        await electron.whenReady();
        const window = new BrowserWindow({ show: false, webPreferences: { javascript: false } });
        electron.getAppMetrics(); // the use of processors is counted from here
        const start = performance.now();
        await window.loadFile(asked.page);
        const pdf = await window.webContents.printToPDF({
          printBackground: true,
          preferCSSPageSize: true,
          generateTaggedPDF: true,
          pageSize: { width: asked.width / 72, height: asked.height / 72 },
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
        });
        const ms = performance.now() - start;
        const metrics = electron.getAppMetrics();
        const cpu = metrics.reduce((sum, one) => sum + (one.cpu.cumulativeCPUUsage ?? 0) * 1000, 0);
        const memory = metrics.reduce((sum, one) => sum + one.memory.peakWorkingSetSize / 1024, 0);
        return { ms, cpu, memory, bytes: pdf.length };
      },
      { page, width, height },
    );
  } finally {
    await app.close();
  }
}

if (values.one === undefined) {
  await bundled('print');
  const { executable } = await findRuntime(fileURLToPath(new URL('..', import.meta.url)));
  console.log(
    '| nodes | sheets | ours, ms | ours, CPU ms | ours, MB | ours, kB | Chromium, ms | Chromium, CPU ms | Chromium, MB | Chromium, kB | ours / Chromium |',
  );
  console.log(`|${' ---: |'.repeat(11)}`);
  for (const nodes of values.nodes.split(',')) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-print-'));
    try {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [fileURLToPath(import.meta.url), '--one', nodes, '--paper', values.paper, '--folder', folder],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
      const ours = JSON.parse(stdout);
      const theirs = await printed(executable, folder, ours);
      const cells = [
        nodes,
        ours.sheets,
        ours.ms,
        ours.cpu,
        ours.memory,
        ours.bytes / 1000,
        theirs.ms,
        theirs.cpu,
        theirs.memory,
        theirs.bytes / 1000,
      ];
      console.log(
        `| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} | ${(ours.ms / theirs.ms).toFixed(2)} |`,
      );
    } catch (error) {
      console.log(`| ${nodes} | ${error instanceof Error ? error.message : String(error)} |`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
} else {
  /** @type {typeof import('./print.ts')} */
  const { measuredPrint } = await import(new URL('../out/bench/print.mjs', import.meta.url).href);
  const paper = /** @type {Parameters<typeof measuredPrint>[1]} */ (values.paper);
  const { page, ...measured } = await measuredPrint(Number(values.one), paper);
  const file = join(values.folder ?? tmpdir(), 'packet.html');
  writeFileSync(file, page);
  console.log(JSON.stringify({ ...measured, page: file }));
}
