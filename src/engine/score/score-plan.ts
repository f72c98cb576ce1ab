import { maturityOf } from './maturity';
import { wholeScore, type MeasureInput } from './measure';
import { partsOf, sourceOf } from './parts';
import { measures } from './measures/index';
import type { Score, Scores } from './scores';
import { scoreSkills } from './skills';

/** Scores a plan on the guide's factors but for cost, which is money and stands for itself. */
export function scorePlan(input: MeasureInput): Scores {
  return {
    maintainability: scoreOf('maintainability', input),
    skills: scoreSkills(input),
    integration: scoreOf('integration', input),
    maturity: maturityOf(input),
  };
}

function scoreOf(score: 'maintainability' | 'integration', input: MeasureInput): Score {
  if (input.graph.nodes.length === 0) return { value: null, parts: [], note: 'The plan has no nodes yet.' };
  const weights: Readonly<
    Record<string, { readonly max: number; readonly title: string; readonly because: string; readonly source: string } | undefined>
  > = input.scoring[score];
  const parts = partsOf(
    measures.flatMap((measure) => {
      const weight = measure.score === score ? weights[measure.id] : undefined;
      // what a pack gives no points is not judged
      const measured = weight && weight.max > 0 ? measure.measure(input) : undefined;
      if (!weight || !measured) return [];
      const { max, title, because: reason, source } = weight;
      return [{ id: measure.id, title, max, reason, source: sourceOf(source, input.scoring), measured }];
    }),
  );
  const max = parts.reduce((sum, part) => sum + part.max, 0);
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  if (max === 0) return { value: null, parts, note: 'Nothing is connected and no estate is stated, so there is nothing to judge.' };
  const note =
    score === 'integration' && !(input.graph.plan.context.estate ?? []).length
      ? 'Only the connections are judged: the plan does not say which services are already run.'
      : undefined;
  return { value: wholeScore((100 * points) / max), parts, ...(note ? { note } : {}) };
}
