import { paper, type Palette } from '../draw';
import type { Colour } from './display-list';

/** Colours and sizes of text of a packet. */
export interface Look {
  readonly palette: Palette;
  readonly line: Colour;
  readonly accent: Colour;
  /** Sizes of text, in points; none is below the smallest that the options allow. */
  readonly size: {
    readonly title: number;
    readonly heading: number;
    readonly subheading: number;
    readonly body: number;
    readonly small: number;
  };
  readonly smallest: number;
}

/** @param smallest in points */
export function lookOf(colours: 'colour' | 'grey', smallest: number): Look {
  const ink = colours === 'grey' ? grey : (colour: Colour) => colour;
  const at = (size: number) => Math.max(size, smallest);
  return {
    palette: inked(paper, ink),
    line: ink('#a9b2bd'),
    accent: ink('#0b5d8a'),
    size: { title: at(15), heading: at(14), subheading: at(10.5), body: at(8), small: at(6.5) },
    smallest,
  };
}

function inked(palette: Palette, ink: (colour: Colour) => Colour): Palette {
  const all = <Key extends string>(colours: Readonly<Record<Key, Colour>>) =>
    Object.fromEntries(Object.entries<Colour>(colours).map(([key, colour]) => [key, ink(colour)])) as Record<Key, Colour>;
  const { lane, edge, severity, change, onChange, ...single } = palette;
  return { ...all(single), lane: all(lane), edge: all(edge), severity: all(severity), change: all(change), onChange };
}

/** The grey that is as bright as a colour. @param colour as `#rrggbb` */
export function grey(colour: Colour): Colour {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)) as [number, number, number];
  const level = Math.round(encoded(0.2126 * r + 0.7152 * g + 0.0722 * b) * 255);
  return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}
