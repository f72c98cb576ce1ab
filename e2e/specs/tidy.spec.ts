import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* Tidying: shown first, taken over as one step or not at all; what is pinned stays. */

const plan = `pipedraft: 1
name: Nightly scores
context: {approach: code, region: westeurope}
nodes:
  factory: {service: azure-data-factory, title: Nightly}
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train}
edges:
  - {from: factory, to: copy, kind: control}
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  copy: [640, 400]
  factory: [320, 520]
  lake: [0, 0]
  train: [640, 40]
`;

/** Where the nodes are in a file, line by line. */
const layoutIn = (file: string) => readFileSync(file, 'utf8').split('layout:\n')[1]?.split('\n').filter(Boolean) ?? [];

test('what tidying would do is shown first; Escape leaves everything, Enter takes it over as one step', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const bar = page.getByRole('region', { name: 'Tidy' });
  const outlines = page.locator('.outline');
  const before = await workbench.place('Lake');

  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(bar.getByRole('status')).toHaveText(/^\d+ nodes would move; (crossings \d+ → \d+|\d+ crossings as before)$/);
  await expect(outlines.filter({ hasText: 'Lake' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(outlines).toHaveCount(0);
  await expect.poll(() => workbench.place('Lake')).toEqual(before);
  await expect(workbench.changedMark).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(bar.getByRole('button', { name: 'Apply' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bar).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  expect(layoutIn(file)).not.toContain('  factory: [320, 520]');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByText('It is tidy already: nothing would move.')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('ControlOrMeta+S');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(plan);
  expect(troubles).toEqual([]);
});

test('a pinned node stays when the plan is tidied, and the file says so', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await workbench.node('Train').click();
  await page.keyboard.press('ControlOrMeta+Alt+P');
  await expect(workbench.node('Train').getByRole('img', { name: 'Pinned' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.locator('.outline').first()).toBeVisible();
  await expect(page.locator('.outline').filter({ hasText: 'Train' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  expect(layoutIn(file)).toContain('  train: [640, 40]');
  expect(layoutIn(file)).not.toContain('  lake: [0, 0]');
  expect(readFileSync(file, 'utf8').endsWith('pinned:\n  - train\n')).toBe(true);

  await workbench.node('Train').click();
  await page.keyboard.press('ControlOrMeta+Alt+P');
  await expect(workbench.node('Train').getByRole('img', { name: 'Pinned' })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('the selection alone is tidied, or what is new alone', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const outlines = page.locator('.outline');
  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+Alt+L');
  await expect(outlines).toHaveCount(1);
  await expect(outlines).toHaveText('Copy');
  // undo takes the proposal back, not the step before it
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(outlines).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Redo/ })).toBeDisabled();

  await workbench.drag('Azure Monitor', { x: 120, y: 120 });
  await expect(() => workbench.menu('tidy-new')).toPass(); // the native menu is enabled a moment later
  await expect(outlines).toHaveCount(1);
  await expect(outlines).toHaveText('Azure Monitor');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  for (const line of plan.split('layout:\n')[1]?.split('\n').filter(Boolean) ?? []) expect(layoutIn(file)).toContain(line);
  expect(troubles).toEqual([]);
});

test('tidying a large plan says how far it is, leaves the window at work, and is called off', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  // edges across each other without end: much to put in order
  const ids = Array.from({ length: 2400 }, (_, at) => `n${at}`);
  const services = ['azure-data-factory', 'adf-copy-activity', 'azure-storage', 'azure-ml-pipelines'];
  const large = [
    'pipedraft: 1',
    'name: Large',
    'nodes:',
    ...ids.map((id, at) => `  ${id}: {service: ${services[at % 4]}, title: Node ${at}}`),
    'edges:',
    ...ids.flatMap((id, at) => [1, 2, 3].map((turn) => `  - {from: ${id}, to: n${(at * 7 + turn * 397 + 1) % 2400}, kind: data}`)),
    'layout:',
    ...ids.map((id, at) => `  ${id}: [${(at % 50) * 264}, ${Math.floor(at / 50) * 112}]`),
    '',
  ].join('\n');
  writeFileSync(file, large);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await workbench.canvas.focus();
  const bar = page.getByRole('region', { name: 'Tidy' });
  const progress = bar.getByRole('progressbar');

  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(progress).toBeVisible();
  await expect.poll(() => progress.evaluate((element) => (element as HTMLProgressElement).value)).toBeGreaterThan(0);
  // the window answers meanwhile
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await expect(progress).toBeVisible();
  // what is open on top is closed first
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden();
  await expect(progress).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(large);
  expect(troubles).toEqual([]);
});
