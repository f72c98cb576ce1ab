import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '#engine/validate';
import { catalog, examples, priceBook, scoring } from '#resources';
import type { Library } from '../../../src/main/library/library';
import { figuresOfFile } from '../../../src/main/plans/plan-figures';

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-figures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const library = { basis: () => ({ catalog, book: priceBook, scoring, rules, packs: [] }) } as unknown as Library;

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the figures of a recent file', () => {
  it('are its cost and maturity, with the day of the prices', async () => {
    const text = examples.find(({ file }) => file.startsWith('churn'))?.text ?? '';
    const figures = await figuresOfFile(fileOf('a.pipedraft.yaml', text), library);
    expect(figures).toMatchObject({ nodes: 18, unknown: 0, currency: 'USD', maturity: { level: 3 } });
    expect(figures?.likely).toBeGreaterThan(100);
    expect(figures?.prices).toMatch(/, as of \d{4}-\d{2}/);
  });

  it('say how much is unknown', async () => {
    const file = fileOf('b.pipedraft.yaml', 'pipedraft: 1\nname: B\nnodes:\n  lake: {service: azure-storage}\n');
    expect(await figuresOfFile(file, library)).toMatchObject({ nodes: 1, likely: 0, unknown: 1 });
  });

  it('are none for a file that is broken, gone or large', async () => {
    expect(await figuresOfFile(fileOf('c.pipedraft.yaml', 'nodes: ['), library)).toBeNull();
    expect(await figuresOfFile(join(folder, 'gone.yaml'), library)).toBeNull();
    expect(await figuresOfFile(fileOf('d.pipedraft.yaml', `pipedraft: 1\nname: D\n${'# x\n'.repeat(60_000)}`), library)).toBeNull();
  });
});
