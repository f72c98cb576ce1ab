import { oncePer, type GraphNode, type Service } from '../../catalog';
import type { FlatCapacity } from './cost';
import type { Quantities } from './quantities';

/**
 * The field that would let a node's capacity grow with the load, if it is 0: the cost at scale then stays as it is today, and not because
 * the capacity is enough.
 */
export function flatOf({ id, service }: GraphNode, { known, values }: Quantities): FlatCapacity[] {
  const growing = service ? growingWithLoad(service) : [];
  if (growing.length === 0 || known.length === 0) return [];
  const read = (field: string) => known.some(({ of, likely }) => likely > 0 && of.quantity.fields.includes(field));
  const unsaid = growing.find((field) => values[field.id]?.likely === 0 && values[field.id]?.high === 0 && read(field.id));
  if (!unsaid) return [];
  // another field may make it grow
  if (growing.some((field) => field !== unsaid && values[field.id]?.likely !== 0 && read(field.id))) return [];
  return [{ node: id, field: unsaid.id, title: unsaid.title }];
}

const growingWithLoad = oncePer(({ usage }: Service) => usage.filter(({ scales }) => scales === 'load'));
