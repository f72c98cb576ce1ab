import { z } from 'zod';
import { LimitSchema } from './limit';
import { SettingSchema } from './setting';
import { dayOrMonth, fieldId, id, sentence, SourceSchema } from './source';
import { artefacts, definitionFormats, type Artefact } from './service-words';
import { edgeKindIds, eventKinds, schedules, skillLevels, stageIds, type EdgeKind } from '../plan';

/*
 * Schema of a service in the catalog: one YAML file each under resources/catalog/services/. The palette, the inspector's forms, the
 * rules, the scores, the cost and the exporters read it; none of them knows a service by name that it could know by a property. It is one
 * thing, since a service file is read as a whole by one schema.
 */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

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

/** An option or setting that ends while its service goes on: one rule finds all of them. */
const EndsSchema = z.strictObject({
  /** The day from which it is gone or unsupported; left out if it has already ended or no day is published. */
  on: dayOrMonth.optional(),
  /** The thing that ends, in a sentence that reads on its own. */
  because: sentence,
  /** The option or value to use instead. */
  instead: z.union([z.string(), z.boolean()]).optional(),
  /** True if the end was only announced when last seen, and not confirmed since. */
  announcedOnly: z.boolean().optional(),
  /** `error` unless it continues to work for a while. */
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
  /** Shown only when this CEL condition over the other fields is true. */
  when: z.string().optional(),
  /** `load`: multiplied by the factor when the plan is costed at ×10 or ×100 of today's data and runs. */
  scales: z.literal('load').optional(),
  /** The usual name of an assumption that several nodes share for this field; a new node refers to it if the plan has it. */
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
  z.strictObject({
    ...fieldBase,
    type: z.literal('size'),
    /** `memory`: counted as Azure counts memory, 1,024 MB in a GB. Left out for data, which is decimal. */
    of: z.literal('memory').optional(),
    /** An amount an hour: rates such as `100 MB/s` are read as well. */
    per: z.literal('hour').optional(),
    default: z.string().optional(),
    max: z.string().optional(),
  }),
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
    /** End of life that applies to a node with the flag set. */
    ends: EndsSchema.optional(),
  }),
  /** A virtual machine size of the price book, such as `Standard_D4s_v5`. In expressions a map: sku, vcpus, memoryGb, gpus, dbuPerHour. */
  z.strictObject({
    ...fieldBase,
    type: z.literal('vm'),
    default: z.string().optional(),
    gpuOnly: z.boolean().optional(),
    /** A regular expression over the sizes, without `Standard_`, that the service is documented to offer. Left out where every size is. */
    offered: z.string().optional(),
  }),
  z.strictObject({ ...fieldBase, type: z.literal('text'), default: z.string().optional(), pattern: z.string().optional() }),
]);
export type Field = Readonly<z.infer<typeof FieldSchema>>;

const presetSchema = z.strictObject({
  values: z.record(fieldId, z.union([z.number(), z.string(), z.boolean()])),
  /** The reason for these small, medium and large values. */
  because: sentence,
});

export const CostLineSchema = z.strictObject({
  title: sentence,
  /** A meter of the price book; `vm:FIELD` for the machine size in a field; `{field}` in it is replaced by the field's choice. */
  meter: z.string(),
  /** The meter's units a month: a CEL expression over the usage fields. Write 60.0, not 60, where it divides whole numbers. */
  quantity: z.string(),
  /** Paid all the time, or only for work done. */
  mode: z.enum(['always-on', 'running']),
  when: z.string().optional(),
  /** The price book has no such meter yet, so that its quantity has an unknown cost rather than none. */
  unpriced: z.literal(true).optional(),
  /** A meter of unit "factor" that multiplies the price. */
  factor: z.string().optional(),
  /** The field `payment` chooses how it is paid: as used, under a savings plan, or on spot capacity. */
  payment: z.literal(true).optional(),
  note: sentence.optional(),
});
export type CostLine = Readonly<z.infer<typeof CostLineSchema>>;

/** Kinds of event that the catalog knows beyond those that a plan can name. */
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

