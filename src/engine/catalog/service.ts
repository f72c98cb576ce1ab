import { z } from 'zod';
import { edgeKindIds, eventKinds, schedules, skillLevels, stageIds, type EdgeKind } from '../plan';

/*
 * What the catalog says of a service: one YAML file each under resources/catalog/services/, this one schema for all. The
 * palette, the inspector's forms, the rules, the scores, the cost and the exporters read it; none of them knows a service by
 * name that it could know by a property.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const fieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const sentence = z.string().min(3);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day, or only the month where no more is published. */
const dayOrMonth = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

/** What can travel along an edge of each kind. An edge fits when its ends share one of these. */
export const artefacts = {
  control: ['call', 'event'],
  data: ['file', 'table', 'dataset', 'stream', 'image-data'],
  code: ['code'],
  model: ['model'],
  metrics: ['metrics'],
  image: ['container-image'],
  telemetry: ['telemetry'],
  'runs-on': ['azure-ml-job', 'spark-job', 'databricks-job', 'container', 'notebook'],
} as const satisfies Record<EdgeKind, readonly string[]>;
export type Artefact = (typeof artefacts)[EdgeKind][number];

const portsSchema = z.strictObject(
  Object.fromEntries(
    edgeKindIds.map((kind) => [
      kind,
      z
        .array(z.enum(artefacts[kind] as readonly [string, ...string[]]))
        .min(1)
        .optional(),
    ]),
  ) as {
    [K in EdgeKind]: z.ZodOptional<z.ZodArray<z.ZodEnum>>;
  },
);
/** The kinds of edge that can end at a service, or start from it, each with what may travel along it. */
export type Ports = Readonly<Partial<Record<EdgeKind, readonly Artefact[]>>>;

export const SourceSchema = z.strictObject({
  title: sentence,
  url: z.url({ protocol: /^https$/ }).optional(),
  /** The section of the guide, where that is the source. */
  section: z.string().optional(),
  /** What the source says, in our words. */
  fact: sentence.optional(),
  /** The day of the page or copy that was read, where known. */
  seen: dayOrMonth.optional(),
});
export type Source = Readonly<z.infer<typeof SourceSchema>>;

/** An option or setting that ends while its service goes on: one rule finds all of them. */
const EndsSchema = z.strictObject({
  /** The day from which it is gone or unsupported; left out where it is ended already or no day is published. */
  on: dayOrMonth.optional(),
  /** What ends, in a sentence that reads on its own. */
  because: sentence,
  /** The option or value to use instead. */
  instead: z.union([z.string(), z.boolean()]).optional(),
  /** Whether the end was only announced when last seen, and not confirmed since. */
  announcedOnly: z.boolean().optional(),
  /** `error` unless it goes on working for a while. */
  severity: z.enum(['error', 'warning']).optional(),
  /** Id of the entry in the list of knowledge. */
  entry: id,
  source: SourceSchema,
});
export type Ends = Readonly<z.infer<typeof EndsSchema>>;

const fieldBase = {
  id: fieldId,
  title: sentence,
  help: sentence,
  /** Shown only when this CEL condition over the other fields holds. */
  when: z.string().optional(),
  /** `load`: multiplied by the factor when the plan is costed at ×10 or ×100 of today's data and runs. */
  scales: z.literal('load').optional(),
  /** The name that an assumption shared by several nodes usually has for this field; a new node refers to it where the plan has it. */
  assumption: fieldId.optional(),
};
export const FieldSchema = z.discriminatedUnion('type', [
  /** A plain number; the unit is part of the title's meaning and printed behind the value. */
  z.strictObject({
    ...fieldBase,
    type: z.literal('number'),
    unit: z.string(),
    integer: z.boolean().optional(),
    default: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  /** An amount of data such as `80 GB`. In expressions it counts GB. */
  z.strictObject({ ...fieldBase, type: z.literal('size'), default: z.string().optional(), max: z.string().optional() }),
  /** A length of time such as `20 min`. In expressions it counts hours. */
  z.strictObject({ ...fieldBase, type: z.literal('duration'), default: z.string().optional(), max: z.string().optional() }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('choice'),
    options: z.array(z.strictObject({ value: z.string(), title: sentence, help: sentence.optional(), ends: EndsSchema.optional() })).min(2),
    default: z.string().optional(),
  }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('flag'),
    default: z.boolean().optional(),
    /** What ends for a node on which the flag is set. */
    ends: EndsSchema.optional(),
  }),
  /** A virtual machine size of the price book, such as `Standard_D4s_v5`. In expressions a map: sku, vcpus, memoryGb, gpus, dbuPerHour. */
  z.strictObject({ ...fieldBase, type: z.literal('vm'), default: z.string().optional(), gpuOnly: z.boolean().optional() }),
  z.strictObject({ ...fieldBase, type: z.literal('text'), default: z.string().optional(), pattern: z.string().optional() }),
]);
export type Field = Readonly<z.infer<typeof FieldSchema>>;

export const presetNames = ['small', 'medium', 'large'] as const;
const presetSchema = z.strictObject({
  values: z.record(fieldId, z.union([z.number(), z.string(), z.boolean()])),
  /** Why these values stand for a small, medium or large use. */
  because: sentence,
});

