import { paper } from '../../draw';
import type { Origin } from '../emit/origin';
import { connectorXml, type Glued } from './connector';
import { bodyWidth, clipped, fittingSize, footerBox, margin, numberBox, titleBox, type Box } from './measure';
import { tableXml, type Table } from './table';
import { attribute, emu, fill, frame, paragraphXml, type Paragraph } from './xml';

/** A text of a slide, in words, with the nodes and edges that it is about. */
export interface Said {
  readonly text: string;
  readonly origin?: Origin;
}

export interface Look {
  /** Colours, as `#17202b`; no fill and no border without them. */
  readonly fill?: string;
  readonly border?: string;
  readonly rounded?: boolean;
  /** Where the text is, from top to bottom. */
  readonly anchor?: 'top' | 'middle';
  readonly inset?: number;
}

const titleSizes = [26, 22, 18, 16];

/** A slide that is being filled. Shapes have numbers, to which connectors are glued. */
export class Slide {
  readonly #shapes: string[] = [];
  /** Lines lie below the shapes, so that no line hides a text. */
  readonly #lines: string[] = [];
  readonly #said: Said[] = [];
  #last = 1;

  /** @param layout of the title slide, or of all others */
  constructor(
    readonly title: string,
    readonly layout: 'title' | 'content' = 'content',
  ) {
    if (layout === 'content') this.#title(titleBox, titleSizes);
  }

  /** What the slide says, in words, without its title. */
  get said(): readonly Said[] {
    return this.#said;
  }

  say(text: string, origin?: Origin): void {
    this.#said.push({ text, ...(origin ? { origin } : {}) });
  }

  /** The title in a box of its own. */
  bigTitle(box: Box, sizes: readonly number[]): void {
    this.#title(box, sizes);
  }

  #title(box: Box, sizes: readonly number[]): void {
    const size = fittingSize(this.title, box.width, 1, sizes, true);
    const most = Math.max(1, Math.floor(box.height / (size * 1.2)));
    const text = clipped(this.title, box.width, most, { size, bold: true });
    const type = this.layout === 'title' ? 'ctrTitle' : 'title';
    this.#shapes.push(
      `<p:sp><p:nvSpPr><p:cNvPr id="${this.#next()}" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr>` +
        `<p:spPr>${frame(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphXml({ runs: [{ text, size, bold: true }] })}</p:txBody></p:sp>`,
    );
  }

  /** A rectangle with a text; a text box if it has neither fill nor border. @returns its number */
  shape(name: string, description: string, box: Box, paragraphs: readonly Paragraph[], look: Look = {}): number {
    const id = this.#next();
    const isText = look.fill === undefined && look.border === undefined;
    const inset = emu(look.inset ?? 0);
    const geometry = look.rounded
      ? '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 9000"/></a:avLst></a:prstGeom>'
      : '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';
    const background = look.fill === undefined ? '<a:noFill/>' : fill(look.fill);
    const border = look.border === undefined ? '<a:ln><a:noFill/></a:ln>' : `<a:ln w="${emu(1.25)}">${fill(look.border)}</a:ln>`;
    const said = description === '' ? '' : ` descr="${attribute(description)}"`;
    this.#shapes.push(
      `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${attribute(name)}"${said}/><p:cNvSpPr${isText ? ' txBox="1"' : ''}/><p:nvPr/></p:nvSpPr>` +
        `<p:spPr>${frame(box)}${geometry}${background}${border}</p:spPr>` +
        `<p:txBody><a:bodyPr wrap="square" lIns="${inset}" tIns="${inset}" rIns="${inset}" bIns="${inset}" anchor="${look.anchor === 'middle' ? 'ctr' : 't'}"><a:noAutofit/></a:bodyPr><a:lstStyle/>${(paragraphs.length > 0 ? paragraphs : [{ runs: [] }]).map(paragraphXml).join('')}</p:txBody></p:sp>`,
    );
    return id;
  }

  /** A line from shape to shape, which follows them when they are moved. */
  connector(line: Glued): void {
    this.#lines.push(connectorXml(this.#next(), line));
  }

  /** A line that leads nowhere, for a legend. @param line its width, colour and marks */
  sample(name: string, box: Box, line: string): void {
    this.#shapes.push(
      `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="${this.#next()}" name="${attribute(name)}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>${frame(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>${line}</p:spPr></p:cxnSp>`,
    );
  }

  table(name: string, table: Table): void {
    this.#shapes.push(tableXml(this.#next(), name, table));
    for (const { row } of table.rows) {
      const cells = row.cells.map((runs) => runs.map(({ text }) => text).join('; '));
      this.say(cells.filter(Boolean).join(' | '), row.origin);
    }
  }

  /** A line of small text below the title. */
  caption(text: string): void {
    const look = { size: 12, colour: paper.muted };
    const shown = clipped(text, bodyWidth, 1, look);
    this.shape('Caption', '', { x: margin, y: 66, width: bodyWidth, height: 18 }, [{ runs: [{ text: shown, ...look }] }]);
    this.say(text);
  }

  /** The slide's part of the file. @param footer text at the bottom */
  xml(footer: string): string {
    const foot = this.#footer(footer);
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<p:sld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">' +
      '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>' +
      `${this.#lines.join('')}${this.#shapes.join('')}${foot}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
    );
  }

  /** Footer and number are placeholders of the layout, with a look of their own, since some readers of slides ignore the layout's. */
  #footer(text: string): string {
    const look = { size: 9, colour: paper.muted };
    const shown = clipped(text, footerBox.width, 1, look);
    const part = (type: string, name: string, box: Box, content: string) =>
      `<p:sp><p:nvSpPr><p:cNvPr id="${this.#next()}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}" sz="quarter" idx="${type === 'ftr' ? 11 : 12}"/></p:nvPr></p:nvSpPr><p:spPr>${frame(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>${content}</p:txBody></p:sp>`;
    return (
      part('ftr', 'Footer', footerBox, paragraphXml({ runs: [{ text: shown, ...look }] })) +
      part(
        'sldNum',
        'Slide number',
        numberBox,
        `<a:p><a:pPr algn="r"/><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB" sz="900">${fill(paper.muted)}<a:latin typeface="+mn-lt"/></a:rPr><a:t>‹#›</a:t></a:fld></a:p>`,
      )
    );
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }
}
