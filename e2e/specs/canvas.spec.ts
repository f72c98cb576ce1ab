import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { surely } from '../harness/main';

/* Moving, joining, naming and deleting on the canvas, and taking all of it back. */

const small = `pipedraft: 1
name: Three steps
context: {approach: code}
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train}
edges:
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  copy: [0, 0]
  lake: [320, 0]
  train: [640, 0]
`;

test('a node is moved, renamed, and deleted with its chain healed; every step is taken back to the same bytes', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'three.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  const foot = page.getByText('3 nodes, 2 edges');
  await expect(foot).toBeVisible();

  // moved with the pointer
  const before = await workbench.place('Lake');
  await page.mouse.move(before.x + 60, before.y + 20);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 140, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await workbench.place('Lake')).y).toBeGreaterThan(before.y + 100);

  // renamed in place
  await workbench.node('Lake').dblclick();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Customer lake');
  await page.keyboard.press('Enter');
  await expect(workbench.node('Customer lake')).toBeVisible();

  // moved with the keys
  const moved = await workbench.place('Customer lake');
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => (await workbench.place('Customer lake')).y).toBeLessThan(moved.y);

  // deleted: what led in is joined to what led out
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 nodes, 1 edge', { exact: true })).toBeVisible();
  await expect(workbench.node('Customer lake')).toHaveCount(0);

  // four steps back, four forward, four back
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+Z');
  await expect(foot).toBeVisible();
  expect(await workbench.place('Lake')).toEqual(before);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(page.getByText('2 nodes, 1 edge', { exact: true })).toBeVisible();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+Z');
  await expect(foot).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('three.pipedraft.yaml saved.')).toBeAttached();
  expect(readFileSync(file, 'utf8')).toBe(small);
  expect(troubles).toEqual([]);
});

