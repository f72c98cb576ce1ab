import PDFDocument, { type EmbeddedFont, type OutlineItem } from 'pdfkit';
import type { BookmarkMark, DisplayList } from '#engine/packet';
import { escapeXml } from '../escape';
import { readFont } from '../fonts/files';
import { targetNames } from '../marks';
import { PageWriter } from './page-writer';
import { Structure } from './structure';

/** A file inside of the PDF, from which it was made. */
export interface Attachment {
  readonly name: string;
  /** Such as `application/yaml`. */
  readonly type: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

export interface PdfOptions {
  /** The day that the file states as its date, such as `2026-11-30`: there is no clock, so that two runs give the same bytes. */
  readonly date: string;
  readonly attachment?: Attachment;
  /** Called after each sheet. */
  readonly onSheet?: (written: number) => void;
}

/**
 * Writes a packet as PDF: vector, with its fonts, bookmarks, links and the elements that readers for the blind need.
 * @throws UserError if a picture cannot be read
 */
export async function writePdf(list: DisplayList, { date, attachment, onSheet }: PdfOptions): Promise<Uint8Array> {
  const day = new Date(`${date}T00:00:00Z`);
  const doc = openDocument(list, day);
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((done, fail) => {
    doc.on('data', (chunk) => chunks.push(chunk));
    doc.once('end', done);
    doc.once('error', fail);
  });
  const structure = new Structure(doc);
  const outline = new Outline(doc);
  const shared = {
    doc,
    structure,
    fontOf: fontsOf(doc),
    targets: targetNames(list),
    bookmark: (mark: BookmarkMark) => outline.add(mark),
    images: new Map<string, object>(),
    opacities: new Map(),
  };
  for (const [at, sheet] of list.sheets.entries()) {
    new PageWriter(shared).write(sheet);
    onSheet?.(at + 1);
  }
  structure.end();
  outline.end();
  shared.fontOf.end();
  if (attachment) {
    const { name, type, description, bytes } = attachment;
    doc.file(bytes, { name, type, description, relationship: 'Source', creationDate: day, modifiedDate: day });
  }
  doc.end();
  await finished;
  return Buffer.concat(chunks);
}

function openDocument({ title, subject, author, language }: DisplayList, day: Date): PDFDocument {
  const info = {
    Title: title,
    ...(subject === undefined ? {} : { Subject: subject }),
    ...(author === undefined ? {} : { Author: author }),
    Creator: 'Pipedraft',
    Producer: 'Pipedraft',
    CreationDate: day,
    ModDate: day,
  };
  const doc = new PDFDocument({
    autoFirstPage: false,
    bufferPages: false,
    compress: true,
    displayTitle: true,
    font: null, // else pdfkit adds Helvetica, which is not embedded
    info,
    lang: language,
    pdfVersion: '1.7',
    tagged: true,
  });
  doc._addInfo = () => doc.appendXML(metadata({ title, subject, author, language }, day));
  return doc;
}

/** What the file says of itself, as XMP. pdfkit's own would not escape it. */
function metadata(of: { title: string; subject?: string; author?: string; language: string }, day: Date): string {
  const text = (tag: string, content: string | undefined, list: 'Alt' | 'Seq') =>
    content === undefined
      ? ''
      : `<dc:${tag}><rdf:${list}><rdf:li${list === 'Alt' ? ' xml:lang="x-default"' : ''}>${escapeXml(content)}</rdf:li></rdf:${list}></dc:${tag}>`;
  const time = `${day.toISOString().slice(0, 19)}Z`;
  return `
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate><xmp:CreatorTool>Pipedraft</xmp:CreatorTool><pdf:Producer>Pipedraft</pdf:Producer>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>${escapeXml(of.language)}</rdf:li></rdf:Bag></dc:language>
${text('title', of.title, 'Alt')}${text('description', of.subject, 'Alt')}${text('creator', of.author, 'Seq')}
</rdf:Description>
`;
}

/** Fonts are read when the first text needs them. */
function fontsOf(doc: PDFDocument): ((key: string) => EmbeddedFont) & { readonly end: () => void } {
  const fonts = new Map<string, EmbeddedFont>();
  const fontOf = (key: string) => {
    const known = fonts.get(key);
    if (known) return known;
    const font = doc.registerFont(key, readFont(key)).font(key)._font;
    // pdfkit takes two files for one if their names and check sums agree; the glyphs of one would be drawn for the other
    if ([...fonts.values()].includes(font)) throw new Error(`The font "${key}" cannot be told from another one.`);
    fonts.set(key, font);
    return font;
  };
  // a glyph that is only ever drawn with others has no text of its own
  const end = () => {
    for (const { unicode } of fonts.values()) for (let glyph = 0; glyph < unicode.length; glyph++) unicode[glyph] ??= [0xfffd];
  };
  return Object.assign(fontOf, { end });
}

/** The bookmarks. Those of level 1 are open. */
class Outline {
  readonly #above: OutlineItem[];

  constructor(private readonly doc: PDFDocument) {
    this.#above = [doc.outline];
  }

  add({ level, title, y }: BookmarkMark): void {
    const depth = Math.min(level, this.#above.length); // a level that was left out is not made up
    this.#above.length = depth;
    const parent = this.#above[depth - 1] ?? this.doc.outline;
    this.#above.push(parent.addItem(title, { top: y, left: this.doc.page.width }));
  }

  /** Says how many entries are shown: negative for what is closed. */
  end(): void {
    const { outline } = this.doc;
    let shown = outline.children.length;
    for (const first of outline.children) {
      shown += first.children.length;
      if (first.children.length > 0) first.outlineData['Count'] = first.children.length;
      for (const second of first.children) if (second.children.length > 0) second.outlineData['Count'] = -second.children.length;
    }
    if (shown > 0) outline.outlineData['Count'] = shown;
  }
}
