import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type LaunchOptions, type Running } from '../harness/app';
import { chainOf } from '../harness/plans';

/* Escape while a button is held: whatever is moved, drawn or widened is as it was, and letting go of the button does nothing more. */

const plan = `pipedraft: 1
name: Small
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  clean: {service: adf-data-flows, title: Clean}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-jobs-sdk, title: Train}
edges:
  - {from: copy, to: lake, kind: data}
groups:
  ingest: {title: Ingest, nodes: [clean, copy]}
notes:
  why: {text: Why batch?, at: [640, 0]}
layout:
  clean: [0, 160]
  copy: [0, 0]
  lake: [320, 0]
  train: [320, 160]
`;

async function open(start: (options: LaunchOptions) => Promise<Running>, folder: string, text = plan) {
  const file = join(folder, 'small.pipedraft.yaml');
  writeFileSync(file, text);
  const running = await start({ files: [file], size: { width: 1600, height: 900 } });
  await running.workbench.settled();
  return { ...running, file };
}

async function middle(thing: Locator): Promise<[number, number]> {
  const box = await thing.boundingBox();
  if (!box) throw new Error('It is not in the window.');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

interface Gesture {
  readonly from: readonly [number, number];
  readonly by?: readonly [number, number];
  readonly button?: 'left' | 'middle';
}

/** Presses, moves and looks whether something comes of it; presses Escape, moves on and lets go. */
async function giveUp(
  page: Page,
  { from: [x, y], by: [across, down] = [120, 90], button = 'left' }: Gesture,
  isUnderWay: () => Promise<void>,
) {
  const { mouse } = page;
  await mouse.move(x, y);
  await mouse.down({ button });
  await mouse.move(x + across / 2, y + down / 2, { steps: 4 });
  await mouse.move(x + across, y + down, { steps: 4 });
  await isUnderWay();
  await page.keyboard.press('Escape');
  await mouse.move(x + across + 30, y + down + 20, { steps: 3 });
  await mouse.up({ button });
}

test('nothing on the canvas is moved, selected or drawn when its gesture is given up', async ({ start, folder }) => {
  const { page, workbench, file, troubles } = await open(start, folder);
  const undo = page.getByRole('button', { name: /^Undo/ });
  const selected = page.locator('.svelte-flow__node.selected');
  const note = page.locator('.svelte-flow__node-note');
  const frame = page.locator('.frame[data-group="ingest"] .head');
  const sees = () =>
    page.locator('.svelte-flow__node, .frame').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  const before = await sees();
  const unchanged = async (count: number) => {
    await expect.poll(sees).toEqual(before);
    await expect(selected).toHaveCount(count);
    await expect(undo).toBeDisabled();
    await expect(workbench.changedMark).toHaveCount(0);
    await expect(page.locator('.svelte-flow__node.dragging, .svelte-flow__selection, .svelte-flow__selection-wrapper')).toHaveCount(0);
  };
  const moved = () => expect.poll(sees).not.toEqual(before);

  await test.step('a card that was not selected', async () => {
    await giveUp(page, { from: await middle(workbench.node('Lake')) }, moved);
    await unchanged(0);
  });
  await test.step('a note', async () => {
    await giveUp(page, { from: await middle(note) }, moved);
    await unchanged(0);
  });
  await test.step('a group by its frame', async () => {
    const [x, y] = await middle(frame);
    await giveUp(page, { from: [x - 40, y] }, moved);
    await unchanged(0);
  });
  await test.step('several cards', async () => {
    await workbench.node('Lake').click();
    await workbench.node('Train').click({ modifiers: ['Shift'] });
    await note.click({ modifiers: ['Shift'] });
    await page.mouse.move(0, 0);
    await giveUp(page, { from: await middle(workbench.node('Train')) }, moved);
    await unchanged(3);
  });
  await test.step('a box around others, which leaves what was selected', async () => {
    const canvas = await workbench.canvas.boundingBox();
    const [x, y] = await middle(workbench.node('Clean'));
    await giveUp(page, { from: [(canvas?.x ?? 0) + 4, y + 70], by: [x + 60 - (canvas?.x ?? 0), -120] }, () =>
      expect(page.locator('.svelte-flow__selection')).toBeVisible(),
    );
    await unchanged(3);
    await expect(workbench.node('Lake')).toHaveClass(/selected/);
  });
  await test.step('an edge, let go of over empty canvas', async () => {
    const { x, y } = await workbench.port('Lake', 'data');
    await giveUp(page, { from: [x, y], by: [40, 110] }, () => expect(page.locator('.connecting')).toHaveCount(1));
    await expect(page.locator('.connecting')).toHaveCount(0);
    await unchanged(3);
  });
  await test.step('the view', async () => {
    const [x, y] = await middle(workbench.node('Train'));
    await giveUp(page, { from: [x, y + 80], button: 'middle' }, moved);
    await unchanged(3);
  });
  await test.step('the next gesture is heard again', async () => {
    const from = await middle(workbench.node('Lake'));
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + 60, from[1] + 60, { steps: 4 });
    await page.mouse.up();
    await expect(undo).toBeEnabled();
    await undo.click();
    await workbench.node('Train').click();
    await expect(selected).toHaveCount(1);
    await page.keyboard.press('Escape');
    await unchanged(0);
  });
  await test.step('the block of a collapsed group', async () => {
    await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
    const block = page.locator('.group-block');
    const at = await block.boundingBox();
    await giveUp(page, { from: await middle(block) }, async () => expect(await block.boundingBox()).not.toEqual(at));
    await expect.poll(() => block.boundingBox()).toEqual(at);
    await expect(undo).toBeDisabled();
    await expect(workbench.changedMark).toHaveCount(0);
  });
  expect(readFileSync(file, 'utf8')).toBe(plan);
  expect(troubles).toEqual([]);
});

