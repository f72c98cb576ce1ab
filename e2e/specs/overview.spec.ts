import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* A plan that is too large for cards is drawn as a picture, which takes the pointer and the keys as cards do. */

const columns = 40;
const [stepX, stepY] = [264, 112];

/** Nodes in rows and columns, each row a chain, so that a test knows where every node is. */
function gridPlan(nodes: number): string {
  const ids = Array.from({ length: nodes }, (_, at) => `n${at}`);
  const place = (at: number) => `[${(at % columns) * stepX}, ${Math.floor(at / columns) * stepY}]`;
  const next = ids.flatMap((id, at) =>
    at % columns < columns - 1 && at + 1 < nodes ? [`  - {from: ${id}, to: n${at + 1}, kind: data}`] : [],
  );
  return [
    'pipedraft: 1',
    'name: Large',
    'context: {approach: code}',
    'nodes:',
    ...ids.map((id, at) => `  ${id}: {service: ${at === 41 ? 'unheard-of' : 'azure-storage'}, title: Store ${at}}`),
    'edges:',
    ...next,
    'layout:',
    ...ids.map((id, at) => `  ${id}: ${place(at)}`),
    '',
  ].join('\n');
}

test('a large plan is drawn on one picture, where nodes are selected, boxed, dragged and approached', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  const text = gridPlan(1200);
  writeFileSync(file, text);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+1');
  const zoom = page.getByRole('contentinfo').getByText(/\d+ %$/);
  await expect(zoom).toHaveText(/^\d %$/);
  await expect(workbench.overview).toBeVisible();
  await expect(workbench.cards).toHaveCount(0);

  const at = await workbench.overviewPlaces({ width: (columns - 1) * stepX, height: 29 * stepY });
  const middle = (node: number) => at((node % columns) * stepX + 104, Math.floor(node / columns) * stepY + 32);

  // pointed at, it says what it is
  await page.mouse.move(...middle(41));
  await expect(workbench.overview.getByText(/^Store 41, unknown service unheard-of/)).toBeVisible();

  // a click selects, with Shift one more, on empty canvas none
  await page.mouse.click(...middle(85));
  await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Store 85');
  await page.keyboard.down('Shift');
  await page.mouse.click(...middle(90));
  await page.keyboard.up('Shift');
  await expect(workbench.inspector.getByRole('heading', { name: '2 nodes selected' })).toBeVisible();
  await page.mouse.click(...at(-60, -300));
  await expect(workbench.inspector.getByRole('heading', { name: /selected$/ })).toHaveCount(0);

  // an edge, between two blocks
  const [leftX, rowY] = middle(85);
  const [rightX] = middle(86);
  await page.mouse.click((leftX + rightX) / 2, rowY);
  await expect(workbench.inspector.getByRole('button', { name: 'Store 86', exact: true })).toBeVisible();

  // a box selects what it touches, with the edges there
  await page.mouse.move(...at(-40, -40));
  await page.mouse.down();
  await page.mouse.move(...at(2 * stepX + 150, stepY + 40), { steps: 5 });
  await page.mouse.up();
  await expect(workbench.inspector.getByRole('heading', { name: '6 nodes and 6 edges selected' })).toBeVisible();

  // one is dragged with the others that are selected; Escape gives up; undo takes it back
  const foot = page.getByRole('toolbar', { name: 'Plan' }).getByRole('button', { name: /^Undo/ });
  await page.mouse.move(...middle(1));
  await page.mouse.down();
  await page.mouse.move(...at(stepX + 104, -500), { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(foot).toBeDisabled();
  await page.mouse.move(...middle(500));
  await page.mouse.down();
  await page.mouse.move(...at(-700, 600), { steps: 6 });
  await page.mouse.up();
  await expect(foot).toBeEnabled();
  await page.mouse.move(...at(-700, 600));
  await expect(workbench.overview.getByText(/^Store 500,/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(foot).toBeDisabled();
  await page.mouse.move(...middle(500));
  await expect(workbench.overview.getByText(/^Store 500,/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('large.pipedraft.yaml saved.')).toBeAttached();
  expect(readFileSync(file, 'utf8')).toBe(text);

  // the context menu is about the node under the pointer
  await page.mouse.click(...middle(700), { button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toBeEnabled();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Store 700');
  await page.keyboard.press('Escape');

  // a double-click goes to where cards can be read, and keys go on from there
  await page.mouse.dblclick(...middle(620));
  await expect(workbench.overview).toHaveCount(0);
  await expect(workbench.node('Store 620')).toBeVisible();
  await expect(zoom).toHaveText('100 %');
  await expect(workbench.node('Store 620')).toBeFocused();
  expect(await workbench.cards.count()).toBeLessThan(150);
  expect(troubles).toEqual([]);
});

test('the keyboard stays with the plan when it becomes a picture, and leads back to cards', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, gridPlan(1200));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await expect(workbench.overview).toBeVisible();

  // F2 goes there to rename
  await workbench.canvas.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(workbench.inspector.getByRole('heading', { name: '1,200 nodes and 1,170 edges selected' })).toBeVisible();
  const list = workbench.problems.locator('.problem-row').filter({ hasText: 'Store 41' }).first();
  await list.click();
  await expect(workbench.node('Store 41')).toBeVisible();
  await workbench.node('Store 41').click();
  await expect(workbench.node('Store 41')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(workbench.overview).toBeVisible();
  await expect(workbench.canvas).toBeFocused();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByRole('toolbar', { name: 'Plan' }).getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(workbench.node('Store 41')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(workbench.overview).toBeVisible();
  await page.keyboard.press('F2');
  await workbench.canvas.getByRole('textbox', { name: 'Title' }).fill('The odd one');
  await page.keyboard.press('Enter');
  await expect(workbench.node('The odd one')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('what is selected out of sight moves along with what is dragged in sight', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, gridPlan(1200));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await workbench.problems.locator('.problem-row').filter({ hasText: 'Store 41' }).first().click();
  await page.keyboard.press('ControlOrMeta+0');
  await workbench.node('Store 41').click();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(workbench.inspector.getByRole('heading', { name: '1,200 nodes and 1,170 edges selected' })).toBeVisible();
  const card = await workbench.place('Store 41');
  await page.mouse.move(card.x + 100, card.y + 50);
  await page.mouse.down();
  await page.mouse.move(card.x + 100, card.y + 130, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('large.pipedraft.yaml saved.')).toBeAttached();
  const places = [...readFileSync(file, 'utf8').matchAll(/^ {2}n(\d+): \[(-?\d+), (-?\d+)\]$/gm)].map(([, at, x, y]) => [
    Number(x) - (Number(at) % columns) * stepX,
    Number(y) - Math.floor(Number(at) / columns) * stepY,
  ]);
  expect(places).toHaveLength(1200);
  expect(new Set(places.map(String)).size).toBe(1);
  expect(places[0]).not.toEqual([0, 0]);
  expect(troubles).toEqual([]);
});

test('an edge that only passes through the view of a large plan is painted, and can be pointed at', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, gridPlan(1200).replace('layout:', '  - {from: n2, to: n1162, kind: telemetry}\nlayout:'));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type('Store 600');
  await page.keyboard.press('Enter');
  await expect(workbench.node('Store 600')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+0');
  await expect(page.getByRole('contentinfo').getByText('100 %')).toBeVisible();
  await expect(workbench.node('Store 2')).toHaveCount(0);

  // no other edge stands upright between the rows; it gets hold of the pointer that comes near it
  const line = workbench.canvas.getByLabel('telemetry from Store 2 to Store 1162');
  await expect(line).toHaveCount(0);
  const box = (await workbench.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const card = (await workbench.node('Store 600').boundingBox()) ?? box;
  const y = card.y + card.height + 12;
  const holds = async (at: number) => {
    await page.mouse.move(at, y);
    return (await line.count()) > 0;
  };
  let first = box.x + 8;
  while (!(await holds(first)) && first < box.x + box.width) first += 3;
  const hits: number[] = [];
  for (let at = first - 6; at < first + 24; at += 1) if (await holds(at)) hits.push(at);
  expect(hits.length).toBeGreaterThan(10);
  const x = ((hits[0] ?? 0) + (hits.at(-1) ?? 0)) / 2;

  const painted = () =>
    workbench.canvas.locator('canvas').evaluateAll(
      (tiles, [left, top]) =>
        tiles.some((tile) => {
          const canvas = tile as HTMLCanvasElement;
          const box = canvas.getBoundingClientRect();
          if (left < box.left || left >= box.right || top < box.top || top >= box.bottom) return false;
          const scale = canvas.width / box.width;
          // dots with gaps between them
          const pixels = canvas.getContext('2d')?.getImageData((left - box.left) * scale - 2, (top - box.top) * scale - 8, 5, 16).data;
          return pixels?.some((value) => value > 0) ?? false;
        }),
      [x, y] as const,
    );
  await expect.poll(painted).toBe(true);
  await page.mouse.click(x, y);
  await expect(workbench.inspector.getByRole('button', { name: 'Store 1162', exact: true })).toBeVisible();
  // it is drawn by itself while it is selected, and goes with Delete
  await page.keyboard.press('Delete');
  await expect(line).toHaveCount(0);
  await expect.poll(painted).toBe(false);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(painted).toBe(true);
  expect(troubles).toEqual([]);
});
