import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ended, expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerMessages, answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';
import { example } from '../harness/plans';
import { CheckpointsDialogPage } from '../pages/checkpoints-dialog';
import { CompareDialogPage } from '../pages/compare-dialog';

/* Named moments of a plan: kept, looked at, compared, restored, deleted. */

const plan = readFileSync(example, 'utf8');

test('keeps the plan under a name, compares with it, and restores it as one step', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  const commented = plan.replace('\nnodes:\n', '\n# our own words\nnodes:\n');
  writeFileSync(file, commented);
  const { workbench, page, troubles } = await start({ files: [file] });
  const checkpoints = new CheckpointsDialogPage(page);
  await workbench.settled();
  await page.keyboard.press('Control+Shift+K');
  await expect(checkpoints.dialog.getByText('This plan has no checkpoints yet.')).toBeVisible();
  await expect(checkpoints.newName).toBeFocused();
  await checkpoints.keep('before the move to Fabric');
  await expect(checkpoints.rows).toHaveCount(1);
  await expect(checkpoints.rows.first()).toContainText(/USD a month · maintainability \d+ · skills \d+ · integration \d+/);
  await expect(checkpoints.picture).toBeVisible();
  await expect(checkpoints.dialog.getByText(/^\d+ KiB of 64 MiB used by the checkpoints of all plans/)).toBeVisible();
  expect(await violations(page, 'checkpoints')).toEqual([]);
  await page.keyboard.press('Escape');

  await workbench.rename('Weekly training', 'Daily training');
  await workbench.node('Notebooks').click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('Daily training');
  await workbench.menu('checkpoints');
  await expect(checkpoints.rows).toHaveCount(2);
  await expect(checkpoints.rows.first()).toContainText('Saved');

  // compared
  await checkpoints.rows.nth(1).click();
  await checkpoints.button('Compare').click();
  const comparing = new CompareDialogPage(page);
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the checkpoint “before the move to Fabric”');
  await expect(comparing.change('Notebooks: removed')).toBeVisible();
  await comparing.dialog.getByRole('combobox', { name: 'Checkpoint of this plan' }).selectOption({ index: 0 });
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the checkpoint “Saved”');
  await expect(comparing.dialog.getByText('No differences.')).toBeVisible();
  await comparing.other.selectOption({ label: 'The last save' });
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the last save');
  await comparing.other.selectOption({ label: 'A checkpoint…' });
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the checkpoint “Saved”');
  await page.keyboard.press('Escape');

  // restored with its comments, and taken back with one step
  await page.keyboard.press('Control+Shift+K');
  await checkpoints.rows.filter({ hasText: 'before the move' }).click();
  await checkpoints.button('Restore').click();
  await expect(checkpoints.dialog).toBeHidden();
  await expect(page.getByText('“before the move to Fabric” is restored.')).toBeVisible();
  await expect(workbench.node('Weekly training')).toBeVisible();
  await expect(workbench.node('Notebooks')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(workbench.node('Daily training')).toBeVisible();
  await expect(workbench.node('Notebooks')).toBeHidden();
  await page.keyboard.press('Control+y');
  await expect(workbench.node('Weekly training')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(commented);
  expect(troubles).toEqual([]);
});

test('names, deletes and brings back', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  writeFileSync(file, plan);
  const { workbench, page, troubles } = await start({ files: [file] });
  const checkpoints = new CheckpointsDialogPage(page);
  await workbench.settled();
  await workbench.rename('Weekly training', 'Daily training');
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  await page.keyboard.press('Control+Shift+K');
  await expect(checkpoints.rows).toHaveText([/^Saved/]);
  await checkpoints.name.fill('agreed with finance');
  await checkpoints.name.press('Enter');
  await expect(checkpoints.rows).toHaveText([/^agreed with finance/]);
  await checkpoints.button('Delete').click();
  await expect(checkpoints.rows).toHaveCount(0);
  await expect(checkpoints.dialog.getByText('“agreed with finance” deleted.')).toBeVisible();
  await checkpoints.button('Undo').click();
  await expect(checkpoints.rows).toHaveText([/^agreed with finance/]);
  expect(troubles).toEqual([]);
});

