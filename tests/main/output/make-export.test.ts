import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareExport, readRecord } from '#disk';
import { evaluate } from '#engine/evaluate';
import { readPlan, type Plan } from '#engine/plan';
import type { Scoring } from '#engine/score';
import { rules } from '#engine/validate';
import { readResources } from '../../../build/resources.ts';
import { previewOf, resultOf, viewOf } from '../../../src/main/output/export-view.ts';
import { makeExport } from '../../../src/main/output/make-export.ts';
import type { PreparedExport } from '../../../src/main/output/prepared-export.ts';
import { ownFolder } from '../../harness/folder.ts';
import { book, catalog } from '../../harness/resources.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const example = readPlan(
  readFileSync(join(root, 'resources', 'examples', 'churn-scoring.pipedraft.yaml'), 'utf8'),
  'churn-scoring.yaml',
).plan;
const scoring = readResources(join(root, 'resources')).scoring['scoring'] as Scoring; // checked against its schema where scores are tested

function madeOf(plan: Plan, targets: readonly string[] | null = null) {
  const evaluation = evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' });
  return makeExport({ plan, file: 'churn-scoring.pipedraft.yaml', record: undefined, targets }, { catalog, book }, evaluation);
}

describe('an export of a window', () => {
  it('is the whole bundle where the chosen exporters are those that the plan calls for', () => {
    const made = madeOf(example);
    expect(made.isWhole).toBe(true);
    expect(made.exported.files.some(({ path }) => path === 'README.md')).toBe(true);
    expect(made.summary).toEqual([]);
    expect(madeOf(example, [...made.planned].reverse()).isWhole).toBe(true);
  });

  it('is the files of some exporters alone otherwise, with the summary apart', () => {
    const made = madeOf(example, ['bicep', 'csv']);
    expect(made.isWhole).toBe(false);
    expect([...new Set(made.exported.files.map(({ exporter }) => exporter))].sort()).toEqual(['bicep', 'csv']);
    expect(made.summary.map(({ path }) => path)).toEqual(['summary.md']);
  });

  it('says of each exporter how much it gives, the same for a choice as for all', () => {
    const all = madeOf(example).targets;
    expect(madeOf(example, ['bicep']).targets).toEqual(all);
    for (const { id, applies, files } of all) if (files !== null) expect(files > 0, id).toBe(applies);
  });

  it('runs what is written on request only if it is chosen', () => {
    const unknown = (targets?: string[]) => madeOf(example, targets).targets.flatMap(({ id, files }) => (files === null ? [id] : []));
    expect(unknown()).toEqual(['arm', 'terraform', 'pptx']);
    expect(unknown(['terraform'])).toEqual(['arm', 'pptx']);
  });
});

describe('the view of an export', () => {
  async function prepared(): Promise<PreparedExport> {
    const made = madeOf(example);
    const folder = ownFolder();
    const own = { path: join(folder, 'churn-scoring.pipedraft.yaml'), file: 'churn-scoring.pipedraft.yaml', name: example.name };
    return {
      ...made,
      document: undefined as unknown as PreparedExport['document'],
      folder: { path: folder, origin: 'chosen', gone: null },
      compared: await compareExport(folder, made.exported.files, true, await readRecord(folder, own)),
    };
  }

  it('leads to the file that is the most about what is selected', async () => {
    const view = viewOf(await prepared(), { nodes: ['train'], edges: [] });
    expect(view.aboutSelection).toBe('ml/components/train.yml');
    expect(view.files.filter(({ isOfSelection }) => isOfSelection).map(({ path }) => path)).toContain('azure-pipelines/train.yml');
    expect(viewOf(await prepared(), { nodes: [], edges: [] }).aboutSelection).toBeNull();
  });

  it.each([
    ['nightly', 'adf/pipeline/nightly.json'],
    ['watch', 'infra/modules/monitoring.bicep'],
    ['release', 'azure-pipelines/train.yml'],
    ['lake', 'adf/linkedService/lake.json'],
  ])('does not lead from %s to a file that serves others', async (id, path) => {
    expect(viewOf(await prepared(), { nodes: [id], edges: [] }).aboutSelection).toBe(path);
  });

  it('has one row for each missing value, with the number of its places', async () => {
    const one = await prepared();
    const { gaps, files } = viewOf(one, { nodes: [], edges: [] });
    expect(new Set(gaps.map(({ node, setting }) => `${node} ${setting}`)).size).toBe(gaps.length);
    expect(gaps.reduce((sum, { places }) => sum + places, 0)).toBe(one.exported.gaps.length);
    expect(files.reduce((sum, file) => sum + file.gaps, 0)).toBe(one.exported.gaps.length);
    for (const { node, setting, file, line } of gaps)
      expect(previewOf(one, file)?.text?.split('\n')[line - 1], file).toMatch(new RegExp(`GAP\\('?${node ?? 'exports'}\\.${setting}'?\\)`));
  });

  it('gives the text of a file with its blocks, and nothing for another path', async () => {
    const one = await prepared();
    const preview = previewOf(one, 'ml/components/train.yml');
    expect(preview).toMatchObject({ state: 'new', disk: null });
    expect(preview?.text).toContain('GAP(train.code)');
    expect(preview?.blocks.length).toBeGreaterThan(1);
    expect(previewOf(one, '../outside')).toBeNull();
  });

  it('does not show what is not text as if it were', async () => {
    const one = await prepared();
    const { compared } = one;
    const files = compared.files.map((file) =>
      file.path === 'README.md' ? { ...file, state: 'foreign' as const, disk: 'PK\0', next: 'PK\0' } : file,
    );
    expect(previewOf({ ...one, compared: { ...compared, files } }, 'README.md')).toMatchObject({ isText: false, disk: null, next: null });
    expect(previewOf(one, 'README.md')).toMatchObject({ isText: true });
  });

  it('counts edited files apart from those that are as the plan gives them', async () => {
    const one = await prepared();
    const states = ['edited', 'emptied', 'same'] as const;
    const files = one.compared.files.map((file, at) => ({ ...file, state: states[at] ?? ('same' as const) }));
    const result = resultOf({ ...one, compared: { ...one.compared, files } }, '/work/repository');
    expect(result).toMatchObject({ edited: 1, written: 0, folder: 'repository' });
    expect(result.lookAt.map(({ state }) => state)).toEqual(['emptied']);
  });
});
