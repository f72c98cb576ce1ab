import { z } from 'zod';
import { formatQuantity } from '../format';
import {
  approaches,
  dataClassifications,
  networks,
  parseQuantity,
  skillLevels,
  type Context,
  type ServiceId,
  type SkillLevel,
} from '../plan';

/*
 * Questions of the guided start: the decision guide's deciding factors, as a few questions. They use the words of a plan's context, so
 * that every answer becomes part of the plan.
 */

/** Skills in one question, since a team that has one of them mostly has the others; ids of the catalog. */
export const skillGroups = {
  python: ['python', 'jupyter', 'ml-basics', 'mlflow'],
  data: ['sql', 'json', 'data-flow-expression'],
  spark: ['spark'],
  delivery: ['git', 'yaml', 'azure-cli', 'scripting', 'rest', 'kql'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SkillGroup = keyof typeof skillGroups;

/** Data that one full pass reads. */
export const dataSizes = ['small', 'medium', 'large'] as const;
export type DataSize = (typeof dataSizes)[number];

/** Services whose existing use changes the plan. */
export const estateAsked = [
  'azure-devops',
  'github-actions',
  'azure-data-factory',
  'azure-databricks',
  'azure-ml-workspace',
  'power-bi',
] as const satisfies readonly ServiceId[];
export type EstateAsked = (typeof estateAsked)[number];

/** Sources outside, which a copy or a data flow reads by a connector. */
export const sourcesAsked = [
  'sql-server',
  'external-database',
  'sap',
  'saas-application',
  'sharepoint',
  'external-files',
  'amazon-s3',
] as const satisfies readonly ServiceId[];
export type SourceAsked = (typeof sourcesAsked)[number];

/** How often scores are computed and models trained, with the runs of a month. */
export const scoringRhythms = { hourly: 720, daily: 30, weekly: 4, monthly: 1 } as const;
export type ScoringRhythm = keyof typeof scoringRhythms;
/** `usual`: a few times a month, as the chosen way of training suggests. */
export const trainingRhythms = { usual: null, daily: 30, weekly: 4, monthly: 1 } as const;
export type TrainingRhythm = keyof typeof trainingRhythms;

const level = z.enum(skillLevels);

export const AnswersSchema = z.strictObject({
  approach: z.enum(approaches),
  skills: z.strictObject({ python: level, data: level, spark: level, delivery: level } satisfies Record<SkillGroup, typeof level>),
  /** Triggers of the work, and the need for somebody to approve a release. */
  starts: z.strictObject({ schedule: z.boolean(), files: z.boolean(), commit: z.boolean(), approval: z.boolean() }),
  sources: z.array(z.enum(sourcesAsked)).max(sourcesAsked.length),
  scored: z.enum(Object.keys(scoringRhythms) as [ScoringRhythm, ...ScoringRhythm[]]),
  trained: z.enum(Object.keys(trainingRhythms) as [TrainingRhythm, ...TrainingRhythm[]]),
  data: z.enum(dataSizes),
  /** The amount itself, such as `40 GB`, where it is known; the size follows from it. */
  dataVolume: z
    .string()
    .max(40)
    .refine((text) => gbOf(text) !== undefined, 'must be an amount of data')
    .nullable(),
  distributed: z.boolean(),
  gpu: z.boolean(),
  serving: z.strictObject({ batch: z.boolean(), realtime: z.boolean() }),
  estate: z.array(z.enum(estateAsked)).max(estateAsked.length),
  region: z.string().min(1).max(100).nullable(),
  budgetPerMonth: z.number().positive().max(1e12).nullable(),
  /** Needs that turn on the rules for security and reliability; each may be left open. */
  review: z.strictObject({
    network: z.enum(networks).nullable(),
    dataClassification: z.enum(dataClassifications).nullable(),
    /** Share of a month, in percent. */
    availability: z.number().min(90).max(99.999).nullable(),
    recoveryTime: z.string().max(40).refine(isDuration, 'must be a length of time').nullable(),
  }),
});
export type Answers = Readonly<z.infer<typeof AnswersSchema>>;

/** Preselected answers: a team that writes Python, tables that fit one machine, scores every night. */
export const usualAnswers: Answers = {
  approach: 'code',
  skills: { python: 'strong', data: 'basic', spark: 'none', delivery: 'basic' },
  starts: { schedule: true, files: false, commit: true, approval: true },
  sources: [],
  scored: 'daily',
  trained: 'usual',
  data: 'medium',
  dataVolume: null,
  distributed: false,
  gpu: false,
  serving: { batch: true, realtime: false },
  estate: [],
  region: 'westeurope',
  budgetPerMonth: null,
  review: { network: null, dataClassification: null, availability: null, recoveryTime: null },
};

/** Amounts of data for each size: read by a full pass, added by a run, kept. */
const amounts: Readonly<
  Record<
    DataSize,
    {
      readonly volume: string;
      readonly perRun: { readonly low: string; readonly likely: string; readonly high: string };
      readonly stored: string;
    }
  >
> = {
  small: { volume: '5 GB', perRun: { low: '1 GB', likely: '2 GB', high: '5 GB' }, stored: '100 GB' },
  medium: { volume: '200 GB', perRun: { low: '10 GB', likely: '20 GB', high: '50 GB' }, stored: '2 TB' },
  large: { volume: '2 TB', perRun: { low: '100 GB', likely: '200 GB', high: '500 GB' }, stored: '10 TB' },
};

type Amounts = (typeof amounts)[DataSize];

/** The amounts of data for some answers: those of the size, or from the amount that was given, a tenth of it for each run and ten times as much kept. */
export function amountsOf({ data, dataVolume }: Pick<Answers, 'data' | 'dataVolume'>): Amounts {
  const gb = dataVolume === null ? undefined : gbOf(dataVolume);
  if (gb === undefined || dataVolume === null) return amounts[data];
  return {
    volume: dataVolume,
    perRun: { low: inWords(gb / 20), likely: inWords(gb / 10), high: inWords(gb / 4) },
    stored: inWords(gb * 10),
  };
}

/** The size that an amount belongs to: beyond 50 GB a small machine is not enough, from 1 TB on no machine is. */
export function sizeOf(dataVolume: string): DataSize | undefined {
  const gb = gbOf(dataVolume);
  return gb === undefined ? undefined : gb >= 1000 ? 'large' : gb > 50 ? 'medium' : 'small';
}

function gbOf(text: string): number | undefined {
  const read = parseQuantity(text);
  return read?.dimension === 'size' && read.base > 0 ? read.base : undefined;
}

function isDuration(text: string): boolean {
  return parseQuantity(text)?.dimension === 'duration';
}

function inWords(gb: number): string {
  return formatQuantity(gb, 'size');
}

/** The answers as a plan's context. */
export function contextOf(answers: Answers): Context {
  const { approach, starts, distributed, gpu, serving, estate, region, budgetPerMonth, review } = answers;
  const skills = skillsOf(answers);
  const events = [...(starts.files ? (['blob-created'] as const) : []), ...(starts.commit ? (['pull-request'] as const) : [])];
  const asked = [...(serving.batch ? (['batch'] as const) : []), ...(serving.realtime ? (['realtime'] as const) : [])];
  return {
    approach,
    ...(skills ? { team: { skills } } : {}),
    ...(estate.length > 0 ? { estate: estateAsked.filter((id) => estate.includes(id)) } : {}),
    ...(region === null ? {} : { region }),
    ...(budgetPerMonth === null ? {} : { budgetPerMonth }),
    needs: {
      schedule: starts.schedule ? 'recurrence' : 'none',
      ...(events.length > 0 ? { events } : {}),
      manualApproval: starts.approval,
      dataVolume: amountsOf(answers).volume,
      distributed,
      gpu,
      ...(asked.length > 0 ? { serving: asked } : {}),
      ...(review.network === null ? {} : { network: review.network }),
      ...(review.dataClassification === null ? {} : { dataClassification: review.dataClassification }),
      ...(review.availability === null ? {} : { availability: review.availability }),
      ...(review.recoveryTime === null ? {} : { recoveryTime: review.recoveryTime }),
    },
  };
}

/**
 * The team's skills, one by one. A team without code that knows no Python or no command line leaves them out: the services that it uses
 * in the studio are listed with the skills of people who use them from code, and would lower its score.
 */
function skillsOf({ approach, skills, estate }: Answers): Record<string, SkillLevel> | undefined {
  if (approach === 'no-code' && (skills.python === 'none' || skills.delivery === 'none')) return undefined;
  const known = (Object.keys(skillGroups) as SkillGroup[]).flatMap((group) =>
    skillGroups[group].map((skill) => [skill, skills[group]] as const),
  );
  // a team that runs Power BI has somebody who builds its reports
  const reports = estate.includes('power-bi') ? (['power-query', 'dax'] as const).map((skill) => [skill, 'basic'] as const) : [];
  return Object.fromEntries([...known, ...reports]);
}
