import { safeguards } from '../../plan';
import { editsToSafeguard, safeguardTitle, standingOf } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A safeguard that the service does not have looks like protection in the review and is none on the day. */
export const safeguardsFitService: Rule = {
  meta: {
    id: 'safeguards-fit-service',
    title: 'Stated safeguards are offered by their service',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: 'all',
    sources: [wellArchitected.zones, wellArchitected.networking],
    entries: [],
    docs: 'What a node states under `safeguards` is something that its service offers with these settings. Availability zones, private endpoints, keys of your own and deployment slots often need a certain tier, and some services never have them.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, catalog }) {
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      for (const { id: safeguard, title: subject, values } of safeguards) {
        const said = node.node.safeguards?.[safeguard];
        if (said === undefined || said === values[0].id || !service || !catalog.safeguards.of(service.id)) continue;
        const standing = standingOf(graph, node, safeguard);
        if (standing && standing.offered && (standing.cell.choose || standing.value === said)) continue;
        if (standing?.cell.least === said) continue; // it has that with any settings
        const because =
          standing?.cell.never ??
          (standing?.cell.words === undefined ? undefined : `that takes ${standing.cell.words}`) ??
          (standing?.cell.always === undefined ? undefined : 'the platform has settled it') ??
          'nothing says that the service has it';
        yield {
          nodes: [id],
          path: ['nodes', id, 'safeguards', safeguard],
          ...(standing ? {} : { severity: 'info' as const }),
          message: `"${title}" states "${subject}: ${safeguardTitle(safeguard, said)}", but ${because}.`,
          why: 'A review takes it for granted. Either the settings change, or the statement does.',
          ...(standing?.source ? { source: standing.source } : {}),
          fixes: () => {
            const edits = standing && !standing.offered ? editsToSafeguard(graph, node, safeguard, said) : undefined;
            return [
              ...(edits && standing?.cell.words !== undefined ? [{ title: `Give "${title}" ${standing.cell.words}`, edits }] : []),
              {
                title: `Take the statement out of "${title}"`,
                edits: [{ type: 'change-node' as const, id, set: { safeguards: without(node.node.safeguards ?? {}, safeguard) } }],
              },
            ];
          },
        };
      }
    }
  },
};

function without<T extends object>(all: T, key: keyof T): T | undefined {
  const { [key]: gone, ...rest } = all;
  void gone;
  return Object.keys(rest).length > 0 ? (rest as T) : undefined;
}
