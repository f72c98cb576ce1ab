import type { Organisation } from '#engine/packet';
import type { Library } from '../library/library';

/** Whose packets they are: what the packs of the library say, and else what the user set. */
export class PacketOrganisation {
  #own: Organisation | undefined;

  constructor(private readonly library: Pick<Library, 'packs'>) {}

  /** Name and logo, each from the last pack that has it, or else from the settings. */
  get current(): Organisation {
    const { named, drawn } = this.#packs;
    const name = named?.report.pack?.organisation?.name ?? this.#own?.name;
    const logo = drawn?.pack.logo ?? this.#own?.logo;
    return { ...(name === undefined ? {} : { name }), ...(logo === undefined ? {} : { logo }) };
  }

  /** Takes the user's own, which the windows keep among their settings. @returns the packs that go before it, by name */
  set(own: Organisation | null): { readonly name: string | null; readonly logo: string | null } {
    this.#own = own ?? undefined;
    const { named, drawn } = this.#packs;
    return { name: named?.report.pack?.name ?? null, logo: drawn?.report.pack?.name ?? null };
  }

  get #packs() {
    const { packs } = this.library;
    return {
      named: packs.findLast(({ report }) => report.pack?.organisation?.name !== undefined),
      drawn: packs.findLast(({ pack }) => pack.logo !== undefined),
    };
  }
}
