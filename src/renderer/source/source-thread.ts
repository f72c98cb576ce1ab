import { changeBetween, type Plan, type PlanFormat, type TextBase } from '#engine/plan';
import { startWorker } from '../state/trusted-worker';
import type { Sent, SourceAnswers, SourceQuestion, SourceReply, TextRead } from './source-messages';
import workerUrl from './source-worker?worker&url';

/** Reads and writes the text of plans; tests pass one without a thread. */
export interface TextReader {
  write(plan: Plan, format: PlanFormat, opened: TextBase | null): Promise<string>;
  /** @param plan the plan that the text is compared with */
  read(text: string, format: PlanFormat, plan: Plan): Promise<TextRead>;
  schema(): Promise<Readonly<Record<string, unknown>>>;
  stop(): void;
}

/** Reads and writes in a thread, which answers in order. */
export class SourceThread implements TextReader {
  readonly #worker = startWorker(workerUrl);
  readonly #waiting = new Map<number, { readonly done: (answer: never) => void; readonly failed: (error: Error) => void }>();
  /** The plan that the thread has. */
  #sent: Plan | undefined;
  #next = 1;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<SourceReply>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('fault' in data) waiting?.failed(new Error(data.fault));
      else waiting?.done(data.answer as never); // the thread answers each kind of question with its own kind of answer
    };
    this.#worker.onerror = ({ message }) => {
      for (const { failed } of this.#waiting.values()) failed(new Error(message));
      this.#waiting.clear();
    };
  }

  write(plan: Plan, format: PlanFormat, opened: TextBase | null): Promise<string> {
    return this.#ask<'write'>({ kind: 'write', sent: this.#send(plan), format, opened });
  }

  read(text: string, format: PlanFormat, plan: Plan): Promise<TextRead> {
    return this.#ask<'read'>({ kind: 'read', sent: this.#send(plan), format, text });
  }

  schema(): Promise<Readonly<Record<string, unknown>>> {
    return this.#ask<'schema'>({ kind: 'schema' });
  }

  stop(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #send(plan: Plan): Sent {
    const before = this.#sent;
    this.#sent = plan;
    return before ? { change: changeBetween(before, plan) } : { plan };
  }

  #ask<K extends SourceQuestion['kind']>(question: SourceQuestion): Promise<SourceAnswers[K]> {
    const id = this.#next++;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage({ id, question });
    });
  }
}
