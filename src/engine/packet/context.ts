import type { PlanDrawing } from './drawing/plan-drawing';
import type { Box } from './display-list';
import type { PacketInput } from './input';
import type { Look } from './look';
import type { PaperFormat } from './options';
import type { Pen } from './pen';
import type { Texts } from './texts';

/** What all parts of a packet are laid out with. */
export interface PacketContext {
  readonly input: PacketInput;
  readonly texts: Texts;
  readonly look: Look;
  readonly format: PaperFormat;
  readonly drawing: PlanDrawing;
  /** Room for content on a sheet, above its title block. @param sheet counts from 1 */
  readonly bodyOf: (sheet: number) => Box;
  /** Number of the sheet that shows a node at a legible size; `undefined` if none does. */
  readonly sheetOf: (node: string) => number | undefined;
}

/** A sheet before its title block. */
export interface Draft {
  readonly title: string;
  readonly pen: Pen;
  /** Points for one unit of the plan, on a sheet with a drawing. */
  readonly scale?: number;
}
