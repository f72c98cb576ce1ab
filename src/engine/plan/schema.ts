import { z } from 'zod';
import { isTwofoldMoney, numberLimits, outOfBounds } from './number-text';
import { isRangeOrdered, readQuantity } from './quantity';
import { figure } from '../format';
import { safeguards, safeguardValues, type Safeguard, type SafeguardValue } from './safeguards';
import { isBlank, isDay } from './text';
import {
  approaches,
  controlPurposes,
  dataClassifications,
  detailModes,
  directions,
  edgeKindIds,
  edgeRoles,
  eventKinds,
  layoutFolders,
  networks,
  orientations,
  packetParts,
  paperNames,
  reservedWords,
  schedules,
  servingModes,
  skillLevels,
  stageIds,
} from './vocabulary';

/*
 * The plan as people write it. This schema is the one description of the file format: types, the JSON Schema for editors, and the checks
 * on reading come from it. Keys under `x-…` are the user's own and are kept everywhere.
 */

/** More people than any one team has: beyond it is a slip. */
const mostPeople = 100_000;

/** Limits of a file; more is refused with a message, when it is read and before it is written. */
export const limits = {
  /** Bytes of a YAML file. */
  yamlBytes: 32 * 1024 * 1024,
  /** Bytes of a JSON file: the same plan takes more of them than in YAML. */
  jsonBytes: 64 * 1024 * 1024,
  /** Nested maps and lists, the whole document being the first. */
  depth: 64,
  /** Characters of all YAML aliases in a file when written out, approximately. */
  repeated: 8 * 1024 * 1024,
  /** Characters of a key, with its quotes. */
  key: 1000,
  nodes: 100_000,
  edges: 300_000,
  /** Problems of one file that are listed. */
  problems: 1000,
} as const;

/** Format of a node's key, and of everything that is named by one. */
export const IdSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must start with a letter and hold only letters, digits, "-" and "_" (64 at most)')
  .refine((value) => !reservedWords.includes(value), 'is a reserved word');
const id = IdSchema;
const text = z.string().min(1, 'must not be empty');
/**
 * Budget of a month. A figure with three decimals is not an amount of money: it is more likely a thousands separator from a place that
 * uses a point.
 */
const budget = z
  .number()
  .positive('must be more than 0')
  .refine((value) => !(value > 0) || outOfBounds(value, '') === undefined, {
    error: `must be an amount of money between 0.01 and ${figure(numberLimits.most)}`,
  })
  .refine((value) => !isTwofoldMoney(value), {
    error: ({ input }) => `can be read as ${String(input)} or as ${String(input).replace('.', '')}, and money has two decimals`,
  });
const date = z.string().refine(isDay, 'must be a day such as 2027-06-30');
const reasonMessage = 'must say why the finding is accepted';
/** Editors know the first condition only: the second has no pattern that every reader of JSON Schema understands. */
const reason = z
  .string()
  .regex(/\S/, { error: reasonMessage, abort: true })
  .refine((value) => !isBlank(value), reasonMessage);

/** A map with known keys, and the user's own under `x-…`. */
function keyed<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape);
}

/** An amount with its unit in the value, `80 GB`, or a plain number if the key names the unit. */
const amount = z.union([
  z.number().refine((value) => outOfBounds(value, '') === undefined, {
    error: `must be no more than ${figure(numberLimits.most)}, and no less than ${figure(numberLimits.least)} where it is not 0`,
  }),
  z.string().refine((value) => !('reason' in readQuantity(value)), {
    error: ({ input }) => `cannot be used: ${reasonOf(input)}`,
  }),
]);

const range = z
  .strictObject({ low: amount, likely: amount, high: amount })
  .refine(isRangeOrdered, 'must go up from low over likely to high, all in the same kind of unit');

export const AmountSchema = z.union([amount, range]);
const part = z.union([z.number(), z.string()]);
/** Any value of a usage field can be read: a rule checks it, so that a value is never refused while it is typed. */
export const UsageValueSchema = z.union([z.number(), z.boolean(), z.string(), z.strictObject({ low: part, likely: part, high: part })]);
const sizeMessage = 'must be an amount of data with its unit, such as "2 TB"';
const size = z.string(sizeMessage).refine(
  (value) => {
    const read = readQuantity(value);
    return !('reason' in read) && read.dimension === 'size';
  },
  { error: ({ input }) => `${sizeMessage}${reasonOf(input) === '' ? '' : `: ${reasonOf(input)}`}` },
);

