import { defaultKeymap } from '@codemirror/commands';
import { codeFolding, foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, RangeSetBuilder, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, drawSelection, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useConstructedStyles } from './constructed-styles';
import { languageOf } from './languages';

/** Lines of a text, from 1, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** A value that is left to be filled in, as its token in a text names it. */
export interface GapName {
  /** `null` for a value of the plan as a whole. */
  readonly node: string | null;
  readonly setting: string;
}

export interface ReadOnlyCodeParts {
  readonly parent: HTMLElement;
  readonly label: string;
  /** Tells if a token is a value that is left to be filled in, and not an example in a text. */
  readonly isGap: (gap: GapName) => boolean;
  /** The person pressed the token of a gap. */
  readonly ongap: (gap: GapName) => void;
}

export interface ShownCode {
  /** Its ending decides on the language. */
  readonly path: string;
  readonly text: string;
  /** Lines to mark. The first of them is brought into view. */
  readonly chosen: readonly Lines[];
  /** A line to bring into view instead. */
  readonly line?: number | undefined;
}

const gapToken = /GAP\('?([A-Za-z][\w-]*)\.([\w.-]+?)'?\)/g;
/** More marks than these make the editor slow. */
const mostMarks = 5000;
/** Longer texts are shown without colours: a mode reads them from the top. */
const longestColoured = 1_000_000;

/** A file that is shown and cannot be changed: its text with marks, or its difference to another text. */
export class ReadOnlyCode {
  readonly #view: EditorView;

  constructor(private readonly parts: ReadOnlyCodeParts) {
    useConstructedStyles();
    this.#view = new EditorView({ parent: parts.parent, state: EditorState.create({}) });
  }

  /** Shows a text. */
  show({ path, text, chosen, line }: ShownCode): void {
    const state = this.#stateOf(path, text, (doc) => EditorView.decorations.of(marksOf(doc, chosen, this.parts.isGap)));
    this.#view.setState(state);
    const at = line ?? chosen[0]?.first;
    if (at !== undefined)
      this.#view.dispatch({
        effects: EditorView.scrollIntoView(lineAt(state.doc, at).from, { y: line === undefined ? 'start' : 'center' }),
      });
  }

  /** Shows what changes from one text to another; stretches without a change are folded. */
  showDifference({ path, before, after }: { readonly path: string; readonly before: string; readonly after: string }): void {
    const merge = unifiedMergeView({
      original: before,
      mergeControls: false,
      gutter: false,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2000, timeout: 1000 },
    });
    this.#view.setState(this.#stateOf(path, after, () => [merge, EditorView.editorAttributes.of({ class: 'difference' })]));
  }

  /**
   * Selects the next place of some words, in upper or lower case, and brings it into view. After the last place it begins again.
   * @param step 1 for the place after the selected one, -1 for the one before, 0 to stay there while the words are typed
   * @returns the number of the place, from 1, and of all places
   */
  find(words: string, step: 1 | 0 | -1): { readonly at: number; readonly of: number } {
    const places = placesOf(this.#view.state.doc.toString(), words);
    const { from } = this.#view.state.selection.main;
    const next = step === -1 ? places.findLastIndex((place) => place < from) : places.findIndex((place) => place >= from + step);
    const at = next === -1 ? (step === -1 ? places.length - 1 : 0) : next;
    const place = places[at];
    if (place === undefined) return { at: 0, of: 0 };
    const [anchor, head] = [place, place + words.length];
    this.#view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    return { at: at + 1, of: places.length };
  }

  destroy(): void {
    this.#view.destroy();
  }

  #stateOf(path: string, text: string, more: (doc: Text) => Extension): EditorState {
    const plain = EditorState.create({ doc: text });
    return EditorState.create({
      doc: plain.doc,
      extensions: [
        lineNumbers(),
        foldGutter(),
        codeFolding(),
        drawSelection(),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.lineWrapping,
        text.length > longestColoured ? [] : languageOf(path),
        syntaxHighlighting(classHighlighter),
        EditorView.contentAttributes.of({ 'aria-label': this.parts.label, tabindex: '0' }),
        EditorView.domEventHandlers({
          click: (event) => {
            const [gap] = [...((event.target as Element).closest('.cm-gap')?.textContent ?? '').matchAll(gapToken)];
            if (!gap) return false;
            this.parts.ongap(nameOf(gap));
            return true;
          },
        }),
        keymap.of([...foldKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-i' && key !== 'Mod-u')]),
        more(plain.doc),
      ],
    });
  }
}

function nameOf([, owner = '', setting = '']: RegExpExecArray | RegExpMatchArray): GapName {
  return { node: owner === 'exports' ? null : owner, setting };
}

/** The chosen lines and the tokens of gaps. */
function marksOf(doc: Text, chosen: readonly Lines[], isGap: (gap: GapName) => boolean): DecorationSet {
  const marked = new Set<number>();
  for (const { first, last } of chosen) for (let line = first; line <= Math.min(last, doc.lines); line += 1) marked.add(line);
  const builder = new RangeSetBuilder<Decoration>();
  let count = 0;
  for (let number = 1; number <= doc.lines && count < mostMarks; number += 1) {
    const line = doc.line(number);
    if (marked.has(number)) builder.add(line.from, line.from, Decoration.line({ class: 'cm-chosen' }));
    if (line.length > 2000) continue;
    for (const match of line.text.matchAll(gapToken)) {
      if (!isGap(nameOf(match))) continue;
      builder.add(
        line.from + match.index,
        line.from + match.index + match[0].length,
        Decoration.mark({ class: 'cm-gap', attributes: { title: 'Left to be filled in: press to go to its field' } }),
      );
      count += 1;
    }
  }
  return builder.finish();
}

function lineAt(doc: Text, number: number): { readonly from: number } {
  return doc.line(Math.min(Math.max(number, 1), doc.lines));
}

/** Where some words are in a text, in upper or lower case. */
export function placesOf(text: string, words: string): readonly number[] {
  if (words === '') return [];
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  return [...text.matchAll(pattern)].map(({ index }) => index);
}
