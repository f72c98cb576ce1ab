import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Running } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';
import { example } from '../harness/plans';
import { ExportDialogPage } from '../pages/export-dialog';

/* Check in: everything that belongs into a commit is written, and its message is on the clipboard. */

const clipboardText = ({ app }: Pick<Running, 'app'>) => surely(() => app.evaluate(({ clipboard }) => clipboard.readText()));

test('saves, writes the files, the picture and the summary, and says what changed', async ({ start, folder }) => {
  const repository = join(folder, 'repository');
  const plans = join(repository, 'plans');
  mkdirSync(join(repository, '.git'), { recursive: true });
  mkdirSync(plans);
  const file = join(plans, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const running = await start({ files: [file], size: { width: 1280, height: 800 } });
  const { workbench, page, troubles } = running;
  const exporting = new ExportDialogPage(page);
  await workbench.settled();

  // the first time, the folder is confirmed
  await page.keyboard.press('Control+Alt+s');
  await expect(exporting.dialog).toHaveAccessibleName('Check in for the first time');
  await expect(exporting.dialog.getByText(repository, { exact: true })).toBeVisible();
  await exporting.button('Check in').click();
  await expect(
    page.getByText(/^Checked in\. .* The commit message is on the clipboard: “Add the plan Churn scoring and its files”/),
  ).toBeVisible();
  expect(await clipboardText(running)).toMatch(
    /^Add the plan Churn scoring and its files\n\nCost a month: .*\n\n2 findings open\.\n\nFiles: \d+ written\n/,
  );
  for (const path of [
    'README.md',
    'summary.md',
    'infra/main.bicep',
    'plans/churn-scoring.svg',
    '.pipedraft/exports.json',
    '.pipedraft/check-in.json',
  ])
    expect(existsSync(join(repository, path)), path).toBe(true);
  expect(readFileSync(join(plans, 'churn-scoring.svg'), 'utf8')).toContain('data-node="train"');

  // the next time it is one action: the plan is saved, and the message says what changed since
  await workbench.node('Weekly training').click();
  await workbench.inspector.getByRole('button', { name: 'Definition' }).click();
  await workbench.inspector.getByRole('textbox', { name: 'Code', exact: true }).fill('src/train');
  await page.keyboard.press('Control+Alt+s');
  await expect(page.getByText(/The commit message is on the clipboard: “Change Weekly training”/)).toBeVisible();
  const message = await clipboardText(running);
  expect(message).toContain('\n- "Weekly training": Code: not stated → src/train\n');
  expect(message).toContain('\n- ml/components/train.yml\n');
  expect(readFileSync(file, 'utf8')).toContain('code: src/train');
  expect(readFileSync(join(repository, 'ml', 'components', 'train.yml'), 'utf8')).toContain('src/train');
  await expect(workbench.changedMark).toHaveCount(0);

  // nothing is lost without a word: a conflict, and a picture that somebody has edited
  const component = join(repository, 'ml', 'components', 'train.yml');
  writeFileSync(component, readFileSync(component, 'utf8').replace('src/train', 'our/code'));
  writeFileSync(join(plans, 'churn-scoring.svg'), '<svg>ours</svg>');
  await workbench.inspector.getByRole('textbox', { name: 'Code', exact: true }).fill('lib/train');
  await page.keyboard.press('Control+Alt+s');
  await expect(workbench.refusal('The edits in ml/components/train.yml contradict the plan.')).toBeVisible();
  await expect(workbench.refusal('churn-scoring.svg was left alone')).toBeVisible();
  expect(readFileSync(join(plans, 'churn-scoring.svg'), 'utf8')).toBe('<svg>ours</svg>');
  expect(troubles).toEqual([]);
});

test('leaves the files of another plan alone, and asks before the first check-in of each', async ({ start, folder }) => {
  const repository = join(folder, 'repository');
  mkdirSync(join(repository, '.git'), { recursive: true });
  const [first, second] = [join(repository, 'a.pipedraft.yaml'), join(repository, 'b.pipedraft.yaml')];
  copyFileSync(example, first);
  writeFileSync(second, 'pipedraft: 1\nname: Second\nnodes:\n  lake: {service: azure-storage, title: Lake}\n');
  const running = await start({ files: [first], size: { width: 1280, height: 800 } });
  const exporting = new ExportDialogPage(running.page);
  await running.workbench.settled();
  await running.workbench.menu('export-files');
  await exporting.button('Export').click();
  await expect(exporting.dialog).toBeHidden();

  // the message of the first check-in names the files that the export has written
  await running.page.keyboard.press('Control+Alt+s');
  await expect(running.page.getByText(/^Checked in\./)).toBeVisible();
  expect(await clipboardText(running)).toMatch(/\nFiles: 4\d written\n/);
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  await running.app.close();

  const again = await start({ files: [second], size: { width: 1280, height: 800 } });
  const other = new ExportDialogPage(again.page);
  await again.workbench.settled();
  await again.page.keyboard.press('Control+Alt+s');
  await expect(other.dialog).toHaveAccessibleName('Check in for the first time');
  await expect(other.dialog.getByRole('alert')).toContainText('belong to the plan a.pipedraft.yaml');
  await expect(other.row('README.md')).toHaveAccessibleName(/of another plan/);
  await expect(other.button('Check in')).toBeDisabled();
  expect(readFileSync(join(repository, 'README.md'), 'utf8')).toBe(readme);
  expect(existsSync(join(repository, 'ml', 'components', 'train.yml'))).toBe(true);
  expect([...running.troubles, ...again.troubles]).toEqual([]);
});

test('asks for a place for a plan without one, and does nothing if that is cancelled', async ({ start, folder }) => {
  const running = await start();
  const { workbench, page, app, troubles } = running;
  const exporting = new ExportDialogPage(page);
  await workbench.startEmpty();
  await workbench.drag('Azure Data Factory', { x: 300, y: 200 });
  await workbench.settled();
  await answerSave(app, null);
  await workbench.menu('check-in');
  await expect(exporting.dialog).toHaveCount(0);
  const file = join(folder, 'own', 'plan.pipedraft.yaml');
  mkdirSync(join(folder, 'own'));
  await answerSave(app, file);
  await workbench.menu('check-in');
  await expect(exporting.row('README.md')).toHaveAccessibleName(/new/);
  await exporting.button('Check in').click();
  await expect(page.getByText(/^Checked in\./)).toBeVisible();
  expect(existsSync(join(folder, 'own', 'plan.svg'))).toBe(true);
  expect(await clipboardText(running)).toMatch(/^Add the plan /);
  expect(troubles).toEqual([]);
});
