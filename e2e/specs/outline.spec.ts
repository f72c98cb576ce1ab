import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chainOf, example } from '../harness/plans';
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
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.keyboard.press('Control+Shift+O');
  await expect(grid(page)).toBeVisible();
  await expect(grid(page).locator(':focus')).toHaveCount(1);

  // in the order of the flow, with the keyboard on one cell
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Copy').getByRole('gridcell', { name: 'Copy', exact: true })).toBeFocused();
  await expect(workbench.node('Copy').locator('.card')).toHaveClass(/selected/);
  // the canvas is narrow beside it, and the pad is seen as a whole
  await expect(page.getByRole('toolbar', { name: 'What can be done with the selected node' })).toBeInViewport({ ratio: 1 });

  // rename: F2, and by typing
  await page.keyboard.press('F2');
  await page.keyboard.type('Copy orders');
  await page.keyboard.press('Enter');
  await expect(workbench.node('Copy orders')).toBeVisible();
  await expect(row(page, 'Copy orders').getByRole('gridcell', { name: 'Copy orders', exact: true })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Take orders');
  await page.keyboard.press('Escape');
  await expect(workbench.node('Copy orders')).toBeVisible();

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

const twoWays = `pipedraft: 1
name: Two ways
nodes:
  # the orders
  copy-orders: {service: adf-copy-activity, title: Copy orders}
  copy-stock: {service: adf-copy-activity, title: Copy stock}
  copy-prices: {service: adf-copy-activity, title: Copy prices}
  lake: {service: azure-storage, title: Lake}
edges:
  - {from: copy-orders, to: lake, kind: data}
layout:
  copy-orders: [0, 0]
  copy-prices: [528, 0]
  copy-stock: [264, 0]
  lake: [0, 160]
`;

test('changes the order of nodes by keys and by dragging, and says what edges are against', async ({ start, folder }) => {
  const file = join(folder, 'two-ways.pipedraft.yaml');
  writeFileSync(file, twoWays);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.keyboard.press('Control+Shift+O');
  const titles = () => grid(page).locator('.cell.title .text').allTextContents();
  const cell = (title: string) => row(page, title).getByRole('gridcell', { name: title, exact: true });
  expect(await titles()).toEqual(['Copy orders', 'Copy stock', 'Copy prices', 'Lake']);

  // by keys; the keyboard stays on what moves
  await cell('Copy prices').click();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(titles).toEqual(['Copy orders', 'Copy prices', 'Copy stock', 'Lake']);
  await expect(cell('Copy prices')).toBeFocused();
  await expect(page.getByText('Put “Copy prices” before “Copy stock”: step 2 of 4.')).toBeAttached();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(titles).toEqual(['Copy prices', 'Copy orders', 'Copy stock', 'Lake']);
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(page.getByText('Copy prices is the first of its stage.')).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect.poll(titles).toEqual(['Copy orders', 'Copy prices', 'Copy stock', 'Lake']);

  // what an edge leads to stays behind
  await cell('Lake').click();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(titles).toEqual(['Copy orders', 'Copy prices', 'Lake', 'Copy stock']);
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(page.getByText('“Copy orders” stays before “Lake”: edges lead from it to there.')).toBeVisible();
  await expect.poll(titles).toEqual(['Copy orders', 'Lake', 'Copy prices', 'Copy stock']);

  // by dragging the step
  const step = (title: string) => row(page, title).locator('.cell.step');
  const from = await step('Copy stock').boundingBox();
  const to = await step('Copy orders').boundingBox();
  if (!from || !to) throw new Error('Both rows are in view.');
  await page.mouse.move(from.x + 10, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + from.height / 2 - 8);
  await page.mouse.move(to.x + 10, to.y + 3);
  await expect(grid(page).locator('.drop-line')).toBeVisible();
  await page.mouse.up();
  await expect.poll(titles).toEqual(['Copy stock', 'Copy orders', 'Lake', 'Copy prices']);
  await page.mouse.move(from.x + 10, to.y + to.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, to.y + to.height / 2 + 60);
  await expect(grid(page).locator('.drop-line')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(grid(page).locator('.drop-line')).toHaveCount(0);
  expect(await titles()).toEqual(['Copy stock', 'Copy orders', 'Lake', 'Copy prices']);

  // a row has the menu of its card, and the order in it
  await cell('Copy prices').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Move up in the order/ }).click();
  await expect.poll(titles).toEqual(['Copy stock', 'Copy orders', 'Copy prices', 'Lake']);

  // a list that is sorted otherwise shows the order again
  await grid(page).getByRole('button', { name: 'Title' }).click();
  await expect.poll(titles).toEqual(['Copy orders', 'Copy prices', 'Copy stock', 'Lake']);
  await cell('Copy stock').click();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(titles).toEqual(['Copy orders', 'Copy stock', 'Copy prices', 'Lake']);
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(titles).toEqual(['Copy orders', 'Copy prices', 'Copy stock', 'Lake']);

  // in the file one line stands elsewhere, and the comment where it was
  await page.keyboard.press('Control+s');
  const line = '  copy-stock: {service: adf-copy-activity, title: Copy stock}\n';
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(twoWays.replace(line, '').replace('  lake: {', `${line}  lake: {`));
  expect(troubles).toEqual([]);
});

