import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionSource } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentService, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment, EditorSelection, EditorState, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { difference } from '#engine/plan';
import { matchesKeys } from '../wording/keys';
import { useConstructedStyles } from '../code/constructed-styles';
import type { TextView } from './source-text.svelte';
import type { Range } from './text-map';
import { TypingStack } from './typing-stack';

export interface CodeEditorParts {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly describedBy: string;
  readonly complete: CompletionSource;
  /** The person changed the text. */
  readonly typed: () => void;
  /** The person moved the caret, or selected text. */
  readonly moved: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Goes to the next or previous problem of a text that cannot be read. @returns false if there is none */
  readonly walk: (by: 1 | -1) => boolean;
  readonly now: () => number;
}

const platform = /^Mac/.test(navigator.platform) ? 'darwin' : 'other';

/** Marks changes that show the plan. */
const fromPlan = Annotation.define<boolean>();
const chosen = StateEffect.define<readonly Range[]>();

/** The lines of what is selected in the plan. */
const chosenLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(chosen)) now = linesOf(transaction.state, effect.value);
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Deeper nesting than a plan may have makes the parser of the language slow: such a text is shown without colours. */
const deepestIndent = 400;

/** The editor of a plan's text. */
export class CodeEditor implements TextView {
  readonly view: EditorView;
  readonly #typing = new TypingStack();
  readonly #language = new Compartment();
  #isColoured = true;

  constructor(private readonly parts: CodeEditorParts) {
    useConstructedStyles();
    this.view = new EditorView({ parent: parts.parent, state: EditorState.create({ extensions: this.#extensions() }) });
  }

  text(): string {
    return this.view.state.doc.toString();
  }

  length(): number {
    return this.view.state.doc.length;
  }

  isComposing(): boolean {
    return this.view.composing;
  }

  replace(text: string): void {
    const now = this.text();
    const { at, from, to } = difference(now, text);
    this.#colour(text);
    if (at === from && at === to) return;
    this.view.dispatch({ changes: { from: at, to: from, insert: text.slice(at, to) }, annotations: fromPlan.of(true) });
  }

  undoTyping(): boolean {
    return this.#typing.undo(this.view);
  }

  redoTyping(): boolean {
    return this.#typing.redo(this.view);
  }

  forgetTyping(): void {
    this.#typing.forget();
  }

  /** Draws the lines of what is selected in the plan, and brings the first of them into view. */
  choose(ranges: readonly Range[], isRevealed: boolean): void {
    const [first] = ranges;
    const effects: StateEffect<unknown>[] = [chosen.of(ranges)];
    if (first && isRevealed && !this.#isInView(first)) effects.push(EditorView.scrollIntoView(first.from, { y: 'start', yMargin: 48 }));
    this.view.dispatch({ effects });
  }

  /** Moves the caret to a place. */
  goTo({ from }: Range): void {
    this.view.dispatch({
      selection: EditorSelection.cursor(from),
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
      annotations: fromPlan.of(true),
    });
  }

  mark(diagnostics: readonly Diagnostic[]): void {
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  destroy(): void {
    this.view.destroy();
  }

  #isInView({ from }: Range): boolean {
    const box = this.view.coordsAtPos(from);
    const frame = this.view.scrollDOM.getBoundingClientRect();
    return box !== null && box.top >= frame.top && box.bottom <= frame.bottom;
  }

  #colour(text: string): void {
    const may = !/^ {400}/m.test(text) && !new RegExp(String.raw`[{[]{${deepestIndent / 2}}`).test(text);
    if (may === this.#isColoured) return;
    this.#isColoured = may;
    this.view.dispatch({ effects: this.#language.reconfigure(may ? yaml() : []) });
  }

  #extensions(): Extension {
    const { label, describedBy, complete, undo, redo, walk } = this.parts;
    return [
      lineNumbers(),
      highlightActiveLineGutter(),
      foldGutter(),
      codeFolding(),
      lintGutter(),
      drawSelection(),
      EditorView.lineWrapping, // a narrow pane shows whole lines
      indentUnit.of('  '),
      indentService.of((context, position) => indentAfter(context.lineAt(position, -1).text)),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      chosenLines,
      this.#language.of(yaml()),
      syntaxHighlighting(classHighlighter),
      autocompletion({ override: [complete], icons: false, interactionDelay: 0, maxRenderedOptions: 60 }),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, tabindex: '0' }),
      Prec.high(
        EditorView.domEventHandlers({
          keydown: (event) => {
            const isRedo = matchesKeys(event, 'Mod+Shift+Z', platform) || matchesKeys(event, 'Mod+Y', platform);
            if (!isRedo && !matchesKeys(event, 'Mod+Z', platform)) return false;
            event.preventDefault();
            if (isRedo) redo();
            else undo();
            return true;
          },
        }),
      ),
      // the system's own undo takes back typing behind the plan's back
      EditorView.domEventHandlers({
        beforeinput: (event) => {
          if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
          event.preventDefault();
          if (event.inputType === 'historyUndo') undo();
          else redo();
          return true;
        },
      }),
      keymap.of([
        { key: 'F8', run: () => walk(1) },
        { key: 'Shift-F8', run: () => walk(-1) },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...foldKeymap,
        // the window's own keys: the inspector and the source
        ...defaultKeymap.filter(({ key }) => key !== 'Mod-i' && key !== 'Mod-u'),
      ]),
      EditorView.updateListener.of((update) => this.#updated(update)),
    ];
  }

  #updated(update: ViewUpdate): void {
    if (update.transactions.some((one) => one.annotation(fromPlan))) return;
    if (update.docChanged) {
      this.#typing.note(update, this.parts.now());
      this.parts.typed();
    }
    if (update.selectionSet && !update.docChanged) this.parts.moved();
  }
}

/** Indentation of the line after another: an entry that opens a map has its keys below it. */
function indentAfter(line: string): number {
  const [lead = '', spaces = ''] = /^(\s*)(?:- +)*/.exec(line) ?? [];
  if (/:\s*(#.*)?$/.test(line)) return lead.length + 2;
  return /^\s*- +[^\s{["'][^:]*:\s/.test(line) ? lead.length : spaces.length;
}

/** A decoration for each line of some ranges; of very many, the first. */
function linesOf({ doc }: EditorState, ranges: readonly Range[]): DecorationSet {
  const starts = new Set<number>();
  for (const { from, to } of ranges.slice(0, 500))
    for (let number = doc.lineAt(Math.min(from, doc.length)).number; number <= doc.lineAt(Math.min(to, doc.length)).number; number += 1)
      starts.add(doc.line(number).from);
  return Decoration.set([...starts].sort((a, b) => a - b).map((start) => Decoration.line({ class: 'cm-chosen' }).range(start)));
}
