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

/** The sizes with an end that are in effect on a node, including those that the price book lacks. */
export function endedSizesOf(graph: PlanGraph, node: GraphNode, catalog: Catalog): readonly EndedSize[] {
  const { service } = node;
  if (!service?.usage.some(({ type }) => type === 'vm')) return [];
  const usage = graph.usage(node);
  const ended = (field: string, sku: string, chosen: boolean): readonly EndedSize[] => {
    const series = catalog.sizes.of(sku);
    return series ? [{ field, sku, series, chosen }] : [];
  };
  const skuOf = ({ field, value }: Setting) => (field.type === 'vm' && typeof value.likely === 'object' ? String(value.likely['sku']) : '');
  const known = settingsOf(service, usage, catalog, (one) => catalog.sizes.of(skuOf(one)) !== undefined).flatMap((one) =>
    ended(one.field.id, skuOf(one), one.value.from !== 'default'),
  );
  const unknown = service.usage.flatMap((field) => {
    const written = node.node.usage?.[field.id];
    return field.type === 'vm' && typeof written === 'string' && usage.values[field.id] === undefined ? ended(field.id, written, true) : [];
  });
  return [...known, ...unknown];
}

/** True if the machines of a series have a GPU; their names say so. */
export function isGpuSize(sku: string): boolean {
  return /^Standard_N[CDGV]/i.test(sku);
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