test('keeps one at an export, a print, Save as, and the save before closing; a renamed file has them all', async ({ start, folder }) => {
  const userData = join(folder, 'user-data');
  const first = await start({ userData });
  const checkpoints = new CheckpointsDialogPage(first.page);
  const { workbench, page, app } = first;
  await workbench.startEmpty();
  await workbench.drag('Azure Data Factory', { x: 240, y: 160 });
  await workbench.settled();
  await page.keyboard.press('Control+Shift+K');
  await checkpoints.keep('an early idea');
  await page.keyboard.press('Escape');

  const svg = join(folder, 'plan.svg');
  await answerSave(app, svg);
  await workbench.menu('export-picture');
  await page.getByRole('radio', { name: 'SVG' }).check({ force: true });
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  await expect(page.getByText('plan.svg written.')).toBeVisible();
  await page.keyboard.press('Control+p');
  await answerSave(app, join(folder, 'plan.pdf'));
  await workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(page.getByText('plan.pdf written.')).toBeVisible();
  const file = join(folder, 'idea.pipedraft.yaml');
  await answerSave(app, file);
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  await page.keyboard.press('Control+Shift+K');
  await expect(checkpoints.rows.last()).toContainText('an early idea');
  const reasons = async () => (await checkpoints.rows.allTextContents()).join(' ');
  await expect.poll(reasons).toMatch(/Saved/);
  await page.keyboard.press('Escape');

  await workbench.drag('Azure DevOps', { x: 480, y: 200 });
  await expect(workbench.changedMark).toBeVisible();
  await answerMessages(app, 'Save');
  await surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.close()));
  await ended(first);
  expect(readFileSync(file, 'utf8')).toContain('azure-devops');

  const renamed = join(folder, 'renamed.pipedraft.yaml');
  renameSync(file, renamed);
  const second = await start({ files: [renamed], userData });
  const after = new CheckpointsDialogPage(second.page);
  await second.workbench.settled();
  await second.page.keyboard.press('Control+Shift+K');
  await expect(after.rows).toHaveText([/^Saved/, /^Saved/, /^an early idea/]);
  await expect(after.rows.first()).toContainText(/USD a month/);
  expect([...first.troubles, ...second.troubles]).toEqual([]);
});

test('lists what is damaged or of a later version as such', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  writeFileSync(file, plan);
  const { workbench, page, troubles } = await start({ files: [file] });
  const checkpoints = new CheckpointsDialogPage(page);
  await workbench.settled();
  await page.keyboard.press('Control+Shift+K');
  for (const name of ['first', 'second', 'third', 'fourth']) await checkpoints.keep(name);
  await page.keyboard.press('Escape');
  await spoil(page);
  await page.keyboard.press('Control+Shift+K');
  await expect(checkpoints.rows.filter({ hasText: 'first' })).toContainText('Damaged');
  await expect(checkpoints.rows.filter({ hasText: 'second' })).toContainText('Kept by a later version of Pipedraft');
  await expect(checkpoints.rows.filter({ hasText: 'third' })).toContainText('Damaged');
  await checkpoints.rows.filter({ hasText: 'third' }).click();
  await expect(checkpoints.button('Restore')).toBeDisabled();
  await expect(checkpoints.button('Compare')).toBeDisabled();
  await checkpoints.button('Delete').click();
  await expect(checkpoints.rows).toHaveCount(3);
  await checkpoints.rows.filter({ hasText: 'fourth' }).click();
  await expect(checkpoints.picture).toBeVisible();
  expect(troubles).toEqual([]);
});

/** Changes the first three checkpoints as a fault or a later version would. */
async function spoil(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const open = indexedDB.open('pipedraft');
        open.onerror = () => fail(new Error('The database cannot be opened.'));
        open.onsuccess = () => {
          const change = open.result.transaction(['checkpoints', 'checkpointTexts'], 'readwrite');
          const [rows, texts] = [change.objectStore('checkpoints'), change.objectStore('checkpointTexts')];
          const all = rows.getAll();
          all.onsuccess = () => {
            const [first, second, third] = all.result as { id: number }[];
            if (!first || !second || !third) return fail(new Error('There are too few checkpoints.'));
            texts.put({ id: first.id, text: 'pipedraft: 1\n' });
            rows.put({ ...second, version: 2, figures: 'of another kind' });
            rows.put({ ...third, time: 'yesterday' });
          };
          change.oncomplete = () => {
            open.result.close();
            done();
          };
        };
      }),
  );
}
