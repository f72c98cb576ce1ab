import { tick } from 'svelte';

/** Parts of the window in which the keyboard stays when the element that had it goes. */
const places = '[data-key], [role="list"], [role="radiogroup"], dialog[open]';
/** What can have the keyboard in them; a list has one stop. */
const stops = ['[tabindex="0"]', ':is(input, select, textarea, button:not([tabindex="-1"])):enabled'];

/**
 * Gives the keyboard to another element when the one that had it has gone: beside it in a form, a list or a dialog, else to the plan. A
 * press beside all controls takes the keyboard too, but that is the user's wish: nothing has gone then.
 */
export class KeyboardKeeper {
  #last: Element | undefined;
  /** The places that the last element was in, the innermost first. */
  #around: readonly Element[] = [];

  /** @param toPlan focuses the node or canvas that work goes on with */
  constructor(private readonly toPlan: () => void) {}

  /** Call it when an element got the focus. */
  came(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    this.#last = target;
    const around: Element[] = [];
    for (let place = target.closest(places); place; place = place.parentElement?.closest(places) ?? null) around.push(place);
    this.#around = around;
  }

  /**
   * Call it when an element lost the focus, and after a command. It looks once the window is drawn: whoever closes a dialog or a list gives
   * the keyboard back first.
   */
  check(): void {
    void tick().then(() => {
      if (!this.#last) return; // nobody had it yet
      if (!isLost() || (this.#last.isConnected && !this.#last.matches(':disabled'))) return;
      const beside = this.#around.find((place) => place.isConnected && isOpen(place));
      for (const stop of beside ? stops : []) if (isLost()) beside?.querySelector<HTMLElement>(stop)?.focus();
      if (isLost()) this.toPlan();
    });
  }
}

/** True if no key would reach a control: a control that can no longer be used keeps the focus for a moment. */
function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}

/** False for a place in the inert part of the window. */
function isOpen(place: Element): boolean {
  const dialog = document.querySelector('dialog[open]');
  return !dialog || dialog.contains(place);
}
