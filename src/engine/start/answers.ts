import { z } from 'zod';
import { approaches, skillLevels, type Context, type ServiceId, type SkillLevel } from '../plan';

/*
 * What the guided start asks: the decision guide's deciding factors, a few questions' worth of them. The words are those of a
 * plan's context, so that every answer ends in the plan.
 */

/** Skills that are asked for together, since a team that has one of them mostly has the others; ids of the catalog. */
export const skillGroups = {
  python: ['python', 'jupyter', 'ml-basics', 'mlflow'],
  data: ['sql', 'json', 'data-flow-expression'],
  spark: ['spark'],
  delivery: ['git', 'yaml', 'azure-cli', 'scripting', 'rest', 'kql'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SkillGroup = keyof typeof skillGroups;

/** What one full pass reads. */
export const dataSizes = ['small', 'medium', 'large'] as const;
export type DataSize = (typeof dataSizes)[number];

/** Services of which it changes the plan that they are run already. */
export const estateAsked = [
  'azure-devops',
  'github-actions',
  'azure-data-factory',
  'azure-databricks',
  'azure-ml-workspace',
  'power-bi',
] as const satisfies readonly ServiceId[];
export type EstateAsked = (typeof estateAsked)[number];

const level = z.enum(skillLevels);

export const AnswersSchema = z.strictObject({
  approach: z.enum(approaches),
  skills: z.strictObject({ python: level, data: level, spark: level, delivery: level } satisfies Record<SkillGroup, typeof level>),
  /** What starts the work, and whether somebody approves what is released. */
  starts: z.strictObject({ schedule: z.boolean(), files: z.boolean(), commit: z.boolean(), approval: z.boolean() }),
  data: z.enum(dataSizes),
  distributed: z.boolean(),
  gpu: z.boolean(),
  serving: z.strictObject({ batch: z.boolean(), realtime: z.boolean() }),
  estate: z.array(z.enum(estateAsked)).max(estateAsked.length),
  region: z.string().min(1).max(100).nullable(),
  budgetPerMonth: z.number().positive().max(1e12).nullable(),
});
export type Answers = Readonly<z.infer<typeof AnswersSchema>>;

/** What stands preselected: a team that writes Python, tables that fit one machine, scores every night. */
export const usualAnswers: Answers = {
  approach: 'code',
  skills: { python: 'strong', data: 'basic', spark: 'none', delivery: 'basic' },
  starts: { schedule: true, files: false, commit: true, approval: true },
  data: 'medium',
  distributed: false,
  gpu: false,
  serving: { batch: true, realtime: false },
  estate: [],
  region: 'westeurope',
  budgetPerMonth: null,
};

/** How much data that is: what a full pass reads, what a run brings, what is kept. */
export const amounts: Readonly<
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

/** The answers as a plan's context says them. */
export function contextOf(answers: Answers): Context {
  const { approach, starts, data, distributed, gpu, serving, estate, region, budgetPerMonth } = answers;
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
      dataVolume: amounts[data].volume,
      distributed,
      gpu,
      ...(asked.length > 0 ? { serving: asked } : {}),
    },
  };
}

/**
 * What the team knows, skill by skill. Nothing is said where a team without code knows no Python or no command line: the services
 * that it uses in the studio are listed with the skills of those who use them from code, and would be held against it.
 */
function skillsOf({ approach, skills, estate }: Answers): Record<string, SkillLevel> | undefined {
  if (approach === 'no-code' && (skills.python === 'none' || skills.delivery === 'none')) return undefined;
  const known = (Object.keys(skillGroups) as SkillGroup[]).flatMap((group) =>
    skillGroups[group].map((skill) => [skill, skills[group]] as const),
  );
  // who runs Power BI has somebody who builds its reports
  const reports = estate.includes('power-bi') ? (['power-query', 'dax'] as const).map((skill) => [skill, 'basic'] as const) : [];
  return Object.fromEntries([...known, ...reports]);
}