export const CostLineSchema = z.strictObject({
  title: sentence,
  /** A meter of the price book; `vm:FIELD` for the machine size in a field; `{field}` in it is replaced by the field's choice. */
  meter: z.string(),
  /** How many of the meter's units a month takes: a CEL expression over the usage fields. Write 60.0, not 60, where it divides whole numbers. */
  quantity: z.string(),
  /** Whether it is paid while nothing happens, or for work done. */
  mode: z.enum(['always-on', 'running']),
  when: z.string().optional(),
  /** The price book has no such meter yet, so that what is taken of it is unknown rather than nothing. */
  unpriced: z.literal(true).optional(),
  /** A meter of unit "factor" that the price is multiplied by. */
  factor: z.string().optional(),
  note: sentence.optional(),
});
export type CostLine = Readonly<z.infer<typeof CostLineSchema>>;

/** Kinds of event that the catalog knows beyond those that a plan can ask for. */
const catalogEvents = [
  ...eventKinds,
  'push',
  'pipeline-completed',
  'container-image',
  'package',
  'azure-ml-event',
  'storage-event',
  'table-update',
  'file-arrival',
  'model-update',
  'continuous',
  'manual-dispatch',
  'message',
  'microsoft-365',
  'fabric-event',
] as const;
const triggersSchema = z.strictObject({
  schedule: z.array(z.enum(schedules.filter((schedule) => schedule !== 'none') as [string, ...string[]])),
  events: z.array(z.enum(catalogEvents)),
  manualApproval: z.enum(['yes', 'limited', 'no']),
  note: sentence.optional(),
});
export type Triggers = Readonly<z.infer<typeof triggersSchema>>;

export const definitionFormats = ['azureml', 'adf', 'azure-pipelines', 'github-actions', 'databricks', 'bicep', 'mlproject'] as const;

export const ServiceSchema = z.strictObject({
  id,
  /** Today's name, as the vendor writes it. */
  name: sentence,
  /** Today's name where space is short: 28 characters at most. */
  shortName: z.string().min(2).max(28),
  /** The name the guide of 2020 uses, when it names the service. */
  guideName: sentence.optional(),
  /** Other names it is searched by: earlier names, abbreviations, what people call it. */
  synonyms: z.array(z.string().min(1)),
  /** What it does in a pipeline, in one sentence. */
  summary: sentence,
  /** Name of an icon of the Lucide set, chosen by what the service does. */
  icon: z.string().regex(/^[a-z0-9-]+$/),
  /** Where it can stand; the first is where it is put. */
  stages: z.array(z.enum(stageIds)).min(1),
  /** Whether working with it means writing code. */
  approach: z.enum(['code', 'no-code', 'both']),
  status: z.strictObject({
    state: z.enum(['ga', 'preview', 'deprecated', 'retired']),
    note: sentence,
    /** The day from which it is out of support or gone. */
    retiresOn: day.optional(),
    /** What to plan with instead, best first. On a `ga` service: where the vendor steers new work. */
    successors: z.array(id).optional(),
    /** False where the state could not be confirmed. */
    verified: z.boolean().optional(),
  }),
  /** What people must know to work with it, and how well. */
  skills: z.array(
    z.strictObject({ skill: z.string(), level: z.enum(skillLevels.filter((level) => level !== 'none') as [string, ...string[]]) }),
  ),
  languages: z.array(z.string()),
  /** Who keeps it running. */
  managed: z.enum(['fully-managed', 'managed-cluster', 'self-managed', 'local', 'library']),
  /** What the team has to look after, in a sentence. */
  burden: sentence,
  /** Left out where computing is not what it does. */
  compute: z
    .strictObject({
      gpu: z.union([z.boolean(), z.literal('unknown')]),
      distributed: z.union([z.boolean(), z.literal('partial')]),
      scaleToZero: z.union([z.boolean(), z.literal('unknown')]),
    })
    .optional(),
  /** The amounts of data that it is meant for, as quantities. */
  dataScale: z.strictObject({ min: z.string(), max: z.string(), source: z.string() }).optional(),
  /** What can start it, today and as the guide had it. */
  triggers: triggersSchema.optional(),
  guideTriggers: triggersSchema.optional(),
  /** Services that it can start and wait for, or hand work to. */
  orchestrates: z.array(id).optional(),
  guideOrchestrates: z.array(id).optional(),
  /** Services that it works with without glue code. */
  integratesWith: z.array(id),
  inputs: portsSchema,
  outputs: portsSchema,
  /** Whether it needs compute beside it: `none` brings its own or needs no compute. */
  runsOn: z.enum(['none', 'optional', 'required']),
  /** Where its libraries come from and who pins them. */
  environment: sentence.optional(),
  startup: z.enum(['seconds', 'minutes', 'cold-start-sensitive']),
  lockIn: z.strictObject({ level: z.enum(['low', 'medium', 'high']), note: sentence }),
  strengths: z.array(sentence),
  tradeoffs: z.array(sentence),
  /** Statements worth knowing that no condition can check: shown on the card, each with its source. */
  facts: z.array(z.strictObject({ id, text: sentence, source: SourceSchema })),
  usage: z.array(FieldSchema),
  presets: z.strictObject({ small: presetSchema, medium: presetSchema, large: presetSchema }).optional(),
  cost: z.strictObject({
    /** `free`: no charge of its own. `unknown`: it costs something that we have no price for. */
    kind: z.enum(['metered', 'free', 'unknown']),
    note: sentence.optional(),
    lines: z.array(CostLineSchema),
  }),
  /** What its definition looks like in a repository. */
  definition: z.strictObject({
    formats: z.array(z.enum(definitionFormats)),
    /** Path that such a file usually has. */
    path: z.string().optional(),
    note: sentence,
  }),
  sources: z.array(SourceSchema).min(1),
});
export type Service = Readonly<Omit<z.infer<typeof ServiceSchema>, 'inputs' | 'outputs'>> & {
  readonly inputs: Ports;
  readonly outputs: Ports;
};
