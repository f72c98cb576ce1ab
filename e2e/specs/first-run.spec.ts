import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';

/* Somebody who has never started it, on the way to a plan of their own. What is counted here is what docs/guide/start.md says. */

test('from the first page to a designed, costed and saved plan it takes three actions by keys', async ({ start, folder }) => {
  const { page, app, workbench, troubles } = await start();
  let actions = 0;
  const press = async (keys: string) => {
    actions += 1;
    await page.keyboard.press(keys);
  };

  await press('Enter'); // on "Guided start", which has the focus
  await expect(page.getByRole('dialog', { name: 'Guided start' }).getByText('no findings')).toBeVisible();
  await press('Enter'); // the answers that stand there already give a sound plan
  await workbench.settled();
  await expect(workbench.canvas.locator('.svelte-flow__node')).not.toHaveCount(0);
  await expect(workbench.score('A month')).toHaveAccessibleName(/: [\d.,]+ USD/);
  await expect(workbench.fileName).toContainText('not saved yet');

  const file = join(folder, 'first.pipedraft.yaml');
  await answerSave(app, file); // the system's own dialog: a name and Enter there
  await press('Control+s');
  await expect(workbench.fileName).toContainText('first.pipedraft.yaml');
  await expect(workbench.changedMark).toHaveCount(0);
  const { plan } = readPlan(readFileSync(file, 'utf8'), file);
  expect(Object.keys(plan.nodes).length).toBeGreaterThan(10);
  expect(Object.values(plan.nodes).every(({ decision }) => decision?.because !== undefined)).toBe(true);
  expect(actions).toBe(3);
  expect(troubles).toEqual([]);
});

test('with every question answered anew by the mouse it takes eleven actions', async ({ start, folder }) => {
  const { page, app, workbench, troubles } = await start();
  const file = join(folder, 'own.pipedraft.yaml');
  await answerSave(app, file);
  const dialog = page.getByRole('dialog', { name: 'Guided start' });
  const answer = (title: string) =>
    dialog
      .locator('label')
      .filter({ hasText: new RegExp(`^\\s*${title}`) })
      .first();
  const clicks = [
    page.getByRole('button', { name: /^Guided start/ }),
    answer('Low code'),
    dialog.getByRole('radiogroup', { name: 'Spark' }).locator('label').filter({ hasText: 'basic' }),
    answer('Files that arrive'),
    answer('Large'),
    answer('In real time'),
    answer('Azure ML'),
    dialog.getByRole('combobox', { name: 'Region' }),
    dialog.getByRole('button', { name: 'Draw it' }),
    page.getByRole('button', { name: 'Save', exact: true }),
  ];
  let actions = 0;
  for (const click of clicks) {
    const isList = click === clicks[7];
    actions += isList ? 2 : 1; // it is opened, and one of it is chosen
    if (isList) await click.selectOption('northeurope');
    else await click.click();
  }
  await expect(workbench.fileName).toContainText('own.pipedraft.yaml');
  await workbench.settled();
  await expect(workbench.score('A month')).toHaveAccessibleName(/: (at least )?[\d.,≥ ]+USD/);
  const { plan } = readPlan(readFileSync(file, 'utf8'), file);
  expect(plan.context).toMatchObject({ region: 'northeurope' });
  expect(plan.context.estate).toContain('azure-ml-workspace');
  expect(actions).toBe(11);
  expect(troubles).toEqual([]);
});
