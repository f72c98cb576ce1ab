import { createContext } from 'svelte';
import { Refusal } from './ask';

export interface Message {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'error';
  readonly text: string;
  /** What to do, on a line of its own. */
  readonly fix?: string;
  /** What it is about: closed when that is settled. */
  readonly about?: 'file';
  /** One thing that can be done about it. */
  readonly action?: { readonly title: string; readonly run: () => void };
}

/** Lines at the foot of the window, and what a screen reader is told. Errors stay until they are closed. */
export class Messages {
  #shown = $state.raw<readonly Message[]>([]);
  #announced = $state('');
  #next = 1;

  get shown(): readonly Message[] {
    return this.#shown;
  }

  get announced(): string {
    return this.#announced;
  }

  show(message: Omit<Message, 'id'>): void {
    const shown: Message = { ...message, id: this.#next++ };
    this.#shown = [...this.#shown.filter(({ text }) => text !== message.text), shown].slice(-3);
    if (message.tone !== 'error') setTimeout(() => this.close(shown.id), message.action ? 10_000 : 5000);
  }

  /** Shows what went wrong: a refusal in its own words, anything else as one calm sentence. */
  fail(error: unknown): void {
    if (error instanceof Refusal) this.show({ tone: 'error', text: error.problem, fix: error.fix });
    else
      this.show({
        tone: 'error',
        text: 'Something went wrong that should not have.',
        fix: `Your plan is safe. ${error instanceof Error ? error.message : String(error)}`,
      });
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((message) => message.id !== id);
  }

  closeAbout(what: NonNullable<Message['about']>): void {
    this.#shown = this.#shown.filter(({ about }) => about !== what);
  }

  /** Says something to a screen reader without showing it. */
  announce(text: string): void {
    // the same words twice are spoken twice only when the text changes in between
    this.#announced = this.#announced === text ? `${text}\u00a0` : text;
  }
}

export const [getMessages, setMessages] = createContext<Messages>();
