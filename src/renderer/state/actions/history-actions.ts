import type { Plan } from '#engine/plan';
import { counted } from '#engine/format';
import type { Viewport } from '../canvas-port.svelte';
import type { Message } from '../messages.svelte';
import { mostToRead, type ActionParts } from './action-parts';
import { isDone, type Step } from '../history';
import { letGo } from './selection-actions';

/** More messages than these are never on the screen at once. */
const mostSaid = 10;

/** Undoes and redoes steps. */
export class HistoryActions {
  /** The messages about steps. */
  #said: readonly { readonly step: Step; readonly message: number }[] = [];

  constructor(private readonly parts: ActionParts) {}

  undo(): void {
    const { editor, views, port } = this.parts;
    const before = editor.plan;
    const step = editor.history.steps[editor.history.at - 1];
    const label = editor.undo();
    if (label !== undefined) this.#stepped(`Undone: ${label}`, before, views?.before(step, port.actions?.viewport()));
  }

  redo(): void {
    const { editor, views, port } = this.parts;
    const before = editor.plan;
    const step = editor.history.steps[editor.history.at];
    const label = editor.redo();
    if (label !== undefined) this.#stepped(`Redone: ${label}`, before, views?.after(step, port.actions?.viewport()));
  }

  /** Undoes or redoes until this many steps of the history are done. */
  goTo(at: number): void {
    const { editor } = this.parts;
    const before = editor.plan;
    const by = at - editor.history.at;
    if (editor.goTo(at)) this.#stepped(by < 0 ? `${counted(-by, 'step')} undone` : `${counted(by, 'step')} redone`, before);
  }

  /** Brings changes out of sight into view. @param view the view that belongs to the plan now, if the step had moved it */
  #stepped(said: string, before: Plan, view?: Viewport): void {
    const { plan, history } = this.parts.editor;
    letGo(this.parts);
    const over = this.#said.filter(({ step }) => !isDone(history, step));
    for (const { message } of over) this.parts.messages.close(message);
    this.#said = this.#said.filter((one) => !over.includes(one));
    this.parts.messages.announce(said);
    const touched = Object.keys(plan.nodes).filter((id) => before.nodes[id] !== plan.nodes[id] || before.layout[id] !== plan.layout[id]);
    const notes = Object.keys(plan.notes).filter((id) => before.notes[id] !== plan.notes[id]);
    if (notes.length > 0 && touched.length === 0) this.parts.selection.select([], [], notes);
    if (view) {
      if (touched.length > 0 && touched.length < mostToRead) this.parts.selection.select(touched);
      this.parts.port.actions?.setViewport(view);
    } else if (touched.length > 0 && touched.length < mostToRead) this.parts.selection.showAsIs(touched);
  }

  /**
   * Shows a message about the last step until that step is undone, with an undo button while it is the last.
   * @param next what the user may want to do next
   */
  done(text: string, next?: Message['next']): void {
    const { editor, messages } = this.parts;
    const lastStep = () => editor.history.steps[editor.history.at - 1];
    const step = lastStep();
    const isOffered = () => step !== undefined && lastStep() === step;
    const run = () => {
      if (isOffered()) this.undo();
    };
    const message = messages.show({ tone: 'good', text, ...(next ? { next } : {}), action: { title: 'Undo', run, isOffered } });
    if (step) this.#said = [...this.#said, { step, message }].slice(-mostSaid);
  }
}
