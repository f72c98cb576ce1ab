import {
  applyChange,
  carriedOver,
  changeBetween,
  sourceOf,
  type Plan,
  type PlanEdit,
  type PlanFormat,
  type PlanSource,
  type TextBase,
} from '#engine/plan';
import type { Problem } from '#engine/errors';
import type { Draft } from '../state/drafts.svelte';
import { rawAfter, shownOf } from './line-ends';
import type { TextReader } from './source-thread';

/*
 * The text of the plan and the plan, in step both ways. It is one thing: what is shown, what the plan says and what is kept as a draft
 * change together.
 */

/** The editor of the text. Its line ends are as on Linux. */
export interface TextView {
  text(): string;
  length(): number;
  isComposing(): boolean;
  /** Shows another text of the plan; the caret stays where it is. */
  replace(text: string): void;
  /** Takes back what was typed since the plan took the text last. @returns false if there is nothing */
  undoTyping(): boolean;
  redoTyping(): boolean;
  /** The plan has what was typed: from now on its own history takes it back. */
  forgetTyping(): void;
}

/** The plan editor, as far as the text needs it. */
export interface TextOwner {
  readonly plan: Plan;
  edit(label: string, edits: readonly PlanEdit[], merge?: string): boolean;
  knowText(source: PlanSource): void;
  handOver(): Promise<void>;
}

export interface SourceTextParts {
  readonly owner: TextOwner;
  readonly reader: TextReader;
  readonly view: TextView;
  readonly drafts: { get(field: string): Draft | undefined; set(field: string, draft: Draft): void; clear(field: string): void };
  /** Id of the draft: it contains the file's. */
  readonly draft: () => string;
  readonly format: () => PlanFormat;
  /** Runs work after a time. @returns a function that cancels it */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Called when text that the plan does not have was taken away. @param restore shows it again */
  readonly discarded: (restore: () => void) => void;
  readonly fail: (error: unknown) => void;
}

/** A text, and the plan that it says. */
interface Agreed {
  readonly plan: Plan;
  /** As in the file. */
  readonly raw: string;
  readonly shown: string;
}

/** The state of the text: the plan has it, it is being read, it cannot be read, or it was typed before the plan changed. */
export type TextState =
  | { readonly kind: 'loading' | 'agrees' | 'reading' | 'outdated' }
  | { readonly kind: 'unreadable'; readonly problems: readonly [Problem, ...Problem[]]; readonly isCut: boolean };

/** A text of more characters than this is read and kept when typing pauses. */
const longText = 300_000;

export class SourceText {
  state = $state.raw<TextState>({ kind: 'loading' });
  #opened: TextBase | null = null;
  #agreed: Agreed | undefined;
  #cancel: (() => void) | undefined;
  #reading: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  #started = false;
  #ended = false;

  constructor(private readonly parts: SourceTextParts) {}

