import { paper } from '../../draw';
import { costOfBudget, counted, moneyRange } from '../../format';
import { shortText } from '../../plan';
import type { ExportContext } from '../context';
import { bodyWidth, clipped, margin, type Box } from './measure';
import { Slide } from './slide';
import { plain, pricesWords } from './words';

/** Name and summary of the plan, and its figures. */
export function titleSlide(context: ExportContext): Slide {
  const { plan, graph, evaluation } = context;
  const { cost, scores, findings } = evaluation;
  const slide = new Slide(plain(plan.name), 'title');
  slide.bigTitle({ x: margin, y: 70, width: bodyWidth, height: 100 }, [40, 36, 32, 28, 24, 20]);
  const summary = plain(shortText(plan.summary ?? ''));
  if (summary !== '') {
    const look = { size: 18, colour: paper.muted };
    slide.say(summary);
    slide.shape('Summary', '', { x: margin, y: 178, width: bodyWidth, height: 112 }, [
      { runs: [{ text: clipped(summary, bodyWidth, 5, look), ...look }] },
    ]);
  }
  const range = moneyRange(cost.monthly, cost.currency);
  const open = findings.filter(({ waived }) => waived === null);
  const errors = open.filter(({ severity }) => severity === 'error').length;
  const score = (value: number | null) => (value === null ? 'not scored' : String(Math.round(value)));
  const figures: readonly (readonly [label: string, value: string, more: string])[] = [
    ['Cost a month', costOfBudget(cost.monthly.likely, cost.unknown.length, plan.context.budgetPerMonth, cost.currency), range ?? ''],
    ['Findings', String(open.length), counted(errors, 'error')],
    [
      'Scores of 100',
      `${score(scores.maintainability.value)} / ${score(scores.skills.value)} / ${score(scores.integration.value)}`,
      'maintainability, skills, integration',
    ],
    ['MLOps maturity', `level ${scores.maturity.level} of 4`, plain(scores.maturity.title)],
    ['Size', counted(graph.nodes.length, 'node'), counted(graph.edges.length, 'connection')],
  ];
  const gap = 12;
  const width = (bodyWidth - gap * (figures.length - 1)) / figures.length;
  for (const [at, [label, value, more]] of figures.entries())
    figureBox(slide, { x: margin + at * (width + gap), y: 306, width, height: 100 }, label, value, more);
  const source = pricesWords(context);
  slide.say(source);
  const look = { size: 12, colour: paper.muted };
  slide.shape('Prices', '', { x: margin, y: 418, width: bodyWidth, height: 32 }, [
    { runs: [{ text: clipped(source, bodyWidth, 2, look), ...look }] },
  ]);
  return slide;
}

function figureBox(slide: Slide, box: Box, label: string, value: string, more: string): void {
  const inset = 8;
  const inner = box.width - 2 * inset;
  slide.say(`${label}: ${value}${more === '' ? '' : ` (${more})`}`);
  const [small, large] = [
    { size: 12, colour: paper.muted },
    { size: 16, bold: true },
  ];
  slide.shape(
    label,
    '',
    box,
    [
      { runs: [{ text: clipped(label, inner, 1, small), ...small }] },
      { runs: [{ text: clipped(value, inner, 2, large), ...large }], above: 2 },
      { runs: [{ text: clipped(more, inner, 2, small), ...small }], above: 2 },
    ],
    { fill: paper.band, inset },
  );
}
