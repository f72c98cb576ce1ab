import { oncePer, type GraphNode } from '../catalog';
import type { Plan } from '../plan';
import { orchestrates } from './orchestrators';

/*
 * Work that runs unattended.
 */

/** True if a plan asks for work that starts by itself: on a schedule or on events. */
export function isAutomated({ context: { needs } }: Plan): boolean {
  return (needs?.schedule ?? 'none') !== 'none' || (needs?.events ?? []).length > 0;
}

/** True if a node is part of what starts by itself: something starts it, or it starts others. */
export const isStartedOrStarts = oncePer(({ service, in: into }: GraphNode): boolean => {
  const starts = (one: GraphNode['service']) => one !== undefined && orchestrates(one);
  return starts(service) || into.some(({ kind, from }) => kind === 'control' && starts(from.service));
});
