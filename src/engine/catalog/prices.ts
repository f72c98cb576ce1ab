import type { Machine, Meter, PriceBookFile } from './price-book';
import { isRegion } from './regions';

/** The price of one unit of a meter in a region, and where that price is from. */
export interface UnitPrice {
  readonly meter: Meter;
  /** Price of the first paid unit. */
  readonly price: number;
  /** Graduated steps over the paid quantity, the first from 0; one entry for a single price. */
  readonly tiers: readonly { readonly from: number; readonly price: number }[];
  /** Region of the price: the requested one, or its replacement. */
  readonly region: string;
  /** True when the book has no price for the requested region. */
  readonly substituted: boolean;
  /** True when the requested region is none that Azure or the book has. */
  readonly unknownRegion: boolean;
}

/** A price book with lookups. */
export class PriceBook {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  readonly hoursPerMonth: number;
  readonly file: PriceBookFile;
  readonly #meters: ReadonlyMap<string, Meter>;
  readonly #machines: ReadonlyMap<string, { readonly meter: Meter; readonly machine: Machine }>;
  #regions: readonly string[] | undefined;
  readonly #prices = new Map<string, UnitPrice | undefined>();

  constructor(file: PriceBookFile) {
    this.file = file;
    this.id = file.id;
    this.title = file.title;
    this.asOf = file.asOf;
    this.currency = file.currency;
    this.hoursPerMonth = file.hoursPerMonth;
    this.#meters = new Map(file.meters.map((meter) => [meter.id, meter]));
    this.#machines = new Map(
      file.meters.flatMap((meter) =>
        meter.machine ? [[meter.machine.sku.toLowerCase(), { meter, machine: meter.machine }] as const] : [],
      ),
    );
  }

  meter(id: string): Meter | undefined {
    return this.#meters.get(id);
  }

  /** A machine size by its name, in any case. */
  machine(sku: string): { readonly meter: Meter; readonly machine: Machine } | undefined {
    return this.#machines.get(sku.toLowerCase());
  }

  /** Every machine size the book has a price for, in the book's order. */
  machines(): { readonly meter: Meter; readonly machine: Machine }[] {
    return [...this.#machines.values()];
  }

  /** The regions that any meter of the book has a price for, in alphabetical order. */
  get regions(): readonly string[] {
    this.#regions ??= [...new Set(this.file.meters.flatMap(({ region, regions }) => [region, ...Object.keys(regions ?? {})]))].sort();
    return this.#regions;
  }

  /** True for a region of Azure, and for one that only this book has. */
  knows(region: string): boolean {
    return isRegion(region) || this.regions.includes(region);
  }

  /** `undefined` when the book does not know the meter. @param region where it runs; unset for the book's own regions */
  price(meterId: string, region: string | undefined): UnitPrice | undefined {
    const key = `${meterId} ${region ?? ''}`;
    if (!this.#prices.has(key)) this.#prices.set(key, this.#find(meterId, region));
    return this.#prices.get(key);
  }

  #find(meterId: string, region: string | undefined): UnitPrice | undefined {
    const meter = this.#meters.get(meterId);
    if (!meter) return undefined;
    const everywhere = meter.region === 'global' || meter.region === 'zone1';
    // A base region replaces another: their prices are the same for most meters, and the line names the region used.
    const { baseRegions } = this.file;
    const others = region !== undefined && baseRegions.includes(region) ? baseRegions : [];
    const candidates = region === undefined ? [] : everywhere ? [region, meter.region] : [region, ...others];
    const from = candidates.find((candidate) => priceIn(meter, candidate) !== undefined) ?? meter.region;
    const price = priceIn(meter, from) ?? meter.price;
    const ratio = meter.price === 0 ? 1 : price / meter.price;
    return {
      meter,
      price,
      tiers: ownTiers(meter, from) ?? meter.tiers?.map((tier) => ({ from: tier.from, price: tier.price * ratio })) ?? [{ from: 0, price }],
      region: from,
      substituted: candidates.length > 0 && !candidates.includes(from),
      unknownRegion: !everywhere && region !== undefined && !this.knows(region),
    };
  }
}

/** The price that a meter has in a region, if it has one there. */
function priceIn(meter: Meter, region: string): number | undefined {
  if (region === meter.region) return meter.price;
  return meter.regions && Object.hasOwn(meter.regions, region) ? meter.regions[region] : undefined;
}

function ownTiers({ regionTiers }: Meter, region: string): UnitPrice['tiers'] | undefined {
  return regionTiers && Object.hasOwn(regionTiers, region) ? regionTiers[region] : undefined;
}

/**
 * Cost of a quantity by graduated steps.
 * @param paid quantity after what is free, in the meter's unit
 */
export function amountOf(paid: number, tiers: UnitPrice['tiers']): number {
  let amount = 0;
  tiers.forEach((tier, at) => {
    const end = tiers[at + 1]?.from ?? Infinity;
    if (paid > tier.from) amount += (Math.min(paid, end) - tier.from) * tier.price;
  });
  return amount;
}
