import { lineEndAt } from './line-ends';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to ranges of a text, made all together. Everything outside of the ranges stays unchanged. */
export class TextChanges {
  readonly #changes: Change[] = [];

  constructor(readonly source: string) {}

  /** @param text with line ends as on Linux; it gets those of the lines around it */
  change(start: number, end: number, text: string): void {
    this.#changes.push({ start, end, text });
  }

  /** The source with all changes made. */
  text(): string {
    const ordered = this.#changes
      .map((change, at) => ({ ...change, at }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.at - b.at);
    let result = '';
    let position = 0;
    for (const { start, end, text } of ordered) {
      // text that is inserted between removed lines stays; a change inside of a replaced range is part of it
      if (start >= position) result += this.source.slice(position, start);
      else if (start !== end) continue;
      result += text.includes('\n') ? text.replaceAll('\n', lineEndAt(this.source, start)) : text;
      position = Math.max(position, end);
    }
    return result + this.source.slice(position);
  }
}
