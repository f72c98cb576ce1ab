import type { SaveText } from '#disk';
import { rules } from '#engine/validate';
import { catalog, icons, priceBooks, scoring } from '#resources';
import { Library, type MayAdd } from './library';
import { packFiles } from './pack-files';
import { priceBookFiles } from './price-book-files';

/**
 * The library that ships with the application, and what the user added to it. It is empty of additions until `load`.
 * @param inUserData path of a file or folder of the application's own
 */
export function userLibrary(inUserData: (name: string) => string, keep: SaveText, mayAdd: MayAdd): Library {
  return new Library(
    { catalog, books: priceBooks, scoring, rules, icons: new Set(Object.keys(icons)) },
    priceBookFiles(inUserData('price-books'), keep),
    packFiles(inUserData('packs'), keep),
    mayAdd,
  );
}