test('nothing comes from the palette, no row moves and no panel is wider', async ({ start, folder }) => {
  const { page, workbench, troubles } = await open(start, folder);
  const undo = page.getByRole('button', { name: /^Undo/ });

  const item = workbench.palette.getByRole('button', { name: /^Add/ }).first();
  await giveUp(page, { from: await middle(item), by: [500, 60] }, () =>
    expect(page.locator('body > * .ghost, .ghost').first()).toBeVisible(),
  );
  await expect(page.locator('.ghost')).toHaveCount(0);

  const splitter = page.getByRole('separator', { name: 'Width of the palette' });
  const width = await splitter.getAttribute('aria-valuenow');
  await giveUp(page, { from: await middle(splitter), by: [60, 0] }, () =>
    expect(splitter).not.toHaveAttribute('aria-valuenow', width ?? ''),
  );
  await expect(splitter).toHaveAttribute('aria-valuenow', width ?? '');

  await page.keyboard.press('ControlOrMeta+Shift+o');
  const step = page.getByRole('gridcell', { name: '1', exact: true });
  await giveUp(page, { from: await middle(step), by: [0, 31] }, () => expect(page.locator('.row.dragged')).not.toHaveCount(0));
  await expect(page.locator('.row.dragged')).toHaveCount(0);
  await expect(undo).toBeDisabled();
  await expect(page.getByText('4 nodes, 1 edge', { exact: true })).toBeVisible();
  expect(troubles).toEqual([]);
});

test('the picture of a large plan leaves its blocks where they were', async ({ start, folder }) => {
  const text = chainOf(300);
  const { page, workbench, file, troubles } = await open(start, folder, text);
  await expect(workbench.overview).toHaveCount(1);
  const place = await workbench.overviewPlaces({ width: 19 * 256 + 208, height: 14 * 128 + 64 });
  const undo = page.getByRole('button', { name: /^Undo/ });
  await giveUp(page, { from: place(5 * 256 + 100, 5 * 128 + 32), by: [60, 40] }, async () => {
    await expect(undo).toBeDisabled();
  });
  await expect(undo).toBeDisabled();
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(troubles).toEqual([]);
});

test('keys that undo, delete or move do nothing while a card is dragged', async ({ start, folder }) => {
  const { page, workbench, troubles } = await open(start, folder);
  const undo = page.getByRole('button', { name: /^Undo/ });
  const redo = page.getByRole('button', { name: /^Redo/ });
  await workbench.node('Lake').click();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(undo).toBeEnabled();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+z');
  await expect(redo).toBeEnabled();
  const at = await middle(workbench.node('Lake'));
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0] + 60, at[1] + 60, { steps: 4 });
  for (const key of ['Control+z', 'Delete', 'Control+Shift+z', 'ArrowUp', 'Control+d', 'q']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => middle(workbench.node('Lake'))).toEqual(at);
  await expect(workbench.node('Lake')).toHaveCount(1);
  await expect(redo).toBeEnabled();
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0] + 60, at[1] + 60, { steps: 4 });
  await page.keyboard.press('Delete');
  await page.mouse.up();
  await expect(redo).toBeDisabled();
  await expect(workbench.node('Lake')).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(workbench.node('Lake')).toHaveCount(0);
  expect(troubles).toEqual([]);
});
