import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chainOf } from '../harness/plans';
import { expect, test } from '../harness/app';

/* The outline: the whole plan as a table, read and edited by keys alone. */

const plan = `pipedraft: 1
name: Nightly scores
nodes:
  train: {service: azure-ml-pipelines, title: Train, stage: training}
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  train: [0, 320]
  copy: [0, 0]
  lake: [0, 160]
`;

const grid = (page: Page) => page.getByRole('treegrid', { name: 'Nodes of the plan' });
const row = (page: Page, title: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: title, exact: true }) });

test('is a table in which nodes are added, connected, renamed and deleted by keys', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, studio, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await studio.settled();
  await page.keyboard.press('Control+Shift+O');
  await expect(grid(page)).toBeVisible();
  await expect(grid(page).locator(':focus')).toHaveCount(1);

  // in the order of the flow, with the keyboard on one cell
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Copy').getByRole('gridcell', { name: 'Copy', exact: true })).toBeFocused();
  await expect(studio.node('Copy').locator('.card')).toHaveClass(/selected/);

  // rename: F2, and by typing
  await page.keyboard.press('F2');
  await page.keyboard.type('Copy orders');
  await page.keyboard.press('Enter');
  await expect(studio.node('Copy orders')).toBeVisible();
  await expect(row(page, 'Copy orders').getByRole('gridcell', { name: 'Copy orders', exact: true })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Take orders');
  await page.keyboard.press('Escape');
  await expect(studio.node('Copy orders')).toBeVisible();

  // connect by name
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Lake').getByRole('gridcell', { name: 'Lake', exact: true })).toBeFocused();
  await page.keyboard.press('Control+l');
  await page.keyboard.type('train');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 nodes, 2 edges')).toBeVisible();
  await expect(grid(page).locator(':focus')).toHaveCount(1);

  // add a service after it
  await page.keyboard.press('Insert');
  await page.keyboard.type('machine learning designer');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Insert');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^4 nodes, \d edge/)).toBeVisible();
  await expect(grid(page).locator(':focus')).toHaveCount(1);

  // delete the new one, and take it back
  await page.keyboard.press('Delete');
  await expect(page.getByText(/^3 nodes, \d edge/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^4 nodes, \d edge/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('3 nodes, 2 edges')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('title: Copy orders');
  expect(readFileSync(file, 'utf8')).toContain('{from: lake, to: train, kind: data}');
  expect(troubles).toEqual([]);
});

test('shares its selection with the canvas, closes stages, and mends what a row has', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan.replace('stage: training', 'stage: monitoring'));
  const { page, studio, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await studio.settled();
  await page.keyboard.press('Control+Shift+O');
  await studio.node('Lake').click();
  await expect(row(page, 'Lake')).toHaveAttribute('aria-selected', 'true');

  // a stage closes and opens
  const lane = grid(page).getByRole('row', { name: /^Data transfer/ });
  await row(page, 'Copy').getByRole('gridcell', { name: 'Copy', exact: true }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(lane.getByRole('gridcell')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(lane).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'Copy')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'Copy')).toHaveCount(1);

  // the first finding of a row is mended with the key for it
  await row(page, 'Train').getByRole('gridcell', { name: 'Train', exact: true }).click();
  const fix = row(page, 'Train').getByRole('button', { name: /^Fix: / });
  await expect(fix).toBeVisible();
  const before = await studio.findingCount();
  await page.keyboard.press('Control+.');
  await expect.poll(() => studio.findingCount()).not.toBe(before);
  await page.keyboard.press('Control+z');
  await expect.poll(() => studio.findingCount()).toBe(before);
  expect(troubles).toEqual([]);
});

test('stands alone with every column, and draws only the rows in view of 500', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(500));
  const { page, studio, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await studio.settled();
  await studio.menu('outline-alone');
  await expect(studio.canvas).toBeHidden();
  await expect(grid(page).getByRole('columnheader')).toHaveText([
    /Step/,
    'Title',
    'Service',
    'Findings',
    'A month',
    'Connects to',
    'Stage',
    'Owner',
    'Region',
  ]);
  await page.keyboard.press('Control+End');
  await expect(grid(page).locator(':focus')).toBeVisible();
  expect(await grid(page).getByRole('row').count()).toBeLessThan(80);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await expect(grid(page).locator(':focus')).toHaveText('Ada');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('owner:ada');
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  expect(troubles).toEqual([]);
});
