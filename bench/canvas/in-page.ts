/* Actions in the measured window, the same in the application and in bare Svelte Flow. Each function is sent there by itself. */

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Milliseconds of each of some frames in which the wheel turns. @param kind a pinch zooms */
export async function turnWheel({ kind, frames }: { kind: 'pan' | 'zoom'; frames: number }): Promise<number[]> {
  const pane = document.querySelector('.svelte-flow__pane');
  if (!pane) throw new Error('There is no canvas.');
  const box = pane.getBoundingClientRect();
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const times: number[] = [];
  let before = await next();
  for (let at = 0; at < frames; at += 1) {
    // there and back again
    const way = at < frames / 2 ? 1 : -1;
    pane.dispatchEvent(
      new WheelEvent('wheel', {
        bubbles: true,
        cancelable: true,
        clientX: box.left + box.width / 2,
        clientY: box.top + box.height / 2,
        ...(kind === 'pan' ? { deltaX: 24 * way, deltaY: 16 * way } : { deltaY: -3 * way, ctrlKey: true }),
      }),
    );
    const now = await next();
    times.push(now - before);
    before = now;
  }
  return times.slice(3);
}

/** Milliseconds of each of some frames in which what is held by the pointer moves. */
export async function moveHeld({ x, y, frames }: { x: number; y: number; frames: number }): Promise<number[]> {
  const under = document.elementFromPoint(x, y) ?? document.body;
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const times: number[] = [];
  let before = await next();
  for (let at = 1; at <= frames; at += 1) {
    const away = 8 * Math.min(at, frames - at); // a step of the grid: a card that did not move would be no frame's work
    const place = { bubbles: true, view: window, clientX: x + away, clientY: y + away };
    under.dispatchEvent(new PointerEvent('pointermove', { ...place, pointerId: 1, isPrimary: true, pointerType: 'mouse' }));
    under.dispatchEvent(new MouseEvent('mousemove', place));
    const now = await next();
    times.push(now - before);
    before = now;
  }
  return times.slice(3);
}

/** Milliseconds from a key until two frames later, when its effect has been drawn. @param judged until the plan was evaluated again, too */
export async function pressKey({ key, judged }: { key: string; judged: boolean }): Promise<number> {
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const from = document.activeElement ?? document.body;
  const start = performance.now();
  from.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key.length === 1, bubbles: true, cancelable: true }));
  if (judged) {
    const state = document.querySelector('.checking');
    await next();
    // the text is there while the window shows an older plan's evaluation
    while (state?.textContent !== '') await new Promise((done) => setTimeout(done));
  }
  await next();
  await next();
  return performance.now() - start;
}

/** Milliseconds that bare Svelte Flow takes to select everything. */
export async function selectAllBare(): Promise<number> {
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const start = performance.now();
  (window as unknown as { selectAll(): void }).selectAll();
  await next();
  await next();
  return performance.now() - start;
}

export function viewNow(): View {
  const viewport = document.querySelector('.svelte-flow__viewport');
  if (!viewport) throw new Error('There is no canvas.');
  const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
  return { x: e, y: f, zoom: a };
}

/** @throws when bare Svelte Flow does not look where it was asked to */
export async function lookBare(to: View): Promise<void> {
  const flow = window as unknown as { look(to: View): Promise<unknown>; viewport(): View };
  await flow.look(to);
  if (Math.abs(flow.viewport().zoom - to.zoom) > 0.001) throw new Error('Svelte Flow looks elsewhere.');
}

/** Box of the canvas in the window. */
export function canvasBox(): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = document.querySelector('.svelte-flow__pane')?.getBoundingClientRect() ?? new DOMRect();
  return { x, y, width, height };
}

/** True while the window shows an older plan's evaluation. */
export function isChecking(): boolean {
  return document.querySelector('.checking')?.textContent !== '';
}
