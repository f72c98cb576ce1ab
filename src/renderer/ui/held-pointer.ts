import { isTyping } from '../wording/keys';

/** Modifier keys of a drag, and the key that cancels it. */
const passing: ReadonlySet<string> = new Set(['Escape', 'Alt', 'AltGraph', 'Control', 'Meta', 'Shift']);

/**
 * Tracks a held pointer button, and meanwhile blocks all keys but Escape and the modifiers: nothing that is dragged,
 * drawn or resized may be deleted or undone under the pointer. A press in a text only selects text, and blocks no keys.
 * Create it before anything else listens to the window.
 */
export class HeldPointer {
  readonly #held = new Set<number>();
  readonly #stop = new AbortController();

  constructor(target: Window) {
    const options = { capture: true, signal: this.#stop.signal };
    target.addEventListener('pointerdown', ({ pointerId, target: on }) => !isTyping(on) && this.#held.add(pointerId), options);
    for (const type of ['pointerup', 'pointercancel'] as const)
      target.addEventListener(type, ({ pointerId }) => this.#held.delete(pointerId), options);
    // the release happened outside the window
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
