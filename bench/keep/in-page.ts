/* Actions in the measured window. Each function is sent there by itself. */

/** True while the window shows an older plan's evaluation. */
export function isChecking(): boolean {
  return document.querySelector('.checking')?.textContent !== '';
}

/** Box of the canvas in the window, and its viewport. */
export function whereItIs(): { box: { x: number; y: number }; view: { x: number; y: number; zoom: number } } {
  const viewport = document.querySelector('.svelte-flow__viewport');
  const pane = document.querySelector('.svelte-flow__pane');
  if (!viewport || !pane) throw new Error('There is no canvas.');
  const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
  const { x, y } = pane.getBoundingClientRect();
  return { box: { x, y }, view: { x: e, y: f, zoom: a } };
}

/** Milliseconds from a title until what it means is drawn. */
export async function editToBadge(field: Element, title: string): Promise<number> {
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const start = performance.now();
  (field as HTMLInputElement).value = title;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const state = document.querySelector('.checking');
  await next();
  // the text is there while the window shows an older plan's evaluation
  while (state?.textContent !== '') await new Promise((done) => setTimeout(done));
  await next();
  await next();
  return performance.now() - start;
}

/** Types titles that contain their numbers. @returns when each was due and when the window processed it, in milliseconds since 1970 */
export async function type(
  field: Element,
  { edits, every }: { edits: number; every: number },
): Promise<{ readonly due: number; readonly made: number }[]> {
  (field as HTMLInputElement).focus(); // as who types in it has
  const start = Date.now() + every;
  const times: { due: number; made: number }[] = [];
  for (let at = 0; at < edits; at += 1) {
    const due = start + at * every;
    await new Promise((done) => setTimeout(done, Math.max(0, due - Date.now())));
    times.push({ due, made: Date.now() });
    (field as HTMLInputElement).value = `Typed <${at}>`;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  return times;
}
