import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';

const golden = join(import.meta.dirname, '..', 'golden', 'main-job.pipedraft.yaml');

test('a plan of ten nodes is drawn, fixed, judged and saved with the mouse alone', async ({ start, folder }) => {
  test.slow(); // some hundred movements of the mouse
  const { page, app, workbench, troubles } = await start({ size: { width: 1920, height: 1080 } });
  await workbench.startEmpty();

  const at = (column: number, row: number) => ({ x: 180 + column * 264, y: 72 + row * 130 });
  await workbench.drag('Azure Data Factory', at(1, 0));
  await workbench.drag('Azure DevOps', at(2, 0));
  await workbench.drag('ADF Copy activity', at(0, 1));
  await workbench.drag('Azure Storage', at(1, 1));
  await workbench.drag('Azure ML data assets', at(2, 1));
  await workbench.drag('Azure ML pipelines', at(1, 2));
  await workbench.drag('Azure ML compute cluster', at(2, 2));
  await workbench.drag('Azure ML model registry', at(1, 3));
  await workbench.drag('Azure ML batch endpoints', at(2, 3));
  await workbench.drag('Azure Monitor', at(2, 4));

  await workbench.connect('Azure Data Factory', 'control', 'ADF Copy activity');
  await workbench.connect('ADF Copy activity', 'data', 'Azure Storage');
  await workbench.connect('Azure Storage', 'data', 'Azure ML data assets');
  await workbench.connect('Azure ML data assets', 'data', 'Azure ML pipelines');
  await workbench.connect('Azure ML pipelines', 'runs-on', 'Azure ML compute cluster');
  await workbench.connect('Azure ML pipelines', 'model', 'Azure ML model registry');
  await workbench.connect('Azure ML model registry', 'model', 'Azure ML batch endpoints');
  await workbench.connect('Azure ML batch endpoints', 'telemetry', 'Azure Monitor');
  await expect(page.getByText('10 nodes, 8 edges')).toBeVisible();
  await workbench.settled();

  // each problem has its number on the canvas, and one click goes to its node
  const alone = workbench.problem('“Azure DevOps” is joined to nothing else');
  const number = await alone.locator('.number').innerText();
  await expect(workbench.node('Azure DevOps').getByRole('button', { name: /findings?, worst: warning/ })).toContainText(
    new RegExp(`\\b${number}\\b`),
  );
  await alone.click();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Azure DevOps');

  // three fixes, one click each
  const [skills, maintainability, cost] = ['Skills', 'Maintainability', 'A month'].map((title) => workbench.score(title));
  const before = { maintainability: await maintainability!.innerText(), cost: await cost!.innerText() };
  expect(await skills!.innerText()).toContain('–'); // nobody said yet what the team can do: unknown, not 0
  for (const fix of [/^Say that it is built with code/, /^Add a control edge from/, /^Fill in a small use: pipeline runs a month/]) {
    const button = workbench.problems.getByRole('button', { name: fix });
    await button.click();
    await expect(button).toHaveCount(0);
    await workbench.settled();
  }
  await expect(page.getByText('10 nodes, 9 edges')).toBeVisible();
  await expect(alone).toHaveCount(0);
  await expect(maintainability!).not.toHaveText(before.maintainability);
  await expect(cost!).not.toHaveText(before.cost);

  // a click on a score explains it, and each fix is one step back
  await maintainability!.click();
  await expect(page.getByRole('dialog', { name: 'Maintainability' })).toBeVisible();
  await page.mouse.click(700, 900);

  const file = join(folder, 'plan.pipedraft.yaml');
  await answerSave(app, file);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('img', { name: 'changed since the last save' })).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(golden, 'utf8'));
  expect(troubles).toEqual([]);
});
