import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { drawingSheet, layoutPacket, usualPacket, type PacketInput } from '#engine/packet';
import { readPlan, type PaperName, type Plan } from '#engine/plan';
import { costRisk } from '#engine/score';
import { rules } from '#engine/validate';
import { createShaper, writeHtml, writePdf, writePng } from '#paper';
import { catalog, examples, icons, priceBook, scoring } from '#resources';
import { joinedPlan } from './plans';

/* Time and size of the review packet and of pictures, as the command writes them, without the disk. Times are milliseconds. */

export interface MeasuredPaper {
  readonly nodes: number;
  readonly sheets: number;
  readonly layout: number;
  readonly pdf: number;
  readonly pdfBytes: number;
  readonly html: number;
  readonly htmlBytes: number;
  /** Layout and painting of the whole plan at ×1; `undefined` with the reason if it is refused. */
  readonly png: number | string;
  readonly pngBytes: number;
  /** The process's own; painters have theirs. */
  readonly peakMegabytes: number;
}

const date = '2026-11-21';

/** Measures everything once, in a process that has done nothing before: what somebody at the command waits for. */
export async function measuredPaper(nodes: number, paper: PaperName): Promise<MeasuredPaper> {
  const input = inputOf(planOf(nodes), paper);
  const [layout, list] = await timed(async () => layoutPacket(input, await createShaper()));
  const [pdf, pdfFile] = await timed(() => writePdf(list, { date }));
  const [html, page] = await timed(() => writeHtml(list));
  const [png, picture] = await timed(async () => {
    const [sheet] = drawingSheet(input, await createShaper(), 1).sheets;
    if (!sheet) throw new Error('A drawing has one sheet.');
    return writePng(sheet, { scale: 1 }).catch((error: unknown) => String(error));
  });
  return {
    nodes: Object.keys(input.plan.nodes).length,
    sheets: list.sheets.length,
    layout,
    pdf,
    pdfBytes: pdfFile.length,
    html,
    htmlBytes: Buffer.byteLength(page),
    png: typeof picture === 'string' ? picture : png,
    pngBytes: typeof picture === 'string' ? 0 : picture.length,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

export function planOf(nodes: number): Plan {
  const churn = examples.find(({ file }) => file.includes('churn'));
  return nodes <= 18 && churn ? readPlan(churn.text, churn.file).plan : joinedPlan(nodes);
}

export function inputOf(plan: Plan, paper: PaperName): PacketInput {
  const { findings, scores, cost, fixesOf } = evaluate({ plan, catalog, book: priceBook, scoring, rules, today: date });
  const risk = costRisk(new PlanGraph(plan, catalog, priceBook));
  return { plan, catalog, icons, findings, scores, cost, fixesOf, risk, date, file: 'plan.yaml', options: { ...usualPacket, paper } };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const before = performance.now();
  const result = await work();
  return [performance.now() - before, result];
}
