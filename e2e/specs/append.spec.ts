import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* Building fast: what can follow, what can take a place, what can stand in between, each with what it comes to before it is done. */

const small = `pipedraft: 1
name: Small
context:
  region: westeurope
  approach: code
assumptions:
  runsPerMonth: 30
  dataPerRun: 80 GB
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  train: {service: adf-data-flows, title: Train}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  copy: [0, 0]
  lake: [0, 240]
  train: [560, 240]
`;

test('typing on a node lists what can follow, with cost and scores; Enter places and connects it', async ({ start, folder }) => {
  const file = join(folder, 'append.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await workbench.node('Lake').click();

  // two actions: a word, and Enter
  await page.keyboard.type('databricks');
  const list = page.getByRole('dialog', { name: 'What follows “Lake”' });
  const first = list.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(list.getByText('Cost a month')).toBeVisible(); // worked out by the engine before anything is done
  await expect(list.getByText('Maintainability', { exact: true })).toBeVisible();
  await expect(page.locator('.ghost')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 2 edges')).toBeVisible();
  await expect(page.locator('.ghost')).toHaveCount(0);

  // the new node is selected and has the keyboard: the next follows at once
  await page.keyboard.type('registry');
  await expect(page.getByRole('dialog', { name: /^What follows “/ })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'What follows “Lake”' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  // one step each
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.getByText('3 nodes, 1 edge')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('what cannot follow stands last, grey, with the reason; Enter does nothing with it, Escape leaves all as it was', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'grey.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  const list = page.getByRole('dialog', { name: 'What follows “Copy”' });
  await list.getByRole('combobox').press('End');
  const last = list.getByRole('option', { selected: true });
  await expect(last).toHaveAttribute('aria-disabled', 'true');
  await expect(last.locator('.reason')).not.toHaveText('');
  await page.keyboard.press('Enter');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByText('3 nodes, 1 edge')).toBeVisible();
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(small);
  expect(troubles).toEqual([]);
});

test('a service is swapped in three actions, with cost, scores, findings and lost edges shown before', async ({ start, folder }) => {
  const file = join(folder, 'swap.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+E');
  const list = page.getByRole('dialog', { name: 'What takes the place of ADF Copy activity' });
  await expect(list.getByText(/^\d+ services$/)).toBeVisible(); // all numbers are known, the best stands first
  await page.keyboard.type('data flows');
  await expect(list.getByRole('option').first()).toContainText('ADF data flows');
  for (const title of ['Cost a month', 'Maintainability', 'Skills', 'Integration'])
    await expect(list.getByText(title, { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(workbench.node('Copy').getByText('ADF data flows')).toBeVisible();
  await expect(page.getByText('3 nodes, 1 edge')).toBeVisible(); // the link stays
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(workbench.node('Copy').getByText('ADF Copy activity')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('what is typed and confirmed at once is the best hit in every list', async ({ start, folder }) => {
  const file = join(folder, 'quick.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const quickly = async (words: string) => {
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  };
  await workbench.node('Copy').click();
  await quickly('sql database');
  await expect(workbench.node('Azure SQL Database')).toHaveClass(/selected/);
  await page.keyboard.press('ControlOrMeta+Z');

  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+E');
  await quickly('event hubs');
  await expect(workbench.node('Copy').getByText('Azure Event Hubs')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(workbench.node('Copy').getByText('ADF Copy activity')).toBeVisible();

  // a name that cannot be taken is not replaced by another
  await page.keyboard.press('ControlOrMeta+E');
  await quickly('Azure Monitor');
  const list = page.getByRole('dialog', { name: 'What takes the place of ADF Copy activity' });
  await expect(list.getByRole('option', { selected: true })).toContainText('Azure Monitor');
  await expect(list.getByRole('alert')).toContainText('It is for');
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+K');
  await quickly('inspector');
  await expect(workbench.inspector).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+F');
  await quickly('train');
  await expect(workbench.node('Train')).toHaveClass(/selected/);
  expect(troubles).toEqual([]);
});

test('a service that is dropped on an edge stands in it', async ({ start, folder }) => {
  const file = join(folder, 'insert.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  const [copy, lake] = await Promise.all([workbench.place('Copy'), workbench.place('Lake')]);
  const canvas = await workbench.canvas.boundingBox();
  // the only edge leaves the card in the middle
  const middle = copy.x + copy.width / 2;
  await page.mouse.move(middle, 5);
  await workbench.drag('ADF data flows', { x: middle - (canvas?.x ?? 0), y: (copy.y + copy.height + lake.y) / 2 - (canvas?.y ?? 0) });
  await expect(page.getByText('4 nodes, 2 edges')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.getByText('3 nodes, 1 edge')).toBeVisible();

  expect(troubles).toEqual([]);
});

test('a dragged card is drawn to the line of another, with a guide; dropped on an edge it stands in it', async ({ start, folder }) => {
  const file = join(folder, 'guides.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  const [copy, lake, train] = await Promise.all([workbench.place('Copy'), workbench.place('Lake'), workbench.place('Train')]);
  await page.mouse.move(train.x + 60, train.y + 20);
  await page.mouse.down();
  await page.mouse.move(train.x + 56, train.y + 20, { steps: 4 }); // the drag begins where it passes its threshold
  await page.mouse.move(copy.x + 60 - 1, train.y + 100, { steps: 12 });
  await expect(page.locator('.canvas svg line')).toHaveCount(1);
  await page.mouse.up();
  await expect(page.locator('.canvas svg line')).toHaveCount(0);
  await expect.poll(async () => (await workbench.place('Train')).x).toBe(copy.x);

  // from the middle of the card straight down: a point on the edge
  const middle = copy.x + copy.width / 2;
  await page.mouse.move(copy.x + 60, train.y + 100 + 20);
  await page.mouse.down();
  await page.mouse.move(middle, (copy.y + copy.height + lake.y) / 2, { steps: 12 });
  await expect(page.getByText('Drop it to insert it between “Copy” and “Lake”.')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText('3 nodes, 2 edges')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.getByText('3 nodes, 1 edge')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('an edge that is dropped on empty canvas asks what it leads to', async ({ start, folder }) => {
  const file = join(folder, 'loose.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  const port = await workbench.port('Lake', 'data');
  await page.mouse.move(port.x, port.y);
  await page.mouse.down();
  await page.mouse.move(port.x + 20, port.y + 120, { steps: 6 });
  await page.mouse.up();
  const list = page.getByRole('dialog', { name: 'What follows “Lake”' });
  await expect(list).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 2 edges')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('the pad above the selected node swaps, connects, writes a note and appends the likeliest', async ({ start, folder }) => {
  const file = join(folder, 'pad.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Lake').click();
  const pad = page.getByRole('toolbar', { name: 'What can be done with the selected node' });
  await workbench.node('Train').click(); // at the right edge of the canvas, where the pad stays on it
  const [canvas, shown] = await Promise.all([workbench.canvas.boundingBox(), pad.boundingBox()]);
  expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual((canvas?.x ?? 0) + (canvas?.width ?? 0));
  await workbench.node('Lake').click();
  await pad.getByRole('button', { name: /^Note/ }).click();
  await page.keyboard.type('Kept for seven years');
  await expect(workbench.node('Lake').getByRole('img', { name: 'Has a note' })).toBeVisible();
  await workbench.node('Lake').click();
  await pad.getByRole('button', { name: 'More' }).click();
  await page
    .getByRole('menuitem', { name: /^Append / })
    .first()
    .click();
  await expect(page.getByText('4 nodes, 2 edges')).toBeVisible();
  expect(troubles).toEqual([]);
});
