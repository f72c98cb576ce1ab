import { nodesWhere, PlanGraph, type GraphNode } from '../catalog';
import { isStepElsewhere } from '../notions';
import { maturityOf } from './maturity';
import { measureInput, sizeOf, wholeScore, type MeasureInput, type ScoreInput } from './measure';
import { partsOf, sourceOf } from './parts';
import { measures } from './measures/index';
import type { Score, Scores } from './scores';
import { scoreSkills } from './skills';

/** Gives a value by its name; either works it out, or has it from the last time. */
export type Keep = <T>(name: string, work: () => T) => T;

/**
 * Scores a plan on the guide's factors except cost, which is money and separate. Sources, consumers and systems that belong to others are
 * left out with their edges: they neither raise nor lower a score.
 */
export function scorePlan(scored: ScoreInput): Scores {
  return scoresOf(measureInput(withoutOutside(scored)), (_, work) => work());
}

/** Scores of a plan without what belongs to others. @param keep decides which parts are worked out */
export function scoresOf(input: MeasureInput, keep: Keep): Scores {
  return {
    maintainability: keep('maintainability', () => scoreOf('maintainability', input, keep)),
    skills: keep('skills', () => scoreSkills(input)),
    integration: keep('integration', () => scoreOf('integration', input, keep)),
    maturity: keep('maturity', () => maturityOf(input)),
  };
}

function withoutOutside(input: ScoreInput): ScoreInput {
  const { plan, catalog, book } = input.graph;
  const outside = new Set(nodesOfOthers(input.graph).map(({ id }) => id));
  if (outside.size === 0) return input;
  const own = {
    ...plan,
    nodes: Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => !outside.has(id))),
    edges: plan.edges.filter(({ from, to }) => !outside.has(from) && !outside.has(to)),
  };
  return { ...input, graph: new PlanGraph(own, catalog, book) };
}

/**
 * A service of the team that can be a source is none of its choices either where it is one: the data is there. A system of others that does
 * a step of the plan's own work belongs to the plan.
 */
export function isOfOthers(node: GraphNode): boolean {
  const { service, stage } = node;
  return (service?.outside === true && !isStepElsewhere(node)) || (stage === 'source' && service?.stages.includes('source') === true);
}

/** The nodes that belong to others. */
export const nodesOfOthers = nodesWhere(isOfOthers);

function scoreOf(score: 'maintainability' | 'integration', input: MeasureInput, keep: Keep): Score {
  if (sizeOf(input.graph) === 0) return { value: null, parts: [], note: 'The plan has no nodes yet.' };
  const weights: Readonly<
    Record<string, { readonly max: number; readonly title: string; readonly because: string; readonly source: string } | undefined>
  > = input.scoring[score];
  const parts = partsOf(
    measures.flatMap((measure) => {
      const weight = measure.score === score ? weights[measure.id] : undefined;
      // a part that a pack gives no points is not scored
      const measured = weight && weight.max > 0 ? keep(`${score}/${measure.id}`, () => measure.measure(input)) : undefined;
      if (!weight || !measured) return [];
      const { max, title, because: reason, source } = weight;
      return [{ id: measure.id, title, max, reason, source: sourceOf(source, input.scoring), measured }];
    }),
  );
  const max = parts.reduce((sum, part) => sum + part.max, 0);
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  if (max === 0)
    return { value: null, parts, note: 'The only node is not connected and no estate is stated, so there is nothing to score.' };
  const note =
    score === 'integration' && !(input.graph.plan.context.estate ?? []).length
      ? 'Only the connections are scored: the plan does not say which services are already run.'
      : undefined;
  return { value: wholeScore((100 * points) / max), parts, ...(note ? { note } : {}) };
}
