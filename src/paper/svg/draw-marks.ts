import type { ClipMark, GroupMark, LinkMark, Mark, OpenMark, PathMark, Stroke, Tag } from '#engine/packet';
import { escapeXml } from '../escape';
import { num } from '../numbers';
import { placed, segmentsOf, type Segment } from '../paths';
import type { Engine } from '../text/harfbuzz';
import { webAddress } from '../web-address';
import { cutPath, lengthsOf } from './cut-path';
import { everywhere, type Part } from './parts';
import { fillOf, textSvg, type TextOptions } from './text-parts';

export interface DrawOptions extends TextOptions {
  readonly engine: Engine;
  /** True for drawings that are read, by people or programs: elements, links and titles; false for pictures. */
  readonly hasMeaning: boolean;
  /** Names of the targets that links may lead to. */
  readonly targets: ReadonlyMap<string, string>;
  /** Ids of pictures that the page defines once, by their bytes; a drawing without them has its pictures inside. */
  readonly pictures?: ReadonlyMap<string, string>;
  /** Begins the ids of the drawing, so that several can stand in one page. */
  readonly prefix: string;
}

/** The role of each element for readers for the blind; a paragraph needs none. */
const roles: Readonly<Record<Tag, string>> = {
  Sect: '',
  H1: 'role="heading" aria-level="1"',
  H2: 'role="heading" aria-level="2"',
  H3: 'role="heading" aria-level="3"',
  P: '',
  L: 'role="list"',
  LI: 'role="listitem"',
  Figure: 'role="group"',
  Table: 'role="table"',
  TR: 'role="row"',
  TH: 'role="columnheader"',
  TD: 'role="cell"',
};

/** Draws marks as pieces of SVG. Lengths are points. */
export function drawMarks(marks: readonly Mark[], options: DrawOptions): Part[] {
  return new MarkDrawing(options).draw(marks);
}

class MarkDrawing {
  #clips = 0;

  constructor(private readonly options: DrawOptions) {}

