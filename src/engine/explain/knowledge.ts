import { z } from 'zod';
import { SourceSchema, type Service } from '../catalog';
import type { Plan } from '../plan';
import type { RuleMeta } from '../validate';

/* Statements that the checks rest on, and the places of each: rules, cards, templates, examples, scores, or none, with the reason. */

const dayOrMonth = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);
const statementId = z.string().regex(/^(gr|cr)-[a-z0-9-]+$/);
const scoreIds = ['maintainability', 'skills', 'integration', 'maturity', 'cost'] as const;

const StatementSchema = z.strictObject({
  /** `gr-` for statements of the guide and the note, `cr-` for changes since. */
  id: statementId,
  /** In our words, in a sentence. */
  says: z.string().min(10).endsWith('.'),
  source: SourceSchema,
  /** The day, or the month, from which it is true: mostly that of an end of life. */
  since: dayOrMonth.optional(),
  /** It rests on an announcement from before its date, and was not confirmed since. */
  announced: z.literal(true).optional(),
  /** Later statements that contradict it. */
  overtakenBy: z.array(statementId).min(1).optional(),
  /** Later statements that complete it. */
  completedBy: z.array(statementId).min(1).optional(),
  /** Nodes of templates and examples that show it, as `plan/node`. */
  plans: z
    .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/))
    .min(1)
    .optional(),
  scores: z.array(z.enum(scoreIds)).min(1).optional(),
  /** The reason why it has no place. */
  leftOut: z.string().min(10).optional(),
});
export type Statement = Readonly<z.infer<typeof StatementSchema>>;

export const KnowledgeSchema = z.strictObject({
  version: z.literal(1),
  /** The day up to which the statements were maintained. */
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  entries: z.array(StatementSchema),
});
export type Knowledge = Readonly<z.infer<typeof KnowledgeSchema>>;

/** Place of a statement. */
export type Home =
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'card'; readonly id: string; readonly name: string }
  | { readonly kind: 'plan'; readonly id: string; readonly node: string; readonly title: string | undefined }
  | { readonly kind: 'score'; readonly id: (typeof scoreIds)[number] }
  | { readonly kind: 'left-out'; readonly because: string };

/** Things that can hold statements. */
export interface Living {
  readonly rules: readonly RuleMeta[];
  readonly services: readonly Service[];
  /** Templates and examples, by the name of their file without its ending. */
  readonly plans: ReadonlyMap<string, Plan>;
}

/** The places of each statement, by its id. A missing node of a plan has no title. */
export function homesOf({ entries }: Knowledge, { rules, services, plans }: Living): ReadonlyMap<string, readonly Home[]> {
  const homes = new Map<string, Home[]>(entries.map(({ id }) => [id, []]));
  for (const { id: rule, entries: held } of rules) for (const id of held) homes.get(id)?.push({ kind: 'rule', id: rule });
  for (const { id: service, name, facts } of services) for (const { id } of facts) homes.get(id)?.push({ kind: 'card', id: service, name });
  for (const { id, plans: shownBy = [], scores = [], leftOut } of entries) {
    const list = homes.get(id);
    for (const place of shownBy) {
      const [plan = '', node = ''] = place.split('/');
      const there = plans.get(plan)?.nodes[node];
      list?.push({ kind: 'plan', id: plan, node, title: there && (there.title ?? there.service) });
    }
    for (const score of scores) list?.push({ kind: 'score', id: score });
    if (leftOut !== undefined) list?.push({ kind: 'left-out', because: leftOut });
  }
  return homes;
}

/** Problems with the places of statements: none, more than a reason can excuse, or a place that no longer exists. */
export function unplacedStatements(knowledge: Knowledge, living: Living): readonly string[] {
  const homes = homesOf(knowledge, living);
  const wrong: string[] = [];
  for (const { id, overtakenBy = [], completedBy = [] } of knowledge.entries) {
    const list = homes.get(id) ?? [];
    const leftOut = list.some(({ kind }) => kind === 'left-out');
    if (list.length === 0) wrong.push(`${id} lives nowhere, and no reason is given`);
    if (leftOut && list.length > 1) wrong.push(`${id} is left out and yet lives somewhere`);
    for (const home of list)
      if (home.kind === 'plan' && home.title === undefined) wrong.push(`${id} lives in ${home.id}/${home.node}, which is gone`);
    for (const later of [...overtakenBy, ...completedBy])
      if (!homes.has(later)) wrong.push(`${id} refers to ${later}, which is not in the list`);
  }
  for (const { id: rule, entries } of living.rules)
    for (const id of entries) if (!homes.has(id)) wrong.push(`the rule ${rule} names ${id}, which is not in the list`);
  return wrong;
}
