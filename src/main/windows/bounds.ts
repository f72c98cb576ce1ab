import { readFile } from 'node:fs/promises';
import { screen, type BrowserWindow } from 'electron';
import { z } from 'zod';
import type { SaveText } from '#disk';

const BoundsSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
/** Where a window is, in screen units. */
export type Bounds = z.infer<typeof BoundsSchema>;

/** Where the last window was; `undefined` when that is not known, or on no screen that is there now. */
export async function readBounds(file: string): Promise<Bounds | undefined> {
  try {
    const bounds = BoundsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const onScreen = screen
      .getAllDisplays()
      .some(
        ({ workArea }) =>
          bounds.x + 80 > workArea.x &&
          bounds.x < workArea.x + workArea.width - 80 &&
          bounds.y >= workArea.y - 10 &&
          bounds.y < workArea.y + workArea.height - 40,
      );
    return onScreen ? bounds : undefined;
  } catch {
    return undefined; // a window then opens in the middle
  }
}

/** Remembers where a window is. The window is looked at before this returns and may be closed at once. */
export async function keepBounds(window: BrowserWindow, file: string, save: SaveText): Promise<void> {
  const bounds: Bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  await save(file, `${JSON.stringify(bounds)}\n`);
}
