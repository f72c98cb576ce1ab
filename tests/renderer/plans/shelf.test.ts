import { describe, expect, it } from 'vitest';
import type { KnownPlan, PlanCard } from '#ipc';
import { noFilter, Shelf, type Card } from '../../../src/renderer/plans/shelf.svelte.ts';

const plan = (id: string, changed: number | null = 1): KnownPlan => ({ id, file: `${id}.pipedraft.yaml`, folder: '/plans', changed });
const card = (over: Partial<PlanCard>): PlanCard => ({
  name: 'A plan',
  figures: {
    nodes: 1,
    likely: 5,
    unknown: 0,
    currency: 'USD',
    prices: 'Prices',
    maintainability: null,
    skills: null,
    integration: null,
    maturity: 0,
    errors: 0,
    warnings: 0,
    advice: 0,
  },
  isOverBudget: false,
  services: [],
  retires: null,
  words: '',
  picture: '',
  ...over,
});

const cards: Readonly<Record<string, Card>> = {
  churn: card({ words: 'churn\ncustomer lake', isOverBudget: true, services: [{ id: 'azure-storage', name: 'Azure Storage' }] }),
  old: card({ words: 'old one', retires: { service: 'Azure Old', on: '2027-03-31' }, services: [{ id: 'azure-old', name: 'Azure Old' }] }),
  broken: { problem: 'It cannot be read.', fix: 'Mend it.' },
};

async function aShelf() {
  const asked: string[] = [];
  const shelf = new Shelf({
    list: () =>
      Promise.resolve({
        plans: [plan('churn'), plan('old'), plan('broken'), plan('gone', null)],
        folders: [],
        isCut: false,
        isWatched: true,
      }),
    card: (id) => {
      asked.push(id);
      return Promise.resolve(cards[id] as Card);
    },
  });
  await shelf.load();
  return { shelf, asked };
}

const found = (shelf: Shelf) => shelf.found.map(({ id }) => id);

describe('the list', () => {
  it('has every plan, and reads those that are there', async () => {
    const { shelf, asked } = await aShelf();
    expect(found(shelf)).toEqual(['churn', 'old', 'broken', 'gone']);
    expect(asked).toEqual(['churn', 'old', 'broken']);
    expect(shelf.waiting).toBe(0);
    expect(shelf.services.map(({ title }) => title)).toEqual(['Azure Old', 'Azure Storage']);
  });

  it('is searched for all words, in what plans say and where they are', async () => {
    const { shelf } = await aShelf();
    shelf.filter = { ...noFilter, query: 'LAKE churn' };
    expect(found(shelf)).toEqual(['churn']);
    shelf.filter = { ...noFilter, query: 'gone.pipe' };
    expect(found(shelf)).toEqual(['gone']);
  });

  it('is filtered by service, budget and retirement', async () => {
    const { shelf } = await aShelf();
    shelf.filter = { ...noFilter, service: 'azure-storage' };
    expect(found(shelf)).toEqual(['churn']);
    shelf.filter = { ...noFilter, isOverBudget: true };
    expect(found(shelf)).toEqual(['churn']);
    shelf.filter = { ...noFilter, retiresBefore: '2027-03-31' };
    expect(found(shelf)).toEqual([]);
    shelf.filter = { ...noFilter, retiresBefore: '2027-04-01' };
    expect(found(shelf)).toEqual(['old']);
  });

  it('stops asking when it is closed', async () => {
    const asked: string[] = [];
    const shelf: Shelf = new Shelf({
      list: () => Promise.resolve({ plans: [plan('churn'), plan('old')], folders: [], isCut: false, isWatched: true }),
      card: (id) => {
        asked.push(id);
        shelf.stop();
        return Promise.resolve(cards[id] as Card);
      },
    });
    await shelf.load();
    expect(asked).toEqual(['churn']);
  });
});

it('reads only what changed, when a folder says that something did', async () => {
  const asked: string[] = [];
  let plans = [plan('churn', 1), plan('old', 1)];
  const shelf = new Shelf({
    list: () => Promise.resolve({ plans, folders: [], isCut: false, isWatched: true }),
    card: (id) => {
      asked.push(id);
      return Promise.resolve(cards[id] as Card);
    },
  });
  await shelf.load();
  plans = [plan('broken', 3), plan('old', 2), plan('churn', 1)];
  await shelf.load(true);
  expect(asked).toEqual(['churn', 'old', 'broken', 'old']);
  expect(shelf.plans?.map(({ id }) => id)).toEqual(['broken', 'old', 'churn']);
  await shelf.load(); // all of them, as asked for by hand
  expect(asked).toHaveLength(7);
});

it('has two plans at most to compare, the last two that were chosen and are there', async () => {
  const { shelf } = await aShelf();
  const pair = () => shelf.pair.map(({ id }) => id);
  for (const id of ['churn', 'old', 'broken']) shelf.choose(id, true);
  expect(pair()).toEqual(['old', 'broken']);
  shelf.choose('gone', true);
  expect(pair()).not.toContain('gone');
  shelf.choose('broken', false);
  expect(pair()).not.toContain('broken');
});
