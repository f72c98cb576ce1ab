import { join } from 'node:path';
import { app } from 'electron';
import { UserError } from '#engine/errors';
import type { Packet } from '#engine/draw';
import type { Evaluation } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import type { Preview, PrintOptions } from '#ipc';
import { today } from '../evaluation/today';
import type { Evaluations } from '../evaluation/evaluations';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import { origin } from '../security/switches';
import { askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { refuseTooLargeToPrint } from './limits';
import type { Packets } from './packets';
import { toPaper, toPdf } from './print';
import { writeOut } from './write-out';

export interface PlanPrinterOptions {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
  readonly packets: Packets;
}

/** A packet, and all of its inputs. */
interface Made {
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  readonly options: PrintOptions;
  readonly day: string;
  readonly file: string;
  readonly packet: Packet & { readonly path: string };
}

/** Lays the plans of windows out on sheets, once for preview, PDF and paper, and prints them. */
export class PlanPrinter {
  readonly #made = new WeakMap<PlanWindow, Made>();

  constructor(private readonly options: PlanPrinterOptions) {}

  /** The sheets as they will be printed. @throws UserError if there is no plan, or one that is too large */
  preview(window: PlanWindow, options: PrintOptions): Preview {
    const { path, pages, smallestText } = this.packet(window, options);
    return { url: origin + path, pages, smallestText };
  }

  /** Asks for a file, and writes the sheets as a PDF. @returns the file's name, or `null` if the user cancelled */
  async pdf(window: PlanWindow, options: PrintOptions): Promise<string | null> {
    const { windows, pending } = this.options;
    const { plan, file } = planIn(window);
    refuseTooLargeToPrint(plan);
    const chosen = await askWhere(window, () => windows.all, {
      purpose: 'pdf',
      title: 'Make a PDF',
      suggestion: join(file.folder ?? app.getPath('documents'), `${fileNameOf(plan)}.pdf`),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    return chosen ? writeOut(pending, window, chosen, () => toPdf(this.packet(window, options).path)) : null;
  }

  /** Sends the sheets to the system's print dialog. @returns true if they were printed */
  paper(window: PlanWindow, options: PrintOptions): Promise<boolean> {
    return toPaper(this.packet(window, options).path, options);
  }

  /** The sheets of a window's current plan; an earlier layout is used again while nothing has changed. */
  packet(window: PlanWindow, options: PrintOptions): Made['packet'] {
    const { plan, file } = planIn(window);
    refuseTooLargeToPrint(plan);
    const { library, evaluations, packets } = this.options;
    const evaluation = evaluations.whole(window, plan);
    const [day, name] = [today(), file.name ?? 'not saved yet'];
    const made = this.#made.get(window);
    if (
      made?.plan === plan &&
      made.evaluation === evaluation &&
      made.day === day &&
      made.file === name &&
      made.options.paper === options.paper &&
      made.options.orientation === options.orientation &&
      packets.has(made.packet.path)
    )
      return made.packet;
    const packet = packets.make(plan, library.basis(plan).catalog, evaluation, options, day, name);
    this.#made.set(window, { plan, evaluation, options, day, file: name, packet });
    return packet;
  }
}

function planIn({ document }: PlanWindow): NonNullable<PlanWindow['document']> {
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  return document;
}
