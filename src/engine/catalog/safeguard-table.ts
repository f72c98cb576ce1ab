import type { ServiceId } from '../plan';
import type { SafeguardCell, SafeguardEntry, SafeguardsFile } from './safeguards';

/** The table of safeguards by service. */
export class SafeguardTable {
  constructor(readonly file: SafeguardsFile = { sources: {}, services: {} }) {}

  /** The entry of a service; `undefined` where nothing is known. */
  of(service: ServiceId): SafeguardEntry | undefined {
    return Object.hasOwn(this.file.services, service) ? this.file.services[service] : undefined;
  }

  /** The source of an entry's cell. */
  source(entry: SafeguardEntry, cell?: Pick<SafeguardCell, 'source'>) {
    return this.file.sources[cell?.source ?? entry.source];
  }

  /** The source of the promises. */
  get promises() {
    return this.file.sources['sla'];
  }
}
