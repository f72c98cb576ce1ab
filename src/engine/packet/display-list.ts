/*
 * What a packet looks like, as a list of marks for each sheet. The layout makes it once; writers of PDF, SVG, HTML and PNG draw it and
 * lay nothing out. All lengths are points (1/72 inch); y grows downwards; the origin is the sheet's upper left corner.
 */

/** A face of the packet's fonts. A character that its font lacks is drawn with a fallback font of the same face, or regular. */
export type Face = 'regular' | 'medium' | 'bold' | 'mono';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A colour as `#rrggbb`. */
export type Colour = string;

export interface Fill {
  readonly colour: Colour;
  /** From 0 to 1; 1 by default. Groups have no opacity. */
  readonly opacity?: number;
}

export interface Stroke {
  readonly colour: Colour;
  readonly width: number;
  /** Lengths of dashes and gaps. */
  readonly dash?: readonly number[];
  readonly cap?: 'butt' | 'round';
  readonly join?: 'miter' | 'round';
}

/** A glyph of a shaped run, in thousandths of the font size. */
export interface Glyph {
  readonly id: number;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** Characters that are drawn together, and the glyphs that draw them. */
export interface Cluster {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
}

/** A part of a line that has one font and one direction. */
export interface Run {
  /** Key of the font that draws it, as the shaper names it. */
  readonly font: string;
  readonly rightToLeft: boolean;
  readonly text: string;
  /** In visual order. */
  readonly clusters: readonly Cluster[];
  /** In thousandths of the font size. */
  readonly width: number;
}

/** A line of text, ready to be drawn. */
export interface ShapedLine {
  readonly text: string;
  /** In visual order, from left to right. */
  readonly runs: readonly Run[];
  /** In thousandths of the font size. */
  readonly width: number;
}

/** Measures and shapes text. The layout asks it for every width, so that nothing is estimated. */
export interface Shaper {
  /** @param text one line, without line breaks */
  shape: (text: string, face: Face) => ShapedLine;
  /** Characters seen so far that no font of the packet has. */
  readonly missing: ReadonlySet<string>;
}

/** A rectangle, with round corners on request. */
export interface RectMark {
  readonly kind: 'rect';
  readonly box: Box;
  readonly radius?: number;
  readonly fill?: Fill;
  readonly stroke?: Stroke;
}

/** A path. Its data are scaled first and moved then; its stroke's width and dashes are in points and not scaled. */
export interface PathMark {
  readonly kind: 'path';
  /** Path data of SVG, with absolute or relative commands. */
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly fill?: Fill;
  readonly stroke?: Stroke;
}

/** A line of text, at its baseline. */
export interface TextMark {
  readonly kind: 'text';
  /** Left end of the line. */
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** In points. */
  readonly size: number;
  readonly face: Face;
  readonly fill: Fill;
  readonly line: ShapedLine;
}

/** A picture of bytes: the organisation's logo. */
export interface ImageMark {
  readonly kind: 'image';
  readonly box: Box;
  readonly type: 'image/png' | 'image/jpeg';
  /** Base64. */
  readonly data: string;
  readonly alt: string;
}

/** Tags of PDF's structure tree, which are also elements of HTML. */
export type Tag = 'Sect' | 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'LI' | 'Figure' | 'Table' | 'TR' | 'TH' | 'TD';

/** Begins an element of the document's structure; `close` ends the last one. */
export interface OpenMark {
  readonly kind: 'open';
  readonly tag: Tag;
  /** What a figure shows, in words. */
  readonly alt?: string;
  /** What the head of a table is about. */
  readonly scope?: 'Column' | 'Row';
  /** For a table that continues: the key of the table that it continues. Marks with one key are one element. */
  readonly key?: string;
}

export interface CloseMark {
  readonly kind: 'close';
}

/** Marks that are decoration: rules, frames, footers, repeated heads of tables. Screen readers and HTML's text leave them out. */
export interface ArtifactMark {
  readonly kind: 'artifact';
  readonly marks: readonly Mark[];
}

/** Marks of which only the part inside a box is drawn. */
export interface ClipMark {
  readonly kind: 'clip';
  readonly box: Box;
  readonly marks: readonly Mark[];
}

/** Marks of one node, edge, finding or sheet of the plan: SVG carries them as `data-…`. */
export interface GroupMark {
  readonly kind: 'group';
  readonly of: { readonly type: 'node' | 'edge' | 'group' | 'note' | 'lane' | 'mark' | 'change'; readonly id: string };
  /** Shown by browsers when the pointer rests on it. */
  readonly title?: string;
  readonly marks: readonly Mark[];
}

/** An area that leads to a target of the packet, or to an address on the web. */
export interface LinkMark {
  readonly kind: 'link';
  readonly box: Box;
  readonly to: { readonly target: string } | { readonly address: string };
  /** What the link says to those who do not see it. */
  readonly text: string;
}

/** A place that links lead to. Every target's id is used once in a packet. */
export interface TargetMark {
  readonly kind: 'target';
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** An entry in the outline of the document; it leads to its sheet. */
export interface BookmarkMark {
  readonly kind: 'bookmark';
  readonly level: 1 | 2 | 3;
  readonly title: string;
  readonly y: number;
}

export type Mark =
  | RectMark
  | PathMark
  | TextMark
  | ImageMark
  | OpenMark
  | CloseMark
  | ArtifactMark
  | ClipMark
  | GroupMark
  | LinkMark
  | TargetMark
  | BookmarkMark;

/** A sheet of paper. */
export interface Sheet {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** "Overview", "Findings, 2 of 3". */
  readonly title: string;
  readonly marks: readonly Mark[];
}

/** Sheets, and what a file says of itself. */
export interface DisplayList {
  readonly title: string;
  readonly subject?: string;
  /** BCP 47. */
  readonly language: string;
  readonly author?: string;
  readonly sheets: readonly Sheet[];
}
