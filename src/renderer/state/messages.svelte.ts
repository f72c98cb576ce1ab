import { createContext } from 'svelte';
import { counted } from '#engine/format';
import type { Refused } from '#ipc';
import { withSingleStops } from '../wording/sentences';
import { shownText } from '../wording/shown';
import { Refusal } from './ask';
import { wordsFor } from './dialog-request.svelte';

export interface Message {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'error';
  readonly text: string;
  /** The fix, on a separate line. */
  readonly fix?: string;
  /** Subject of the message, which is closed when that is settled. */
  readonly about?: 'file' | 'project' | 'merge' | 'opening' | 'unopened' | 'save' | 'export';
  /** Failures that the message is about together, each with its fix. */
  readonly failures?: readonly { readonly problem: string; readonly fix: string }[];
  /** True if it stays until the user closes it. */
  readonly stays?: boolean;
  /** What the user may want to do next, before the action. */
  readonly next?: { readonly title: string; readonly run: () => void };
  /** One action that it offers. */
  readonly action?: {
    readonly title: string;
    readonly run: () => void;
    /** True while the action is possible; without this function it always is. */
    readonly isOffered?: () => boolean;
  };
}

/** Most lines at once, while some of them may be closed. */
const mostShown = 3;

/** A file that could not be read, with its problems. */
export type Unreadable = NonNullable<Refused['unreadable']>;

/** Messages at the foot of the window and announcements for screen readers. Errors stay until they are closed. */
export class Messages {
  #shown = $state.raw<readonly Message[]>([]);
  #unreadable = $state.raw<readonly Unreadable[]>([]);
  #announced = $state('');
  #next = 1;

  get shown(): readonly Message[] {
    return this.#shown;
  }

  /** The file whose problems are shown now; others may wait. */
  get unreadable(): Unreadable | undefined {
    return this.#unreadable[0];
  }

  get announced(): string {
    return this.#announced;
  }

  /** @returns the id of the message, to close it */
  show(message: Omit<Message, 'id'>): number {
    const text = shownText(withSingleStops(message.text));
    const shown: Message = { ...message, text, ...(message.fix === undefined ? {} : { fix: shownText(message.fix) }), id: this.#next++ };
    const others = this.#shown.filter((other) => other.text !== shown.text);
    const passing = others.filter(({ tone, stays }) => tone !== 'error' && !stays).slice(0, Math.max(0, others.length + 1 - mostShown));
    this.#shown = [...others.filter((other) => !passing.includes(other)), shown];
    if (message.tone !== 'error' && !message.stays) setTimeout(() => this.close(shown.id), message.action ? 10_000 : 5000);
    return shown.id;
  }

  /** Says that a file was written, and offers to show where. */
  written(name: string, show: () => void): void {
    this.show({ tone: 'good', text: `${name} written.`, action: { title: 'Show in folder', run: show } });
  }

  /** Says that the evaluation of the current plan is not finished yet. */
  notYet(): void {
    this.show({ tone: 'info', text: 'The plan is still being checked. Try again.' });
  }

  /** Shows an error: a refusal in its own words, anything else as one calm sentence. */
  fail(error: unknown, about?: Message['about']): void {
    if (error instanceof Refusal) this.refuse(error.refused, about);
    else {
      const { problem, fix } = wordsFor(error);
      this.show({ tone: 'error', text: problem, fix: `Your plan is safe. ${fix}`, ...(about ? { about } : {}) });
    }
  }

  /** Shows the reason of a refusal. The problems of a file are a list, which does not fit on one line. */
  refuse({ problem, fix, unreadable }: Refused, about?: Message['about']): void {
    if (unreadable) this.#unreadable = [...this.#unreadable.filter(({ file }) => file !== unreadable.file), unreadable];
    else if (about === 'unopened') this.#unopened({ problem: shownText(problem), fix: shownText(fix) });
    else this.show({ tone: 'error', text: problem, fix, ...(about ? { about } : {}) });
  }

  /** Shows the files that could not be opened as one message, however many they are. */
  #unopened(failure: { readonly problem: string; readonly fix: string }): void {
    const before = this.#shown.find(({ about }) => about === 'unopened');
    const others = before?.failures?.filter(({ problem }) => problem !== failure.problem) ?? [];
    const failures = [...others, failure];
    if (before) this.close(before.id);
    if (failures.length === 1) this.show({ tone: 'error', about: 'unopened', text: failure.problem, fix: failure.fix, failures });
    else this.show({ tone: 'error', about: 'unopened', text: `${counted(failures.length, 'file')} could not be opened.`, failures });
  }

  /** Closes the problems of a file. */
  closeUnreadable(): void {
    this.#unreadable = this.#unreadable.slice(1);
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((message) => message.id !== id);
  }

  closeAbout(what: NonNullable<Message['about']>): void {
    this.#shown = this.#shown.filter(({ about }) => about !== what);
  }

  /** Announces something to a screen reader without showing it. */
  announce(words: string): void {
    const text = shownText(withSingleStops(words));
    // a screen reader repeats the same words only if the text changes in between
    this.#announced = this.#announced === text ? `${text}\u00a0` : text;
  }
}

export const [getMessages, setMessages] = createContext<Messages>();
