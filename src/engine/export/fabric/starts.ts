import type { GraphNode } from '../../catalog';
import { purposeOf } from '../parts/order';

/** True for a pipeline that other work starts, so that it has no schedule of its own. */
export function isStartedByWork(node: GraphNode): boolean {
  return node.in.some((edge) => edge.kind === 'control' && edge.from !== node && purposeOf(edge) === 'start');
}
