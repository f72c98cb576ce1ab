import type { GraphNode } from '../../catalog';
import { agreeing, percent, titles } from '../../format';
import { takesCare, technologyOf } from '../../notions';
import { idsOf, isRetired, sum, type Measure } from '../measure';

/** Effort of leaving the services again. */
export const lockIn: Measure = {
  id: 'lock-in',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth, many } = maintainability['lock-in'];
    return `Each technology, counted as in technology spread, ties by its hardest service: hard to leave ${percent(1 - worth.high, 1)}, some work ${percent(1 - worth.medium, 1)}, easy ${percent(1 - worth.low, 1)}; a service that is retired or not in the catalog 100 % at each node. These add up, and everything is lost at the sum of ${many}.`;
  },
  measure({ graph, scoring, today }) {
    const { worth, many } = scoring.maintainability['lock-in'];
    const said = { high: 'Hard to leave', medium: 'Takes some work to leave', low: 'Takes a little work to leave' } as const;
    const gone = graph.nodes.filter((node) => isRetired(node, today));
    const tied = graph.nodes.filter((node) => !gone.includes(node) && node.service && !takesCare(node.service));
    const levelOf = ({ service }: GraphNode) => service?.lockIn.level ?? 'low';
    const hardest = new Map<string, GraphNode>();
    for (const node of tied) {
      const before = hardest.get(technologyOf(node.node.service));
      if (!before || worth[levelOf(node)] < worth[levelOf(before)]) hardest.set(technologyOf(node.node.service), node);
    }
    const losses = (['high', 'medium', 'low'] as const).map((level) => {
      const technologies = [...hardest].filter(([, node]) => levelOf(node) === level).map(([technology]) => technology);
      const nodes = tied.filter((node) => levelOf(node) === level && technologies.includes(technologyOf(node.node.service)));
      return {
        share: sum(technologies.map(() => 1 - worth[level])) / many,
        because: `${said[level]}: ${titles(nodes)}.`,
        fix: 'Replace them with services that work with open formats.',
        nodes: idsOf(nodes),
      };
    });
    return {
      well: 'Nothing in the plan is hard to leave.',
      losses: [
        {
          share: gone.length / many,
          because: `Out of support or not known, so nothing says how to leave ${agreeing(gone.length, 'it', 'them')}: ${titles(gone)}.`,
          fix: 'Replace it with a supported service.',
          nodes: idsOf(gone),
        },
        ...losses,
      ],
    };
  },
};
