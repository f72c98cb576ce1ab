import type { GraphEdge } from '../../catalog';
import type { Fix, Found, Rule } from '../rule';
import { ours } from '../sources';

/** A key that an edge of this kind has no use for is read by nothing, so what it says is missing from the exported files. */
export const edgeKeysFit: Rule = {
  meta: {
    id: 'edge-keys-fit',
    title: 'What an edge states has an effect',
    severity: 'warning',
    family: 'check-in',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'An edge can state more than its kind: the path inside a store (data edges, and control edges that start something when a file arrives), whether a monitor compares or watches the data, and for control edges whether they deploy or start their target and whether somebody approves first. Elsewhere nothing reads these keys. An approval also needs a service at the start of the edge that can wait for a person.',
  },
  scope: { each: 'edge', within: 1 },

  *check({ plan, graph }) {
    for (const joined of graph.edges) {
      const { edge } = joined;
      for (const [key, reason] of problemsOf(joined)) yield found(joined, key, reason, plan.edges.indexOf(edge));
    }
  },
};

type EdgeKey = 'path' | 'role' | 'does' | 'approval';

function* problemsOf({ edge, kind, from, to }: GraphEdge): Generator<readonly [EdgeKey, Reason]> {
  if (edge.path !== undefined && kind !== 'data' && !(kind === 'control' && from.service?.outputs.data !== undefined))
    yield ['path', { message: 'states a path, and only what hands over data has one', why: 'A path is a folder or table inside a store.' }];
  if (edge.role !== undefined && !(kind === 'data' && to.stage === 'monitoring'))
    yield [
      'role',
      {
        message: `states the role "${edge.role}", and only data that a monitor reads has a role`,
        why: 'A monitor compares the data of production with reference data. No other service asks which is which.',
      },
    ];
  if (edge.does !== undefined && kind !== 'control')
    yield [
      'does',
      {
        message: `states that it ${edge.does}s its target, and only a control edge does`,
        why: 'Only control edges deploy or start something.',
      },
    ];
  if (edge.approval === undefined) return;
  if (kind !== 'control')
    yield ['approval', { message: 'asks for approval, and only a control edge can wait', why: 'Nothing stops on other kinds of edges.' }];
  else if (from.service && !from.service.outside && (from.service.triggers?.manualApproval ?? 'no') === 'no')
    yield [
      'approval',
      {
        message: `asks for approval, but ${from.service.shortName} cannot wait for a person`,
        why: 'The exported files of the service at the start of the edge have no step that waits, so the work would go on without asking.',
      },
    ];
}

interface Reason {
  /** The rest of a sentence about the edge. */
  readonly message: string;
  readonly why: string;
}

const names: Readonly<Record<EdgeKey, string>> = { path: 'path', role: 'role', does: 'purpose', approval: 'approval' };

function found({ edge, from, to }: GraphEdge, key: EdgeKey, { message, why }: Reason, at: number): Found {
  const takeAway: Fix = { title: `Take away the ${names[key]}`, edits: [{ type: 'change-edge', edge, set: { [key]: undefined } }] };
  return {
    edges: [edge],
    path: ['edges', at, key],
    message: `The edge from "${from.title}" to "${to.title}" ${message}.`,
    why,
    fixes: () => [takeAway],
  };
}
