import { layoutPacket } from '#engine/packet';
import type { PaperName } from '#engine/plan';
import { createShaper, writeHtml, writePdf } from '#paper';
import { inputOf, planOf } from './paper';

/** Our PDF of a packet, and the page that Chromium prints beside it. */
export interface MeasuredPrint {
  readonly sheets: number;
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** Writing the PDF of sheets that are laid out. */
  readonly ms: number;
  readonly cpu: number;
  /** The most that the process had, with the layout. */
  readonly memory: number;
  readonly bytes: number;
  readonly page: string;
}

export async function measuredPrint(nodes: number, paper: PaperName): Promise<MeasuredPrint> {
  const list = layoutPacket(inputOf(planOf(nodes), paper), await createShaper());
  const [start, used] = [performance.now(), process.cpuUsage()];
  const pdf = await writePdf(list, { date: '2026-11-21' });
  const [ms, { user, system }] = [performance.now() - start, process.cpuUsage(used)];
  const memory = process.resourceUsage().maxRSS / 1024;
  const [{ width, height } = { width: 0, height: 0 }] = list.sheets;
  return {
    sheets: list.sheets.length,
    width,
    height,
    ms,
    cpu: (user + system) / 1000,
    memory,
    bytes: pdf.length,
    page: await writeHtml(list),
  };
}
