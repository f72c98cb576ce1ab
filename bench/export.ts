import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { exportBundle, exporters, runExporters, type ExportInput } from '#engine/export';
import { readPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, examples, priceBook, scoring } from '#resources';
import { joinedPlan } from './plans';

/* Time of an export without the disk: the whole bundle, and each exporter alone. */

export interface MeasuredExport {
  readonly nodes: number;
  readonly files: number;
  /** Characters of all files. */
  readonly size: number;
  /** The first export of the process, in milliseconds: what the command waits for. */
  readonly first: number;
  /** The median of later ones. */
  readonly later: number;
}

/** Measures the bundle of the churn example (18 nodes), or of joined copies of the shipped plans. */
export function measured(nodes: number): MeasuredExport {
  const input = inputOf(planOf(nodes));
  const before = performance.now();
  const { files } = exportBundle(input);
  const first = performance.now() - before;
  return {
    nodes: input.graph.nodes.length,
    files: files.length,
    size: files.reduce((sum, { text }) => sum + text.length, 0),
    first,
    later: median(() => exportBundle(input)),
  };
}

/** Each exporter that has something to write, with its median time in milliseconds, the slowest first. */
export function parts(nodes: number): readonly (readonly [id: string, ms: number])[] {
  const input = inputOf(planOf(nodes));
  return exporters
    .map((exporter) => [exporter.meta.id, median(() => runExporters(input, [exporter]))] as const)
    .sort((a, b) => b[1] - a[1]);
}

function planOf(nodes: number): Plan {
  const churn = examples.find(({ file }) => file.includes('churn'));
  return nodes <= 18 && churn ? readPlan(churn.text, churn.file).plan : joinedPlan(nodes);
}

function inputOf(plan: Plan): ExportInput {
  const evaluation = evaluate({ plan, catalog, book: priceBook, scoring, rules, today: '2026-11-21' });
  return { graph: new PlanGraph(plan, catalog, priceBook), file: 'churn.pipedraft.yaml', evaluation };
}

function median(run: () => unknown): number {
  const times: number[] = [];
  for (let at = 0; at < 7 && (at < 3 || times.reduce((sum, ms) => sum + ms, 0) < 3000); at += 1) {
    const before = performance.now();
    run();
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}
