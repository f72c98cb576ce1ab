import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Running } from '../harness/app';
import { surely } from '../harness/main';
import { chainOf } from '../harness/plans';
import { SourcePane } from '../pages/source';

/* What a person works on stays in view: after zooming, after pasting, beside other panels, and however far apart the cards of a plan are. */

const tall = `pipedraft: 1
name: Tall
nodes:
  source: {service: on-premises-sql, title: Source}
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train}
  watch: {service: azure-monitor, title: Watch}
edges:
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  source: [0, 0]
  copy: [0, 160]
  lake: [0, 320]
  train: [0, 480]
  watch: [0, 900]
`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function canvasOf({ workbench }: Running): Promise<Box> {
  const box = await workbench.canvas.boundingBox();
  if (!box) throw new Error('There is no canvas.');
  return box;
}

/** True if a box is within another in full. */
function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

async function opened(start: (options: object) => Promise<Running>, folder: string, text: string, size: object): Promise<Running> {
  const file = join(folder, 'tall.pipedraft.yaml');
  writeFileSync(file, text);
  const running = await start({ files: [file], size });
  await running.workbench.settled();
  return running;
}

test('the selected card stays in view when the zoom changes', async ({ start, folder }) => {
  const running = await opened(start, folder, tall, { width: 1280, height: 800 });
  const { page, workbench, troubles } = running;
  await page.keyboard.press('ControlOrMeta+1');
  await workbench.viewAtRest();
  for (const title of ['Watch', 'Source']) {
    await workbench.node(title).click();
    for (const key of ['ControlOrMeta+0', 'ControlOrMeta+=', 'ControlOrMeta+=', 'ControlOrMeta+=']) {
      await page.keyboard.press(key);
      await workbench.viewAtRest();
      expect(isWithin(await workbench.place(title), await canvasOf(running)), `${title} after ${key}`).toBe(true);
    }
    await page.keyboard.press('ControlOrMeta+1');
    await workbench.viewAtRest();
  }
  expect(troubles).toEqual([]);
});

test('pasted nodes are all in view, and no further away than they have to be', async ({ start, folder }) => {
  const running = await opened(start, folder, chainOf(18), { width: 1280, height: 800 });
  const { page, app, workbench, troubles } = running;
  await workbench.canvas.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => surely(() => app.evaluate(({ clipboard }) => clipboard.readText()))).toMatch(/nodes:/);
  await page.keyboard.press('Delete');
  await expect(page.getByText('0 nodes, 0 edges')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+0');
  await workbench.viewAtRest();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText('18 nodes, 17 edges')).toBeVisible();
  await workbench.viewAtRest();
  const canvas = await canvasOf(running);
  for (const card of await workbench.cards.all()) expect(isWithin((await card.boundingBox()) ?? canvas, canvas)).toBe(true);
  expect(await workbench.cards.count()).toBe(18);
  // undoing takes the view back
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('contentinfo').getByText(/\d+ %$/)).toHaveText('100 %');
  expect(troubles).toEqual([]);
});

test('a plan whose cards are too far apart to be shown together shows most of them, and brings the others back', async ({
  start,
  folder,
}) => {
  const running = await opened(start, folder, tall.replace('watch: [0, 900]', 'watch: [1000000000, 1000000000]'), {
    width: 1280,
    height: 800,
  });
  const { page, workbench, troubles } = running;
  const shows = async (title: string) => isWithin(await workbench.place(title), await canvasOf(running));
  for (const title of ['Source', 'Train']) expect(await shows(title), title).toBe(true);
  const message = page.getByText('1 node lies too far away to be shown with the others.');
  await expect(message).toBeVisible();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await workbench.viewAtRest();
  expect(await shows('Watch')).toBe(true);
  await expect(workbench.node('Watch')).toHaveClass(/selected/);
  await page.keyboard.press('ControlOrMeta+z');
  // fitting the view says it again
  await page.keyboard.press('ControlOrMeta+1');
  await expect(message).toBeVisible();
  await workbench.viewAtRest();
  expect(await shows('Lake')).toBe(true);
  expect(troubles).toEqual([]);
});

test('the legend leaves the names of the lanes free', async ({ start, folder }) => {
  const running = await opened(start, folder, tall, { width: 1280, height: 700 });
  const { page, workbench } = running;
  const legend = await page.getByRole('button', { name: 'Legend' }).boundingBox();
  const canvas = await canvasOf(running);
  // every lane comes to lie at the foot once
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 60);
  for (let step = 0; step < 12; step += 1) {
    for (const name of await workbench.canvas.locator('.names span').all()) {
      const box = await name.boundingBox();
      const isApart =
        !box || !legend || box.x + box.width <= legend.x || box.y + box.height <= legend.y || box.y >= legend.y + legend.height;
      expect(isApart, `${await name.innerText()} after ${step} steps`).toBe(true);
    }
    await page.mouse.wheel(0, -15);
    await workbench.viewAtRest();
  }
});

for (const size of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
])
  test(`the canvas keeps 480 pixels beside the source at ${size.width} × ${size.height}`, async ({ start, folder }) => {
    const running = await opened(start, folder, tall, size);
    const { page, workbench, troubles } = running;
    const source = new SourcePane(page);
    await source.open();
    await expect.poll(async () => (await canvasOf(running)).width).toBeGreaterThanOrEqual(480);
    expect((await source.text.boundingBox())?.width).toBeGreaterThan(240);
    // a side panel that is asked for is there, and the other gives way
    await workbench.menu('context');
    await expect(workbench.inspector).toBeVisible();
    await expect(workbench.palette).toHaveCount(0);
    await workbench.menu('add-node');
    await expect(workbench.palette.getByRole('searchbox')).toBeFocused();
    await expect(workbench.inspector).toHaveCount(0);
    expect(troubles).toEqual([]);
  });

test('in a low window the details of a finding take the place of the list, and lead back to it', async ({ start, folder }) => {
  const running = await opened(start, folder, tall, { width: 900, height: 600 });
  const { page, workbench, troubles } = running;
  const details = page.getByRole('complementary', { name: 'The finding in full' });
  const first = workbench.problems.locator('.problem-row').first();
  await first.click();
  await expect(details).toBeVisible();
  await expect(workbench.problems).toHaveCount(0);
  const [shown, panel] = [await details.boundingBox(), await page.getByRole('region', { name: 'Findings and cost' }).boundingBox()];
  expect(shown && panel && isWithin(shown, panel)).toBe(true);
  expect(shown?.height).toBeGreaterThan(100);
  const text = await details.locator('.message').boundingBox();
  expect(text && shown && isWithin(text, shown), 'the message can be read').toBe(true);
  // F8 goes on in full, and the way back is to the row
  await page.keyboard.press('F8');
  await expect(details).toBeVisible();
  await details.getByRole('button', { name: 'All findings' }).click();
  await expect(details).toHaveCount(0);
  await expect(workbench.problems.locator('.problem-row.current')).toBeFocused();
  // the arrow keys stay in the list
  await page.keyboard.press('ArrowDown');
  await expect(workbench.problems.locator('.problem-row.current')).toBeFocused();
  await expect(details).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(details).toBeVisible();
  await page.keyboard.press('Escape');
  expect(troubles).toEqual([]);
});