export const ServiceSchema = z.strictObject({
  id,
  /** Today's name, as the vendor writes it. */
  name: sentence,
  /** Today's name where space is short: 28 characters at most. */
  shortName: z.string().min(2).max(28),
  /** The name the guide of 2020 uses, when it names the service. */
  guideName: sentence.optional(),
  /** Other names for the search: earlier names, abbreviations, everyday names. */
  synonyms: z.array(z.string().min(1)),
  /** Its purpose in a pipeline, in one sentence. */
  summary: sentence,
  /** Name of an icon of the Lucide set, chosen by what the service does. */
  icon: z.string().regex(/^[a-z0-9-]+$/),
  /** Possible stages; the first is the default. */
  stages: z.array(z.enum(stageIds)).min(1),
  /** Working with it means writing code, or not. */
  approach: z.enum(['code', 'no-code', 'both']),
  /** Others run it and it is theirs: a source, a consumer, a system that the catalog does not know. Scores leave it out, and nothing proposes it. */
  outside: z.literal(true).optional(),
  /** It stands in a network of the organisation, on machines of its own: a service in Azure reaches it through a gateway or a joined network only. */
  inOwnNetwork: z.literal(true).optional(),
  /** It belongs to somebody else and keeps what it is given under their rules, open to people outside the organisation. */
  public: z.literal(true).optional(),
  /** It runs code as it is in a repository, and needs no image for it. */
  runsCode: z.literal(true).optional(),
  /** It suits teams that run it already; no fix proposes to take it up. */
  onlyWhereRun: z.literal(true).optional(),
  status: z.strictObject({
    state: z.enum(['ga', 'preview', 'deprecated', 'retired']),
    note: sentence,
    /** The day from which it is out of support or gone. */
    retiresOn: day.optional(),
    /** Services to plan with instead, best first. On a `ga` service: the one that the vendor steers new work to. */
    successors: z.array(id).optional(),
    /** False if the state could not be confirmed. */
    verified: z.boolean().optional(),
  }),
  /** Skills that people need to work with it, and at which level. */
  skills: z.array(
    z.strictObject({ skill: z.string(), level: z.enum(skillLevels.filter((level) => level !== 'none') as [string, ...string[]]) }),
  ),
  languages: z.array(z.string()),
  /** Who keeps it running. */
  managed: z.enum(['fully-managed', 'managed-cluster', 'self-managed', 'local', 'library']),
  /** Work that the team has to look after, in a sentence. */
  burden: sentence,
  /** Left out for services that do not compute. */
  compute: z
    .strictObject({
      gpu: z.union([z.boolean(), z.literal('unknown')]),
      distributed: z.union([z.boolean(), z.literal('partial')]),
      scaleToZero: z.union([z.boolean(), z.literal('unknown')]),
    })
    .optional(),
  /** The amounts of data that it is designed for, as quantities. */
  dataScale: z.strictObject({ min: z.string(), max: z.string(), source: z.string() }).optional(),
  /** Events that can start it, today and according to the guide. */
  triggers: triggersSchema.optional(),
  guideTriggers: triggersSchema.optional(),
  /** Services that it can start: of what ships the catalog fills it in from the table of starts, a service of a pack says it itself. */
  orchestrates: z.array(id).optional(),
  guideOrchestrates: z.array(id).optional(),
  /** Services that it works with without glue code. */
  integratesWith: z.array(id),
  inputs: portsSchema,
  outputs: portsSchema,
  /** Need for compute beside it: `none` brings its own or needs no compute. */
  runsOn: z.enum(['none', 'optional', 'required']),
  /** It hands its work to an engine that takes work of these kinds and computes nothing itself: without one in the plan, nothing does the work. */
  engine: z.array(z.enum(artefacts['runs-on'])).min(1).optional(),
  /** Source of its libraries, and who pins them. */
  environment: sentence.optional(),
  startup: z.enum(['seconds', 'minutes', 'cold-start-sensitive']),
  lockIn: z.strictObject({ level: z.enum(['low', 'medium', 'high']), note: sentence }),
  strengths: z.array(sentence),
  tradeoffs: z.array(sentence),
  /** Statements worth knowing that no condition can check: shown on the card, each with its source. */
  facts: z.array(z.strictObject({ id, text: sentence, source: SourceSchema })),
  usage: z.array(FieldSchema),
  /** What its exported files need beyond the plan's edges, context and usage. */
  settings: z.array(SettingSchema).optional(),
  /** Versions of models that the service hosts and that retire, by what the settings say. */
  modelVersions: z
    .array(
      z.strictObject({
        model: sentence,
        version: sentence,
        /** The day from which it was announced to be gone. */
        on: dayOrMonth,
        source: SourceSchema,
      }),
    )
    .optional(),
  /** Quotas, largest sizes, and things that some settings cannot do. */
  limits: z.array(LimitSchema).optional(),
  presets: z.strictObject({ small: presetSchema, medium: presetSchema, large: presetSchema }).optional(),
  cost: z.strictObject({
    /** `free`: no charge of its own. `unknown`: it has a cost, but we have no price for it. */
    kind: z.enum(['metered', 'free', 'unknown']),
    note: sentence.optional(),
    lines: z.array(CostLineSchema),
  }),
  /** Form of its definition in a repository. */
  definition: z.strictObject({
    formats: z.array(z.enum(definitionFormats)),
    /** Path that such a file usually has. */
    path: z.string().optional(),
    /** True if the service itself is connected to a repository, in its own settings: no edge of a plan shows it. */
    connectsToGit: z.boolean().optional(),
    note: sentence,
  }),
  sources: z.array(SourceSchema).min(1),
});
export type Service = Readonly<Omit<z.infer<typeof ServiceSchema>, 'inputs' | 'outputs'>> & {
  readonly inputs: Ports;
  readonly outputs: Ports;
};
