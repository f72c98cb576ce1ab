/**
 * `npm run bench:paper [-- --nodes 18,500,5000 --paper A3]`: measures the review packet and the picture of plans, each size in a process of
 * its own. Run by hand on a quiet machine; no test depends on these times.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '18,500,5000' }, paper: { type: 'string', default: 'A3' }, one: { type: 'string' } },
});
const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en-GB');

if (values.one === undefined) {
  await bundled('paper');
  console.log('| nodes | sheets | layout, ms | PDF, ms | PDF, kB | HTML, ms | HTML, kB | PNG ×1, ms | PNG, kB | memory, MB |');
  console.log(`|${' ---: |'.repeat(10)}`);
  for (const nodes of values.nodes.split(',')) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), '--one', nodes, '--paper', values.paper],
      {
        encoding: 'utf8',
      },
    );
    process.stdout.write(status === 0 ? stdout : `| ${nodes} | ${stderr.trim().split('\n').at(-1)} |\n`);
  }
} else {
  /** @type {typeof import('./paper.ts')} */
  const { measuredPaper } = await import(new URL('../out/bench/paper.mjs', import.meta.url).href);
  const paper = /** @type {Parameters<typeof measuredPaper>[1]} */ (values.paper);
  const { nodes, sheets, layout, pdf, pdfBytes, html, htmlBytes, png, pngBytes, peakMegabytes } = await measuredPaper(
    Number(values.one),
    paper,
  );
  const cells = [nodes, sheets, layout, pdf, pdfBytes / 1000, html, htmlBytes / 1000, png, pngBytes / 1000, peakMegabytes];
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} |`);
}