const durationMessage = 'must be a length of time with its unit, such as "4 h"';
const duration = z.string(durationMessage).refine(
  (value) => {
    const read = readQuantity(value);
    return !('reason' in read) && read.dimension === 'duration';
  },
  { error: ({ input }) => `${durationMessage}${reasonOf(input) === '' ? '' : `: ${reasonOf(input)}`}` },
);

/** The reason why an amount cannot be read; undefined if it can. */
function reasonOf(input: unknown): string {
  const read = readQuantity(String(input));
  return 'reason' in read ? read.reason : '';
}

export const ContextSchema = keyed({
  approach: z.enum(approaches).optional().describe('Whether the team writes code, wants none, or mixes both.'),
  team: keyed({
    size: z
      .int()
      .positive('must be 1 or more')
      .max(mostPeople, `must be ${figure(mostPeople)} at most`)
      .optional()
      .describe('People on the team.'),
    skills: z.record(z.string(), z.enum(skillLevels)).optional().describe('What the team knows: none, basic or strong.'),
  }).optional(),
  estate: z.array(id).optional().describe('Services that the organisation already runs.'),
  region: text.optional().describe('Azure region, such as westeurope.'),
  budgetPerMonth: budget.optional().describe("What a month may cost, in the price book's currency."),
  priceBook: text.optional().describe('The edition of the prices that the plan was costed with.'),
  packs: z
    .record(id, z.string('must be a text: put it in quotes, such as "1.2.0"'))
    .optional()
    .describe(
      "The organisation's packs that the plan is evaluated with: id and version of each. A pack that is not loaded becomes a finding.",
    ),
  needs: keyed({
    schedule: z.enum(schedules).optional(),
    events: z.array(z.enum(eventKinds)).optional().describe('What starts the work besides a schedule.'),
    manualApproval: z.boolean().optional(),
    dataVolume: size.optional().describe('What one full pass reads.'),
    distributed: z.boolean().optional().describe('Processing must be spread over machines.'),
    gpu: z.boolean().optional(),
    serving: z.array(z.enum(servingModes)).optional(),
    network: z.enum(networks).optional().describe('Whether services may be reached over the internet.'),
    dataClassification: z.enum(dataClassifications).optional().describe('Sensitivity of the most sensitive data in the plan.'),
    availability: z
      .number()
      .min(90, 'must be a share of the month in percent, from 90 to 99.999')
      .max(99.999, 'must be a share of the month in percent, from 90 to 99.999')
      .optional()
      .describe('Share of a month, in percent, in which answers must be available, such as 99.9.'),
    recoveryTime: duration.optional().describe('Longest time that recovery from a disaster may take, such as "4 h".'),
  }).optional(),
}).describe('What the decision guide calls the deciding factors.');

/** A value of a node's settings. Any value can be read: a rule checks it against the catalog, so that a value is never refused while it is typed. */
export type SettingValue = string | number | boolean | readonly SettingValue[] | { readonly [key: string]: SettingValue };
export const SettingValueSchema: z.ZodType<SettingValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(SettingValueSchema), z.record(z.string(), SettingValueSchema)]),
);

const money = z.number().nonnegative();
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three capital letters');
const score = z.number().min(0).max(100).optional();
const scoresOfDay = {
  maintainability: score,
  skills: score,
  integration: score,
  maturity: z.int().min(0).max(4).optional(),
};

/** What a service cost, and how the plan scored with it, on the day of a decision. */
const OptionFiguresSchema = z.strictObject({
  monthly: money.optional().describe('The likely cost of the node in a month.'),
  low: money.optional(),
  high: money.optional(),
  isPart: z.boolean().optional().describe('True if a part of the cost was unknown.'),
  date: date.optional().describe('The day of these figures, if it is not that of the decision.'),
  ...scoresOfDay,
});

