import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readPlanFile } from '#disk';
import { drawThumbnail } from '#engine/draw';
import { PlanProblems, UserError } from '#engine/errors';
import { titleOf, type Plan } from '#engine/plan';
import type { PlanCard } from '#ipc';
import type { Judging } from './compare-plans';
import { figuresOfPlan } from './written-plan';

/** Number of cards that are kept, and of characters to search in for each plan. */
const most = { cards: 5000, words: 20_000 };

/** Cards of plans, worked out once for the same content, prices, rules and day. */
export class PlanCards {
  readonly #kept = new Map<string, { readonly basis: unknown; readonly card: PlanCard }>();

  /** @throws UserError if the file cannot be read */
  async of(file: string, judging: Judging): Promise<PlanCard> {
    const { plan, text } = await readFile(file);
    const key = `${judging.today} ${createHash('sha256').update(text).digest('hex')}`;
    const basis = judging.basisOf(plan);
    const before = this.#kept.get(key);
    if (before?.basis === basis) return before.card;
    const card = cardOf(plan, judging);
    this.#kept.set(key, { basis, card });
    if (this.#kept.size > most.cards) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return card;
  }
}

async function readFile(file: string): Promise<{ readonly plan: Plan; readonly text: string }> {
  try {
    return await readPlanFile(file);
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    throw new UserError(`“${basename(file)}” cannot be read: ${error.problem}`, error.fix);
  }
}

function cardOf(plan: Plan, judging: Judging): PlanCard {
  const { catalog } = judging.basisOf(plan);
  const figures = figuresOfPlan(plan, judging);
  const ids = [...new Set(Object.values(plan.nodes).map(({ service }) => service))];
  const services = ids.map((id) => ({ id, name: catalog.get(id)?.name ?? id })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const ends = ids.flatMap((id) => {
    const service = catalog.get(id);
    const on = service?.status.retiresOn;
    return service && on !== undefined ? [{ service: service.name, on }] : [];
  });
  const said = [
    plan.name,
    plan.summary ?? '',
    ...Object.entries(plan.nodes).flatMap(([id, node]) => [id, titleOf(plan, id), node.note ?? '']),
    ...services.map(({ name }) => name),
    ...Object.values(plan.notes).map(({ text }) => text),
  ];
  const { budgetPerMonth: budget } = plan.context;
  return {
    name: plan.name,
    figures,
    isOverBudget: budget !== undefined && figures.likely > budget,
    services,
    retires: ends.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null,
    words: said.join('\n').slice(0, most.words).toLowerCase(),
    picture: drawThumbnail({ plan, catalog }),
  };
}
