import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import { expect, test } from '../harness/app';
import { surely } from '../harness/main';
import { chainOf } from '../harness/plans';

/* Copies by dragging, a service at the pointer, and pictures on the clipboard. */

const three = `pipedraft: 1
name: Three
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake, note: Kept}
  watch: {service: azure-monitor, title: Watch}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  copy: [0, 0]
  lake: [264, 0]
  watch: [0, 312]
`;

test('Alt and drag copies a card with what is in it, as one step; Escape and undo take it back', async ({ start, folder }) => {
  const file = join(folder, 'three.pipedraft.yaml');
  writeFileSync(file, three);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const lake = workbench.node('Lake');
  const [first, before] = [await workbench.place('Copy'), await workbench.place('Lake')];
  const from = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  const dragged = async (end: 'drop' | 'Escape') => {
    await page.mouse.move(from.x, from.y);
    await page.keyboard.down('Alt');
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y, { steps: 3 });
    await page.mouse.move(from.x + 220, from.y, { steps: 6 });
    // the copy moves, the original stays
    const lefts = await workbench.canvas.locator('.card').evaluateAll((cards) => {
      const placed = cards.map((card) => ({
        title: card.querySelector('.title')?.textContent?.trim(),
        left: card.getBoundingClientRect().x,
      }));
      const first = placed.find(({ title }) => title === 'Copy')?.left ?? 0; // the canvas may scroll at its border
      return placed.flatMap(({ title, left }) => (title === 'Lake' ? [left - first] : [])).sort((one, other) => one - other);
    });
    expect(lefts).toEqual([expect.closeTo(before.x - first.x, 0), expect.anything()]);
    expect(lefts[1]).toBeGreaterThan(before.x - first.x + 180);
    if (end === 'Escape') await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.keyboard.up('Alt');
  };
  await dragged('Escape');
  await expect(lake).toHaveCount(1);
  await dragged('drop');
  await expect(lake).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(workbench.changedMark).toHaveCount(0);
  const { plan } = readPlan(readFileSync(file, 'utf8'), file);
  expect(Object.values(plan.nodes).filter(({ note }) => note === 'Kept')).toHaveLength(2);
  // the original stays where it was, and the copy is where it was dropped
  expect(plan.layout['lake']).toEqual([264, 0]);
  const [copy] = Object.entries(plan.layout).filter(([id]) => !['copy', 'lake', 'watch'].includes(id));
  expect(copy?.[1][0]).toBeGreaterThan(264 + 180);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(lake).toHaveCount(1);
  expect(troubles).toEqual([]);
});

test('Alt and drag copies on the overview of a large plan too', async ({ start, folder }) => {
  const file = join(folder, 'long.pipedraft.yaml');
  writeFileSync(file, chainOf(200));
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(workbench.overview).toBeVisible();
  const { layout } = readPlan(readFileSync(file, 'utf8'), file).plan;
  test.fail(Object.keys(layout).length === 0, 'the plan has no places');
  const places = Object.values(layout);
  const last = { width: Math.max(...places.map(([x]) => x)) + 216, height: Math.max(...places.map(([, y]) => y)) + 64 };
  const at = await workbench.overviewPlaces(last);
  const [x, y] = at((places[0]?.[0] ?? 0) + 100, (places[0]?.[1] ?? 0) + 30);
  await page.mouse.move(x, y);
  await page.keyboard.down('Alt');
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 3 });
  await page.mouse.move(x + 60, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect(page.getByText('201 nodes', { exact: false }).first()).toBeVisible();
  expect(troubles).toEqual([]);
});

test('a double-click on the empty canvas adds a service there; on a card it adds nothing', async ({ start, folder }) => {
  const file = join(folder, 'three.pipedraft.yaml');
  writeFileSync(file, three);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').dblclick();
  await expect(page.locator('.picker')).toHaveCount(0);
  await page.keyboard.press('Escape');
  const watch = await workbench.place('Watch');
  const at = { x: watch.x + watch.width * 2, y: watch.y + watch.height / 2 };
  await page.mouse.dblclick(at.x, at.y);
  await page.locator('.picker').waitFor();
  await page.keyboard.type('log analytics');
  await page.keyboard.press('Enter');
  await expect(workbench.cards).toHaveCount(4);
  const added = await workbench.canvas.locator('.svelte-flow__node.selected').boundingBox();
  expect(Math.abs((added?.x ?? 0) + (added?.width ?? 0) / 2 - at.x)).toBeLessThan(watch.width);
  expect(troubles).toEqual([]);
});

test('a part of a plan is copied as a picture beside its text', async ({ start, folder }) => {
  const file = join(folder, 'three.pipedraft.yaml');
  writeFileSync(file, three);
  const { app, page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const clipboard = () =>
    surely(() =>
      app.evaluate(async ({ clipboard: system }) => {
        const old = system as unknown as {
          readHTML(): string;
          readImage(): { getSize(): { width: number; height: number } };
        };
        return { text: await system.readText(), html: old.readHTML(), size: old.readImage().getSize() };
      }),
    );
  await page.keyboard.press('ControlOrMeta+Shift+C');
  await expect(page.getByText('The plan is copied as a picture.')).toBeVisible();
  const whole = await clipboard();
  expect(Object.keys(readPlan(whole.text, 'whole.yaml').plan.nodes)).toEqual(['copy', 'lake', 'watch']);
  expect(whole.size.width).toBeGreaterThan(600);
  const svg = Buffer.from(/base64,([^"]+)"/.exec(whole.html)?.[1] ?? '', 'base64').toString();
  expect(svg).toContain('>Watch<');

  await workbench.node('Lake').click();
  await workbench.menu('copy-picture');
  await expect(page.getByText('The selection is copied as a picture.')).toBeVisible();
  const part = await clipboard();
  expect(Object.keys(readPlan(part.text, 'part.yaml').plan.nodes)).toEqual(['lake']);
  expect(part.size.width).toBeLessThan(whole.size.width);
  // the same clipboard can be pasted into a plan
  await page.keyboard.press('ControlOrMeta+V');
  await expect(workbench.cards).toHaveCount(4);
  expect(troubles).toEqual([]);
});
