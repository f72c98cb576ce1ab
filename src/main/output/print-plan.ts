import { basename, join } from 'node:path';
import { app, dialog } from 'electron';
import { UserError } from '#engine/errors';
import { packetOptions } from '#engine/packet';
import type { PacketPlan, Plan } from '#engine/plan';
import type { Input, PacketOffer, Preview } from '#ipc';
import { today } from '../evaluation/today';
import type { Comparisons } from '../compare/comparisons';
import { unsaved, type NamedState, type PlanStates } from '../compare/plan-states';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import { origin } from '../security/switches';
import { askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { BasisThread, unlessCancelled } from './basis-thread';
import type { PacketAnswer, PacketPage, PacketQuestion } from './make-packet';
import type { PacketOrganisation } from './organisation';
import type { Packets } from './packets';
import { toPaper } from './print';
import { filePartsOf, planIn } from './window-plan';
import { writeOut } from './write-out';

type PacketThread = Pick<BasisThread<PacketQuestion, PacketAnswer>, 'ask' | 'cancel'>;

export interface PlanPrinterOptions {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly pending: Pending;
  readonly packets: Packets;
  /** Whose packets they are. */
  readonly organisation: Pick<PacketOrganisation, 'current'>;
  readonly states: Pick<PlanStates, 'origin' | 'since' | 'refuseUnread'>;
  readonly comparisons: Pick<Comparisons, 'comparedWith'>;
  /** Receives the reason if a thread ended. */
  readonly log: (fault: unknown) => void;
  /** Starts a thread; tests pass their own. */
  readonly begin?: () => PacketThread;
}

/**
 * Makes the packets of plans. Each window has a thread for it, which lays the packet out once for preview, file and paper, and ends when
 * its packet is cancelled or the dialog closes.
 */
export class PlanPrinter {
  readonly #threads = new Map<PlanWindow, PacketThread>();
  readonly #numbers = new WeakMap<Plan | NamedState, number>();
  /** The state that each window's packet shows changes since, in place of a revision, while it is made. */
  readonly #earlier = new Map<PlanWindow, NamedState>();
  /** What was last asked about earlier states: each change of an option asks for the same. */
  readonly #asked = new Map<
    PlanWindow,
    { readonly key: string; readonly plan: Plan; readonly answer: Promise<Pick<PacketQuestion, 'origin' | 'since'>> }
  >();
  #next = 1;

  constructor(private readonly options: PlanPrinterOptions) {}

  /** The sheets as they will be printed; `null` if it was cancelled. @throws UserError if there is no plan, or no room on the paper */
  async preview(window: PlanWindow, packet: PacketPlan): Promise<Preview | null> {
    const page = await unlessCancelled(() => this.#page(window, packet));
    if (!page) return null;
    const { facts, sheets, size, html } = page;
    const { orientation, detailSheets, smallestText = null, missing } = facts;
    return {
      url: origin + this.options.packets.keep(asPreview(html, size)),
      sheets,
      size,
      orientation,
      detailSheets,
      smallestText,
      missing,
    };
  }

  /** Options that need fewer sheets. */
  async offers(window: PlanWindow, packet: PacketPlan): Promise<readonly PacketOffer[]> {
    const answer = await unlessCancelled(() => this.#ask(window, packet, 'offers'));
    return answer && 'offers' in answer ? answer.offers : [];
  }

  /** Asks for a file, and writes the packet. @returns the file's name, or `null` if the user cancelled */
  async save(window: PlanWindow, packet: PacketPlan, format: 'pdf' | 'html'): Promise<string | null> {
    const { windows, pending } = this.options;
    const { plan, file } = planIn(window);
    const chosen = await askWhere(window, () => windows.all, {
      purpose: format,
      title: format === 'pdf' ? 'Make a PDF' : 'Save as a web page',
      suggestion: join(file.folder ?? app.getPath('documents'), `${fileNameOf(plan)}.${format}`),
      filters: [format === 'pdf' ? { name: 'PDF', extensions: ['pdf'] } : { name: 'Web page', extensions: ['html'] }],
    });
    if (!chosen) return null;
    // it is made before the file is touched: what is cancelled leaves nothing
    const content = await unlessCancelled(() => this.content(window, packet, format));
    return content === null ? null : writeOut(pending, window, chosen, () => Promise.resolve(content));
  }

  /** The packet as a file. @throws CancelledError if it was cancelled */
  async content(window: PlanWindow, packet: PacketPlan, format: 'pdf' | 'html'): Promise<Buffer | string> {
    if (format === 'html') return bytes((await this.#page(window, packet)).html);
    const answer = await this.#ask(window, packet, 'pdf');
    if (!('pdf' in answer)) throw new Error('The thread answered something else.');
    return bytes(answer.pdf);
  }

  /** Sends the sheets to the system's print dialog. @returns true if they were printed; `null` if it was cancelled */
  async paper(window: PlanWindow, packet: PacketPlan): Promise<boolean | null> {
    const page = await unlessCancelled(() => this.#page(window, packet));
    return page && toPaper(this.options.packets.keep(bytes(page.html)), page.size);
  }

  /** Cancels what is being made of a window's packet, and frees its memory. */
  cancel(window: PlanWindow): void {
    this.#threads.get(window)?.cancel();
    this.#threads.delete(window);
    this.#asked.delete(window);
  }

  /**
   * Sets the state that changes are counted from: a file that it asks for, a revision of git, or what the plan was compared with last. Or
   * forgets it.
   * @returns the state in words; `null` if there is none
   * @throws UserError if the plan has no file, or git does not know the revision
   */
  async earlier(window: PlanWindow, wanted: Input<'packetEarlier'>['wanted']): Promise<string | null> {
    if (wanted === 'none') this.#earlier.delete(window);
    else if (wanted === 'compared') {
      const compared = this.options.comparisons.comparedWith(window);
      if (compared) this.#earlier.set(window, compared);
    } else if (typeof wanted === 'object') {
      const file = window.document?.path;
      if (file === undefined) throw new UserError(unsaved.problem, unsaved.fix);
      const state = { file, ...wanted };
      await this.options.states.refuseUnread(planIn(window), state);
      this.#earlier.set(window, { name: `“${wanted.revision}”`, state });
    } else {
      const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
        title: 'Show changes since an earlier plan',
        buttonLabel: 'Choose',
        properties: ['openFile'],
        filters: [
          { name: 'Pipedraft plans', extensions: ['yaml', 'yml', 'json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const [file] = filePaths;
      if (!canceled && file !== undefined) this.#earlier.set(window, { name: `“${basename(file)}”`, state: { file } });
    }
    return this.#earlier.get(window)?.name ?? null;
  }

  async #page(window: PlanWindow, packet: PacketPlan): Promise<PacketPage> {
    const answer = await this.#ask(window, packet, 'page');
    if (!('page' in answer)) throw new Error('The thread answered something else.');
    return answer.page;
  }

  async #ask(window: PlanWindow, packet: PacketPlan, want: PacketQuestion['want']): Promise<PacketAnswer> {
    const document = planIn(window);
    const { plan, file } = document;
    const carried = want === 'pdf' ? await filePartsOf(document) : undefined;
    const question: PacketQuestion = {
      plan: document.plan,
      planNumber: this.#numberOf(plan),
      file: file.name ?? 'not saved yet',
      ...(await this.#states(window, document, packet)),
      organisation: this.options.organisation.current,
      packet,
      want,
      ...(carried && { carried }),
    };
    return this.#threadOf(window).ask(question, this.options.library.basisFiles(plan), today(), (share) =>
      window.send('packetProgress', share),
    );
  }

  #states(
    window: PlanWindow,
    document: NonNullable<PlanWindow['document']>,
    packet: PacketPlan,
  ): Promise<Pick<PacketQuestion, 'origin' | 'since'>> {
    const { plan, isDirty } = document;
    const other = this.#earlier.get(window);
    const hasChanges = packetOptions(packet, plan).parts.includes('changes');
    const key = JSON.stringify([document.path, isDirty, other && this.#numberOf(other), hasChanges, packet.since]);
    const known = this.#asked.get(window);
    if (known?.key === key && known.plan === plan) return known.answer;
    const { states } = this.options;
    const answer = Promise.all([states.origin(document), states.since(document, packet, other)]).then(([origin, since]) => ({
      origin,
      since,
    }));
    this.#asked.set(window, { key, plan, answer });
    answer.catch(() => this.#asked.delete(window)); // it is asked again
    return answer;
  }

  #threadOf(window: PlanWindow): PacketThread {
    let thread = this.#threads.get(window);
    if (!thread) {
      const { begin, log } = this.options;
      thread = begin?.() ?? new BasisThread<PacketQuestion, PacketAnswer>('packet-worker.js', log);
      this.#threads.set(window, thread);
      window.whenGone(() => {
        this.cancel(window);
        this.#earlier.delete(window);
      });
    }
    return thread;
  }

  #numberOf(plan: Plan | NamedState): number {
    const number = this.#numbers.get(plan) ?? this.#next++;
    this.#numbers.set(plan, number);
    return number;
  }
}

/** A packet's page without its contents, whose sheets are as wide as the frame that shows it. The gap is that of the preview's list of sheets. */
function asPreview(html: Uint8Array, { width, height }: PacketPage['size']): Buffer<ArrayBuffer> {
  const style = `body{padding-top:24px}nav{display:none}.sheet{width:auto!important;max-width:none;margin:0 24px 24px;aspect-ratio:${width}/${height};content-visibility:auto}`;
  const page = bytes(html);
  const at = page.indexOf('</head>');
  return Buffer.concat([page.subarray(0, at), Buffer.from(`<style>${style}</style>`), page.subarray(at)]);
}

/** The same memory. */
function bytes({ buffer, byteOffset, byteLength }: Uint8Array): Buffer<ArrayBuffer> {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
