import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerOpen } from '../harness/dialogs';
import { example } from '../harness/plans';
import { ExportDialogPage } from '../pages/export-dialog';

/* The files of the plan's repository, from the window: shown, written to a folder, and edits in them kept. */

test('leads from the plan to a complete folder in three actions, and keeps edits', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page, app, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  const repository = join(folder, 'repository');
  mkdirSync(repository);

  await workbench.menu('export-files');
  await expect(exporting.row('README.md')).toHaveAccessibleName(/new/);
  await expect(exporting.dialog.getByText('The folder of the plan.')).toBeVisible();
  await answerOpen(app, null);
  await exporting.button('Choose…').click();
  await answerOpen(app, repository);
  await exporting.button('Choose…').click();
  await expect(exporting.dialog.getByText(repository)).toBeVisible();
  await exporting.button('Export').click();
  await expect(
    page.getByText(
      /^\d+ files of \d+ written to “repository”\. 12 values left to be filled in and \d+ remarks on what is in no file: README\.md lists them\.$/,
    ),
  ).toBeVisible();
  for (const path of [
    'README.md',
    'azure-pipelines.yml',
    'ml/pipelines/train.yml',
    'adf/pipeline/nightly.json',
    'infra/main.bicep',
    'cost.csv',
  ])
    expect(existsSync(join(repository, path)), path).toBe(true);

  // the value that a gap asks for is typed in the inspector, and an edit of a person stays
  const component = join(repository, 'ml', 'components', 'train.yml');
  expect(readFileSync(component, 'utf8')).toContain('GAP(train.code)');
  writeFileSync(component, `${readFileSync(component, 'utf8')}# checked by hand\n`);
  await workbench.node('Weekly training').click();
  await workbench.inspector.getByRole('button', { name: 'Definition' }).click();
  await workbench.inspector.getByRole('textbox', { name: 'Code', exact: true }).fill('src/train');
  await workbench.menu('export-files');
  await expect(exporting.dialog.getByText(repository)).toBeVisible(); // it is remembered
  await exporting.tree.getByRole('treeitem', { name: /^train\.yml.*joined with edits/ }).click();
  await exporting.tab('Difference').click();
  await expect(exporting.text.locator('.cm-deletedLine')).toContainText(['GAP(train.code)']);
  await expect(exporting.text.locator('.cm-changedLine')).toContainText(['src/train']);
  await exporting.button('Export').click();
  await expect(page.getByText(/1 edited file joined with what the plan gives.* 11 values left to be filled in/)).toBeVisible();
  expect(readFileSync(component, 'utf8')).toContain('src/train');
  expect(readFileSync(component, 'utf8')).toContain('# checked by hand');

  // a file that is not from an export is left alone and named
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'README.md'), 'Ours.\n');
  await workbench.menu('export-files');
  await answerOpen(app, other);
  await exporting.button('Choose…').click();
  await expect(exporting.row('README.md')).toHaveAccessibleName(/not from an export/);
  await exporting.button('Export').click();
  await expect(workbench.refusal('README.md was left alone')).toBeVisible();
  expect(readFileSync(join(other, 'README.md'), 'utf8')).toBe('Ours.\n');
  expect(troubles).toEqual([]);
});

