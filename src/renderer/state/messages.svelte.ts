import { createContext } from 'svelte';
import type { Refused } from '#ipc';
import { withSingleStops } from '../wording/format';
import { shownText } from '../wording/shown';
import { Refusal } from './ask';
import { wordsFor } from './attempts.svelte';

export interface Message {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'error';
  readonly text: string;
  /** What to do, on a line of its own. */
  readonly fix?: string;
  /** What it is about: closed when that is settled. */
  readonly about?: 'file' | 'opening' | 'save';
  /** Stays until it is closed. */
  readonly stays?: boolean;
  /** One thing that can be done about it. */
  readonly action?: {
    readonly title: string;
    readonly run: () => void;
    /** Whether it can still be done; without it, it always can. */
    readonly isOffered?: () => boolean;
  };
}

/** How many lines there may be at once, when some of them may go. */
const mostShown = 3;

/** A file that could not be read, and why. */
export type Unreadable = NonNullable<Refused['unreadable']>;

/** Lines at the foot of the window, and what a screen reader is told. Errors stay until they are closed. */
export class Messages {
  #shown = $state.raw<readonly Message[]>([]);
  #unreadable = $state.raw<readonly Unreadable[]>([]);
  #announced = $state('');
  #next = 1;

  get shown(): readonly Message[] {
    return this.#shown;
  }

  /** The file whose problems are to be shown now; others may wait. */
  get unreadable(): Unreadable | undefined {
    return this.#unreadable[0];
  }

  get announced(): string {
    return this.#announced;
  }

  show(message: Omit<Message, 'id'>): void {
    const text = shownText(withSingleStops(message.text));
    const shown: Message = { ...message, text, ...(message.fix === undefined ? {} : { fix: shownText(message.fix) }), id: this.#next++ };
    const others = this.#shown.filter((other) => other.text !== shown.text);
    const passing = others.filter(({ tone, stays }) => tone !== 'error' && !stays).slice(0, Math.max(0, others.length + 1 - mostShown));
    this.#shown = [...others.filter((other) => !passing.includes(other)), shown];
    if (message.tone !== 'error' && !message.stays) setTimeout(() => this.close(shown.id), message.action ? 10_000 : 5000);
  }

  /** Says that an answer about the plan as it is now is still to come. */
  notYet(): void {
    this.show({ tone: 'info', text: 'The plan is still being checked. Try again.' });
  }

  /** Shows what went wrong: a refusal in its own words, anything else as one calm sentence. */
  fail(error: unknown, about?: Message['about']): void {
    if (error instanceof Refusal) this.refuse(error.refused, about);
    else {
      const { problem, fix } = wordsFor(error);
      this.show({ tone: 'error', text: problem, fix: `Your plan is safe. ${fix}`, ...(about ? { about } : {}) });
    }
  }

  /** Shows why something was not done. What is wrong with a file is a list, which a line would not hold. */
  refuse({ problem, fix, unreadable }: Refused, about?: Message['about']): void {
    if (unreadable) this.#unreadable = [...this.#unreadable.filter(({ file }) => file !== unreadable.file), unreadable];
    else this.show({ tone: 'error', text: problem, fix, ...(about ? { about } : {}) });
  }

  /** The problems of a file were seen. */
  closeUnreadable(): void {
    this.#unreadable = this.#unreadable.slice(1);
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((message) => message.id !== id);
  }

  closeAbout(what: NonNullable<Message['about']>): void {
    this.#shown = this.#shown.filter(({ about }) => about !== what);
  }

  /** Says something to a screen reader without showing it. */
  announce(words: string): void {
    const text = shownText(withSingleStops(words));
    // the same words twice are spoken twice only when the text changes in between
    this.#announced = this.#announced === text ? `${text}\u00a0` : text;
  }
}

export const [getMessages, setMessages] = createContext<Messages>();