  draw(marks: readonly Mark[]): Part[] {
    const parts: Part[] = [];
    let open = 0;
    for (const mark of marks) {
      if (mark.kind === 'open' || mark.kind === 'close') {
        if (!this.options.hasMeaning || (mark.kind === 'close' && open === 0)) continue;
        open += mark.kind === 'open' ? 1 : -1;
        parts.push({ ...everywhere, svg: mark.kind === 'open' ? opening(mark) : '</g>' });
      } else parts.push(...this.#mark(mark));
    }
    for (; open > 0; open--) parts.push({ ...everywhere, svg: '</g>' });
    return parts;
  }

  #mark(mark: Exclude<Mark, { kind: 'open' | 'close' }>): readonly Part[] {
    const { hasMeaning, engine, targets } = this.options;
    switch (mark.kind) {
      case 'rect': {
        const { x, y, width, height } = mark.box;
        const radius = mark.radius ? ` rx="${num(Math.min(mark.radius, width / 2, height / 2))}"` : '';
        const box = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"${radius}`;
        const half = (mark.stroke?.width ?? 0) / 2;
        return [{ top: y - half, bottom: y + height + half, svg: `<rect ${box} ${fillOf(mark)}${strokeOf(mark.stroke)}/>` }];
      }
      case 'path': {
        const segments = placed(segmentsOf(mark.d), mark.x, mark.y, mark.scale);
        // a pointed corner reaches further than half of the line: by 4 times, where SVG cuts it off
        const reach = (mark.stroke?.width ?? 0) * 2;
        const [top, bottom] = heightOf(segments);
        return [{ top: top - reach, bottom: bottom + reach, svg: pathSvg(mark, segments, top, bottom) }];
      }
      case 'text':
        if (mark.line.runs.length === 0) return [];
        return [{ top: mark.y - mark.size * 1.5, bottom: mark.y + mark.size * 0.75, svg: textSvg(mark, engine, this.options) }];
      case 'image': {
        const { x, y, width, height } = mark.box;
        const named = hasMeaning ? ` role="img" aria-label="${escapeXml(mark.alt)}"` : '';
        const box = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`;
        const shared = this.options.pictures?.get(mark.data);
        const svg =
          shared === undefined
            ? `<image ${box} preserveAspectRatio="none"${named} href="data:${mark.type};base64,${mark.data}"/>`
            : `<use ${box}${named} href="#${shared}"/>`;
        return [{ top: y, bottom: y + height, svg }];
      }
      case 'artifact': {
        const inside = this.draw(mark.marks);
        return hasMeaning ? [{ ...everywhere, svg: '<g aria-hidden="true">', inside, end: '</g>' }] : inside;
      }
      case 'clip':
        return [this.#clip(mark)];
      case 'group':
        return hasMeaning ? [this.#group(mark)] : this.draw(mark.marks);
      case 'link':
        return hasMeaning ? this.#link(mark) : [];
      case 'target': {
        const name = targets.get(mark.id);
        if (!hasMeaning || name === undefined) return [];
        return [{ ...everywhere, svg: `<rect id="${name}" x="${num(mark.x)}" y="${num(mark.y)}" width="1" height="1" fill="none"/>` }];
      }
      case 'bookmark':
        return [];
    }
  }

  #clip({ box: { x, y, width, height }, marks }: ClipMark): Part {
    const id = `${this.options.prefix}c${++this.#clips}`;
    const box = `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"/>`;
    const start = `<clipPath id="${id}">${box}</clipPath><g clip-path="url(#${id})">`;
    return { top: y, bottom: y + height, svg: start, inside: this.draw(marks), end: '</g>' };
  }

  #group({ of, title, marks }: GroupMark): Part {
    const named = title === undefined ? '' : `<title>${escapeXml(title)}</title>`;
    return { ...everywhere, svg: `<g data-${of.type}="${escapeXml(of.id)}">${named}`, inside: this.draw(marks), end: '</g>' };
  }

  #link({ box, to, text }: LinkMark): readonly Part[] {
    const name = 'target' in to ? this.options.targets.get(to.target) : undefined;
    const address = 'address' in to ? webAddress(to.address) : name && `#${name}`;
    if (address === undefined) return [];
    const area = `<rect x="${num(box.x)}" y="${num(box.y)}" width="${num(box.width)}" height="${num(box.height)}" fill="#000000" fill-opacity="0"/>`;
    return [
      {
        ...everywhere,
        svg: `<a href="${escapeXml(address)}" aria-label="${escapeXml(text)}"><title>${escapeXml(text)}</title>${area}</a>`,
      },
    ];
  }
}

function opening({ tag, alt, scope }: OpenMark): string {
  const role = tag === 'TH' && scope === 'Row' ? 'role="rowheader"' : roles[tag];
  const label = alt === undefined ? '' : ` aria-label="${escapeXml(alt)}"`;
  return `<g${role === '' ? '' : ` ${role}`}${label}>`;
}

/** A path; of a line, the parts that meet a strip. @param top of the path, as `bottom` */
function pathSvg(mark: PathMark, segments: readonly Segment[], top: number, bottom: number): Part['svg'] {
  const { stroke } = mark;
  const look = `${fillOf(mark)}${strokeOf(stroke)}`;
  const whole = () => `<path d="${pathData(segments)}" ${look}/>`;
  if (mark.fill || !stroke || segments.some(([kind]) => kind === 'Z')) return whole();
  const cycle = (stroke.dash ?? []).reduce((sum, length) => sum + length, 0);
  const beyond = 4 + stroke.width * 4; // ends and corners that are made by the cut are out of sight
  let lengths: readonly number[] | undefined;
  return (from, to) => {
    if (from <= top && to >= bottom) return whole();
    if (cycle > 0) lengths ??= lengthsOf(segments);
    const pieces = cutPath(segments, from - beyond, to + beyond, lengths).map(({ segments: part, start }) => {
      const offset = cycle > 0 ? num(start % cycle) : '0';
      return `<path d="${pathData(part)}" ${look}${offset === '0' ? '' : ` stroke-dashoffset="${offset}"`}/>`;
    });
    return pieces.join('');
  };
}

function strokeOf(stroke: Stroke | undefined): string {
  if (!stroke) return '';
  const { colour, width, dash = [], cap = 'butt', join = 'miter' } = stroke;
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(num).join(' ')}"` : '';
  const ends = `${cap === 'round' ? ' stroke-linecap="round"' : ''}${join === 'round' ? ' stroke-linejoin="round"' : ''}`;
  return ` stroke="${colour}" stroke-width="${num(width)}"${dashes}${ends}`;
}

function pathData(segments: readonly Segment[]): string {
  return segments.map(([kind, ...values]) => (values.length === 0 ? kind : `${kind}${values.map(num).join(' ')}`)).join('');
}

/** The highest and the lowest point; a curve stays between its controls. */
function heightOf(segments: readonly Segment[]): readonly [number, number] {
  let [top, bottom] = [Infinity, -Infinity];
  for (const [, ...values] of segments)
    for (let at = 1; at < values.length; at += 2) {
      top = Math.min(top, values[at] ?? top);
      bottom = Math.max(bottom, values[at] ?? bottom);
    }
  return [top, bottom];
}
