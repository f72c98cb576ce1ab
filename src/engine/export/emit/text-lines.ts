import type { Origin } from './origin';

/** Lines of a text, with the nodes and edges that they are written from. */
export class TextLines {
  readonly #lines: string[] = [];
  readonly #blocks: { first: number; last: number; origin: Origin }[] = [];

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** First and last line of each block, from 1. */
  get blocks(): readonly { readonly first: number; readonly last: number; readonly origin: Origin }[] {
    return this.#blocks;
  }

  /** Adds lines; a text with line ends is several. */
  add(...lines: readonly string[]): this {
    for (const line of lines) for (const one of line.split('\n')) this.#lines.push(one);
    return this;
  }

  /** An empty line, unless the last one is empty. */
  gap(): this {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
    return this;
  }

  /** Adds lines that are written from some nodes or edges. */
  block(origin: Origin, write: (lines: TextLines) => void): this {
    const first = this.#lines.length + 1;
    write(this);
    let last = this.#lines.length;
    while (last > first && this.#lines[last - 1] === '') last -= 1;
    if (last >= first) this.#blocks.push({ first, last, origin });
    return this;
  }
}
