import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import type { WorkbenchPage } from '../pages/workbench';

/* Where cards go: nothing lands on anything, every card in its lane, and the view stays. */

const rows = `pipedraft: 1
name: Rows
nodes:
  nightly: {service: azure-data-factory, title: Nightly}
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train, stage: training}
  fit: {service: azure-ml-pipelines, title: Fit, stage: training}
  watch: {service: azure-monitor, title: Watch}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  copy: [0, 104]
  fit: [264, 208]
  lake: [264, 104]
  nightly: [0, 0]
  train: [0, 208]
  watch: [0, 312]
`;

/** The pairs of cards and notes that lie on each other. */
async function overlaps(workbench: WorkbenchPage): Promise<string[]> {
  return workbench.canvas.locator('.svelte-flow__node :is(.card, .sheet)').evaluateAll((all) => {
    const boxes = all.map((element) => ({ name: element.textContent.trim().slice(0, 30), box: element.getBoundingClientRect() }));
    return boxes.flatMap((a, at) =>
      boxes
        .slice(at + 1)
        .flatMap((b) =>
          a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 1 && b.box.top < a.box.bottom - 1
            ? [`${a.name} | ${b.name}`]
            : [],
        ),
    );
  });
}

/** The view: offset and zoom. */
const view = (workbench: WorkbenchPage) =>
  workbench.canvas.locator('.svelte-flow__viewport').evaluate((element) => getComputedStyle(element).transform);

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('whatever adds a card finds it a free place: the palette, a drop on a card, pasting twice, duplicating, a note', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'add.pipedraft.yaml');
  writeFileSync(file, rows);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();

  // three times Enter in the palette, with the same card selected
  const search = workbench.palette.locator('input');
  for (const nodes of [7, 8, 9]) {
    await workbench.node('Copy').first().click();
    await search.fill('azure storage');
    await search.press('Enter');
    await expect(page.getByText(new RegExp(`^${nodes} nodes`))).toBeVisible();
  }
  expect(await overlaps(workbench)).toEqual([]);

  // a drop right on a card
  await search.fill('');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(workbench.node('Watch')).toBeVisible();
  const watch = await workbench.place('Watch');
  const canvas = await workbench.canvas.boundingBox();
  if (!canvas) throw new Error('The canvas is not on the screen.');
  await workbench.drag('Azure Monitor', { x: watch.x - canvas.x + watch.width / 2, y: watch.y - canvas.y + watch.height / 2 });
  await expect(page.getByText(/^10 nodes/)).toBeVisible();
  expect(await overlaps(workbench)).toEqual([]);

  // pasted at the pointer, twice at the same place
  await workbench.node('Fit').click();
  await page.keyboard.press('ControlOrMeta+c');
  await page.mouse.move(watch.x + 20, watch.y + 20);
  for (const nodes of [11, 12]) {
    await page.keyboard.press('ControlOrMeta+v');
    await expect(page.getByText(new RegExp(`^${nodes} nodes`))).toBeVisible();
  }
  await page.keyboard.press('ControlOrMeta+d');
  await expect(page.getByText(/^13 nodes/)).toBeVisible();
  expect(await overlaps(workbench)).toEqual([]);

  await workbench.menu('new-note');
  await page.keyboard.type('Two lines\nof text');
  await page.keyboard.press('Escape');
  await expect(workbench.canvas.locator('.sheet')).toBeVisible();
  expect(await overlaps(workbench)).toEqual([]);
  await expect(workbench.canvas.getByRole('img', { name: /^Outside its lane/ })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a card in another lane stretches none, is marked, and is sent back; dropped in a lane of its own stages it takes that stage', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'stray.pipedraft.yaml');
  writeFileSync(file, rows);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  const bands = () =>
    workbench.canvas
      .locator('.band')
      .evaluateAll((all) => all.map((band) => [band.getAttribute('data-lane'), Math.round(band.getBoundingClientRect().height)]));
  const before = await bands();

  // the copy has one stage only
  const copy = await workbench.place('Copy');
  const fit = await workbench.place('Fit');
  await page.mouse.move(copy.x + 30, copy.y + 10);
  await page.mouse.down();
  await page.mouse.move(fit.x + fit.width + 120, fit.y + 14, { steps: 8 });
  await page.mouse.up();
  const mark = workbench.node('Copy').getByRole('img', { name: 'Outside its lane, Data transfer' });
  await expect(mark).toBeVisible();
  expect(await bands()).toEqual(before);
  const dropped = await workbench.place('Copy');
  expect(Math.abs(dropped.y - fit.y)).toBeLessThan(1); // in the row of the lane that it was dropped in

  await command(page, 'send back to its lane');
  await expect(mark).toHaveCount(0);
  await expect(async () => expect(Math.abs((await workbench.place('Copy')).y - copy.y)).toBeLessThan(1)).toPass();
  expect(await overlaps(workbench)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(mark).toBeVisible();
  expect(troubles).toEqual([]);
});

