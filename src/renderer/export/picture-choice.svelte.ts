import type { Plan } from '#engine/plan';
import type { PictureFacts, PictureRequest, PictureScale } from '#ipc';
import { ask } from '../state/ask';
import { wordsFor } from '../state/dialog-request.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Choices, Settings } from '../state/settings.svelte';

export type Shows = Choices['pictureOf'];
type Words = { readonly problem: string; readonly fix: string };

/** The options of a picture while its dialog is open, and what they give. They are remembered for the next picture. */
export class PictureChoice {
  #sheet = $state(1);
  #facts = $state.raw<PictureFacts | undefined>(undefined);
  #titles = $state.raw<readonly string[]>([]);
  #failure = $state.raw<Words | undefined>(undefined);
  #wanted = $state.raw<string | undefined>(undefined);
  #isClosed = false;

  /** @param part the selection as a plan; `undefined` if nothing is selected */
  constructor(
    private readonly editor: PlanEditor,
    private readonly settings: Settings,
    readonly part: Plan | undefined,
  ) {}

  /** The last picture was of a selection: without one, it is of the plan. */
  readonly shows: Shows = $derived.by(() => {
    const { pictureOf } = this.settings.choices;
    return pictureOf === 'selection' && !this.part ? 'plan' : pictureOf;
  });

  readonly request: PictureRequest = $derived.by(() => {
    const { choices } = this.settings;
    const hasOwnWords = this.shows === 'sheet'; // its title block
    return {
      shows: this.#requested(),
      format: choices.pictureFormat,
      scale: Number(choices.pictureScale) as PictureScale,
      isTransparent: choices.pictureTransparent,
      hasTitle: choices.pictureTitle && !hasOwnWords,
      hasDate: choices.pictureDate && !hasOwnWords,
      hasLegend: choices.pictureLegend && !hasOwnWords,
      letters: choices.pictureLetters,
      carriesPlan: choices.pictureCarriesPlan && this.shows !== 'selection',
    };
  });

  /** What has to be drawn again when it changes. */
  readonly drawn: string = $derived.by(() => {
    const { shows, isTransparent, hasTitle, hasDate, hasLegend } = this.request;
    return JSON.stringify([shows, isTransparent, hasTitle, hasDate, hasLegend]);
  });

  /** What is known of the last drawing; it may be of earlier options while a new one is made. */
  get facts(): PictureFacts | undefined {
    return this.#facts;
  }
  /** Titles of the packet's sheets, as far as they are known. */
  get titles(): readonly string[] {
    return this.#titles;
  }
  get sheet(): number {
    return this.#sheet;
  }
  /** The reason that the options give no drawing. */
  get failure(): Words | undefined {
    return this.#failure;
  }
  get isDrawing(): boolean {
    return this.#wanted !== undefined;
  }

  /** The size of the file, in pixels, and the reason if it is not painted. */
  readonly size = $derived(this.#facts?.sizes.find(({ scale }) => scale === this.request.scale));

  /** The reason that no file can be written, in words. */
  readonly refusal: Words | undefined = $derived.by(() => {
    if (this.#failure) return this.#failure;
    return this.request.format === 'png' ? (this.size?.refused ?? undefined) : undefined;
  });

  show(shows: Shows): void {
    this.settings.set('pictureOf', shows);
  }

  showSheet(number: number): void {
    this.#sheet = number;
  }

  /** Draws what the options say now. One drawing is made at a time; the next is of the latest options. */
  draw(): void {
    const isRunning = this.#wanted !== undefined;
    this.#wanted = this.drawn;
    if (!isRunning) void this.#run();
  }

  /** Cancels what is being written; the options stay. */
  cancel(): void {
    void ask('cancelPicture', undefined);
  }

  /** Ends the thread that draws. */
  close(): void {
    this.#isClosed = true;
    this.cancel();
  }

  #requested(): PictureRequest['shows'] {
    const { plan } = this.editor;
    if (this.shows === 'selection' && this.part)
      return { of: 'selection', nodes: Object.keys(this.part.nodes), notes: Object.keys(this.part.notes) };
    const { paper, orientation } = this.settings.choices;
    if (this.shows === 'sheet') return { of: 'sheet', number: this.#sheet, packet: plan.packet ?? { paper, orientation } };
    return { of: 'plan' };
  }

  async #run(): Promise<void> {
    while (this.#wanted !== undefined && !this.#isClosed) {
      const wanted = this.#wanted;
      try {
        await this.editor.handOver(); // the drawing is of the plan as it is now
        const facts = await ask('pictureFacts', this.request);
        if (!facts) continue; // what was cancelled is a file that was being written: its drawing is still wanted
        [this.#facts, this.#failure] = [facts, undefined];
        if (facts.sheets.length > 0) this.#titles = facts.sheets;
      } catch (error) {
        if (this.#wanted === wanted) this.#failure = wordsFor(error);
      }
      if (this.#wanted === wanted) this.#wanted = undefined;
    }
    this.#wanted = undefined;
  }
}
