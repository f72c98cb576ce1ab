import type { Catalog, GraphNode, PlanGraph, SizeSeries } from '../../catalog';
import { settingsOf, type Setting } from '../../notions';

/** A machine size of a series that has ended or has an announced end. */
export interface EndedSize {
  readonly field: string;
  readonly sku: string;
  readonly series: SizeSeries;
  /** False if nobody chose the size: it is the catalog's default. */
  readonly chosen: boolean;
}

/** The sizes with an end that are in effect on a node. */
export function endedSizesOf(graph: PlanGraph, node: GraphNode, catalog: Catalog): readonly EndedSize[] {
  const { service } = node;
  if (!service?.usage.some(({ type }) => type === 'vm')) return [];
  const usage = graph.usage(node);
  const seriesOf = ({ field, value }: Setting) =>
    field.type === 'vm' && typeof value.likely === 'object' ? catalog.sizes.of(String(value.likely['sku'])) : undefined;
  return settingsOf(service, usage, catalog, (one) => seriesOf(one) !== undefined).flatMap((one) => {
    const series = seriesOf(one);
    const sku = typeof one.value.likely === 'object' ? String(one.value.likely['sku']) : '';
    return series ? [{ field: one.field.id, sku, series, chosen: one.value.from !== 'default' }] : [];
  });
}

/** The reason why a size should not be planned with. @param past true from its last day on */
export function whyNot({ name, hardware, on, announcedOnly, successorName }: SizeSeries, past: boolean): string {
  const series = `The series ${name}${hardware === undefined ? '' : ` (${hardware})`}`;
  const ends = !announcedOnly
    ? `${series} was retired on ${on}: its machines are stopped, and none can be ordered.`
    : past
      ? `${series} was announced to end on ${on}. It is not confirmed that it ended that day, but no new plan should rely on it.`
      : `${series} was announced to end on ${on}, and new subscriptions get it with restrictions only.`;
  return `${ends} Its place is taken by ${successorName}.`;
}
