import { eachNode, type GraphNode } from '../../catalog';
import { agreeing, percent, titles } from '../../format';
import { takesCare, technologyOf } from '../../notions';
import { byDay, idsOf, isRetired, retiredOn, sum, type Measure } from '../measure';

interface Tie {
  readonly node: GraphNode;
  readonly technology: string;
  readonly level: 'low' | 'medium' | 'high';
}

const tiesOn = byDay((today) =>
  eachNode((node): readonly Tie[] => {
    const { service } = node;
    if (!service || isRetired(node, today) || takesCare(service)) return [];
    return [{ node, technology: technologyOf(service.id), level: service.lockIn.level }];
  }),
);

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
    const gone = retiredOn(today)(graph);
    const ties = tiesOn(today)(graph);
    const hardest = new Map<string, Tie['level']>();
    for (const { technology, level } of ties) {
      const before = hardest.get(technology);
      if (!before || worth[level] < worth[before]) hardest.set(technology, level);
    }
    const losses = (['high', 'medium', 'low'] as const).map((level) => {
      const technologies = [...hardest].filter(([, hard]) => hard === level).map(([technology]) => technology);
      const nodes = ties.filter((tie) => tie.level === level && hardest.get(tie.technology) === level).map(({ node }) => node);
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
