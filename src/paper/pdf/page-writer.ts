import type PDFDocument from 'pdfkit';
import type { EmbeddedFont } from 'pdfkit';
import { UserError } from '#engine/errors';
import type { BookmarkMark, Fill, ImageMark, LinkMark, Mark, Sheet, Stroke, TextMark } from '#engine/packet';
import { num } from '../numbers';
import { placed, roundedRect, segmentsOf } from '../paths';
import { webAddress } from '../web-address';
import { checkPng } from './check-picture';
import { operatorsOf, rgb, strokeOperators } from './path-operators';
import { type Structure } from './structure';
import { spaceOperators, textOperators } from './text-operators';

/** What pages share. */
export interface Shared {
  readonly doc: PDFDocument;
  readonly structure: Structure;
  readonly fontOf: (key: string) => EmbeddedFont;
  /** Names of the targets of links: ours, since pdfkit sorts names as people do and readers look for them byte by byte. */
  readonly targets: ReadonlyMap<string, string>;
  readonly bookmark: (mark: BookmarkMark) => void;
  readonly images: Map<string, object>;
  readonly opacities: Map<string, { readonly name: string; readonly state: ReturnType<PDFDocument['ref']> }>;
}

/** What was set on the page and needs no operator again. */
interface State {
  fill: string;
  stroke: string;
  opacity: string;
}

const unset: State = { fill: '', stroke: '', opacity: '1 1' };

/** Writes one sheet as the operators of a page. */
export class PageWriter {
  readonly #operators: string[] = [];
  #states: State[] = [{ ...unset }];
  /** The content of an element that is open, or of decoration. */
  #marked: 'element' | 'artifact' | undefined;
  #isDecoration = false;
  /** The line of text before, in the element that is open. */
  #lineBefore: TextMark | undefined;

  constructor(private readonly shared: Shared) {}

  write(sheet: Sheet): void {
    this.shared.doc.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    this.#writeAll(sheet.marks);
    this.#endContent();
    this.shared.structure.endSheet();
    this.#flush();
  }

