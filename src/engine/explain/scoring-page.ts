import type { Evaluation } from '../evaluate';
import { counted, figure, knownMoney, money, moneyRange, toDecimals } from '../format';
import { titleOf, type Plan } from '../plan';
import { measures, scaleFactors, trials, type Score, type Scoring } from '../score';
import { kendallTau } from './calibration';
import { scoringLaws } from './scoring-laws';

/*
 * The page on scoring. It is one thing: sections of one document, in the order in which it is read.
 */

/** A plan and its evaluation, to show how the points are counted. */
export interface ScoredExample {
  /** The name of its file. */
  readonly file: string;
  readonly plan: Plan;
  /** The day that counted as today. */
  readonly day: string;
  readonly evaluation: Pick<Evaluation, 'scores' | 'cost'>;
}

export interface ScoringPageInput {
  readonly scoring: Scoring;
  /** Hours that a month has in the price book. */
  readonly hoursPerMonth: number;
  readonly example: ScoredExample;
  /** Plans ranked by hand, the best first. */
  readonly ranking: readonly RankedRow[];
}

/** A plan of the ranking. */
export interface RankedRow {
  readonly title: string;
  /** The reason for its rank. */
  readonly because: string;
  /** The one figure of its scores. */
  readonly figure: number;
}

type Part = Scoring['integration']['estate-use'];

