import type { Rule } from '#engine/validate';
import type { HelpPage } from '#ipc';

/** The pages of the help and the text of all licences. They are loaded when they are first wanted: most starts need neither. */
export async function loadHelp(): Promise<{ readonly pages: readonly HelpPage[]; readonly licences: string }> {
  return (await import('virtual:pipedraft-help')).default;
}

/**
 * The pages of the help, with those of rules that packs bring. The window shows every rule by its own page, so a page of a pack's rule has
 * only what the list and the search need.
 * @param rules that the window's plan is evaluated with
 */
export function pagesWith(pages: readonly HelpPage[], rules: readonly Rule[]): readonly HelpPage[] {
  const known = new Set(pages.map(({ id }) => id));
  const others = rules.map(({ meta }) => meta).filter(({ id }) => !known.has(`rules/${id}`));
  return [
    ...pages,
    ...others.map(({ id, title, docs }): HelpPage => ({ id: `rules/${id}`, title, section: 'rules', blocks: [], text: docs })),
  ];
}

/** Addresses of the web that pages of the help link to. */
export async function helpAddresses(): Promise<ReadonlySet<string>> {
  const { pages } = await loadHelp();
  return new Set(pages.flatMap(({ blocks }) => addressesIn(blocks)));
}

function addressesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(addressesIn);
  if (typeof part !== 'object' || part === null) return [];
  const own = 'type' in part && part.type === 'source' && 'url' in part ? [String(part.url)] : [];
  return [...own, ...Object.values(part).flatMap(addressesIn)];
}
