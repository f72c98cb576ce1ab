import type { HelpPage } from '#ipc';

/** The pages of the help and the text of all licences. They are loaded when they are first wanted: most starts need neither. */
export async function loadHelp(): Promise<{ readonly pages: readonly HelpPage[]; readonly licences: string }> {
  return (await import('virtual:pipedraft-help')).default;
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
