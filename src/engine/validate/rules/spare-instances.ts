import { counted } from '../../format';
import { requestPath } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A single machine is patched, moved and replaced, and each time nobody answers. */
export const spareInstances: Rule = {
  meta: {
    id: 'spare-instances',
    title: 'What answers requests runs on more than one machine',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'consumption'],
    sources: [wellArchitected.redundancy],
    entries: [],
    docs: 'Where the plan asks for an availability, services that answer requests on machines of their own run on at least two, and online endpoints of Azure ML on three, as Microsoft advises. Otherwise every update and every fault of the one machine is an outage. A deployment for tests beside one for users is left out: one that is titled so, or that a release deploys before an approval.',
  },

  *check({ plan, graph, catalog }) {
    if (reviewNeeds(plan).availability === undefined) return;
    for (const node of requestPath(graph)) {
      const machines = catalog.safeguards.of(node.node.service)?.machines;
      if (!machines || machines.owned) continue;
      const enough = Number(machines.set?.[machines.count] ?? 2);
      const planned = Math.max(
        graph.amount(node, machines.count) ?? Infinity,
        atPeak(graph.amount(node, 'peakRequestsPerSecond'), graph.amount(node, 'requestsPerSecondPerInstance')),
      );
      if (planned >= Math.min(enough, 2)) continue;
      const { set } = machines;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', machines.count],
        message: `"${node.title}" answers on ${counted(planned, 'machine')}, so each fault and each update of it is an outage.`,
        why: `Machines are replaced without asking. ${enough > 2 ? `With ${enough} of them one can be updated while another fails.` : 'With a second one, the other answers meanwhile.'}`,
        fixes: () =>
          set ? [{ title: `Run "${node.title}" on ${counted(enough, 'machine')}`, edits: [{ type: 'set-usage', id: node.id, set }] }] : [],
      };
    }
  },
};

/** Machines that the peak takes; 0 if it is not stated. */
function atPeak(peak: number | undefined, perMachine: number | undefined): number {
  return peak === undefined || perMachine === undefined || perMachine <= 0 ? 0 : Math.ceil(peak / perMachine);
}
