import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { Exported, ExportInput } from '#engine/export';
import { elementsOf, readXml, textOf, type Element } from '../../harness/xml.ts';
import { exported } from './harness.ts';

/* Files of slides, read back as a program that opens them does. */

export type Point = readonly [x: number, y: number];

export interface ReadShape {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** In points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly element: Element;
}

export interface ReadSlide {
  readonly title: string;
  readonly shapes: readonly ReadShape[];
  readonly connectors: readonly Element[];
  readonly tables: readonly ReadShape[];
  readonly text: string;
}

export function slidesFile(input: ExportInput): Exported['files'][number] {
  const [file, ...others] = exported(input, 'pptx').files;
  expect(others).toEqual([]);
  if (!file) throw new Error('No slides.');
  return file;
}

/** The parts of a file by their paths; each is well-formed. */
export function partsOf(bytes: Uint8Array | undefined): Map<string, Element> {
  const parts = unzipSync(bytes ?? new Uint8Array());
  return new Map(Object.entries(parts).map(([path, part]) => [path, readXml(strFromU8(part).replace(/^<\?xml[^>]*\?>\n/, ''))]));
}

/** Checks that every part has a content type, and that every relationship leads to a part. */
export function checkPackage(parts: ReadonlyMap<string, Element>): void {
  const types = elementsOf(parts.get('[Content_Types].xml') ?? fail('no content types'));
  const overrides = types.flatMap(({ name, attributes }) => (name === 'Override' ? (attributes['PartName'] ?? '') : []));
  const written = [...parts.keys()].filter((path) => !path.endsWith('.rels') && path !== '[Content_Types].xml');
  expect(overrides.sort()).toEqual(written.map((path) => `/${path}`).sort());
  for (const [path, part] of parts) {
    if (!path.endsWith('.rels')) continue;
    const folder = path.replace(/_rels\/[^/]*$/, '');
    const source = `${folder}${path
      .slice(folder.length)
      .replace('_rels/', '')
      .replace(/\.rels$/, '')}`;
    const relationships = elementsOf(part).filter(({ name }) => name === 'Relationship');
    const ids = new Set(relationships.map(({ attributes }) => attributes['Id'] ?? ''));
    expect(ids.size).toBe(relationships.length);
    const targets = relationships.map(({ attributes }) => new URL(attributes['Target'] ?? '', `file:///${folder}`).pathname.slice(1));
    expect(targets.filter((target) => !parts.has(target))).toEqual([]);
    const owner = parts.get(source);
    if (!owner) continue;
    const used = elementsOf(owner).flatMap(({ attributes }) => attributes['r:id'] ?? attributes['r:embed'] ?? []);
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
  }
}

export function slidesOf(parts: ReadonlyMap<string, Element>): ReadSlide[] {
  return [...parts.keys()]
    .filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .sort((a, b) => numberIn(a) - numberIn(b))
    .map((path) => {
      const all = elementsOf(parts.get(path) ?? fail(path));
      const read = (name: string) => all.filter((element) => element.name === name).map(shapeOf);
      const shapes = read('p:sp');
      const title = all.find(({ attributes }) => attributes['type'] === 'title' || attributes['type'] === 'ctrTitle');
      const holder = shapes.find(({ element }) => title && elementsOf(element).includes(title));
      return {
        title: textOf(holder?.element ?? fail(`no title in ${path}`)),
        shapes,
        connectors: all.filter(({ name }) => name === 'p:cxnSp'),
        tables: read('p:graphicFrame'),
        text: all
          .filter(({ name }) => name === 'a:p')
          .map(textOf)
          .join('\n'),
      };
    });
}

function numberIn(path: string): number {
  return Number(/\d+/.exec(path)?.[0]);
}

export function shapeOf(element: Element): ReadShape {
  const properties = child(element, 'p:cNvPr');
  const [offset, extent] = [child(element, 'a:off'), child(element, 'a:ext')];
  const length = (from: Element, key: string) => Number(from.attributes[key]) / 12_700;
  return {
    id: properties.attributes['id'] ?? '',
    name: properties.attributes['name'] ?? '',
    description: properties.attributes['descr'] ?? '',
    x: length(offset, 'x'),
    y: length(offset, 'y'),
    width: length(extent, 'cx'),
    height: length(extent, 'cy'),
    element,
  };
}

export function child(element: Element, name: string): Element {
  return elementsOf(element).find((one) => one.name === name) ?? fail(`no ${name}`);
}

/** The path of a connector, as the specification says for its preset, its box, and how the box is mirrored and turned. */
export function pathOf(connector: Element): Point[] {
  const { x, y, width, height } = shapeOf(connector);
  const { attributes } = child(connector, 'a:xfrm');
  const preset = child(connector, 'a:prstGeom').attributes['prst'] ?? '';
  const guide = elementsOf(connector).find(({ name }) => name === 'a:gd')?.attributes['fmla'];
  const bend = (width * Number(guide?.replace('val ', '') ?? 50_000)) / 100_000;
  const paths: Readonly<Record<string, readonly Point[]>> = {
    straightConnector1: [
      [0, 0],
      [width, height],
    ],
    bentConnector2: [
      [0, 0],
      [width, 0],
      [width, height],
    ],
    bentConnector3: [
      [0, 0],
      [bend, 0],
      [bend, height],
      [width, height],
    ],
  };
  const turn = (Number(attributes['rot'] ?? 0) / 60_000 / 180) * Math.PI;
  return (paths[preset] ?? fail(preset)).map(([px, py]): Point => {
    const [fx, fy] = [attributes['flipH'] === '1' ? width - px : px, attributes['flipV'] === '1' ? height - py : py];
    const [cx, cy] = [fx - width / 2, fy - height / 2];
    return [x + width / 2 + cx * Math.cos(turn) - cy * Math.sin(turn), y + height / 2 + cx * Math.sin(turn) + cy * Math.cos(turn)];
  });
}

/** The place on a rectangle that a connector is glued to. */
export function siteOf({ x, y, width, height }: ReadShape, index: string | undefined): Point {
  const sites: readonly Point[] = [
    [x + width / 2, y],
    [x, y + height / 2],
    [x + width / 2, y + height],
    [x + width, y + height / 2],
  ];
  return sites[Number(index)] ?? fail(`no site ${index ?? ''}`);
}

function fail(what: string): never {
  throw new Error(what);
}
