import { sizeOf, type Answers, type SkillGroup } from './answers';

/** An answer that cannot be combined with the others, and the reason. */
export interface ClosedAnswer {
  /** The question and the answer to it: `skills.python.none`, `starts.commit`, `distributed.false`. */
  readonly answer: string;
  readonly because: string;
}

interface Closing extends ClosedAnswer {
  readonly holds: (answers: Answers) => boolean;
  /** The nearest possible answers. */
  readonly settle: (answers: Answers) => Answers;
}

const writesCode = ({ approach }: Answers) => approach !== 'no-code';

const closings: readonly Closing[] = [
  {
    answer: 'starts.commit',
    because: 'Nothing that works without code starts on a change of code.',
    holds: ({ approach }) => approach === 'no-code',
    settle: (answers) => ({ ...answers, starts: { ...answers.starts, commit: false } }),
  },
  {
    answer: 'sources.sharepoint',
    because: 'Data flows, which load the data without code, do not read SharePoint.',
    holds: ({ approach }) => approach === 'no-code',
    settle: (answers) => ({ ...answers, sources: answers.sources.filter((id) => id !== 'sharepoint') }),
  },
  {
    answer: 'distributed.false',
    because: 'A pass of 1 TB and more has to be spread over machines.',
    holds: ({ data }) => data === 'large',
    settle: (answers) => ({ ...answers, distributed: true }),
  },
  atLeastBasic('python', 'Where code is written, somebody knows the basics of Python.', writesCode),
  atLeastBasic('delivery', 'Code is kept in Git and released by a pipeline, so somebody knows the basics of that.', writesCode),
  atLeastBasic('data', 'Data is brought by Data Factory, which takes the basics of SQL and JSON.', () => true),
];

function atLeastBasic(group: SkillGroup, because: string, holds: Closing['holds']): Closing {
  return {
    answer: `skills.${group}.none`,
    because,
    holds,
    settle: (answers) => (answers.skills[group] === 'none' ? { ...answers, skills: { ...answers.skills, [group]: 'basic' } } : answers),
  };
}

/** The answers that cannot be combined with these. */
export function closedBy(answers: Answers): readonly ClosedAnswer[] {
  return closings.filter(({ holds }) => holds(answers)).map(({ answer, because }) => ({ answer, because }));
}

/** The answers, with each impossible one moved to the nearest possible. */
export function settled(given: Answers): Answers {
  const size = given.dataVolume === null ? undefined : sizeOf(given.dataVolume);
  const answers = size === undefined || size === given.data ? given : { ...given, data: size };
  return closings.reduce((current, { holds, settle }) => (holds(current) ? settle(current) : current), answers);
}
