import { isTyping } from '../wording/keys';

/** Keys that say how a drag is meant, and the one that cancels it. */
const passing: ReadonlySet<string> = new Set(['Escape', 'Alt', 'AltGraph', 'Control', 'Meta', 'Shift']);

/**
 * Knows whether a button of the pointer is held, and keeps all keys but Escape and the modifiers from the window meanwhile: what is dragged,
 * drawn or widened must not be deleted or undone under the pointer. A press in a text only selects some of it, and keeps the keys.
 * It has to be made before anything else listens to the window.
 */
export class HeldPointer {
  readonly #held = new Set<number>();
  readonly #stop = new AbortController();

  constructor(target: Window) {
    const options = { capture: true, signal: this.#stop.signal };
    target.addEventListener('pointerdown', ({ pointerId, target: on }) => !isTyping(on) && this.#held.add(pointerId), options);
    for (const type of ['pointerup', 'pointercancel'] as const)
      target.addEventListener(type, ({ pointerId }) => this.#held.delete(pointerId), options);
    // a release that happened where nobody heard it
    target.addEventListener('pointermove', ({ pointerId, buttons }) => buttons === 0 && this.#held.delete(pointerId), options);
    target.addEventListener('blur', ({ target: on }) => !(on instanceof Node) && this.#held.clear(), options);
    target.addEventListener('keydown', (event) => this.#keep(event), options);
  }

  get isHeld(): boolean {
    return this.#held.size > 0;
  }

  stop(): void {
    this.#stop.abort();
  }

  #keep(event: KeyboardEvent): void {
    if (!this.isHeld || passing.has(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
