import { screen, type BaseWindow } from 'electron';
import { z } from 'zod';
import { because, codeOf, readTextFile, type SaveText } from '#disk';
import { UserError } from '#engine/errors';
import { setAside } from '../files/set-aside';

export const BoundsSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
/** Position and size of a window, in screen units. */
export type Bounds = z.infer<typeof BoundsSchema>;

type Area = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/**
 * Bounds of the last window; `undefined` if unknown.
 * @param broken called if the file could not be used and was set aside
 */
export async function readBounds(file: string, broken: (error: UserError) => void): Promise<Bounds | undefined> {
  try {
    return BoundsSchema.parse(JSON.parse((await readTextFile(file)).text));
  } catch (error) {
    if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return undefined;
    const kept = await setAside(file, `${file}.broken`).catch(() => undefined);
    const then = kept === undefined ? `Move "${file}" away.` : `It is kept as "${kept}".`;
    broken(because(error, 'The place of the last window could not be read.', `The window opens in the middle. ${then}`));
    return undefined;
  }
}

/** The smallest usable window, in screen units. */
export const leastSize = { width: 800, height: 520 };

/**
 * The bounds that a window can have on the current displays: inside the display that shows most of it, no larger than that, and no
 * smaller than usable if the display has room.
 * @param areas the work areas of all displays, the primary one first
 */
export function fitBounds(bounds: Bounds, areas: readonly Area[]): Bounds {
  const shown = areas.map((area) => ({ area, size: overlap(bounds, area) }));
  const best = shown.reduce((one, other) => (other.size > one.size ? other : one), shown[0] ?? { area: bounds, size: 0 }).area;
  const width = Math.min(Math.max(bounds.width, leastSize.width), best.width);
  const height = Math.min(Math.max(bounds.height, leastSize.height), best.height);
  return {
    ...bounds,
    width,
    height,
    x: Math.max(best.x, Math.min(bounds.x, best.x + best.width - width)),
    y: Math.max(best.y, Math.min(bounds.y, best.y + best.height - height)),
  };
}

function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** The work areas of the displays, the primary one first. */
export function workAreas(): readonly Area[] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
}

/** The bounds of a window that is open. */
export function boundsOf(window: BaseWindow): Bounds {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** Saves the bounds of a window. They are read before this returns, so the window may be closed at once. */
export async function keepBounds(window: BaseWindow, file: string, save: SaveText): Promise<void> {
  await save(file, `${JSON.stringify(boundsOf(window))}\n`);
}
