import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, stop, test } from '../harness/app';

const example = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'churn-scoring.pipedraft.yaml');

test('opens on a page that offers an empty plan, templates and examples', async ({ start }) => {
  const { page, troubles } = await start();
  await expect(page.getByRole('heading', { name: 'Pipedraft' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Empty plan' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Churn scoring/ })).toBeVisible();
  expect(troubles).toEqual([]);
});

test('opens the plan that the command line names, judged', async ({ start }) => {
  const { workbench, troubles } = await start({ files: [example] });
  await workbench.settled();
  await expect(workbench.node('Weekly training')).toBeVisible();
  await expect(workbench.score('Maintainability')).toContainText(/\d+/);
  await expect(workbench.score('A month')).toContainText('USD');
  expect(troubles).toEqual([]);
});

test('the first page shows what plans cost and how mature they are, and examples without scrolling', async ({ start, folder }) => {
  const file = join(folder, 'mine.pipedraft.yaml');
  copyFileSync(example, file);
  const userData = join(folder, 'data');
  const first = await start({ files: [file], userData });
  await first.workbench.settled();
  await stop(first);
  rmSync(join(userData, 'open-plans.json')); // else the plan of last time is open
  const { page, troubles } = await start({ userData, size: { width: 1280, height: 800 } });
  const card = page.getByRole('button', { name: /Churn scoring/ });
  await expect(card).toContainText('561 USD a month · maturity 3 of 4');
  await expect(card).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /Demand forecast/ })).toBeInViewport({ ratio: 1 });
  const picture = card.locator('img');
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  const recent = page.getByRole('button', { name: /mine\.pipedraft\.yaml/ });
  await expect(recent).toContainText(folder);
  await expect(recent).toContainText(/\d{4}-\d{2}-\d{2} · 561 USD a month/);
  expect(troubles).toEqual([]);
});