test('commands keep the view, names of lanes stay while it is scrolled, and undo takes the view back', async ({ start, folder }) => {
  const file = join(folder, 'view.pipedraft.yaml');
  writeFileSync(file, rows);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  for (let times = 0; times < 5; times += 1) await page.keyboard.press('ControlOrMeta+-');
  const zoom = page.getByRole('contentinfo').getByText(/\d+ %$/);
  await expect(zoom).toHaveText(/^[34]\d %$/);
  const quiet = async () => {
    let last = await view(workbench);
    await expect(async () => {
      const now = await view(workbench);
      const same = now === last;
      last = now;
      expect(same).toBe(true);
    }).toPass({ intervals: [250] });
    return last;
  };
  const first = await quiet();

  // renaming, appending and swapping what is in view
  await workbench.node('Lake').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Landing zone');
  await page.keyboard.press('Enter');
  await page.keyboard.type('databricks');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^7 nodes/)).toBeVisible();
  expect(await quiet()).toBe(first);

  // where the place is out of view, only as far as needed, and back
  await page.keyboard.press('ControlOrMeta+0');
  await page.mouse.move(600, 300);
  await page.mouse.wheel(500, 700);
  const scrolled = await quiet();
  await expect(workbench.canvas.locator('.names')).toContainText('Monitoring');
  await workbench.palette.locator('input').fill('event grid');
  await workbench.palette.locator('input').press('Enter');
  await expect(page.getByText(/^8 nodes/)).toBeVisible();
  const moved = await quiet();
  expect(moved).not.toBe(scrolled);
  expect(moved.split(',')[0]).toBe(scrolled.split(',')[0]); // the same zoom
  await workbench.canvas.press('ControlOrMeta+z');
  await expect(page.getByText(/^7 nodes/)).toBeVisible();
  await expect.poll(() => view(workbench)).toBe(scrolled);
  expect(troubles).toEqual([]);
});

test('stages go from left to right where the plan says so, and the command for it is one step', async ({ start, folder }) => {
  const file = join(folder, 'turn.pipedraft.yaml');
  writeFileSync(file, rows);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await workbench.menu('turn');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readPlan(readFileSync(file, 'utf8'), file).plan.direction).toBe('left-to-right')).toPass();
  const [nightly, copy, watch] = [await workbench.place('Nightly'), await workbench.place('Copy'), await workbench.place('Watch')];
  expect(copy.x).toBeGreaterThan(nightly.x + nightly.width);
  expect(watch.x).toBeGreaterThan(copy.x + copy.width);
  await expect(workbench.canvas.locator('.names')).toContainText('Orchestration');
  expect(await overlaps(workbench)).toEqual([]);

  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(page.getByText(/^7 nodes/)).toBeVisible();
  expect(await overlaps(workbench)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText(/^6 nodes/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readFileSync(file, 'utf8')).toBe(rows)).toPass();
  expect(troubles).toEqual([]);
});
