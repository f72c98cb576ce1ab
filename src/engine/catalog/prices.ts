import type { Machine, Meter, PriceBookFile } from './price-book';

/** The price of one unit of a meter in a region, and where that price is from. */
export interface UnitPrice {
  readonly meter: Meter;
  /** Price of the first paid unit. */
  readonly price: number;
  /** Graduated steps over the paid quantity, the first from 0; one entry for a single price. */
  readonly tiers: readonly { readonly from: number; readonly price: number }[];
  /** Region the price is from: the one asked for, or the one that stands in for it. */
  readonly region: string;
  /** True when the book has no price for the region asked for. */
  readonly substituted: boolean;
}

/** A price book, ready to be asked. */
export class PriceBook {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  readonly hoursPerMonth: number;
  readonly file: PriceBookFile;
  readonly #meters: ReadonlyMap<string, Meter>;
  readonly #machines: ReadonlyMap<string, { readonly meter: Meter; readonly machine: Machine }>;
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

  /** A machine size by its name, however it is capitalised. */
  machine(sku: string): { readonly meter: Meter; readonly machine: Machine } | undefined {
    return this.#machines.get(sku.toLowerCase());
  }

  /** Every machine size the book has a price for, in the book's order. */
  machines(): { readonly meter: Meter; readonly machine: Machine }[] {
    return [...this.#machines.values()];
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
    // A base region stands for another: their prices are the same for most meters, and the line says which was used.
    const { baseRegions } = this.file;
    const candidates = region === undefined || everywhere ? [] : [region, ...(baseRegions.includes(region) ? baseRegions : [])];
    const from = candidates.find((candidate) => priceIn(meter, candidate) !== undefined) ?? meter.region;
    const price = priceIn(meter, from) ?? meter.price;
    const ratio = meter.price === 0 ? 1 : price / meter.price;
    return {
      meter,
      price,
      tiers: meter.tiers ? meter.tiers.map((tier) => ({ from: tier.from, price: tier.price * ratio })) : [{ from: 0, price }],
      region: from,
      substituted: candidates.length > 0 && !candidates.includes(from),
    };
  }
}

/** The price that a meter has in a region, if it has one there. */
function priceIn(meter: Meter, region: string): number | undefined {
  if (region === meter.region) return meter.price;
  return meter.regions && Object.hasOwn(meter.regions, region) ? meter.regions[region] : undefined;
}

/**
 * What a quantity costs by graduated steps.
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
