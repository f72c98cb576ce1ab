import type { BookSummary, PackSummary } from '#ipc';
import type { KnownBook, KnownPack } from './library';

/** A price book, as a window lists it. */
export function summaryOfBook({ book, loaded }: KnownBook): BookSummary {
  const { id, title, asOf, currency, file } = book;
  const regions = new Set(file.meters.flatMap((meter) => [meter.region, ...Object.keys(meter.regions ?? {})]));
  for (const everywhere of ['global', 'zone1']) regions.delete(everywhere);
  return { id, title, asOf, currency, meters: file.meters.length, regions: [...regions].sort(), loaded: loaded ?? null };
}

/** A pack, as a window lists it. */
export function summaryOfPack({ pack: { id, from, on }, report }: KnownPack): PackSummary {
  return { id, from, on, report };
}