  /** Shows the text, or the draft that was left. @param opened the text that the plan's file was opened with */
  async start(opened: TextBase | null): Promise<void> {
    this.#opened = opened;
    this.#started = true;
    await this.follow();
    const draft = this.parts.drafts.get(this.parts.draft());
    if (!draft || typeof draft.over !== 'string' || this.#ended) return;
    const agreed = this.#agreed;
    if (!agreed || draft.text === agreed.shown) return this.#clear();
    this.parts.view.replace(draft.text);
    if (draft.over === agreed.raw) return this.read();
    // the plan has changed since: what was typed is compared with the text that it was typed over
    const { reader, format } = this.parts;
    const before = await reader.read(draft.over, format(), agreed.plan);
    if (this.#ended || this.parts.view.text() !== draft.text) return;
    if ('change' in before) this.#agreed = { plan: applyChange(agreed.plan, before.change), raw: draft.over, shown: shownOf(draft.over) };
    this.state = { kind: 'outdated' };
  }

  /** The pane closes: what was typed last still goes into the plan, unless that is another one by now. */
  async leave(): Promise<void> {
    this.#cancel?.();
    if (this.isUnderWay && this.state.kind !== 'outdated' && this.#agreed?.plan === this.parts.owner.plan) await this.read();
    this.end();
  }

  end(): void {
    this.#ended = true;
    this.#cancel?.();
    this.parts.reader.stop();
  }

  /** True if what is shown is not, or not yet, what the plan says. */
  get isUnderWay(): boolean {
    return this.#agreed !== undefined && this.parts.view.text() !== this.#agreed.shown;
  }

  /** The person typed. */
  typed(): void {
    if (!this.#agreed) return;
    if (this.parts.view.length() <= longText) this.#keep();
    this.#cancel?.();
    this.#cancel = this.parts.after(this.parts.view.length() > longText ? 300 : 150, () => {
      this.#cancel = undefined;
      if (this.parts.view.isComposing()) return; // the end of the composition is typed as well
      void this.read();
    });
  }

  /** Reads what was typed, without waiting for a pause. */
  async read(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    while (this.#reading) await this.#reading;
    if (this.#ended || !this.#agreed) return;
    this.#reading = this.#read(this.#agreed).catch(this.parts.fail);
    await this.#reading.finally(() => (this.#reading = undefined));
  }

  async #read(agreed: Agreed): Promise<void> {
    const { owner, reader, view } = this.parts;
    const shown = view.text();
    if (shown === agreed.shown) return this.#agreeOn(agreed);
    this.#keep();
    if (this.state.kind === 'agrees') this.state = { kind: 'reading' };
    const raw = rawAfter(agreed.raw, shown);
    const format = this.parts.format();
    const read = await reader.read(raw, format, agreed.plan);
    if (this.#ended || view.text() !== shown) return; // typing goes on, and is read at its next pause
    if ('problems' in read) {
      this.state = { kind: 'unreadable', ...read };
      return;
    }
    const typed = applyChange(agreed.plan, read.change);
    owner.knowText(sourceOf(agreed.raw, format));
    const before = owner.plan;
    const wasCurrent = before === agreed.plan || changeIsSource(agreed.plan, before);
    const after = { ...carriedOver(wasCurrent ? agreed.plan : before, agreed.plan, typed), source: sourceOf(raw, format) };
    owner.edit('Edit the text', [{ type: 'write-text', change: changeBetween(before, after) }], 'source text');
    this.#agreeOn({ plan: wasCurrent ? owner.plan : { ...typed, source: after.source }, raw, shown });
    if (!wasCurrent) await this.follow();
  }

  /** Follows the plan, unless text is under way: reading that brings both together. */
  async follow(): Promise<void> {
    if (!this.#started) return;
    while (this.#following) await this.#following;
    this.#following = this.#follow().catch(this.parts.fail);
    await this.#following.finally(() => (this.#following = undefined));
  }

  async #follow(): Promise<void> {
    const { owner, reader, view } = this.parts;
    while (!this.#ended && this.#agreed?.plan !== owner.plan) {
      if (this.isUnderWay) return;
      const shown = view.text();
      const { plan } = owner;
      const raw = await reader.write(plan, this.parts.format(), this.#opened);
      if (this.#ended || (this.#agreed && view.text() !== shown)) return;
      if (plan !== owner.plan) continue;
      const next = shownOf(raw);
      this.#agreed = { plan, raw, shown: next };
      view.replace(next);
      this.state = { kind: 'agrees' };
    }
  }

  /** Undoes typing that the plan does not have. @returns false if the plan's own history is to go on */
  undo(): boolean {
    if (!this.isUnderWay) return false;
    if (!this.parts.view.undoTyping()) this.discard();
    return true;
  }

  redo(): boolean {
    return this.isUnderWay && this.parts.view.redoTyping();
  }

  /** Shows the plan's text again, in place of text that the plan does not have. */
  discard(): void {
    if (!this.#agreed) return;
    this.#cancel?.();
    const text = this.parts.view.text();
    this.parts.view.replace(this.#agreed.shown);
    this.#agreeOn(this.#agreed);
    void this.follow();
    this.parts.discarded(() => {
      this.parts.view.replace(text);
      void this.read();
    });
  }

  /** Brings the text that was typed last into the plan, before the plan is saved. */
  async settle(): Promise<void> {
    if (this.state.kind === 'outdated') return;
    if (this.isUnderWay) await this.read();
  }

  /** Keeps the text as a draft under the file's new name. @param before id of the draft until now */
  moveDraft(before: string): void {
    this.parts.drafts.clear(before);
    if (this.isUnderWay) this.#keep();
  }

  #agreeOn(agreed: Agreed): void {
    this.#agreed = agreed;
    this.state = { kind: 'agrees' };
    this.parts.view.forgetTyping();
    // the draft goes when the plan is on the disk
    void this.parts.owner
      .handOver()
      .catch(() => undefined)
      .then(() => {
        if (!this.#ended && !this.isUnderWay) this.#clear();
      });
  }

  #keep(): void {
    if (this.#agreed) this.parts.drafts.set(this.parts.draft(), { text: this.parts.view.text(), over: this.#agreed.raw });
  }

  #clear(): void {
    this.parts.drafts.clear(this.parts.draft());
  }
}

/** True if the plans differ in their source at most. */
function changeIsSource(before: Plan, after: Plan): boolean {
  return Object.keys(changeBetween(before, after)).every((key) => key === 'source');
}
