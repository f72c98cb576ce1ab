import { UserError } from '#engine/errors';
import { PlanGraph } from '#engine/catalog';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { figure } from '#engine/format';
import { drawingSheet, layoutPacket, packetInput, type DisplayList, type Mark, type Organisation, type Sheet } from '#engine/packet';
import type { Basis } from '#engine/packs';
import { shortName, type Plan } from '#engine/plan';
import { costRisk } from '#engine/score';
import type { PictureFacts, PictureRequest, PictureScale } from '#ipc';
import { createShaper, pixelsOf, refuseTooLarge, writePng, writeSvg, type StartPainter } from '#paper';
import { icons } from '#resources';
import { carriedFile, type FileParts } from './carried-file';

/** Pixels of a picture on the clipboard: the system takes it unpacked, and packs it again in the main process. */
export const mostClipboardPixels = 40_000_000;
/** Up to these, the main process hardly waits for that; a larger picture is not enlarged. */
const quickClipboardPixels = 8_000_000;

/** Drawings of more cards have no preview: nothing could be told apart in it, and a frame takes seconds to draw it. */
const mostPreviewed = 1000;
const pictureScales: readonly PictureScale[] = [1, 2, 3, 4];

/** What a picture is made from. Plain data, so that it can go to a thread. */
export interface PictureQuestion {
  readonly plan: Plan;
  /** Of this state of the plan: what was laid out is used again for the same number. */
  readonly planNumber: number;
  /** File name of the plan, or a text that it has none. */
  readonly file: string;
  readonly picture: PictureRequest;
  /** Whose packet it is, for a picture of one of its sheets. */
  readonly organisation?: Organisation;
  /** `clipboard` is both formats at once, in a size that the clipboard takes. */
  readonly want: 'facts' | 'file' | 'clipboard';
  /** The plan as a file, which an SVG carries. */
  readonly carried?: FileParts;
}

export type PictureAnswer =
  | { readonly facts: Omit<PictureFacts, 'preview'>; readonly preview: string | null }
  | { readonly svg: string }
  | { readonly png: Uint8Array }
  | { readonly clip: { readonly png: Uint8Array; readonly svg: string } };

interface Drawn {
  readonly sheet: Sheet;
  readonly language: string;
  /** Titles of the sheets of the packet, if the picture is one of them. */
  readonly sheets: readonly string[];
  readonly missing: readonly string[];
  /** How many nodes it shows, or a sheet may show. */
  readonly cards: number;
}

/** Makes pictures of plans. The last drawing is kept, so that the file is the drawing whose size was shown. */
export class PictureMaker {
  #kept: { readonly key: string; readonly basis: Basis; readonly drawn: Drawn } | undefined;
  #evaluated: { readonly key: string; readonly basis: Basis; readonly evaluation: Evaluation } | undefined;

  /** @param start how painters are started */
  constructor(private readonly start?: StartPainter) {}

  /** @param report told how far the picture is, from 0 to 1 @throws UserError if it has too many pixels, or cannot be painted */
  async make(question: PictureQuestion, basis: Basis, today: string, report: (share: number) => void): Promise<PictureAnswer> {
    const { plan, picture, want, carried } = question;
    const { sheet, language, sheets, missing, cards } = await this.#drawn(question, basis, today);
    if (want === 'facts')
      return {
        facts: { sizes: pictureScales.map((scale) => sizeOf(sheet, scale)), sheets, missing },
        preview: cards > mostPreviewed ? null : await writeSvg(sheet, { letters: 'outlines' }),
      };
    const { format, scale, isTransparent, letters } = picture;
    const svg = () => writeSvg(sheet, { language, letters, ...(carried && { plan: carriedFile(plan, carried) }) });
    const png = (at: number) =>
      writePng(sheet, {
        scale: at,
        transparent: isTransparent,
        onStrip: (done, count) => report(done / count),
        ...(this.start && { start: this.start }),
      });
    if (want === 'clipboard') return { clip: { png: await png(clipboardScale(sheet, scale)), svg: await svg() } };
    return format === 'svg' ? { svg: await svg() } : { png: await png(scale) };
  }