test('an edge is drawn only where the services can be joined, and the canvas says why not', async ({ start, folder }) => {
  const file = join(folder, 'rules.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();

  // while it is drawn, what can take it stands out and the rest is dimmed, with the reason in words
  const port = await workbench.port('Copy', 'data');
  const train = await workbench.place('Train');
  await page.mouse.move(port.x, port.y);
  await page.mouse.down();
  await page.mouse.move(train.x + 50, train.y + 30, { steps: 6 });
  await expect(workbench.node('Lake').locator('.card')).toHaveClass(/legal/);
  await page.mouse.up();
  const edges = page.getByText(/^3 nodes, \d edges?$/);
  const said = await edges.innerText();

  // Escape leaves everything as it is
  const again = await workbench.port('Lake', 'data');
  await page.mouse.move(again.x, again.y);
  await page.mouse.down();
  await page.mouse.move(train.x + 50, train.y + 30, { steps: 6 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(edges).toHaveText(said);

  // a kind that the other side does not take: refused, in a sentence
  const model = await workbench.port('Train', 'model');
  const copy = await workbench.place('Copy');
  await page.mouse.move(model.x, model.y);
  await page.mouse.down();
  await page.mouse.move(copy.x + 50, copy.y + 30, { steps: 6 });
  await expect(workbench.node('Copy').locator('.card')).toHaveClass(/illegal/);
  await expect(page.getByText(/“?Copy”? .*model|takes no model/).first()).toBeVisible();
  await page.mouse.up();
  await expect(edges).toHaveText(said);
  expect(troubles).toEqual([]);
});

test('several nodes are selected with a box, moved and deleted together as one step', async ({ start, folder }) => {
  const file = join(folder, 'box.pipedraft.yaml');
  writeFileSync(file, small);
  const { app, page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  const [copy, lake, train] = await Promise.all([workbench.place('Copy'), workbench.place('Lake'), workbench.place('Train')]);

  await page.mouse.move(copy.x - 16, copy.y - 30);
  await page.mouse.down();
  await page.mouse.move(lake.x + lake.width + 16, lake.y + lake.height + 40, { steps: 6 });
  await page.mouse.up();
  await expect(workbench.inspector.getByRole('heading', { name: '2 nodes and 2 edges selected' })).toBeVisible();

  await page.mouse.move(copy.x + 60, copy.y + 20);
  await page.mouse.down();
  await page.mouse.move(copy.x + 60, copy.y + 120, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await workbench.place('Copy')).y).toBe((await workbench.place('Lake')).y);
  await expect.poll(async () => (await workbench.place('Copy')).y).toBeGreaterThan(copy.y + 40);
  expect(await workbench.place('Train')).toEqual(train);
  await page.keyboard.press('ControlOrMeta+Z');
  expect(await workbench.place('Copy')).toEqual(copy);

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await expect(page.getByText('0 nodes, 0 edges')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.getByText('3 nodes, 2 edges')).toBeVisible();

  // copied as text, pasted with fresh ids
  await workbench.node('Lake').click();
  await page.keyboard.press('ControlOrMeta+C');
  await expect.poll(() => surely(() => app.evaluate(({ clipboard }) => clipboard.readText()))).toContain('service: azure-storage');
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByText('4 nodes, 2 edges')).toBeVisible();
  await expect(workbench.node('Lake')).toHaveCount(2);
  expect(troubles).toEqual([]);
});

test('Alt and an arrow walk along the edges, and the keyboard goes along', async ({ start, folder }) => {
  const file = join(folder, 'walk.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').click();
  for (const [key, title] of [
    ['Alt+ArrowDown', 'Lake'],
    ['Alt+ArrowDown', 'Train'],
    ['Alt+ArrowUp', 'Lake'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
    await expect(workbench.node(title)).toBeFocused();
  }
  expect(troubles).toEqual([]);
});

test('a plan that is in view as a whole stays so when the canvas gets less room', async ({ start, folder }) => {
  const file = join(folder, 'room.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+1');
  await page.keyboard.press('ControlOrMeta+Shift+O');
  const canvas = async () => (await workbench.canvas.boundingBox()) ?? { x: 0, width: 0 };
  await expect.poll(async () => (await canvas()).width).toBeLessThan(500);
  for (const title of ['Copy', 'Lake', 'Train'])
    await expect
      .poll(async () => {
        const [card, box] = [await workbench.place(title), await canvas()];
        return card.x >= box.x && card.x + card.width <= box.x + box.width;
      })
      .toBe(true);
  expect(troubles).toEqual([]);
});

test('zoom, fit, minimap and lanes', async ({ start, folder }) => {
  const file = join(folder, 'view.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  const zoom = page.getByRole('contentinfo').getByText(/\d+ %$/);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByLabel('Minimap')).toHaveCount(0); // all is in view
  await expect(zoom).not.toHaveText('100 %');
  await workbench.viewAtRest();
  const fitted = await zoom.innerText();
  await page.keyboard.press('ControlOrMeta+=');
  await expect(zoom).not.toHaveText(fitted);
  await page.keyboard.press('ControlOrMeta+=');
  await page.keyboard.press('ControlOrMeta+=');
  await expect(page.getByLabel('Minimap')).toBeVisible();
  // the figure is that of the view, whatever the view was moved by
  const drawn = () =>
    workbench.canvas
      .locator('.svelte-flow__viewport')
      .evaluate((element) => `${Math.round(new DOMMatrix(getComputedStyle(element).transform).a * 100)} %`);
  await page.keyboard.press('ControlOrMeta+0');
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('ControlOrMeta+=');
  await expect(zoom).toHaveText('120 %');
  expect(await drawn()).toBe('120 %');
  await workbench.menu('toggle-minimap');
  await expect(page.getByLabel('Minimap')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(zoom).toHaveText(fitted);
  await expect(workbench.canvas.getByText('Data transfer', { exact: true })).toBeVisible();
  await workbench.menu('toggle-lanes');
  await expect(workbench.canvas.getByText('Data transfer', { exact: true })).toHaveCount(0);
  expect(troubles).toEqual([]);
});
