import type { ServiceId } from '../plan';
import type { Start, StartsFile, StartSource } from './starts';

/** The whole table, a cell for each pair. */
export class Starts {
  readonly #cells = new Map<ServiceId, ReadonlyMap<ServiceId, Start>>();

  constructor(readonly file: StartsFile = { sources: {}, groups: [], rows: [] }) {
    for (const row of file.rows) {
      const cells = new Map<ServiceId, Start>();
      for (const { id: group, services } of file.groups)
        for (const service of services) {
          const cell = row.services?.[service] ?? row.groups[group];
          if (cell) cells.set(service, cell);
        }
      this.#cells.set(row.service, cells);
    }
  }

  /** Services that start others, in the table's order. */
  get starters(): readonly ServiceId[] {
    return this.file.rows.map(({ service }) => service);
  }

  /** Services that can be started, group by group. */
  get targets(): readonly ServiceId[] {
    return this.file.groups.flatMap(({ services }) => services);
  }

  /** The cell of a pair; `undefined` where the table does not have one of the two. */
  cell(from: ServiceId, to: ServiceId): Start | undefined {
    return this.#cells.get(from)?.get(to);
  }

  source({ source }: Start): StartSource | undefined {
    return this.file.sources[source];
  }
}
