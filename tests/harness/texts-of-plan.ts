import { PlanProblems } from '#engine/errors';
import { documentOf, readPlan, type Plan } from '#engine/plan';

/** Replaces every value of the plan that may be any text. It tries each value, so that none is forgotten. */
export function withEveryText(plan: Plan, text: string): Plan {
  const whole = structuredClone(documentOf(plan)) as Holder;
  const places = textsIn(whole).filter(({ holder, key }) => {
    const before = holder[key];
    holder[key] = '\u202e any text';
    const isAnyText = isRead(whole);
    holder[key] = before;
    return isAnyText;
  });
  for (const { holder, key } of places) holder[key] = text;
  return read(whole);
}

type Holder = Record<string | number, unknown>;

function textsIn(value: unknown): { readonly holder: Holder; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.entries(holder).flatMap(([key, inner]) => (typeof inner === 'string' ? [{ holder, key }] : textsIn(inner)));
}

function isRead(whole: Holder): boolean {
  try {
    read(whole);
    return true;
  } catch (error) {
    if (error instanceof PlanProblems) return false;
    throw error;
  }
}

function read(whole: Holder): Plan {
  return readPlan(JSON.stringify(whole), 'a.json').plan;
}

/** A plan with a value in every place that can hold a text. */
export const planOfTexts: Plan = read({
  pipedraft: 1,
  name: 'a',
  summary: 'a',
  context: { region: 'a', priceBook: 'a', packs: { own: 'a' }, team: { skills: { python: 'basic' } }, estate: ['azure-storage'] },
  nodes: {
    store: {
      service: 'azure-storage',
      title: 'a',
      region: 'a',
      owner: 'a',
      note: 'a',
      definition: 'a',
      usage: { storedData: 'a', tier: 'a' },
    },
    train: {
      service: 'azure-ml-pipelines',
      title: 'a',
      usage: { runsPerMonth: 'a', timePerRun: { low: 'a', likely: 'a', high: 'a' } },
      decision: { because: 'a', rejected: { 'azure-data-factory': 'a' } },
    },
    score: { service: 'azure-ml-batch-endpoints', title: 'a' },
    other: { service: 'no-such-service', title: 'a' },
  },
  edges: [
    { from: 'store', to: 'train', kind: 'data', title: 'a' },
    { from: 'train', to: 'score', kind: 'control', title: 'a' },
    { from: 'other', to: 'train', kind: 'data', title: 'a' },
  ],
  waivers: [
    { rule: 'known-service', on: ['other'], because: 'a', owner: 'a' },
    { rule: 'no-such-rule', on: ['a'], because: 'a', owner: 'a' },
    { rule: 'a', because: 'a' },
  ],
  groups: { all: { title: 'a', nodes: ['store', 'train'] } },
  notes: { note: { text: 'a', at: [0, 300] } },
  'x-own': { a: 'a' },
});
