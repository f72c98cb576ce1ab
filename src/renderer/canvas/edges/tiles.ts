import type { Box } from '#engine/plan';

/** A square of the plan that is painted separately. */
export interface Tile {
  readonly key: string;
  readonly box: Box;
}

/** Width and height of a tile, in CSS pixels at the zoom that it is painted for: small, so that a change repaints few. */
const tileSize = 256;
/** Tiles are made this many pixels before they come into view. */
const ahead = 96;

/**
 * The area that a tile is painted on: a pixel beyond its right and lower borders. The browser blends the borders of a tile that is not on
 * whole pixels of the screen, and the drawing would have a pale line between tiles that only touch.
 * @param scale pixels of the tile for one unit of the plan
 */
export function sheetOf({ left, top, right, bottom }: Box, scale: number): Box {
  return { left, top, right: right + 1 / scale, bottom: bottom + 1 / scale };
}

/** The tiles that cover the view. @param before a tile that is among these stays the same object */
export function tilesOver({ left, top, right, bottom }: Box, zoom: number, before: readonly Tile[]): Tile[] {
  const [size, margin] = [tileSize / zoom, ahead / zoom];
  const known = new Map(before.map((tile) => [tile.key, tile]));
  const tiles: Tile[] = [];
  for (let row = Math.floor((top - margin) / size); row * size < bottom + margin; row += 1)
    for (let column = Math.floor((left - margin) / size); column * size < right + margin; column += 1) {
      const key = `${zoom} ${column} ${row}`;
      const box = { left: column * size, top: row * size, right: (column + 1) * size, bottom: (row + 1) * size };
      tiles.push(known.get(key) ?? { key, box });
    }
  return tiles;
}
