import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { rules } from '#engine/validate';
import { PlanCards } from '../../../src/main/compare/plan-cards.ts';
import { ownFolder } from '../../harness/folder.ts';
import { book, catalog, icons, scoring } from '../../harness/resources.ts';

const basis = { catalog, rules, scoring, book, packs: [] };
const judging = { basisOf: () => basis, today: '2026-11-21', icons };
const text = `pipedraft: 1
name: Churn
context: { budgetPerMonth: 1 }
nodes:
  lake: { service: azure-storage, title: Customer Lake, usage: { stored: 5 TB } }
  old: { service: azure-ml-dataset-drift }
`;

it('says what a plan has, and works out the same content once', async () => {
  const folder = ownFolder();
  const [one, copy] = [join(folder, 'a.pipedraft.yaml'), join(folder, 'b.pipedraft.yaml')];
  writeFileSync(one, text);
  writeFileSync(copy, text);
  const cards = new PlanCards();
  const card = await cards.of(one, judging);
  expect(card).toMatchObject({ name: 'Churn', figures: { nodes: 2, currency: 'USD' } });
  expect(card.isOverBudget).toBe(card.figures.likely > 1);
  expect(card.words).toContain('customer lake');
  expect(card.services.map(({ id }) => id).sort()).toEqual(['azure-ml-dataset-drift', 'azure-storage']);
  expect(card.retires).toMatchObject({ on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
  expect(card.picture).toContain('<svg');
  expect(await cards.of(copy, judging)).toBe(card);
  expect(await cards.of(one, { ...judging, today: '2026-11-22' })).not.toBe(card);
  expect(await cards.of(one, { ...judging, basisOf: () => ({ ...basis }) })).not.toBe(card);
  writeFileSync(copy, text.replace('Churn', 'Other'));
  expect((await cards.of(copy, judging)).name).toBe('Other');
});

it('says what cannot be read', async () => {
  const file = join(ownFolder(), 'broken.pipedraft.yaml');
  writeFileSync(file, 'pipedraft: 1\nname: [\n');
  await expect(new PlanCards().of(file, judging)).rejects.toBeInstanceOf(UserError);
});
