import { approaches, skillLevels } from '#engine/plan';
import { dataSizes, estateAsked, skillGroups, sourcesAsked, usualAnswers, type Answers, type SkillGroup } from '#engine/start';

/** One thing that is asked, and what can be answered. */
interface Question {
  readonly options: readonly unknown[];
  readonly answer: (answers: Answers, option: never) => Answers;
}

function asked<T>(options: readonly T[], answer: (answers: Answers, option: T) => Answers): Question {
  return { options, answer };
}

const yesOrNo = [false, true] as const;

/** Everything that is asked and can change which services are chosen: not the region, not the budget. */
export const questions: readonly Question[] = [
  asked(approaches, (answers, approach) => ({ ...answers, approach })),
  ...(Object.keys(skillGroups) as SkillGroup[]).map((group) =>
    asked(skillLevels, (answers, level) => ({ ...answers, skills: { ...answers.skills, [group]: level } })),
  ),
  ...(['schedule', 'files', 'commit', 'approval'] as const).map((start) =>
    asked(yesOrNo, (answers, on) => ({ ...answers, starts: { ...answers.starts, [start]: on } })),
  ),
  asked([[], [...sourcesAsked]], (answers, sources) => ({ ...answers, sources })),
  asked(dataSizes, (answers, data) => ({ ...answers, data })),
  asked(yesOrNo, (answers, distributed) => ({ ...answers, distributed })),
  asked(yesOrNo, (answers, gpu) => ({ ...answers, gpu })),
  ...(['batch', 'realtime'] as const).map((mode) =>
    asked(yesOrNo, (answers, on) => ({ ...answers, serving: { ...answers.serving, [mode]: on } })),
  ),
  ...estateAsked.map((id) => asked(yesOrNo, (answers, on) => ({ ...answers, estate: on ? [...answers.estate, id] : answers.estate }))),
];

/** The answers for one option of each question, by their places. */
export function answersOf(row: readonly number[]): Answers {
  return questions.reduce<Answers>(
    (answers, { options, answer }, at) => answer(answers, options[row[at] ?? 0] as never), // the question's own option
    { ...usualAnswers, estate: [] },
  );
}

/** So few rows that any three answers to any three questions stand together in one of them. */
export function coveringRows(): readonly (readonly number[])[] {
  const sizes = questions.map(({ options }) => options.length);
  const missing = new Set<string>();
  forThree(sizes.length, (a, b, c) => {
    for (let x = 0; x < (sizes[a] ?? 0); x += 1)
      for (let y = 0; y < (sizes[b] ?? 0); y += 1) for (let z = 0; z < (sizes[c] ?? 0); z += 1) missing.add(key(a, x, b, y, c, z));
  });
  const random = numbers(20);
  const rows: number[][] = [];
  while (missing.size > 0) {
    const seed = [...(missing.values().next().value ?? '').split(' ')].map(Number);
    const candidates = Array.from({ length: 12 }, () => {
      const row = sizes.map((size) => random(size));
      for (let at = 0; at < seed.length; at += 2) row[seed[at] ?? 0] = seed[at + 1] ?? 0;
      return { row, covered: threesOf(row).filter((three) => missing.has(three)) };
    });
    const best = candidates.reduce((most, one) => (one.covered.length > most.covered.length ? one : most));
    for (const three of best.covered) missing.delete(three);
    rows.push(best.row);
  }
  return rows;
}

function threesOf(row: readonly number[]): string[] {
  const threes: string[] = [];
  forThree(row.length, (a, b, c) => threes.push(key(a, row[a] ?? 0, b, row[b] ?? 0, c, row[c] ?? 0)));
  return threes;
}

function forThree(count: number, visit: (a: number, b: number, c: number) => void): void {
  for (let a = 0; a < count; a += 1) for (let b = a + 1; b < count; b += 1) for (let c = b + 1; c < count; c += 1) visit(a, b, c);
}

const key = (...parts: readonly number[]) => parts.join(' ');

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % below;
  };
}