export const DecisionSchema = keyed({
  because: text.optional(),
  by: text.optional().describe('Who decided.'),
  date: date.optional().describe('The day of the decision.'),
  rejected: z.record(z.string(), text).optional().describe('Service ids that were considered, with the reason against each.'),
  recorded: z
    .strictObject({
      currency,
      priceBook: text.optional().describe('Id of the price book.'),
      options: z
        .record(z.string(), OptionFiguresSchema)
        .describe('By service, the chosen one among them: what the node cost with it, and how the plan scored.'),
    })
    .optional()
    .describe('Figures of the day of the decision; they do not change afterwards.'),
});

/** One safeguard with its words, for the schema's description. */
function safeguard<S extends Safeguard>(id: S) {
  return z
    .enum(safeguardValues(id) as [SafeguardValue<S>, ...SafeguardValue<S>[]])
    .optional()
    .describe(safeguards.find((one) => one.id === id)?.help ?? '');
}

const SafeguardsSchema = keyed({
  access: safeguard('access'),
  outbound: safeguard('outbound'),
  identity: safeguard('identity'),
  secrets: safeguard('secrets'),
  roles: safeguard('roles'),
  encryption: safeguard('encryption'),
  zones: safeguard('zones'),
  copies: safeguard('copies'),
  rollout: safeguard('rollout'),
  retries: safeguard('retries'),
  reruns: safeguard('reruns'),
  checkpoints: safeguard('checkpoints'),
  quota: safeguard('quota'),
} satisfies Record<Safeguard, unknown>);

export const NodeSchema = keyed({
  service: id.describe('A service of the catalog.'),
  title: text.optional(),
  stage: z.enum(stageIds).optional().describe('The stage of the node, when the catalog has its service under several stages.'),
  usage: z.record(z.string(), UsageValueSchema).optional().describe('How much the service is used, by the fields of its catalog entry.'),
  settings: z
    .record(z.string(), SettingValueSchema)
    .optional()
    .describe('What runs, by the settings of the catalog entry: exported files are written from it.'),
  region: text.optional().describe("Where the service runs, when not in the plan's region."),
  definition: text.optional().describe('Path of the checked-in file that defines this node.'),
  owner: text.optional(),
  note: text.optional(),
  decision: DecisionSchema.optional(),
  safeguards: SafeguardsSchema.optional().describe('Design decisions about security and reliability.'),
});

export const EdgeSchema = keyed({
  from: id,
  to: id,
  kind: z.enum(edgeKindIds),
  title: text.optional(),
  path: text.optional().describe('On a data edge: the folder or table that is read or written, inside the store.'),
  role: z.enum(edgeRoles).optional().describe('On a data edge into a monitor: whether the data is the reference or what production wrote.'),
  does: z
    .enum(controlPurposes)
    .optional()
    .describe('On a control edge: whether it deploys its target or starts it. Without it, the service at its start decides.'),
  approval: keyed({ by: text.optional().describe('Who approves.') })
    .optional()
    .describe('On a control edge: nothing passes before somebody approves.'),
});

/** What is exported, and where. Paths are relative to the folder of the plan's repository. */
export const ExportsSchema = keyed({
  prefix: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must start with a lower-case letter and hold only lower-case letters, digits and "-" (40 at most)')
    .optional()
    .describe("Begins the names of all resources. Without it, the name of the plan's file does."),
  suffix: z
    .string()
    .regex(/^[a-z0-9]{1,10}$/, 'must hold only lower-case letters and digits (10 at most)')
    .optional()
    .describe('Ends names that are unique in the whole of Azure.'),
  targets: z.array(id).optional().describe('Ids of exporters. Without it, all that the plan calls for.'),
  layout: z
    .strictObject(
      Object.fromEntries(layoutFolders.map((key) => [key, text.optional()])) as Record<
        (typeof layoutFolders)[number],
        z.ZodOptional<typeof text>
      >,
    )
    .optional()
    .describe('Folders that differ from the default, such as "ml: machine-learning".'),
});

/** Millimetres of paper. */
const sheetLength = z.number().min(100, 'must be at least 100 mm').max(5000, 'must be at most 5,000 mm');

