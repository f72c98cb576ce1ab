import { Annotation, type ChangeSet, type Text } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';

/** One change, and the one that takes it back. */
interface Typed {
  readonly change: ChangeSet;
  readonly back: ChangeSet;
  readonly time: number;
}

/** Marks a change that takes typing back, or makes it again. */
const isStep = Annotation.define<boolean>();

/** Longest pause between changes that are taken back together, in milliseconds. */
const pauseMs = 1000;

/**
 * Takes back typing that the plan does not have yet, because it cannot be read. Once the plan has it, the window's history takes it back,
 * and this forgets it.
 */
export class TypingStack {
  #done: Typed[] = [];
  #undone: Typed[] = [];

  /** Notes what the person typed. */
  note({ changes, startState, transactions }: ViewUpdate, now: number): void {
    if (transactions.some((one) => one.annotation(isStep))) return;
    const typed: Typed = { change: changes, back: changes.invert(startState.doc), time: now };
    const last = this.#done.at(-1);
    if (last && now - last.time < pauseMs) this.#done[this.#done.length - 1] = joined(last, typed);
    else this.#done.push(typed);
    this.#undone = [];
  }

  undo(view: EditorView): boolean {
    return this.#move(view, this.#done, this.#undone, 'back');
  }

  redo(view: EditorView): boolean {
    return this.#move(view, this.#undone, this.#done, 'change');
  }

  forget(): void {
    this.#done = [];
    this.#undone = [];
  }

  #move(view: EditorView, from: Typed[], to: Typed[], way: 'back' | 'change'): boolean {
    const typed = from.at(-1);
    if (!typed || !fits(typed[way], view.state.doc)) return false;
    from.pop();
    to.push({ ...typed, time: 0 }); // what is typed next is a step of its own
    view.dispatch({ changes: typed[way], annotations: isStep.of(true), scrollIntoView: true, userEvent: 'undo' });
    return true;
  }
}

function joined(first: Typed, second: Typed): Typed {
  return { change: first.change.compose(second.change), back: second.back.compose(first.back), time: second.time };
}

function fits(change: ChangeSet, document: Text): boolean {
  return change.length === document.length;
}
