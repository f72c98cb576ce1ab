import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chainOf } from '../harness/plans';
import { expect, test } from '../harness/app';

/* Finding nodes on the canvas: what is typed is in view at once, and Escape takes it all back. */

const plan = `pipedraft: 1
name: Nightly scores
nodes:
  copy: {service: adf-copy-activity, title: Copy orders, owner: Ada}
  lake: {service: azure-storage, title: Lake, note: raw files}
  old: {service: azure-storage, title: Old lake}
  train: {service: azure-ml-pipelines, title: Train, stage: training}
edges:
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  copy: [0, 0]
  lake: [0, 160]
  old: [3000, 160]
  train: [0, 2000]
`;

const field = (page: Page) => page.getByRole('textbox', { name: 'Find nodes by title, service or filter' });
/** Has the whole plan in view, so that every card is drawn. */
async function fit(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await expect(page.locator('.svelte-flow__node')).toHaveCount(4);
  await expect(page.getByRole('img', { name: 'Minimap' })).toHaveCount(0);
}
const viewport = (page: Page) => page.locator('.svelte-flow__viewport').evaluate((element) => element.style.transform);

test('finds a node among 500 in two actions: the words, and Enter', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(500).replace('title: Lake 250}', 'title: Needle in the hay}'));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('needle in');
  const card = workbench.node('Needle in the hay'); // not a card yet: the whole plan is in view, as one picture
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(card).toBeFocused();
  await expect(card.locator('.card')).toHaveClass(/selected/);
  await expect(field(page)).toBeHidden();
  expect(troubles).toEqual([]);
});

test('centres hits while typing, dims the others, walks them, and Escape puts everything back', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await workbench.node('Copy orders').click();
  await workbench.node('Copy orders').focus();
  await page.keyboard.press('Control+2');
  await expect.poll(() => viewport(page)).toContain('scale(1.25)');
  const before = await viewport(page);

  await page.keyboard.press('Control+f');
  await field(page).fill('lake');
  const bar = page.getByRole('search', { name: 'Find on the canvas' });
  await expect(bar.getByText('1 of 2')).toBeVisible();
  await expect(workbench.node('Copy orders').locator('.card')).toHaveClass(/dimmed/);
  await page.keyboard.press('ArrowDown');
  await expect(bar.getByText('2 of 2')).toBeVisible();
  await expect(workbench.node('Old lake')).toBeVisible();
  await expect.poll(() => viewport(page)).toContain('scale(1.25)'); // the zoom is left alone
  const [card, canvas] = [await workbench.place('Old lake'), await workbench.canvas.boundingBox()];
  expect(Math.abs(card.x + card.width / 2 - ((canvas?.x ?? 0) + (canvas?.width ?? 0) / 2))).toBeLessThan(400);
  await page.keyboard.press('F3');
  await expect(bar.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect.poll(() => viewport(page)).toBe(before);
  await expect(workbench.node('Copy orders')).toBeFocused();
  await expect(workbench.node('Copy orders').locator('.card')).toHaveClass(/selected/);
  await expect(workbench.node('Copy orders').locator('.card')).not.toHaveClass(/dimmed/);

  // with the bar closed, the next hit is selected
  await page.keyboard.press('F3');
  await expect(workbench.node('Lake').locator('.card')).toHaveClass(/selected/);
  expect(troubles).toEqual([]);
});

test('filters by what nodes are, say and cost, and says what is wrong with a filter', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find on the canvas' });
  for (const [query, hits] of [
    ['owner:ada', '1 of 1'],
    ['note:"raw files"', '1 of 1'],
    ['is:unconnected', '1 of 1'],
    ['service:storage -old', '1 of 1'],
    ['kind:data', '1 of 3'],
    ['stage:train', '1 of 1'],
    ['cost:>1000000', 'Nothing found'],
  ] as const) {
    await field(page).fill(query);
    await expect(bar.getByText(hits), query).toBeVisible();
  }
  await field(page).fill('stage:foo');
  await expect(bar.getByText(/stage: has no “foo”; there are source, experimentation/)).toBeVisible();
  await field(page).fill('finding:999');
  await expect(bar.getByText(/There is no finding 999; there are 1 to/)).toBeVisible();

  // all hits at once, by the menu beside the field
  await field(page).fill('');
  await bar.getByRole('button', { name: 'Filters and saved views' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Not connected/ }).click();
  await expect(field(page)).toHaveValue('is:unconnected');
  await field(page).fill('kind:data');
  await page.keyboard.press('Control+Enter');
  await expect(workbench.inspector.getByText('3 nodes', { exact: false }).first()).toBeVisible();
  expect(troubles).toEqual([]);
});

