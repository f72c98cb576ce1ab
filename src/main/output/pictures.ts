import { join } from 'node:path';
import { app } from 'electron';
import { applyChange, emptyPlan, writePlanYaml, type Plan, type PlanChange } from '#engine/plan';
import type { PictureFacts, PictureRequest } from '#ipc';
import { today } from '../evaluation/today';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import { origin } from '../security/switches';
import { askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { unlessCancelled } from './basis-thread';
import { writePicture } from './clipboard-picture';
import type { PictureAnswer, PictureQuestion } from './make-picture';
import type { PacketOrganisation } from './organisation';
import type { Packets } from './packets';
import type { PictureThread } from './picture-thread';
import { filePartsOf, planIn } from './window-plan';
import { writeOut } from './write-out';

export interface PlanPicturesOptions {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly pending: Pending;
  readonly packets: Packets;
  /** Whose packets they are. */
  readonly organisation: Pick<PacketOrganisation, 'current'>;
  /** Starts a thread that draws. */
  readonly begin: () => PictureThread;
}

/** A picture of the whole plan as it is on the canvas, without anything beside it. */
const plain: PictureRequest = {
  shows: { of: 'plan' },
  format: 'png',
  scale: 2,
  isTransparent: false,
  hasTitle: false,
  hasDate: false,
  hasLegend: false,
  letters: 'text',
  carriesPlan: false,
};

/**
 * Makes pictures of plans. Each window has a thread for it, which keeps its last drawing, and ends when its picture is cancelled, or its
 * dialog closes.
 */
export class PlanPictures {
  readonly #threads = new Map<PlanWindow, PictureThread>();
  readonly #numbers = new WeakMap<Plan, number>();
  #next = 1;

  constructor(private readonly options: PlanPicturesOptions) {}

  /** Draws a picture, and says how large it is; `null` if it was cancelled. @throws UserError if there is no plan, or no such sheet */
  async facts(window: PlanWindow, picture: PictureRequest): Promise<PictureFacts | null> {
    const answer = await unlessCancelled(() => this.#ask(window, picture, 'facts'));
    if (!answer || !('facts' in answer)) return null;
    const { facts, preview } = answer;
    return { ...facts, preview: preview === null ? null : origin + this.options.packets.keep(asPreview(preview)) };
  }

  /** Asks for a file, and writes a picture. @returns the file's name, or `null` if the user cancelled */
  async save(window: PlanWindow, picture: PictureRequest): Promise<string | null> {
    const { windows, pending } = this.options;
    const { plan, file } = planIn(window);
    const { format } = picture;
    const chosen = await askWhere(window, () => windows.all, {
      purpose: format,
      title: `Export a picture as ${format.toUpperCase()}`,
      suggestion: join(file.folder ?? app.getPath('documents'), `${fileNameOf(plan)}.${format}`),
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
    });
    if (!chosen) return null;
    // it is made before the file is touched: what is cancelled leaves nothing
    const answer = await unlessCancelled(() => this.#ask(window, picture, 'file'));
    return answer && writeOut(pending, window, chosen, () => Promise.resolve(contentOf(answer)));
  }

  /**
   * Copies a picture with the text of what it shows.
   * @param change creates the part of the plan that is the text from an empty plan; `null` for the whole plan
   * @returns false if it was cancelled
   * @throws UserError if the picture is too large
   */
  async copy(window: PlanWindow, picture: PictureRequest, change: PlanChange | null): Promise<boolean> {
    const { plan } = planIn(window);
    const part = change && applyChange(emptyPlan(''), change);
    const answer = await unlessCancelled(() => this.#ask(window, picture, 'clipboard'));
    this.cancel(window); // nobody needs the drawing any more
    if (!answer || !('clip' in answer)) return false;
    const { png, svg } = answer.clip;
    await writePicture({ text: writePlanYaml(part ?? plan), png: bytes(png), svg });
    return true;
  }

  /** The whole plan of a window as a picture, of which nothing is kept. An SVG has text as text, since people compare its versions line by line. */
  async drawing(window: PlanWindow, format: PictureRequest['format']): Promise<string | Buffer> {
    const thread = this.options.begin();
    try {
      return contentOf(await this.#ask(window, { ...plain, format }, 'file', thread));
    } finally {
      thread.cancel();
    }
  }

  /** Cancels what is being made for a window, and frees its memory. */
  cancel(window: PlanWindow): void {
    this.#threads.get(window)?.cancel();
    this.#threads.delete(window);
  }

  async #ask(window: PlanWindow, picture: PictureRequest, want: PictureQuestion['want'], thread?: PictureThread): Promise<PictureAnswer> {
    const document = planIn(window);
    const { plan, file } = document;
    const carries = want === 'file' && picture.format === 'svg' && picture.carriesPlan;
    const question: PictureQuestion = {
      plan,
      planNumber: this.#numberOf(plan),
      file: file.name ?? 'not saved yet',
      picture,
      organisation: this.options.organisation.current,
      want,
      ...(carries ? { carried: await filePartsOf(document) } : {}),
    };
    return (thread ?? this.#threadOf(window)).ask(question, this.options.library.basisFiles(plan), today(), (share) =>
      window.send('pictureProgress', share),
    );
  }

  #threadOf(window: PlanWindow): PictureThread {
    let thread = this.#threads.get(window);
    if (!thread) {
      thread = this.options.begin();
      this.#threads.set(window, thread);
      window.whenGone(() => this.cancel(window));
    }
    return thread;
  }

  #numberOf(plan: Plan): number {
    const number = this.#numbers.get(plan) ?? this.#next++;
    this.#numbers.set(plan, number);
    return number;
  }
}

/** A drawing on a page of its own, as large as the frame that shows it. */
function asPreview(svg: string): string {
  const rule = `default-src 'none'; style-src 'unsafe-inline'; img-src data:`;
  const style = 'html,body{height:100%;margin:0;overflow:hidden}svg{display:block;width:100%;height:100%}';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${rule}"><title>Preview</title><style>${style}</style></head><body>${svg}</body></html>`;
}

function contentOf(answer: PictureAnswer): string | Buffer {
  if ('svg' in answer) return answer.svg;
  if ('png' in answer) return bytes(answer.png);
  throw new Error('The thread answered something else.');
}

/** Bytes as a file, in the same memory. */
function bytes({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