/** What the review packet holds, and on which paper: so that everybody prints the same. */
export const PacketSchema = keyed({
  paper: z
    .union([z.enum(paperNames), z.strictObject({ width: sheetLength, height: sheetLength })])
    .optional()
    .describe('A sheet by its name, or its width and height in millimetres. A4 is the default.'),
  orientation: z.enum(orientations).optional().describe('"best", which is the default, takes the one that needs fewer sheets.'),
  margin: z.number().min(0).max(100).optional().describe('At each edge of a sheet, in millimetres. 10 is the default.'),
  gutter: z.number().min(0).max(100).optional().describe('Room for the binding at the left edge beside the margin, in millimetres.'),
  smallestText: z.number().min(4).max(14).optional().describe('Size of the smallest text, in points. 6 is the default.'),
  details: z.enum(detailModes).optional().describe('How the detail sheets divide the plan. "tiles", along the flow, is the default.'),
  colours: z.enum(['colour', 'grey']).optional(),
  parts: z
    .array(z.enum(packetParts))
    .min(1, 'must have at least one part')
    .refine((parts) => new Set(parts).size === parts.length, 'must have each part once')
    .optional()
    .describe('Parts in the order of the sheets. Without it, all of them; "changes" only if the plan has revisions.'),
  since: text.optional().describe('Id of the revision since which changes are shown. Without it, the last one.'),
});

/** A state of the plan that was issued: the figures are those of that day and do not change afterwards. */
export const RevisionSchema = keyed({
  id: z.string().min(1, 'must not be empty').max(40, 'must have 40 characters at most').describe('Such as "A", "3" or "1.2".'),
  date: date.describe('The day on which it was issued.'),
  author: text.optional(),
  note: text.optional().describe('What is new in it.'),
  cost: z
    .strictObject({
      monthly: money.describe('The likely cost of a month, of the nodes with a known cost.'),
      low: money.optional(),
      high: money.optional(),
      currency,
      priceBook: text.optional().describe('Id of the price book.'),
      unknown: z.int().nonnegative().optional().describe('Number of nodes whose cost was unknown.'),
    })
    .optional(),
  scores: z.strictObject(scoresOfDay).optional().describe('Scores of that day; one that is missing was not scored.'),
});

export const WaiverSchema = keyed({
  rule: text,
  on: z.array(text).optional().describe('Node ids, or edges as from/to/kind. Without it, every finding of the rule.'),
  because: reason.describe('Why the finding is accepted.'),
  owner: text.optional(),
  until: date.optional().describe('The last day on which the waiver holds.'),
});

const whole = z.int('must be a whole number');
const position = z.tuple([whole, whole]);

export const GroupSchema = keyed({
  title: text.optional(),
  nodes: z.array(id).describe('The nodes in the group. A node is in one group at most.'),
});

export const NoteSchema = keyed({
  text,
  at: position.describe('Top left corner, in whole units.'),
});

export const PlanSchema = keyed({
  pipedraft: z.literal(1),
  name: text,
  summary: text.optional(),
  context: ContextSchema.optional(),
  assumptions: z.record(id, AmountSchema).optional().describe('Amounts that several nodes share; usage refers to them as $name.'),
  nodes: z.record(id, NodeSchema).optional(),
  edges: z.array(EdgeSchema).optional(),
  waivers: z.array(WaiverSchema).optional(),
  exports: ExportsSchema.optional().describe('The files that are made from the plan.'),
  packet: PacketSchema.optional().describe('What is printed for a review.'),
  revisions: z
    .array(RevisionSchema)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'must have each id once')
    .optional()
    .describe('States of the plan that were issued, the oldest first.'),
  groups: z.record(id, GroupSchema).optional().describe('Nodes that are drawn in a frame, and can be drawn as one.'),
  notes: z.record(id, NoteSchema).optional().describe('What is written on the drawing, beside the nodes.'),
  direction: z
    .enum(directions)
    .optional()
    .describe('How the stages follow each other on the drawing: top-to-bottom, which is the default, or left-to-right.'),
  layout: z.record(id, position).optional().describe('Top left corner of each node, in whole units.'),
  pinned: z.array(id).optional().describe('Nodes that stay where they are when the plan is tidied.'),
});
