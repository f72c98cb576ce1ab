import type { z } from 'zod';
import type { Problem } from '../../errors';
import type { PlanSchema } from '../schema';
import { nearestOfMany } from './unknown-keys';

/** Problems that keep groups from being drawn: unknown nodes, nodes in two groups, and empty groups. */
export function* groupProblems({ groups = {}, nodes = {} }: z.infer<typeof PlanSchema>): Generator<Problem, void> {
  const nearest = nearestOfMany(Object.keys(nodes));
  const takenBy = new Map<string, string>();
  for (const [group, { nodes: members }] of Object.entries(groups)) {
    if (members.length === 0)
      yield {
        message: `The group "${group}" holds no nodes.`,
        fix: 'Name its nodes, or take it out.',
        path: ['groups', group, 'nodes'],
      };
    for (const [at, node] of members.entries()) {
      const path = ['groups', group, 'nodes', at];
      const taken = takenBy.get(node);
      if (!Object.hasOwn(nodes, node))
        yield {
          message: `The group "${group}" names the node "${node}", which is not there.`,
          fix: fixFor(nearest(node)),
          path,
        };
      else if (taken === group) yield { message: `The group "${group}" names the node "${node}" twice.`, fix: 'Name it once.', path };
      else if (taken !== undefined)
        yield {
          message: `The node "${node}" is in the groups "${taken}" and "${group}".`,
          fix: 'A node can be in one group only: remove it from the other.',
          path,
        };
      else takenBy.set(node, group);
    }
  }
}

function fixFor(nearest: string | undefined): string {
  return nearest ? `Did you mean "${nearest}"?` : 'Name a node of the plan, or take it out of the group.';
}
