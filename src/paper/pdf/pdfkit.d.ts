/**
 * The part of pdfkit that the packet's writer uses. It writes text operators of its own, so it needs what pdfkit does not document:
 * package.json pins the exact version, and the tests read the files that come out.
 */
declare module 'pdfkit' {
  export interface Reference {
    readonly data: Record<string, unknown>;
    end(): void;
  }

  /** A font of which the glyphs that were used are embedded. */
  export interface EmbeddedFont {
    readonly id: string;
    readonly font: {
      getGlyph(id: number): { readonly advanceWidth: number };
      glyphForCodePoint(character: number): { readonly id: number; readonly advanceWidth: number };
    };
    readonly subset: { includeGlyph(id: number): number };
    /** Thousandths of the size for each unit of the font. */
    readonly scale: number;
    /** By glyph of the subset, in thousandths of the size. */
    readonly widths: (number | undefined)[];
    /** By glyph of the subset: the characters that a reader finds. */
    readonly unicode: (readonly number[] | undefined)[];
    ref(): Reference;
  }

  export interface StructureContent {
    readonly refs: readonly unknown[];
  }

  export interface StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): void;
  }

  export interface OutlineItem {
    readonly outlineData: Record<string, unknown>;
    readonly children: readonly OutlineItem[];
    addItem(title: string, options: { readonly top: number; readonly left: number }): OutlineItem;
  }

  export interface Page {
    readonly width: number;
    readonly height: number;
    readonly dictionary: Reference;
    readonly fonts: Record<string, Reference>;
    readonly ext_gstates: Record<string, Reference>;
  }

  export interface Options {
    readonly autoFirstPage: false;
    readonly bufferPages: false;
    readonly compress: boolean;
    readonly displayTitle: boolean;
    readonly font: null;
    readonly info: Readonly<Record<string, string | Date>>;
    readonly lang: string;
    readonly pdfVersion: '1.7';
    readonly tagged: boolean;
  }

  /** Texts are string objects: pdfkit writes plain strings as names. */
  /* eslint-disable @typescript-eslint/no-wrapper-object-types */
  interface LinkAnnotation {
    readonly Subtype: 'Link';
    readonly A?: { readonly S: 'URI'; readonly URI: String };
    readonly Dest?: String;
    readonly Contents: String;
    readonly structParent: StructureElement;
  }
  /* eslint-enable @typescript-eslint/no-wrapper-object-types */

  export default class PDFDocument {
    constructor(options: Options);
    readonly page: Page;
    readonly outline: OutlineItem;
    readonly info: Readonly<Record<string, string | Date>>;
    /** The font chosen last. */
    readonly _font: EmbeddedFont;
    /** Writes title, author and subject as XML; replaced, since pdfkit does not escape them. */
    _addInfo: () => void;
    appendXML(xml: string): void;
    addPage(options: { readonly size: readonly [number, number]; readonly margin: 0 }): this;
    addContent(operators: string): this;
    addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): void;
    addStructure(element: StructureElement): this;
    struct(tag: string, options?: { readonly alt?: string; readonly scope?: string }): StructureElement;
    markStructureContent(tag: string): StructureContent;
    endMarkedContent(): this;
    ref(data: Record<string, unknown>): Reference;
    registerFont(name: string, font: Uint8Array): this;
    font(name: string): this;
    openImage(bytes: Uint8Array): object;
    image(image: object, x: number, y: number, size: { readonly width: number; readonly height: number }): this;
    file(
      bytes: Uint8Array,
      options: {
        readonly name: string;
        readonly type: string;
        readonly description: string;
        readonly relationship: 'Source';
        readonly creationDate: Date;
        readonly modifiedDate: Date;
      },
    ): unknown;
    annotate(x: number, y: number, width: number, height: number, link: LinkAnnotation): this;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    once(event: 'end', listener: () => void): this;
    once(event: 'error', listener: (error: Error) => void): this;
    end(): void;
  }
}
