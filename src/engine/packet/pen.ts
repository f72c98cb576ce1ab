import type { Box, Colour, Face, GroupMark, LinkMark, Mark, OpenMark, Stroke, Tag } from './display-list';
import type { Texts } from './texts';

/** How a text is written. */
export interface Style {
  readonly size: number;
  readonly face?: Face;
  readonly colour: Colour;
  /** What `x` is: the left end, the middle or the right end of the line. */
  readonly align?: 'left' | 'middle' | 'right';
}

/** Puts marks on a sheet. Positions are rounded, so that the same packet is the same text on every machine. */
export class Pen {
  #marks: Mark[] = [];
  #isArtifact = false;

  constructor(readonly texts: Texts) {}

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  put(...marks: readonly Mark[]): void {
    for (const mark of marks) this.#marks.push(mark);
  }

  rect(box: Box, look: { readonly fill?: Colour; readonly opacity?: number; readonly stroke?: Stroke; readonly radius?: number }): void {
    this.#marks.push({
      kind: 'rect',
      box: roundedBox(box),
      ...(look.radius === undefined ? {} : { radius: round(look.radius) }),
      ...(look.fill === undefined ? {} : { fill: { colour: look.fill, ...(look.opacity === undefined ? {} : { opacity: look.opacity }) } }),
      ...(look.stroke === undefined ? {} : { stroke: look.stroke }),
    });
  }

  /** A path of the plan's units or of its own, scaled and moved. */
  path(
    d: string,
    at: { readonly x: number; readonly y: number; readonly scale: number },
    look: { readonly fill?: Colour; readonly stroke?: Stroke },
  ): void {
    this.#marks.push({
      kind: 'path',
      d,
      x: round(at.x),
      y: round(at.y),
      scale: at.scale,
      ...(look.fill === undefined ? {} : { fill: { colour: look.fill } }),
      ...(look.stroke === undefined ? {} : { stroke: look.stroke }),
    });
  }

  line(from: readonly [number, number], to: readonly [number, number], stroke: Stroke): void {
    const [dx, dy] = [round(to[0] - from[0]), round(to[1] - from[1])];
    this.path(`M0 0L${dx} ${dy}`, { x: from[0], y: from[1], scale: 1 }, { stroke });
  }

  /** A line of text at its baseline. @returns its width */
  text(x: number, y: number, words: string, { size, face = 'regular', colour, align = 'left' }: Style): number {
    if (words === '') return 0;
    const line = this.texts.shape(words, face);
    const width = (line.width * size) / 1000;
    const left = align === 'left' ? x : align === 'middle' ? x - width / 2 : x - width;
    this.#marks.push({ kind: 'text', x: round(left), y: round(y), size: round(size), face, fill: { colour }, line });
    return width;
  }

  /** An element of the document's structure around what is drawn. */
  element(tag: Tag, draw: () => void, more: Omit<OpenMark, 'kind' | 'tag'> = {}): void {
    this.open(tag, more);
    draw();
    this.close();
  }

  open(tag: Tag, more: Omit<OpenMark, 'kind' | 'tag'> = {}): void {
    this.#marks.push({ kind: 'open', tag, ...more });
  }

  close(): void {
    this.#marks.push({ kind: 'close' });
  }

  /** Decoration. Decoration inside of it is part of it. */
  artifact(draw: () => void): void {
    if (this.#isArtifact) return draw();
    this.#isArtifact = true;
    const marks = this.#within(draw);
    this.#isArtifact = false;
    if (marks.length > 0) this.#marks.push({ kind: 'artifact', marks });
  }

  clip(box: Box, draw: () => void): void {
    const marks = this.#within(draw);
    if (marks.length > 0) this.#marks.push({ kind: 'clip', box: roundedBox(box), marks });
  }

  group(of: GroupMark['of'], title: string | undefined, draw: () => void): void {
    const marks = this.#within(draw);
    if (marks.length > 0) this.#marks.push({ kind: 'group', of, ...(title === undefined ? {} : { title }), marks });
  }

  link(box: Box, to: LinkMark['to'], text: string): void {
    this.#marks.push({ kind: 'link', box: roundedBox(box), to, text });
  }

  target(id: string, x: number, y: number): void {
    this.#marks.push({ kind: 'target', id, x: round(x), y: round(y) });
  }

  bookmark(level: 1 | 2 | 3, title: string, y: number): void {
    this.#marks.push({ kind: 'bookmark', level, title, y: round(y) });
  }

  #within(draw: () => void): readonly Mark[] {
    const outer = this.#marks;
    this.#marks = [];
    draw();
    const inner = this.#marks;
    this.#marks = outer;
    return inner;
  }
}

/** To a hundredth of a point. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function roundedBox({ x, y, width, height }: Box): Box {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
