import { oncePer, type Catalog, type Service } from '../../catalog';
import type { ServiceId } from '../../plan';
import { onlyRelayed, raisedBy } from '../../notions';
import { carries } from './connections';

/** Reasons why a control edge cannot lead from one service to another, by the two; only for those whose ports alone would allow it. */
export type NoControl = Readonly<Record<ServiceId, Readonly<Record<ServiceId, string>>>>;

/** For the lists and the canvas of the window, so that they offer no edge that a rule then reports. */
export const noControl = oncePer((catalog: Catalog): NoControl => {
  const starting = catalog.services.filter(({ outputs }) => outputs.control);
  return Object.fromEntries(
    starting.map((from) => {
      const barred = catalog.services.filter(
        (to) => catalog.shared(from, to, 'control').length > 0 && !carries(catalog, from, to, 'control'),
      );
      return [from.id, Object.fromEntries(barred.map((to) => [to.id, reasonOf(from, to, catalog)]))];
    }),
  );
});

function reasonOf(from: Service, to: Service, catalog: Catalog): string {
  const cell = catalog.starts.cell(from.id, to.id);
  if (cell) return `${from.shortName} cannot start ${to.shortName}. ${cell.how}`;
  const taken = to.triggers?.events ?? [];
  if (raisedBy(from)?.some((event) => onlyRelayed.includes(event) && taken.includes(event)))
    return `Events of ${from.shortName} reach ${to.shortName} only through Event Grid.`;
  if (from.orchestrates?.length) return `${from.shortName} cannot start ${to.shortName}.`;
  return taken.length > 0 ? `${to.shortName} starts on no event of ${from.shortName}.` : `${to.shortName} has no event trigger.`;
}
