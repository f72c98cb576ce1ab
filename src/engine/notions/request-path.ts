import { oncePer, type GraphNode, type PlanGraph } from '../catalog';
import { answeringUsers, forTests } from './environments';

/*
 * What answers users: the real-time deployments of a plan, and the services through which their requests go.
 */

/**
 * Nodes on which an answer depends: deployments that answer in real time, and everything that is joined to them by requests, without
 * what belongs to others, and without what only tests ask. In the plan's order.
 */
export const requestPath = oncePer((graph: PlanGraph): readonly GraphNode[] => {
  const seen = new Set(answeringUsers(graph).filter((node) => !node.service?.outside));
  const tests = forTests(graph);
  for (const node of seen) {
    for (const { kind, from, to } of [...node.in, ...node.out]) {
      const other = from === node ? to : from;
      if (kind === 'request' && !other.service?.outside && !tests.has(other)) seen.add(other);
    }
  }
  return [...seen].sort((a, b) => a.at - b.at);
});
