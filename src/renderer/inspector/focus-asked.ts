import { untrack } from 'svelte';
import type { Selection } from '../state/selection.svelte';

/** Focuses the control of the field that was asked for, if the form has it, and answers the request. */
export function focusAsked(field: Element | null, selection: Selection): void {
  const control = field?.querySelector<HTMLElement>('input, select, textarea') ?? field?.querySelector<HTMLElement>('button');
  if (!control) return;
  control.focus();
  untrack(() => selection.fieldFocused());
}
