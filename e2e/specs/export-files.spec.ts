import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { answerOpen } from '../harness/dialogs';
import { example } from '../harness/plans';

/* The files of the plan's repository, from the window: written to a folder, and edits in them kept. */

test('writes the files of the repository, says what is left to be filled in, and keeps edits', async ({ start, folder }) => {
  const file = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page, app, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  const repository = join(folder, 'repository');
  mkdirSync(repository);

  await answerOpen(app, null);
  await workbench.menu('export-files');
  await answerOpen(app, repository);
  await workbench.menu('export-files');
  await expect(
    page.getByText(/^\d+ files of \d+ written to “repository”\. 12 values left to be filled in: README\.md lists them\.$/),
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
  await expect(page.getByText(/ 11 values left to be filled in/)).toBeVisible();
  expect(readFileSync(component, 'utf8')).toContain('src/train');
  expect(readFileSync(component, 'utf8')).toContain('# checked by hand');

  // a file that is not from an export is left alone and named
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'README.md'), 'Ours.\n');
  await answerOpen(app, other);
  await workbench.menu('export-files');
  await expect(workbench.refusal('README.md was left alone')).toBeVisible();
  expect(readFileSync(join(other, 'README.md'), 'utf8')).toBe('Ours.\n');
  expect(troubles).toEqual([]);
});
