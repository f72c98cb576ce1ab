import { shell } from 'electron';
import type { PriceBook } from '#engine/catalog';
import { UserError } from '#engine/errors';
import type { Basis } from '#engine/packs';
import { emptyPlan } from '#engine/plan';
import { ruleFailed } from '#engine/validate';
import { knowledge } from '#resources';
import type { Library } from '../library/library';
import { confirm } from '../windows/confirm';
import type { PlanWindow } from '../windows/plan-window';

/**
 * Opens the page of a source in the browser, after asking.
 * @returns whether it was opened
 * @throws UserError when neither the catalog, the rules, the scores nor a price book names the address
 */
export async function openSource(url: string, library: Library, { browser }: PlanWindow): Promise<boolean> {
  if (!addressesOf(library.basis(emptyPlan(''))).has(url) && !library.books.some(({ book }) => namesSource(book, url)))
    throw new UserError('That address is not one of the sources.', 'Copy it into a browser if you trust it.');
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

/** Every address that the catalog, the rules and the scores name; price books come and go. */
function addressesOf(basis: Basis): ReadonlySet<string> {
  let addresses = known.get(basis);
  if (!addresses)
    known.set(basis, (addresses = new Set([...sourcesOf(basis)].flatMap((url) => (url?.startsWith('https://') ? [url] : [])))));
  return addresses;
}

function* sourcesOf({ catalog, rules, scoring }: Basis): Generator<string | undefined> {
  for (const service of catalog.services) {
    for (const { url } of service.sources) yield url;
    for (const { source } of service.facts) yield source.url;
    for (const field of service.usage) {
      if ('options' in field) for (const { ends } of field.options) if (ends) yield ends.source.url;
      if ('ends' in field && field.ends) yield field.ends.source.url;
    }
  }
  for (const { source } of knowledge.entries) yield source.url;
  for (const { sources } of [...rules.map(({ meta }) => meta), ruleFailed]) for (const { url } of sources) yield url;
  for (const { url } of Object.values(scoring.sources)) yield url;
}

function namesSource({ file }: PriceBook, url: string): boolean {
  return url.startsWith('https://') && Object.values(file.sources).some((source) => source.url === url);
}