/** The scoring method as a page of the documentation: every figure on it comes from the weights, the engine or the example. */
export function scoringPage(input: ScoringPageInput): string {
  const { scoring } = input;
  const lines = [
    '# How plans are scored',
    '',
    'Every figure on this page comes from `resources/scoring/scoring.yaml`, the engine, or the example at its end; `npm run generate` makes it, and a test fails when it is stale.',
    '',
    ...factorLines(scoring),
    ...sourceLines(scoring),
    '## Maintainability',
    '',
    ...partLines('maintainability', scoring),
    '## Skills',
    '',
    ...skillLines(scoring),
    '## Integration',
    '',
    ...partLines('integration', scoring),
    '## Cost at scale',
    '',
    ...costLines(input),
    '## MLOps maturity',
    '',
    ...maturityLines(scoring),
    '## What is not known',
    '',
    ...unknownLines,
    '## What always holds',
    '',
    'Each of these is tried on hundreds of generated plans whenever the tests run (`tests/engine/score/`), and fails the build where it does not hold:',
    '',
    ...scoringLaws.map(({ says }) => `- ${says}`),
    '',
    '## How far the scores agree with a ranking by hand',
    '',
    ...rankingLines(input.ranking),
    '## A worked example',
    '',
    ...exampleLines(input.example),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function factorLines(scoring: Scoring): string[] {
  const total = (parts: Readonly<Record<string, Part>>) => Object.values(parts).reduce((sum, { max }) => sum + max, 0);
  return [
    `The decision guide says: ${scoring.sources['guide']?.says ?? ''} Pipedraft measures these four, and reads how mature a plan's operations could be. The factors are not added up: a cheap plan that nobody can maintain is not half good.`,
    '',
    '| factor | scale | made of |',
    '| --- | --- | --- |',
    `| [maintainability](#maintainability) | 0 to ${total(scoring.maintainability)} | ${Object.keys(scoring.maintainability).length} parts |`,
    '| [skills](#skills) | 0 to 100 | a part for each skill that the plan needs |',
    `| [integration](#integration) | 0 to ${total(scoring.integration)} | ${Object.keys(scoring.integration).length} parts |`,
    '| [cost at scale](#cost-at-scale) | money a month | a line for each meter of each node |',
    `| [MLOps maturity](#mlops-maturity) | level 0 to ${scoring.maturity.levels.length - 1} | ${Object.keys(scoring.maturity.criteria).length} criteria |`,
    '',
    'A score is its points divided by the most that could be reached, times 100, rounded. A part that a plan says nothing about is left out of both. Each point that is lost names its reason, the nodes that cause it, what would fix it, and the gain: by how much the score would rise.',
    '',
    'How many points a part is worth is our judgement, and so are the shares below. The sources say what matters, not how much. An organisation that judges otherwise overrides any figure in a pack; the sums need not stay 100.',
    '',
  ];
}

function sourceLines({ sources }: Scoring): string[] {
  return [
    '## The sources',
    '',
    '| source | what it says, in our words | last looked at |',
    '| --- | --- | --- |',
    ...Object.values(sources).map(
      ({ title, url, says, seen }) => `| ${url === undefined ? title : `[${title}](${url})`} | ${says} | ${seen} |`,
    ),
    '',
  ];
}

function partLines(score: 'maintainability' | 'integration', scoring: Scoring): string[] {
  const parts: Readonly<Record<string, Part | undefined>> = scoring[score];
  const judged = measures.flatMap((measure) => {
    const part = measure.score === score ? parts[measure.id] : undefined;
    return part ? [{ part, formula: measure.formula(scoring) }] : [];
  });
  return [
    '| part | points at most | what it asks |',
    '| --- | --- | --- |',
    ...judged.map(({ part }) => `| ${part.title} | ${part.max} | ${part.asks} |`),
    '',
    ...judged.flatMap(({ part, formula }) => [
      `### ${part.title}: ${part.max} points`,
      '',
      `- How it is counted: ${formula}`,
      `- Why it counts: ${part.because}`,
      `- Why this much: ${part.weighs}`,
      ...[part, ...(part.also ?? [])].map(({ source, says }) => saysLine(source, says, scoring)),
      '',
    ]),
  ];
}

function saysLine(source: string, says: string, { sources }: Scoring): string {
  return `- ${sources[source]?.title ?? source} says: ${says}`;
}

function skillLines(scoring: Scoring): string[] {
  const { asks, because, weighs, source, says, missing, met } = scoring.skills;
  return [
    asks,
    '',
    `- How it is counted: every service says which skills it takes, at the level basic or strong. In a plan without code, or of both kinds, a service with a studio or designer takes only what clicking does not spare. Each skill that the team has none of costs ${missing} points of 100, and ${Math.round(100 * (1 - met.partly))} % of that where the team has the basics and strong is needed. A skill that the context does not name counts as none.`,
    `- Why it counts: ${because}`,
    `- Why this much: ${weighs}`,
    saysLine(source, says, scoring),
    '',
  ];
}

function costLines({ hoursPerMonth, scoring }: ScoringPageInput): string[] {
  return [
    `Cost is money and separate: it is not turned into points. ${scoring.sources['guide']?.title ?? 'The guide'} asks for it at scale, so it is worked out at ${scaleFactors.map((factor) => `×${factor}`).join(', ')} of the plan's data and runs.`,
    '',
    `- How it is counted: each service says what it charges for, as a quantity over what its node says of its use; times the unit price of the plan's price book and region. A month has ${hoursPerMonth} hours. Steps of a price and what is free count once for the plan, and what is free is shown as a line of its own.`,
    `- Ranges: where a use is a range, the cost has a low, a likely and a high end, and ${figure(trials)} months drawn from the ranges, the same every time, say what it stays under in 1, 5 and 9 of 10 of them (P10, P50, P90).`,
    '- What moves it: each range by itself at its low and its high end, the rest as likely; what moves the total most comes first.',
    '',
  ];
}

function maturityLines(scoring: Scoring): string[] {
  const { asks, because, source, levels, criteria } = scoring.maturity;
  const all = Object.values(criteria);
  return [
    `${asks} ${because} A plan has a level when it meets every criterion of it and of those below. A service that is retired meets none.`,
    '',
    `| level | called | what ${scoring.sources[source]?.title ?? source} says of it |`,
    '| --- | --- | --- |',
    ...levels.map(({ title, says }, level) => `| ${level} | ${title} | ${says} |`),
    '',
    '| level | criterion | how it is read from a plan | what it rests on |',
    '| --- | --- | --- | --- |',
    ...all.map(({ level, title, reads, says }) => `| ${level} | ${title} | ${reads} | ${says} |`),
    '',
  ];
}

const unknownLines: readonly string[] = [
  '- A service that is not in the catalog is worth nothing in every part that judges services, as a retired one is: nobody can say that it is supported, managed or easy to leave.',
  '- A node whose use is not said, or whose price the book does not have, is unknown and named as such. It is never counted as 0: a total with unknown nodes is a least amount.',
  '- A price that the book does not have in the region of a node is taken from the region that the book has it for, and its line says so.',
  '- A plan without nodes has no score, one that does not say what the team knows has none for skills, and one of a single node that is not connected has none for integration unless it names services already run: no value is shown, not 0.',
  '',
];

function rankingLines(ranking: readonly RankedRow[]): string[] {
  const tau = kendallTau(ranking.map(({ figure: one }) => one));
  return [
    `${counted(ranking.length, 'plan')} were ranked by hand, the best first, in \`resources/scoring/calibration.yaml\`: shipped examples, and some with the mistakes that people make in them. The figure of a plan is the mean of maintainability, integration, skills and 25 for each level of maturity. Kendall's tau says how far the figures fall in the same order: 1 in the same, 0 by chance, -1 in the opposite. It is ${toDecimals(tau, 2)}; a test fails below 0.8.`,
    '',
    '| rank | plan | figure | reason for the rank |',
    '| --- | --- | --- | --- |',
    ...ranking.map(({ title, because, figure: one }, at) => `| ${at + 1} | ${title} | ${tenths(one)} | ${because} |`),
    '',
  ];
}

function exampleLines({ file, plan, day, evaluation }: ScoredExample): string[] {
  const { scores, cost } = evaluation;
  const known = (amount: number) => knownMoney(amount, cost.unknown.length, cost.currency);
  const range = moneyRange(cost.monthly, cost.currency);
  return [
    `[${plan.name}](../resources/examples/${file}), with ${counted(Object.keys(plan.nodes).length, 'node')} and ${counted(plan.edges.length, 'edge')}, on ${day}.`,
    '',
    ...scoreLines('Maintainability', scores.maintainability, plan),
    ...scoreLines('Skills', scores.skills, plan),
    ...scoreLines('Integration', scores.integration, plan),
    `### Cost at scale: ${known(cost.monthly.likely)} a month`,
    '',
    `${range === undefined ? 'Of this' : `From ${range}, of which`} ${money(cost.alwaysOn)} are paid while nothing happens; ${cost.unknown.length === 0 ? 'nothing is unknown' : `unknown: ${cost.unknown.map((id) => titleOf(plan, id)).join(', ')}`}. Prices: ${cost.priceBook.title}.`,
    '',
    `| load | ${cost.currency} a month |`,
    '| --- | --- |',
    ...cost.atScale.map(({ factor, likely }) => `| ×${factor} | ${money(likely)} |`),
    '',
    `### MLOps maturity: level ${scores.maturity.level}, ${scores.maturity.title}`,
    '',
    '| level | criterion | met | by |',
    '| --- | --- | --- | --- |',
    ...scores.maturity.criteria.map(
      ({ level, title, met, nodes }) =>
        `| ${level} | ${title} | ${met ? 'yes' : 'no'} | ${nodes.map((id) => titleOf(plan, id)).join(', ')} |`,
    ),
    '',
  ];
}

function scoreLines(name: string, score: Score, plan: Plan): string[] {
  const points = score.parts.reduce((sum, part) => sum + part.points, 0);
  const most = score.parts.reduce((sum, part) => sum + part.max, 0);
  const losses = score.parts.flatMap((part) => part.losses.map((loss) => ({ part, loss })));
  return [
    `### ${name}: ${score.value === null ? 'not scored' : `${score.value} of 100`}`,
    '',
    `${tenths(points)} of ${tenths(most)} points: ${score.parts.map(({ title, points: has, max }) => `${title} ${tenths(has)} of ${tenths(max)}`).join(', ')}.`,
    '',
    ...(losses.length === 0
      ? []
      : [
          '| part | points lost | gain if fixed | because | what would fix it | nodes |',
          '| --- | --- | --- | --- | --- | --- |',
          ...losses.map(
            ({ part, loss }) =>
              `| ${part.title} | ${tenths(loss.points)} | ${tenths(loss.gain)} | ${loss.because} | ${loss.fix} | ${loss.nodes.map((id) => titleOf(plan, id)).join(', ')} |`,
          ),
          '',
        ]),
  ];
}

function tenths(value: number): string {
  return toDecimals(value, 1);
}