test('shows the lines of the selected node, and leads from a gap to its field', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  mkdirSync(join(folder, '.git'));
  const { workbench, page, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  await workbench.node('CPU cluster').click();
  await workbench.menu('export-files');
  await expect(exporting.dialog.getByText('The repository that contains the plan.')).toBeVisible();

  // the first file that is written from the node, with its lines
  await expect(exporting.tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/written from the selection/);
  await expect(exporting.text.locator('.cm-chosen').first()).toBeVisible();

  // the arrow keys go through the tree
  await exporting.tree.getByRole('treeitem', { selected: true }).focus();
  await page.keyboard.press('Home');
  await expect(exporting.tree.getByRole('treeitem').first()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(exporting.tree.getByRole('treeitem').first()).toHaveAttribute('aria-expanded', 'false');

  // a gap of the list leads to its place in the file, and the token there to the field
  await exporting.tab('Gaps').click();
  const gap = exporting.dialog.getByRole('listitem').filter({ hasText: 'Weekly training: Code' });
  await gap.getByRole('button', { name: /train\.yml, line/ }).click();
  await exporting.text.locator('.cm-gap', { hasText: 'GAP(train.code)' }).first().click();
  await expect(exporting.dialog).toBeHidden();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Code', exact: true })).toBeFocused();

  // and so does its button
  await workbench.menu('export-files');
  await exporting.tab('Gaps').click();
  await exporting.dialog.getByRole('button', { name: 'Fill in Weekly training: Code' }).click();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Code', exact: true })).toBeFocused();
  expect(troubles).toEqual([]);
});

test('writes some targets alone, and keeps them in the plan as one step', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page, troubles } = await start({ files: [file], size: { width: 900, height: 600 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  await workbench.menu('export-files');
  await exporting.dialog.getByRole('checkbox', { name: 'Bicep', exact: true }).uncheck();
  await expect(exporting.row('infra')).toHaveCount(0);
  await expect(exporting.row('README.md')).toHaveCount(0);
  await expect(exporting.dialog.getByText('All others in the folder stay as they are.')).toBeVisible();
  await exporting.button('Keep in the plan').click();
  await expect(exporting.row('README.md')).toHaveCount(1); // the bundle of the plan now
  await expect(exporting.button('Keep in the plan')).toHaveCount(0);
  await exporting.button('Export').click();
  await expect(exporting.dialog).toBeHidden();
  expect(existsSync(join(folder, 'azure-pipelines.yml'))).toBe(true);
  expect(existsSync(join(folder, 'infra'))).toBe(false);
  await page.keyboard.press('Control+z');
  await workbench.menu('export-files');
  await expect(exporting.dialog.getByRole('checkbox', { name: 'Bicep', exact: true })).toBeChecked();
  expect(troubles).toEqual([]);
});

test('shows a conflict with both sides', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  await workbench.menu('export-files');
  await exporting.button('Export').click();
  await expect(exporting.dialog).toBeHidden();
  const component = join(folder, 'ml', 'components', 'train.yml');
  writeFileSync(component, readFileSync(component, 'utf8').replace('GAP(train.code)', 'our/code'));
  await workbench.node('Weekly training').click();
  await workbench.inspector.getByRole('button', { name: 'Definition' }).click();
  await workbench.inspector.getByRole('textbox', { name: 'Code', exact: true }).fill('src/train');
  await workbench.menu('export-files');
  await exporting.tree.getByRole('treeitem', { name: /^train\.yml.*in conflict/ }).click();
  await exporting.tab('Difference').click();
  await expect(exporting.text).toContainText('<<<<<<< edited here');
  await exporting.button('Export').click();
  await expect(workbench.refusal('The edits in ml/components/train.yml contradict the plan.')).toBeVisible();
  expect(readFileSync(component, 'utf8')).toContain('>>>>>>> exported from the plan');
  expect(troubles).toEqual([]);
});

test('writes only to the folder that it shows, and says why a folder cannot be used', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  mkdirSync(join(folder, '.git'));
  const [elsewhere, faulty] = [join(folder, 'elsewhere'), join(folder, 'faulty')];
  mkdirSync(elsewhere);
  mkdirSync(join(faulty, 'README.md'), { recursive: true });
  const { workbench, page, app, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  await workbench.menu('export-files');

  // a folder that cannot be used is named, with the reason, also when the dialog is opened again
  await answerOpen(app, faulty);
  await exporting.button('Choose…').click();
  await expect(exporting.dialog.getByText(faulty, { exact: true })).toBeVisible();
  await expect(exporting.dialog.getByRole('alert')).toContainText('is a folder, and a file would be written there');
  await expect(exporting.button('Export')).toBeDisabled();
  await exporting.button('Cancel').click();
  await workbench.menu('export-files');
  await expect(exporting.dialog.getByText(faulty, { exact: true })).toBeVisible();
  await expect(exporting.dialog.getByRole('alert')).toContainText(faulty);

  // the folder is removed while the dialog shows it: nothing is written, and another one is suggested
  await answerOpen(app, elsewhere);
  await exporting.button('Choose…').click();
  await expect(exporting.dialog.getByText(elsewhere, { exact: true })).toBeVisible();
  await expect(exporting.button('Export')).toBeEnabled();
  rmSync(elsewhere, { recursive: true });
  await exporting.button('Export').click();
  await expect(exporting.dialog.getByRole('alert')).toContainText('is no longer there. Nothing was written.');
  await expect(exporting.dialog.getByText('Another one is suggested.')).toBeVisible();
  await expect(exporting.dialog.getByText(folder, { exact: true })).toBeVisible();
  expect(existsSync(join(folder, 'README.md'))).toBe(false);
  expect(troubles).toEqual([]);
});

test('follows the plan behind the dialog and the keyboard, and shows edits', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(page);
  await workbench.settled();
  await workbench.menu('export-files');
  await expect(exporting.row('README.md')).toBeFocused();

  // a token in a sentence of the README is no gap
  await expect(exporting.text).toContainText('GAP(node.setting)');
  await expect(exporting.text.locator('.cm-gap', { hasText: 'GAP(node.setting)' })).toHaveCount(0);

  // words are looked for in the text, and Escape leaves the search and not the dialog
  await page.keyboard.press('Control+f');
  const find = exporting.dialog.getByRole('searchbox', { name: 'Find in the file' });
  await expect(find).toBeFocused();
  await page.keyboard.type('AZURE-PIPELINES.yml');
  await expect(exporting.dialog.getByText(/^1 of \d+$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(exporting.dialog.getByText(/^2 of \d+$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(exporting.dialog).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(exporting.dialog).toBeHidden();

  // an edited file is called edited, and shows its difference
  const component = join(folder, 'ml', 'components', 'train.yml');
  writeFileSync(component, `${readFileSync(component, 'utf8')}# by hand\n`);
  await workbench.node('Weekly training').click();
  await workbench.inspector.getByRole('button', { name: 'Definition' }).click();
  await workbench.inspector.getByRole('textbox', { name: 'Code', exact: true }).fill('src/train');
  await workbench.menu('export-files');
  await expect(exporting.tree.getByRole('treeitem', { name: /^train\.yml.*joined with edits/ })).toBeVisible();
  await workbench.menu('undo'); // the menu stays live
  await exporting.tree.getByRole('treeitem', { name: /^train\.yml.* edited/ }).click();
  await exporting.tab('Difference').click();
  await expect(exporting.text.locator('.cm-deletedLine')).toContainText(['# by hand']);
  await expect(exporting.dialog.getByText(/nothing of this is written/)).toBeVisible();
  expect(troubles).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can use the dialog, ${theme}`, async ({ start, folder }) => {
    test.slow();
    const file = join(folder, 'churn-scoring.pipedraft.yaml');
    copyFileSync(example, file);
    const { workbench, page } = await start({ files: [file], size: { width: 900, height: 600 } });
    const exporting = new ExportDialogPage(page);
    await workbench.settled();
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await workbench.node('Weekly training').click();
    await workbench.menu('export-files');
    await exporting.text.locator('.cm-chosen').first().waitFor();
    const found = await violations(page, 'a file');
    await exporting.tab('Difference').click();
    await exporting.text.locator('.cm-changedLine').first().waitFor();
    found.push(...(await violations(page, 'a difference')));
    await exporting.tab('Gaps').click();
    found.push(...(await violations(page, 'the gaps')));
    expect(found).toEqual([]);
  });
}