  #writeAll(marks: readonly Mark[]): void {
    for (const mark of marks) this.#writeMark(mark);
  }

  #writeMark(mark: Mark): void {
    const { doc, structure, targets } = this.shared;
    switch (mark.kind) {
      case 'rect': {
        const { x, y, width, height } = mark.box;
        const outline = mark.radius
          ? operatorsOf(roundedRect(x, y, width, height, mark.radius))
          : [`${num(x)} ${num(y)} ${num(width)} ${num(height)} re`];
        return this.#paint(outline, mark.fill, mark.stroke);
      }
      case 'path':
        return this.#paint(operatorsOf(placed(segmentsOf(mark.d), mark.x, mark.y, mark.scale)), mark.fill, mark.stroke);
      case 'text':
        if (mark.line.runs.length === 0) return;
        this.#beginContent();
        this.#set(mark.fill, undefined);
        if (this.#lineBefore) this.#operators.push(...spaceOperators(this.#lineBefore, this.#font('roboto-latin-400')));
        if (this.#marked === 'element') this.#lineBefore = mark;
        this.#operators.push(...textOperators(mark, (key) => this.#font(key)));
        return;
      case 'image':
        return this.#image(mark);
      case 'open':
        if (this.#isDecoration) return;
        this.#endContent();
        return structure.open(mark);
      case 'close':
        if (this.#isDecoration) return;
        this.#endContent();
        return structure.close();
      case 'artifact': {
        const outer = this.#isDecoration;
        if (!outer) this.#endContent();
        this.#isDecoration = true;
        this.#writeAll(mark.marks);
        this.#isDecoration = outer;
        if (!outer) this.#endContent();
        return;
      }
      case 'clip': {
        const { x, y, width, height } = mark.box;
        this.#endContent();
        this.#operators.push('q', `${num(x)} ${num(y)} ${num(width)} ${num(height)} re W n`);
        this.#states.push({ ...this.#state });
        this.#writeAll(mark.marks);
        this.#endContent();
        this.#states.pop();
        this.#operators.push('Q');
        return;
      }
      case 'group':
        return this.#writeAll(mark.marks);
      case 'link':
        return this.#link(mark);
      case 'target': {
        const name = targets.get(mark.id);
        if (name !== undefined) doc.addNamedDestination(name, 'XYZ', mark.x, mark.y, null);
        return;
      }
      case 'bookmark':
        return this.shared.bookmark(mark);
    }
  }

  get #state(): State {
    return this.#states.at(-1) ?? { ...unset };
  }

  #paint(outline: readonly string[], fill: Fill | undefined, stroke: Stroke | undefined): void {
    if (!fill && !stroke) return;
    this.#beginContent();
    this.#set(fill, stroke);
    this.#operators.push(...outline, fill && stroke ? 'B' : fill ? 'f' : 'S');
  }

  #set(fill: Fill | undefined, stroke: Stroke | undefined): void {
    const state = this.#state;
    const opacity = `${num(fill?.opacity ?? 1)} 1`;
    if (fill && opacity !== state.opacity) {
      this.#operators.push(`/${this.#opacity(opacity)} gs`);
      state.opacity = opacity;
    }
    const filled = fill && `${rgb(fill.colour)} rg`;
    if (filled !== undefined && filled !== state.fill) {
      this.#operators.push(filled);
      state.fill = filled;
    }
    const stroked = stroke && strokeOperators(stroke);
    if (stroked !== undefined && stroked !== state.stroke) {
      this.#operators.push(stroked);
      state.stroke = stroked;
    }
  }

  #opacity(key: string): string {
    const { doc, opacities } = this.shared;
    let known = opacities.get(key);
    if (!known) {
      const [fill = 1, stroke = 1] = key.split(' ').map(Number);
      const state = doc.ref({ Type: 'ExtGState', ca: fill, CA: stroke });
      state.end();
      known = { name: `G${opacities.size + 1}`, state };
      opacities.set(key, known);
    }
    doc.page.ext_gstates[known.name] = known.state;
    return known.name;
  }

  #font(key: string): EmbeddedFont {
    const font = this.shared.fontOf(key);
    this.shared.doc.page.fonts[font.id] = font.ref();
    return font;
  }

  #image({ box, type, data, alt }: ImageMark): void {
    const { doc, images } = this.shared;
    let image = images.get(data);
    if (!image) {
      try {
        const bytes = Buffer.from(data, 'base64');
        if (type === 'image/png') checkPng(bytes);
        image = doc.openImage(bytes);
      } catch {
        throw new UserError(`The picture "${alt}" cannot be read.`, 'Choose it again, as a PNG or JPEG of at most 50 million pixels.');
      }
      images.set(data, image);
    }
    this.#beginContent();
    this.#set({ colour: '#000000' }, undefined); // a picture has the opacity of fills
    this.#flush();
    doc.image(image, box.x, box.y, { width: box.width, height: box.height });
  }

  #link({ box, to, text }: LinkMark): void {
    const { doc, structure, targets } = this.shared;
    const name = 'target' in to ? targets.get(to.target) : undefined;
    const address = 'address' in to ? webAddress(to.address) : undefined;
    if (name === undefined && address === undefined) return;
    const element = doc.struct('Link');
    structure.around.add(element);
    doc.annotate(box.x, box.y, box.width, box.height, {
      Subtype: 'Link',
      // a place by its name, and an action in the link itself: an object of its own for each would be a tenth of a large packet
      ...(name === undefined ? { A: { S: 'URI', URI: new String(address) } } : { Dest: new String(name) }),
      Contents: new String(text),
      structParent: element,
    });
    element.end();
  }

  #beginContent(): void {
    if (this.#marked) return;
    const content = this.#isDecoration ? undefined : this.shared.structure.content;
    if (!content) {
      this.#operators.push('/Artifact BMC');
      this.#marked = 'artifact';
      return;
    }
    this.#flush();
    content.element.add(this.shared.doc.markStructureContent(content.tag));
    this.#marked = 'element';
  }

  #endContent(): void {
    if (this.#marked === 'artifact') this.#operators.push('EMC');
    if (this.#marked === 'element') {
      this.#flush();
      this.shared.doc.endMarkedContent();
    }
    this.#marked = undefined;
    this.#lineBefore = undefined;
  }

  /** Gives the operators to pdfkit, which writes some of its own between them. */
  #flush(): void {
    if (this.#operators.length > 0) this.shared.doc.addContent(this.#operators.join('\n'));
    this.#operators.length = 0;
  }
}
