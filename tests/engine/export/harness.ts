import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { evaluate } from '#engine/evaluate';
import { PlanGraph } from '#engine/catalog';
import { exportBundle, exporterById, runExporters, type Exported, type ExportInput } from '#engine/export';
import { readPlan, type Plan } from '#engine/plan';
import { type Scoring } from '#engine/score';
import { rules } from '#engine/validate';
import { readResources } from '../../../build/resources.ts';
import { book, catalog } from '../../harness/resources.ts';

/*
 * Exports of plans in tests. `../shared` has official schemas and a reference bundle; a test that needs them is skipped, saying so, where
 * it is absent.
 */

export const root = join(import.meta.dirname, '..', '..', '..');
export const shared = join(root, '..', 'shared');
export const hasShared = existsSync(shared);
const scoring = readResources(join(root, 'resources')).scoring['scoring'] as Scoring; // checked against its schema where scores are tested

/** The input of exporters for a plan. */
export function inputOf(plan: Plan, file = 'plan.pipedraft.yaml'): ExportInput {
  return {
    graph: new PlanGraph(plan, catalog, book),
    file,
    evaluation: evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' }),
  };
}

export function planFrom(text: string, file = 'plan.pipedraft.yaml'): Plan {
  return readPlan(text, file).plan;
}

const known = new Map<string, ExportInput>();

/** An example or template that ships, by its name without the ending. */
export function shipped(name: string): ExportInput {
  const input = known.get(name) ?? readShipped(name);
  known.set(name, input);
  return input;
}

function readShipped(name: string): ExportInput {
  for (const folder of ['examples', 'templates']) {
    const path = join(root, 'resources', folder, `${name}.pipedraft.yaml`);
    if (existsSync(path)) return inputOf(planFrom(readFileSync(path, 'utf8'), path), basename(path));
  }
  throw new Error(`No example ${name}.`);
}

/** Names of all plans that ship. */
export function shippedNames(): string[] {
  return ['examples', 'templates']
    .map((folder) => join(root, 'resources', folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder))
    .filter((file) => file.endsWith('.pipedraft.yaml'))
    .map((file) => file.replace('.pipedraft.yaml', ''));
}

/** The export of a plan by some exporters; all that it calls for if none is named. */
export function exported(input: ExportInput, ...ids: readonly string[]): Exported {
  if (ids.length === 0) return exportBundle(input);
  return runExporters(
    input,
    ids.map((id) => {
      const exporter = exporterById(id);
      if (!exporter) throw new Error(`No exporter ${id}.`);
      return exporter;
    }),
  );
}

/** The text of one exported file. */
export function textOf({ files }: Exported, path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`No file ${path}; there are ${files.map((one) => one.path).join(', ')}.`);
  return file.text;
}

/** The value of an exported YAML or JSON file. */
export function valueOf(all: Exported, path: string): unknown {
  const text = textOf(all, path);
  return path.endsWith('.json') ? JSON.parse(text) : parse(text);
}

/** All documents of a YAML file. */
export function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** Compares files with those of a folder below golden/; `vitest -u` writes them, and they are read in review. */
export async function expectGolden({ files }: Exported, name: string): Promise<void> {
  const folder = join(import.meta.dirname, 'golden', name);
  for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(folder, path));
  const wanted = new Set(files.map(({ path }) => path));
  const extra = filesBelow(folder).filter((path) => !wanted.has(path));
  if (process.argv.includes('-u')) for (const path of extra) rmSync(join(folder, path));
  else expect(extra).toEqual([]);
}

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const walk = (at: string): string[] =>
    readdirSync(at).flatMap((name) => {
      const path = join(at, name);
      return statSync(path).isDirectory() ? walk(path) : [relative(folder, path)];
    });
  return walk(folder);
}