  async #drawn(question: PictureQuestion, basis: Basis, today: string): Promise<Drawn> {
    const { planNumber, file, picture, organisation } = question;
    const { shows, isTransparent, hasTitle, hasDate, hasLegend } = picture;
    const key = JSON.stringify([
      planNumber,
      file,
      today,
      shows,
      isTransparent,
      hasTitle,
      hasDate,
      hasLegend,
      shows.of === 'sheet' ? organisation : null,
    ]);
    if (this.#kept?.key !== key || this.#kept.basis !== basis) {
      this.#kept = undefined; // two drawings of a large plan need not be there at once
      this.#kept = { key, basis, drawn: await this.#draw(question, basis, today) };
    }
    return this.#kept.drawn;
  }

  async #draw(question: PictureQuestion, basis: Basis, today: string): Promise<Drawn> {
    const { plan, file, picture, organisation } = question;
    const { shows, isTransparent, hasTitle, hasDate, hasLegend } = picture;
    const evaluation = this.#evaluation(question, basis, today);
    const shaper = await createShaper();
    const cards = shows.of === 'selection' ? shows.nodes.length : Object.keys(plan.nodes).length;
    if (shows.of === 'sheet') {
      const risk = costRisk(new PlanGraph(plan, basis.catalog, basis.book));
      const packed = { plan, basis, evaluation, risk, icons, date: today, file, organisation, packet: shows.packet };
      const list = layoutPacket(packetInput(packed), shaper);
      const sheet = list.sheets[shows.number - 1];
      if (!sheet) throw new UserError(`The packet has no sheet ${shows.number}.`, `Choose one of its ${list.sheets.length} sheets.`);
      const titles = list.sheets.map(({ title }) => title);
      const { language, facts } = list;
      return { sheet: isTransparent ? sheet : onWhite(sheet), language, sheets: titles, missing: facts.missing, cards };
    }
    const { cost, findings } = evaluation;
    const only = shows.of === 'selection' ? { nodes: shows.nodes, notes: shows.notes } : undefined;
    // numbers of findings mean nothing beside a part
    const list = drawingSheet({ plan, catalog: basis.catalog, icons, cost, ...(only ? {} : { findings }) }, shaper, 1, {
      ...(hasTitle ? { title: shortName(plan.name) } : {}),
      ...(hasDate ? { date: today } : {}),
      legend: hasLegend,
      isTransparent,
      only,
    });
    return { sheet: firstSheet(list), language: list.language, sheets: [], missing: [...shaper.missing].sort(), cards };
  }

  #evaluation({ plan, planNumber }: PictureQuestion, basis: Basis, today: string): Evaluation {
    const key = `${planNumber} ${today}`;
    if (this.#evaluated?.key !== key || this.#evaluated.basis !== basis)
      this.#evaluated = { key, basis, evaluation: evaluate({ plan, ...basis, today }) };
    return this.#evaluated.evaluation;
  }
}

function firstSheet({ sheets: [sheet] }: DisplayList): Sheet {
  if (!sheet) throw new Error('A drawing has one sheet.');
  return sheet;
}

/** A sheet of paper, which has no background of its own. */
function onWhite(sheet: Sheet): Sheet {
  const paper: Mark = { kind: 'rect', box: { x: 0, y: 0, width: sheet.width, height: sheet.height }, fill: { colour: '#ffffff' } };
  return { ...sheet, marks: [{ kind: 'artifact', marks: [paper] }, ...sheet.marks] };
}

function sizeOf(sheet: Sheet, scale: PictureScale): PictureFacts['sizes'][number] {
  const size = { scale, ...pixelsOf(sheet, scale) };
  try {
    refuseTooLarge(sheet, scale);
    return { ...size, refused: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...size, refused: { problem: error.problem, fix: error.fix } };
  }
}

/**
 * The scale of a picture on the clipboard: the wanted one, or less where that takes long, but never less than a screen shows.
 * @throws UserError if even that is too large
 */
export function clipboardScale(sheet: Pick<Sheet, 'width' | 'height'>, wanted: number): number {
  const { width, height } = pixelsOf(sheet, 1);
  if (width * height > mostClipboardPixels)
    throw new UserError(
      `The picture would have ${figure(width)} × ${figure(height)} pixels; the clipboard gets up to ${figure(mostClipboardPixels / 1e6)} million.`,
      'Select a part of the plan and copy that, or write a file with “Export picture…” in the menu File.',
    );
  return Math.max(1, Math.min(wanted, Math.sqrt(quickClipboardPixels / (width * height))));
}
