import { titles } from '../../format';
import type { GraphNode } from '../../catalog';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A step that is tried again and adds its rows a second time makes wrong predictions that nobody questions. */
export const rerunsAreSafe: Rule = {
  meta: {
    id: 'reruns-are-safe',
    title: 'A second run writes the same results',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['orchestration', 'data-transfer', 'data-transformation', 'deployment-batch'],
    sources: [wellArchitected.transientFaults],
    entries: [],
    docs: 'What is tried again, or started again after a disaster, writes the same results and not a second set: by overwriting a partition, by merging on a key, or by a name that carries the date of the run. Where the plan asks for an availability or states a recovery time, steps that are started and write data say so.',
  },

  *check({ plan, graph }) {
    const needs = reviewNeeds(plan);
    if (needs.availability === undefined && needs.recoveryHours === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'reruns',
      enough: ['safe'],
      nodes: graph.nodes.filter(writesWhenStarted),
      wrong: ({ title }) => `A second run of "${title}" writes its results twice.`,
      unsaid: (nodes) => `Nothing says what a second run of ${titles(nodes)} writes.`,
      why: 'Runs are repeated by retries, by impatient people and after disasters. Overwriting a partition or merging on a key makes that harmless.',
      doing: (nodes) => `State that a second run of ${namedBriefly(nodes)} writes the same results`,
    });
  },
};

function writesWhenStarted({ in: into, out }: GraphNode): boolean {
  return into.some(({ kind }) => kind === 'control') && out.some(({ kind }) => kind === 'data');
}
