import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/* How long a file may be: what a person can keep in mind while reading it. */

const root = join(import.meta.dirname, '..');

const mostLines = { component: 300, source: 400 };
/** From here on a file says why it is one thing. */
const mostUnexplained = 250;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.(?:ts|svelte)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const linesOf = (text: string): number => text.split('\n').length - 1;

/** Whether the first thing after the imports is a comment about the file, which is no comment about a declaration. */
function saysWhy(text: string): boolean {
  return /^(?:<script[^>]*>\s*)?(?:import\b[^;]*;\s*)*\/\*(?!\*)/.test(text);
}

describe('files of src', () => {
  it('are no longer than a component or a source file may be', () => {
    const long = files.filter(({ path, text }) => linesOf(text) > mostLines[path.endsWith('.svelte') ? 'component' : 'source']);
    expect(long.map(({ path, text }) => `${path}: ${linesOf(text)} lines`)).toEqual([]);
  });

  it('leave application.ts a table of contents: no handler and no dialog fits in', () => {
    const contents = files.find(({ path }) => path === 'src/main/application.ts');
    expect(linesOf(contents?.text ?? '')).toBeGreaterThan(0);
    expect(linesOf(contents?.text ?? '')).toBeLessThanOrEqual(200);
  });

  it(`say at their top why they are one thing when they have more than ${mostUnexplained} lines`, () => {
    const unexplained = files.filter(({ text }) => linesOf(text) > mostUnexplained && !saysWhy(text));
    expect(unexplained.map(({ path, text }) => `${path}: ${linesOf(text)} lines`)).toEqual([]);
  });
});
