import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True if a program that reads PDF is on this machine: `apt-get install poppler-utils qpdf`. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version']).error === undefined;
}

/** Writes bytes to a file of their own. @returns its path */
export function fileOf(bytes: Uint8Array, name = 'packet.pdf'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'paper-')), name);
  writeFileSync(path, bytes);
  return path;
}

/** What a program prints. @throws with its complaint if it fails */
export function printed(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** The text of a PDF as people copy it, without the signs of direction that poppler adds. */
export function textOf(pdf: string): string {
  return printed('pdftotext', '-layout', pdf, '-').replace(/[\u202a-\u202e\u200e\u200f]/g, '');
}

/** The file that is attached to a PDF. */
export function attachedTo(pdf: string): Buffer {
  const out = join(mkdtempSync(join(tmpdir(), 'paper-')), 'attached');
  printed('pdfdetach', '-save', '1', '-o', out, pdf);
  return readFileSync(out);
}
