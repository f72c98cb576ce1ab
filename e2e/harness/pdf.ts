import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* What a PDF is, as the tools of poppler-utils tell it. */

/** One line of `pdfinfo` by its name, such as `Title`. */
export function pdfInfo(file: string): (name: string) => string | undefined {
  const lines = run('pdfinfo', ['-f', '1', '-l', '999', file]).split('\n');
  return (name) =>
    lines
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
}

/** Width and height of each page, in millimetres. */
export function pageSizes(file: string): readonly (readonly [width: number, height: number])[] {
  return [...run('pdfinfo', ['-f', '1', '-l', '999', file]).matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(
    ([, width, height]) => [(Number(width) / 72) * 25.4, (Number(height) / 72) * 25.4],
  );
}

/** The fonts without the prefix of their subset; for each, true if it is embedded. */
export function fontsOf(
  file: string,
  pages?: readonly [first: number, last: number],
): readonly { readonly name: string; readonly type: string; readonly embedded: boolean }[] {
  const range = pages ? ['-f', String(pages[0]), '-l', String(pages[1])] : [];
  return run('pdffonts', [...range, file])
    .split('\n')
    .slice(2)
    .flatMap((line) => {
      const [, name, type, embedded] = /^(?:[A-Z]{6}\+)?(\S+) +(.+?) +\S+ +(yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+$/.exec(line) ?? [];
      return name !== undefined && type !== undefined ? [{ name, type, embedded: embedded === 'yes' }] : [];
    });
}

/** The text of the file's one attachment. */
export function attachmentOf(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-attachment-'));
  try {
    run('pdfdetach', ['-save', '1', '-o', join(folder, 'attachment'), file]);
    return readFileSync(join(folder, 'attachment'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The raster images of the file. */
export function picturesOf(file: string): readonly string[] {
  return run('pdfimages', ['-list', file]).trim().split('\n').slice(2);
}

/** Text of some pages, laid out as on paper. */
export function pdfText(file: string): readonly string[] {
  return run('pdftotext', ['-layout', file, '-']).split('\f').slice(0, -1);
}

/** Every word with its box, in points from the top left corner, page by page. */
export function wordsOf(file: string): readonly (readonly Word[])[] {
  return run('pdftotext', ['-bbox', file, '-'])
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<\/word>/g)].map(
        ([, left, top, right, bottom, text]) => ({
          left: Number(left),
          top: Number(top),
          right: Number(right),
          bottom: Number(bottom),
          text: text ?? '',
        }),
      ),
    );
}

export interface Word {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly text: string;
}

/** The pages as pictures, in one sequence of bytes, for comparison. */
export function picturesOfPages(file: string, dpi: number): Buffer {
  return execFileSync('pdftoppm', ['-r', String(dpi), file], { maxBuffer: 512 * 1024 * 1024 });
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
