import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandTable } from '../../src/commands/commands';
import { expect, test } from '../harness/app';

/* The command palette: every action by a word for it. */

const plan = `pipedraft: 1
name: Nightly scores
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
layout:
  copy: [0, 0]
  lake: [4000, 2000]
`;

test('lists every action, runs the one that is chosen, and leaves everything as it was on Escape', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await workbench.node('Copy').click();
  await workbench.node('Copy').focus();
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox');

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await expect(palette.getByText(`${commandTable.length - 1} hits`)).toBeVisible();
  await field.fill('qqxx');
  await expect(palette.getByText(/No action, node or service has this name/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(workbench.node('Copy')).toBeFocused();

  // what cannot be done says what it needs, and nothing happens
  await page.keyboard.press('Control+k');
  await field.fill('redo');
  await expect(palette.getByRole('option').first()).toContainText('needs something that was undone');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();

  // another word for it, and Enter
  await field.fill('clone');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByText('3 nodes, 0 edges')).toBeVisible();

  // undo from the palette undoes in the plan, not in the palette's own text
  await page.keyboard.press('Control+k');
  await field.fill('undo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 nodes, 0 edges')).toBeVisible();

  // a node far away gets the keyboard
  await page.keyboard.press('Control+k');
  await field.fill('lake');
  await page.keyboard.press('Enter');
  await expect(workbench.node('Lake')).toBeFocused();
  expect(troubles).toEqual([]);
});

test('adds a service by its name: after the selected node where it can follow, by itself where nothing is selected', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await workbench.node('Copy').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('add azure storage');
  await expect(palette.getByRole('option').first()).toContainText('Add Azure Blob Storage');
  await expect(palette.getByRole('option').first()).toContainText('after “Copy”');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 nodes, 1 edge', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await workbench.canvas.click({ position: { x: 20, y: 500 } });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('add azure ml pipelines');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 1 edge', { exact: true })).toBeVisible();
  expect(troubles).toEqual([]);
});
