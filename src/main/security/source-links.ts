import { shell } from 'electron';
import type { PriceBook } from '#engine/catalog';
import { UserError } from '#engine/errors';
import type { Basis } from '#engine/packs';
import { emptyPlan } from '#engine/plan';
import { helpAddresses } from '../help/help-pages';
import type { Library } from '../library/library';
import { confirm } from '../windows/confirm';
import type { PlanWindow } from '../windows/plan-window';
import { sourcesOf } from './source-addresses';

/**
 * Opens the page of a source in the browser, after asking.
 * @returns true if it was opened
 * @throws UserError if neither the catalog, the rules, the scores, a price book nor a page of the help has the address
 */
export async function openSource(url: string, library: Library, { browser }: PlanWindow): Promise<boolean> {
  const isKnown =
    addressesOf(library.basis(emptyPlan(''))).has(url) ||
    library.books.some(({ book }) => namesSource(book, url)) ||
    (await helpAddresses()).has(url);
  if (!isKnown) throw new UserError('That address is not one of the sources.', 'Copy it into a browser if you trust it.');
  const isSure = await confirm(browser, {
    type: 'question',
    button: 'Open',
    isSafe: true,
    message: 'Open this page in the browser?',
    detail: url,
  });
  if (!isSure) return false;
  await shell.openExternal(url);
  return true;
}

const known = new WeakMap<Basis, ReadonlySet<string>>();

/** All addresses in the catalog, the rules and the scores; price books come and go. */
function addressesOf(basis: Basis): ReadonlySet<string> {
  let addresses = known.get(basis);
  if (!addresses)
    known.set(basis, (addresses = new Set([...sourcesOf(basis)].flatMap((url) => (url?.startsWith('https://') ? [url] : [])))));
  return addresses;
}

function namesSource({ file }: PriceBook, url: string): boolean {
  return url.startsWith('https://') && Object.values(file.sources).some((source) => source.url === url);
}
