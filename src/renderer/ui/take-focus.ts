/** Focuses a field as soon as it exists, with the cursor at the end. */
export function takeFocus(input: HTMLInputElement): void {
  // a dialog that is about to open must first remember the previous focus, to return it; it obeys the attribute
  input.autofocus = true;
  if (!input.closest('dialog:not([open])')) input.focus();
  // typing goes on after the text that opened it
  input.setSelectionRange(input.value.length, input.value.length);
}
