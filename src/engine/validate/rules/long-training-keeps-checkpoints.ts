import { titles } from '../../format';
import type { GraphNode, PlanGraph } from '../../catalog';
import { trains } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** After 20 hours of 24, starting again is the dearest way to lose a day. */
export const longTrainingKeepsCheckpoints: Rule = {
  meta: {
    id: 'long-training-keeps-checkpoints',
    title: 'Training that can be interrupted keeps checkpoints',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['training', 'experimentation'],
    sources: [wellArchitected.azureMl],
    entries: [],
    docs: 'Where the plan asks for an availability or states a recovery time, training on spot or low-priority machines resumes from its last checkpoint when they are taken away.',
  },

  *check({ plan, graph }) {
    const needs = reviewNeeds(plan);
    if (needs.availability === undefined && needs.recoveryHours === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'checkpoints',
      enough: ['regular'],
      nodes: graph.nodes.filter((node) => trains(node) && canBeTaken(graph, node)),
      wrong: ({ title }) => `"${title}" starts from the beginning whenever its machines are taken away.`,
      unsaid: (nodes) =>
        `Nothing says from where ${titles(nodes)} ${nodes.length === 1 ? 'resumes' : 'resume'} when ${nodes.length === 1 ? 'its' : 'their'} machines are taken away.`,
      why: 'Spot and low-priority machines are taken away when others need them. A checkpoint every few minutes limits the loss to those minutes.',
      doing: (nodes) => `Keep checkpoints in ${namedBriefly(nodes)}`,
    });
  },
};

/** Runs on machines that somebody else can take, by itself or by the compute that it runs on. */
function canBeTaken(graph: PlanGraph, node: GraphNode): boolean {
  const machines = [node, ...node.out.flatMap(({ kind, to }) => (kind === 'runs-on' ? [to] : []))];
  return machines.some((one) => graph.value(one, 'payment') === 'spot' || graph.value(one, 'priority') === 'low-priority');
}
