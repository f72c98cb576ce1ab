import { z } from 'zod';
import type { Evaluation } from '../evaluate';
import type { Plan } from '../plan';

/*
 * Plans that were ranked by hand, and how far the scores agree with the ranking.
 */

export const RankedPlansSchema = z.array(
  z.strictObject({
    title: z.string().min(3),
    /** The shipped example, without the ending of its file. */
    plan: z.string(),
    /** The reason for its rank. */
    because: z.string().min(10),
    /** Nodes left out. */
    without: z.array(z.string()).optional(),
    /** Services put in the place of others, by node. */
    instead: z.record(z.string(), z.string()).optional(),
    /** Kinds of edge of which there are none. */
    cut: z.array(z.string()).optional(),
  }),
);
export type RankedPlan = z.infer<typeof RankedPlansSchema>[number];

/** The plan that a rank is about, made of the shipped one. */
export function rankedPlan({ without = [], instead = {}, cut = [] }: RankedPlan, plan: Plan): Plan {
  const nodes = Object.entries(plan.nodes).flatMap(([id, node]) => {
    const service = instead[id];
    return without.includes(id) ? [] : [[id, service === undefined ? node : { service, title: node.title }] as const];
  });
  const edges = plan.edges.filter(({ from, to, kind }) => !without.includes(from) && !without.includes(to) && !cut.includes(kind));
  return { ...plan, nodes: Object.fromEntries(nodes) as Plan['nodes'], edges };
}

/**
 * One figure for a plan, only to compare a ranking with: the mean of maintainability, integration, skills and the level of maturity, of what is
 * scored. A level counts 25.
 */
export function overall({ maintainability, integration, skills, maturity }: Evaluation['scores']): number {
  const values = [maintainability.value, integration.value, skills.value, 25 * maturity.level].filter((value) => value !== null);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Kendall's τ-b of figures that should fall in this order: 1 where they do, -1 where they rise. Equal figures count for neither. */
export function kendallTau(figures: readonly number[]): number {
  let [agreeing, differing, tied] = [0, 0, 0];
  figures.forEach((one, at) => {
    for (const other of figures.slice(at + 1)) {
      if (one > other) agreeing += 1;
      else if (one < other) differing += 1;
      else tied += 1;
    }
  });
  const pairs = agreeing + differing + tied;
  return pairs === 0 || tied === pairs ? 0 : (agreeing - differing) / Math.sqrt(pairs * (pairs - tied));
}
