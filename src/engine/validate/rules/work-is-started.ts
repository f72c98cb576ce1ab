import type { GraphNode } from '../../catalog';
import {
  answers,
  isRelay,
  isStartedByNothing,
  orchestrates,
  orchestratorsOf,
  releases,
  servesItself,
  trains,
  wouldStart,
} from '../../notions';
import type { EdgeKind } from '../../plan';
import { canJoin } from '../questions/connections';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';

/** What nothing starts is started by hand, by the one person who remembers it. */
export const workIsStarted: Rule = {
  meta: {
    id: 'work-is-started',
    title: 'Scoring is started, and what is started leads somewhere',
    severity: 'warning',
    family: 'triggers',
    pillar: 'operational-excellence',
    stages: ['orchestration', 'deployment-batch'],
    sources: [guide('Trigger options with scheduling')],
    entries: [],
    docs: 'A batch endpoint has no schedule of its own: something calls it. Where the plan asks for a schedule or an event and starts other work, a batch deployment without a control edge is reported. So is a relay of events from which no edge leads on, and a function that something starts and that starts nothing, while training in the plan has nothing that starts it.',
  },

  *check(input) {
    const { plan, graph } = input;
    const { schedule = 'none', events = [] } = plan.context.needs ?? {};
    const asked = schedule !== 'none' || events.length > 0;
    if (asked && graph.nodes.some(startsWork)) {
      for (const node of graph.nodes) if (waitsForCall(node)) yield neverCalled(input, node);
    }
    const trainingWaits = graph.nodes.some((node) => trains(node) && isStartedByNothing(node));
    for (const node of graph.nodes) if (leadsNowhere(node, trainingWaits)) yield nothingAfter(input, node);
  },
};

function startsWork({ service, out }: GraphNode): boolean {
  return service !== undefined && orchestrates(service) && out.some(({ kind }) => kind === 'control');
}

/** Scores in batches, keeps no schedule, and nothing calls it. */
function waitsForCall(node: GraphNode): boolean {
  const { service, in: into } = node;
  if (!service || service.triggers || service.stages.join() !== 'deployment-batch') return false;
  if (!servesItself(node) || !answers(node, 'batch') || (node.out.length === 0 && into.length === 0)) return false;
  return into.every(({ kind }) => kind !== 'control' && kind !== 'request');
}

function neverCalled({ graph, catalog }: RuleInput, node: GraphNode): Found {
  return {
    nodes: [node.id],
    path: ['nodes', node.id],
    message: `Nothing starts "${node.title}", although the plan starts other work by itself.`,
    why: 'A batch endpoint scores when it is called, and has no schedule. Without a call somebody has to remember each run.',
    fixes: () =>
      orchestratorsOf(graph)
        .filter(({ service }) => service && node.service && !releases(service) && wouldStart(service, node.service, catalog))
        .filter((starter) => canJoin(catalog, starter, node, 'control'))
        .slice(0, 2)
        .map((starter): Fix => ({
          title: `Let "${starter.title}" start "${node.title}"`,
          edits: [{ type: 'add-edge', edge: { from: starter.id, to: node.id, kind: 'control' } }],
        })),
  };
}

const onward: readonly EdgeKind[] = ['control', 'data', 'request', 'model', 'code', 'image', 'metrics'];

/**
 * Is started only to start others, and hands nothing on: a relay of events, or a function while training waits for something to start it. A
 * function by itself may well send a message that nobody draws.
 */
function leadsNowhere({ service, stage, in: into, out }: GraphNode, trainingWaits: boolean): boolean {
  if (!service || stage !== 'orchestration' || out.some(({ kind }) => onward.includes(kind))) return false;
  const isGlue = orchestrates(service) && service.stages[0] !== 'orchestration' && trainingWaits;
  if (!isRelay(service) && !isGlue) return false;
  return into.some(({ kind }) => kind === 'control') && into.every(({ kind }) => kind === 'control' || kind === 'code');
}

function nothingAfter({ graph, catalog }: RuleInput, node: GraphNode): Found {
  return {
    nodes: [node.id],
    path: ['nodes', node.id],
    message: `"${node.title}" is started, but nothing follows: no edge leads on from it.`,
    why: 'A step that only starts others says what it starts. Without that edge the chain ends here, and the work behind it waits for a person.',
    fixes: () =>
      graph.nodes
        .filter((other) => other.service && node.service && other.stage !== undefined && works.includes(other.stage))
        .filter(
          ({ in: into, service }) =>
            !into.some(({ kind }) => kind === 'control') && service && node.service && wouldStart(node.service, service, catalog),
        )
        .filter((other) => canJoin(catalog, node, other, 'control'))
        .slice(0, 2)
        .map((other): Fix => ({
          title: `Let it start "${other.title}"`,
          edits: [{ type: 'add-edge', edge: { from: node.id, to: other.id, kind: 'control' } }],
        })),
  };
}

const works: readonly (string | undefined)[] = ['training', 'orchestration', 'deployment-batch', 'data-transfer', 'data-transformation'];
