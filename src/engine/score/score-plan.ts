import { maturityOf } from './maturity';
import type { MeasureInput } from './measure';
import { measures } from './measures/index';
import type { Score, ScorePart, Scores } from './scores';
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
  const parts = measures.flatMap((measure): ScorePart[] => {
    const weight = measure.score === score ? weights[measure.id] : undefined;
    const measured = weight ? measure.measure(input) : undefined;
    if (!weight || !measured) return [];
    return [
      {
        id: measure.id,
        title: weight.title,
        points: weight.max * Math.min(1, Math.max(0, measured.share)),
        max: weight.max,
        because: measured.because,
        nodes: measured.nodes,
        reason: weight.because,
        source: input.scoring.sources[weight.source] ?? { title: weight.source },
      },
    ];
  });
  const max = parts.reduce((sum, part) => sum + part.max, 0);
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  if (max === 0) return { value: null, parts, note: 'Nothing is connected and no estate is stated, so there is nothing to judge.' };
  const note =
    score === 'integration' && !(input.graph.plan.context.estate ?? []).length
      ? 'Only the connections are judged: the plan does not say which services are already run.'
      : undefined;
  return { value: Math.round((100 * points) / max), parts, ...(note ? { note } : {}) };
}