test('keeps a search and a place under a name', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await page.emulateMedia({ reducedMotion: 'reduce' }); // the view is where it goes at once, however busy the machine is
  await page.keyboard.press('Control+f');
  await field(page).fill('old lake');
  const bar = page.getByRole('search', { name: 'Find on the canvas' });
  await expect(bar.getByText('1 of 1')).toBeVisible();
  let there = await workbench.place('Old lake');
  await expect(async () => {
    const before = there;
    there = await workbench.place('Old lake');
    expect(there).toEqual(before);
  }).toPass({ intervals: [300] });
  await bar.getByRole('button', { name: 'Filters and saved views' }).click();
  await page.getByRole('menuitem', { name: 'Saved views…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByRole('textbox', { name: 'Name of the new view' }).fill('The old one');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Remove The old one' })).toBeVisible();
  await page.keyboard.press('Escape');
  await field(page).fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+1');

  // from the command palette
  await page.keyboard.press('Control+k');
  await page.keyboard.type('the old one');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('old lake');
  await expect.poll(async () => Math.round((await workbench.place('Old lake')).x)).toBe(Math.round(there.x));

  // renamed and removed
  await page.keyboard.press('Escape');
  await workbench.menu('saved-views');
  await dialog.getByRole('textbox', { name: 'Name of The old one' }).fill('Older');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Remove Older' }).click();
  await expect(dialog.getByText('None yet.')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('goes back and forward through places, and selects what leads to a node, follows it, or lies between two', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await fit(page);
  const fitted = await viewport(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('train');
  await page.keyboard.press('Enter');
  await expect(workbench.node('Train').locator('.card')).toHaveClass(/selected/);
  await expect.poll(() => viewport(page)).not.toBe(fitted);
  await page.keyboard.press('Control+[');
  await expect.poll(() => viewport(page)).toBe(fitted);
  await expect(workbench.node('Train').locator('.card')).not.toHaveClass(/selected/);
  await page.keyboard.press('Control+]');
  await expect(workbench.node('Train').locator('.card')).toHaveClass(/selected/);
  await page.keyboard.press('Control+[');

  const selected = workbench.canvas.locator('.card.selected .title');
  await workbench.node('Train').click();
  await workbench.menu('select-upstream');
  await expect(selected).toHaveText(['Copy orders', 'Lake', 'Train']); // in the order of the flow
  await workbench.node('Copy orders').click();
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect(selected).toHaveText(['Copy orders', 'Lake', 'Train']);
  await workbench.node('Train').click();
  await workbench.node('Copy orders').click({ modifiers: ['Shift'] });
  await workbench.menu('select-path');
  await expect(selected).toHaveText(['Copy orders', 'Lake', 'Train']);
  await workbench.node('Old lake').click();
  await workbench.menu('select-upstream');
  await expect(page.getByText('Nothing leads to what is selected.')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('cards stand in the order of the flow, and each says where it stands', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan.replace(/nodes:\n( {2}copy[^\n]*\n)([^]*)edges:/, 'nodes:\n$2$1edges:')); // the file begins elsewhere
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await fit(page);
  await expect(workbench.canvas.locator('.card > .words > .title')).toHaveText(['Copy orders', 'Lake', 'Old lake', 'Train']);
  await expect(workbench.node('Lake')).toHaveAccessibleDescription(/^step 2 of 4, after Copy orders, before Train/);
  expect(troubles).toEqual([]);
});
