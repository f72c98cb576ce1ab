import type { Box } from '#engine/plan';

/** A square of the plan that is painted by itself. */
export interface Tile {
  readonly key: string;
  readonly box: Box;
}

/** How wide and high a tile is, in CSS pixels at the zoom that it is painted for: small, so that few are painted when something changes. */
const tileSize = 256;
/** Tiles are there before they come into view, by so many pixels. */
const ahead = 96;

/** The tiles over what is in view. @param before a tile that was there already stays the same object */
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