test('shares its selection with the canvas, closes stages, and fixes what a row has', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan.replace('stage: training', 'stage: monitoring'));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await page.keyboard.press('Control+Shift+O');
  await workbench.node('Lake').click();
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

  // the first finding of a row is fixed with the key for it
  await row(page, 'Train').getByRole('gridcell', { name: 'Train', exact: true }).click();
  const fix = row(page, 'Train').getByRole('button', { name: /^Fix: / });
  await expect(fix).toBeVisible();
  const before = await workbench.findingCount();
  await page.keyboard.press('Control+.');
  await expect.poll(() => workbench.findingCount()).not.toBe(before);
  await page.keyboard.press('Control+z');
  await expect.poll(() => workbench.findingCount()).toBe(before);
  expect(troubles).toEqual([]);
});

test('stands alone with every column, and draws only the rows in view of 500', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(500));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await workbench.menu('outline-alone');
  await expect(workbench.canvas).toBeHidden();
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

test('beside the outline the plan is fitted, and fitted again in the room that comes back', async ({ start }) => {
  const { page, workbench } = await start({ files: [example], size: { width: 1280, height: 800 } });
  await workbench.settled();
  const view = () => workbench.canvas.locator('.svelte-flow__viewport').evaluate((element) => element.style.transform);
  const zoomOf = (transform: string) => Number(/scale\((.*)\)/.exec(transform)?.[1]);
  const fitted = await view();

  await page.keyboard.press('Control+Shift+O');
  await expect(grid(page)).toBeVisible();
  await expect.poll(view).not.toBe(fitted);
  expect(zoomOf(await view())).toBeGreaterThan(0.18);
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(view).toBe(fitted);

  // a view of one's own comes back as it was
  await page.keyboard.press('Control+-');
  await expect.poll(async () => zoomOf(await view())).toBeCloseTo(zoomOf(fitted) / 1.2, 4);
  const own = await view();
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(view).not.toBe(own);
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(view).toBe(own);
});

test('in a narrow window the outline leaves room for the canvas, and neither covers the inspector', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench } = await start({ files: [file], size: { width: 1024, height: 600 } });
  await workbench.settled();
  await page.keyboard.press('Control+Shift+o');
  const canvas = page.getByRole('application', { name: 'Canvas' });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const right = async () => {
    const box = await canvas.boundingBox();
    return box ? { width: Math.round(box.width), right: Math.round(box.x + box.width) } : undefined;
  };
  await expect.poll(async () => (await right())?.width ?? 0).toBeGreaterThanOrEqual(120);
  expect((await right())?.right ?? Infinity).toBeLessThanOrEqual(Math.ceil((await inspector.boundingBox())?.x ?? 0));
});
