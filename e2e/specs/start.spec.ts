import { join } from 'node:path';
import { expect, test } from '../harness/app';

const example = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'churn-scoring.pipedraft.yaml');

test('opens on a page that offers an empty plan, templates and examples', async ({ start }) => {
  const { page, troubles } = await start();
  await expect(page.getByRole('heading', { name: 'Pipedraft' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Empty plan' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Churn scoring/ })).toBeVisible();
  expect(troubles).toEqual([]);
});

test('opens the plan that the command line names, judged', async ({ start }) => {
  const { studio, troubles } = await start({ files: [example] });
  await studio.settled();
  await expect(studio.node('Weekly training')).toBeVisible();
  await expect(studio.score('Maintainability')).toContainText(/\d+/);
  await expect(studio.score('A month')).toContainText('USD');
  expect(troubles).toEqual([]);
});
