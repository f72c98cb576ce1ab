import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerOpen } from '../harness/dialogs';
import { example } from '../harness/plans';
import { CompareDialogPage } from '../pages/compare-dialog';

/* The plans that this computer knows: listed, searched, filtered, opened, compared. */

const plan = readFileSync(example, 'utf8');

test('lists the plans of a folder, searches and filters them, and opens one', async ({ start, folder }) => {
  const plans = join(folder, 'repository');
  mkdirSync(join(plans, 'team', 'node_modules'), { recursive: true });
  writeFileSync(join(plans, 'churn.pipedraft.yaml'), plan);
  writeFileSync(
    join(plans, 'team', 'dear.pipedraft.yaml'),
    plan.replace('budgetPerMonth: 1500', 'budgetPerMonth: 1').replace('name: Churn scoring', 'name: Dear plan'),
  );
  writeFileSync(join(plans, 'team', 'broken.pipedraft.yaml'), 'pipedraft: 1\nname: [\n');
  writeFileSync(join(plans, 'team', 'node_modules', 'no.pipedraft.yaml'), plan);
  const { page, app, workbench, troubles } = await start();
  const dialog = page.getByRole('dialog', { name: 'Plans on this computer' });
  const rows = dialog.getByRole('list', { name: 'Plans' }).getByRole('listitem');
  await page.getByRole('button', { name: 'All plans…' }).click();
  await expect(dialog.getByText('Plans that you open or save are listed here.')).toBeVisible();
  await answerOpen(app, plans);
  await dialog.getByRole('button', { name: 'Add a folder…' }).click();
  await expect(rows).toHaveCount(3);
  await expect(dialog.getByText('3 plans.')).toBeVisible();
  await expect(rows.filter({ hasText: 'Churn scoring' })).toContainText(/USD a month · maintainability \d+ · skills \d+ · integration \d+/);
  await expect(rows.filter({ hasText: 'Dear plan' })).toContainText('over budget');
  await expect(rows.filter({ hasText: 'broken.pipedraft.yaml' })).toContainText('cannot be read');
  expect(await violations(page, 'all plans')).toEqual([]);

  const search = dialog.getByRole('searchbox', { name: 'Search in all plans' });
  await search.fill('notebooks dear');
  await expect(rows).toHaveCount(1);
  await search.fill('');
  await dialog.getByRole('checkbox', { name: 'Over budget' }).check();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Dear plan');
  await dialog.getByRole('button', { name: 'Show all' }).click();
  await dialog.getByRole('combobox', { name: 'With the service' }).selectOption({ label: 'Power BI' });
  await expect(rows).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Show all' }).click();
  await dialog.getByRole('button', { name: 'Open churn.pipedraft.yaml' }).click();
  await expect(workbench.node('Weekly training')).toBeVisible();

  // compared with the plan of the window
  await workbench.menu('all-plans');
  await expect(rows).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Compare with dear.pipedraft.yaml' }).click();
  const comparing = new CompareDialogPage(page);
  await expect(comparing.dialog).toHaveAccessibleName('Compare with “dear.pipedraft.yaml”');
  await page.keyboard.press('Escape');

  // a file that was opened stays in the list without its folder, and is shown as missing
  rmSync(join(plans, 'churn.pipedraft.yaml'));
  await workbench.menu('all-plans');
  await dialog.getByRole('button', { name: /^Remove / }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('The file is missing.');
  expect(troubles).toEqual([]);
});

test('follows the disk while it is open, compares two plans, and is offered with their number', async ({ start, folder }) => {
  const plans = join(folder, 'repository');
  const userData = join(folder, 'user-data');
  mkdirSync(plans);
  const [old, now] = ['old', 'now'].map((name) => join(plans, `${name}.pipedraft.yaml`)) as [string, string];
  writeFileSync(old, plan);
  const first = await start({ userData });
  const { page, app, troubles } = first;
  const dialog = page.getByRole('dialog', { name: 'Plans on this computer' });
  const rows = dialog.getByRole('list', { name: 'Plans' }).getByRole('listitem');
  await page.getByRole('button', { name: 'All plans…' }).click();
  await answerOpen(app, plans);
  await dialog.getByRole('button', { name: 'Add a folder…' }).click();
  await expect(rows).toHaveCount(1);

  // added, changed and removed by another program
  writeFileSync(now, plan.replace('title: Weekly training', 'title: Daily training').replace('name: Churn scoring', 'name: Churn now'));
  await expect(rows.filter({ hasText: 'Churn now' })).toBeVisible();
  writeFileSync(now, plan.replace('title: Weekly training', 'title: Daily training').replace('name: Churn scoring', 'name: Churn today'));
  await expect(rows.filter({ hasText: 'Churn today' })).toBeVisible();
  mkdirSync(join(plans, 'team'));
  writeFileSync(join(plans, 'team', 'more.pipedraft.yaml'), plan);
  await expect(rows).toHaveCount(3);
  rmSync(join(plans, 'team'), { recursive: true });
  await expect(rows).toHaveCount(2);

  // two plans of which none is open
  const two = dialog.getByRole('button', { name: 'Compare the two' });
  await expect(two).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Choose now.pipedraft.yaml to compare' }).check();
  await dialog.getByRole('checkbox', { name: 'Choose old.pipedraft.yaml to compare' }).check();
  await expect(two).toBeEnabled();
  await two.click();
  const comparing = new CompareDialogPage(page);
  await expect(comparing.dialog).toHaveAccessibleName('Compare with “old.pipedraft.yaml”');
  await expect(comparing.change('Title: Weekly training → Daily training')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(troubles).toEqual([]);
  await app.close();

  rmSync(join(userData, 'open-plans.json')); // else the plan of last time is open, and there is no first page
  const second = await start({ userData });
  await expect(second.page.getByRole('button', { name: 'All 2 plans…' })).toBeVisible();
});

test('lists a thousand plans, drawing only those in view', async ({ start, folder }) => {
  const plans = join(folder, 'repository');
  mkdirSync(plans);
  for (let at = 0; at < 1000; at += 1)
    writeFileSync(join(plans, `plan-${at}.pipedraft.yaml`), `pipedraft: 1\nname: Plan ${at}\nnodes:\n  lake: { service: azure-storage }\n`);
  const { page, app, troubles } = await start();
  const dialog = page.getByRole('dialog', { name: 'Plans on this computer' });
  await page.getByRole('button', { name: 'All plans…' }).click();
  await answerOpen(app, plans);
  await dialog.getByRole('button', { name: 'Add a folder…' }).click();
  await expect(dialog.getByText('1,000 plans', { exact: false }).or(dialog.getByText('1000 plans', { exact: false }))).toBeVisible();
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(60);
  await expect(dialog.getByRole('status')).not.toContainText('still to be read', { timeout: 90_000 });
  await dialog.getByRole('searchbox').fill('Plan 777');
  await expect(dialog.getByRole('list', { name: 'Plans' }).getByRole('listitem').first()).toContainText('Plan 777');
  expect(troubles).toEqual([]);
});
