import { MeterSchema, PriceBook, importPrices } from '../../catalog';
import { UserError } from '../../errors';
import { PackPricesSchema, type PackPrices } from '../pack-prices';
import type { PackReader } from './pack-reader';

/** A price book with the prices of a pack. */
export function withPrices(base: PriceBook, reader: PackReader): { readonly book: PriceBook; readonly meters: readonly string[] } {
  let file = base.file;
  const meters = new Set<string>();
  for (const path of reader.pathsIn('prices', /\.yaml$/)) {
    const read = reader.read<PackPrices>(path, PackPricesSchema, 'a file of prices');
    if (!read) continue;
    const { asOf, currency, source, meters: some } = read.value;
    if (currency !== file.currency) {
      reader.fault(
        path,
        `The prices are in ${currency}, and those of "${base.id}" are in ${file.currency}.`,
        'Give them in that currency.',
        read.placeOf(['currency']),
      );
      continue;
    }
    const key = `pack:${path}`;
    const mine = some.map((meter) => MeterSchema.parse({ confidence: 'high', ...meter, asOf, source: key }));
    for (const { id } of mine) meters.add(id);
    file = {
      ...file,
      sources: { ...file.sources, [key]: source },
      meters: [...file.meters.filter(({ id }) => !mine.some((meter) => meter.id === id)), ...mine],
    };
  }
  for (const path of reader.pathsIn('prices', /\.(?:csv|json)$/)) {
    try {
      const { book, taken, skipped } = importPrices({ text: reader.text(path), name: path, base: file, id: base.id, asOf: base.asOf });
      if (book.currency !== file.currency) {
        reader.fault(
          path,
          `The prices are in ${book.currency}, and those of "${base.id}" are in ${file.currency}.`,
          'Give them in that currency.',
        );
        continue;
      }
      for (const { row, what, because } of skipped)
        reader.fault(path, `Row ${row} (${what}) is not used: ${because}.`, 'Fix the row, or remove it.');
      for (const { meter } of taken) meters.add(meter);
      file = { ...book, id: base.id, title: file.title, asOf: file.asOf, compiled: file.compiled };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reader.fault(path, error.problem, error.fix);
    }
  }
  return { book: file === base.file ? base : new PriceBook(file), meters: [...meters].sort() };
}
