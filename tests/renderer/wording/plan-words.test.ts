import { expect, it } from 'vitest';
import { assumptionTitle, kindWords } from '../../../src/renderer/wording/plan-words';

it('names an assumption as a title, and leaves other names as they are written', () => {
  const titles = ['runsPerMonth', 'dataPerRun', 'storedData2', 'peak', 'SKU', 'runs-a-month', 'my_runs'].map(assumptionTitle);
  expect(titles).toEqual(['Runs per month', 'Data per run', 'Stored data 2', 'Peak', 'SKU', 'runs-a-month', 'my_runs']);
});

it('names a kind of edge in words', () => {
  expect([kindWords('runs-on'), kindWords('data')]).toEqual(['runs on', 'data']);
});
