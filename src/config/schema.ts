import { z } from 'zod';

/*
 * The configuration file of a project, `.pipedraftrc.yaml`. One schema gives the types, the checks on reading, and the JSON Schema for
 * editors. Keys that are options of the command have their names.
 */

/** The most plans, packs or budgets that a file may list: beyond it is a slip. */
const mostItems = 1000;

const text = z.string().min(1, 'must not be empty');
const pattern = text.meta({
  description: 'Path or pattern, from the folder of this file, with "/" on every system, such as "plans/**/*.pipedraft.yaml".',
});
const amount = z.number().min(0, 'must not be negative').max(1e12, 'is more than any plan costs');

export const ConfigSchema = z.strictObject({
  config: z.literal(1).meta({ description: 'Version of this format.' }),
  files: z
    .array(pattern)
    .min(1, 'must name at least one plan')
    .max(mostItems, `has more than ${mostItems} items`)
    .meta({ description: 'The plans that "pipedraft check" checks if the command line names none.' })
    .optional(),
  packs: z
    .array(text)
    .max(mostItems, `has more than ${mostItems} items`)
    .meta({ description: 'Folders of packs, from the folder of this file, in the order in which they apply.' })
    .optional(),
  'allow-broken-packs': z.boolean().meta({ description: 'Accept packs with faults: the parts with a fault do not count.' }).optional(),
  prices: text.meta({ description: 'Price file, from the folder of this file.' }).optional(),
  'allow-partial-prices': z.boolean().meta({ description: 'Accept a price file that is incomplete.' }).optional(),
  organisation: text
    .max(200, 'must have 200 letters at most')
    .meta({ description: 'Whose plans they are: the name for the title blocks of the packet.' })
    .optional(),
  logo: text
    .meta({ description: "The organisation's logo for the title blocks: a PNG, JPEG or SVG, from the folder of this file." })
    .optional(),
  'fail-on': z
    .enum(['error', 'warning', 'info', 'never'])
    .meta({ description: 'A check fails on findings of this severity or worse.' })
    .optional(),
  'max-cost': amount
    .meta({ description: 'A check fails when a month costs more, in the currency of the prices, or when the cost is partly unknown.' })
    .optional(),
  budgets: z
    .record(pattern, amount)
    .meta({ description: 'Other amounts of max-cost, by pattern of plans; the first pattern that fits a plan decides.' })
    .optional(),
  'allow-unknown-cost': z.boolean().meta({ description: 'Count unknown costs as 0.' }).optional(),
  'max-cost-increase': z
    .array(z.union([amount, z.string().regex(/^\d+(\.\d+)?\s*%$/, 'must be an amount such as 100, or a share such as "10%"')]))
    .max(mostItems, `has more than ${mostItems} items`)
    .meta({ description: 'With --against: a check fails when the monthly cost rises by more than this amount or share.' })
    .optional(),
  'min-maintainability': z
    .number()
    .min(0, 'must be from 0 to 100')
    .max(100, 'must be from 0 to 100')
    .meta({ description: 'A check fails when maintainability is lower.' })
    .optional(),
});

export type Config = z.infer<typeof ConfigSchema>;

/** The JSON Schema (draft 2020-12) of the configuration file, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(ConfigSchema, { io: 'input' }),
    $id: 'pipedraftrc-v1.schema.json',
    title: 'Pipedraft configuration, version 1',
  };
}
