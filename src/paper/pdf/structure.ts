import type PDFDocument from 'pdfkit';
import type { StructureElement } from 'pdfkit';
import type { OpenMark } from '#engine/packet';

/** Elements that hold elements and no text or drawing of their own: what lies in them without one is decoration. */
const holders: ReadonlySet<string> = new Set(['Document', 'Sect', 'L', 'Table', 'TR']);

interface Level {
  readonly tag: string;
  readonly element: StructureElement;
  /** It, or what is in it, continues on other sheets: pdfkit ends what is in an element with it. */
  isKept: boolean;
}

/** The elements that readers for the blind go through, while the pages are written. */
export class Structure {
  readonly #root: StructureElement;
  readonly #kept = new Map<string, StructureElement>();
  #open: Level[];

  constructor(private readonly doc: PDFDocument) {
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
    this.#open = [{ tag: 'Document', element: this.#root, isKept: true }];
  }

  /** The element that text and drawing belong to; none if they are decoration. */
  get content(): { readonly tag: string; readonly element: StructureElement } | undefined {
    const last = this.#open.at(-1);
    return last && !holders.has(last.tag) ? last : undefined;
  }

  /** The element that a link is part of. */
  get around(): StructureElement {
    return this.#open.at(-1)?.element ?? this.#root;
  }

  open({ tag, alt, scope, key }: OpenMark): void {
    const known = key === undefined ? undefined : this.#kept.get(key);
    const element = known ?? this.#made(tag, { ...(alt === undefined ? {} : { alt }), ...(scope === undefined ? {} : { scope }) });
    if (key !== undefined) {
      this.#kept.set(key, element);
      for (const level of this.#open) level.isKept = true;
    }
    this.#open.push({ tag, element, isKept: key !== undefined });
    // the text of an entry of a list is in its body
    if (tag === 'LI') this.#open.push({ tag: 'LBody', element: this.#made('LBody', {}), isKept: false });
  }

  close(): void {
    const last = this.#open.length > 1 ? this.#open.pop() : undefined;
    if (!last) return;
    if (last.tag === 'LBody') {
      last.element.end();
      this.close();
    } else if (!last.isKept) last.element.end();
  }

  /** Closes what a sheet left open. */
  endSheet(): void {
    while (this.#open.length > 1) this.close();
  }

  end(): void {
    this.endSheet();
    for (const element of this.#kept.values()) element.end();
    this.#root.end();
  }

  #made(tag: string, options: { readonly alt?: string; readonly scope?: string }): StructureElement {
    const element = this.doc.struct(tag, options);
    this.around.add(element);
    return element;
  }
}
