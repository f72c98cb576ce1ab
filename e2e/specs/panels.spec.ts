import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* Palette, inspector, problem list and scores, as their user sees them. */

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
  factory: [0, 0]
  copy: [0, 160]
  lake: [320, 160]
  train: [320, 320]
`;

test('the palette finds services by today’s name, the guide’s name and other words, and adds them by key and by double-click', async ({
  start,
}) => {
  const { page, workbench, troubles } = await start();
  await workbench.startEmpty();
  const search = page.getByRole('searchbox', { name: /Find a service/ });
  for (const [words, found] of [
    ['blob', 'Azure Storage'], // part of the name
    ['Databricks jobs', 'Lakeflow Jobs'], // as the guide calls it
    ['aks', 'Kubernetes Service (AKS)'],
    ['backfill', 'Azure Data Factory'],
  ] as const) {
    await search.fill(words);
    await expect(workbench.palette.getByText(found, { exact: true }).first()).toBeVisible();
  }
  await search.fill('nothing is called like this');
  await expect(workbench.palette.getByRole('button', { name: /^Add / })).toHaveCount(0);
  await expect(workbench.palette.getByText(/No service/)).toBeVisible();

  await search.fill('aks');
  await search.press('Enter');
  await expect(workbench.node('Kubernetes Service (AKS)')).toBeVisible();
  await search.fill('copy activity');
  await workbench.palette
    .getByRole('button', { name: /^Add ADF Copy activity/ })
    .first()
    .dblclick();
  await expect(workbench.node('ADF Copy activity')).toBeVisible();
  await expect(page.getByText('2 nodes, 1 edge', { exact: true })).toBeVisible(); // it follows the selected node
  expect(troubles).toEqual([]);
});

test('the inspector’s forms change the plan, say what is wrong beside the field, and the cost follows', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await workbench.node('Nightly').click();
  const { inspector } = workbench;

  // an amount, a wrong one, and a usual use
  const runs = inspector.getByRole('textbox', { name: 'Pipeline runs a month' });
  await runs.fill('many');
  await expect(runs).toHaveAttribute('aria-invalid', 'true');
  await expect(inspector.getByText('“many” is no number', { exact: false }).first()).toBeVisible();
  await runs.fill('30');
  await workbench.settled();
  await expect(runs).not.toHaveAttribute('aria-invalid', 'true');
  const card = workbench.node('Nightly').locator('.cost');
  const cheap = await card.innerText();
  await inspector.getByRole('group', { name: 'Fill in a usual use' }).getByRole('button', { name: 'large' }).click();
  await workbench.settled();
  await expect(card).not.toHaveText(cheap);

  // a range, and an assumption that others can share
  await inspector.getByRole('button', { name: 'More for Pipeline runs a month' }).click();
  await page.getByRole('menuitem', { name: /A range/ }).click();
  await inspector.getByRole('textbox', { name: 'Pipeline runs a month, likely' }).fill('60');
  await expect(inspector.getByText('must go up from low over likely to high', { exact: false }).first()).toBeVisible();
  await inspector.getByRole('textbox', { name: 'Pipeline runs a month, low' }).fill('30');
  await workbench.settled();
  await inspector.getByRole('button', { name: 'More for Pipeline runs a month' }).click();
  await page.getByRole('menuitem', { name: /Make it the assumption/ }).click();
  await workbench.settled();

  // context, when nothing is selected
  await page.keyboard.press('Escape');
  await workbench.canvas.click({ position: { x: 10, y: 10 } });
  await inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Nightly churn scores');
  await inspector.getByRole('textbox', { name: 'Budget a month' }).fill('750');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  const saved = readFileSync(file, 'utf8');
  expect(saved).toContain('name: Nightly churn scores\n');
  expect(saved).toContain('budgetPerMonth: 750');
  expect(saved).toMatch(/assumptions:\n {2}\w+: \{low: [\d.]+, likely: 60, high: [\d.]+\}/);
  expect(saved).toMatch(/runsPerMonth: \$\w+/);
  // what was not touched is as it was written
  for (const line of plan.split('\n').filter((one) => /lake|train|copy/.test(one))) expect(saved).toContain(`${line}\n`);
  expect(troubles).toEqual([]);
});

test('the problem list filters, groups, and leads to node and field with one click', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const rows = workbench.problems.locator('.problem-row');
  const all = await rows.count();
  const filter = page.getByRole('group', { name: 'Filter' });
  await filter.getByRole('button', { name: /Advice/ }).click();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await filter.getByRole('button', { name: /Advice/ }).click();
  await page.getByRole('searchbox', { name: 'Filter findings by words' }).fill('pipeline runs a month');
  await expect(rows).toHaveCount(1);

  // one click: the node is selected, in view, and the cursor is in the field
  await rows.first().click();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Pipeline runs a month' })).toBeFocused();
  await expect(workbench.node('Nightly').locator('.card')).toHaveClass(/selected/);
  await page.getByRole('searchbox', { name: 'Filter findings by words' }).fill('');

  await page.getByRole('combobox', { name: 'Group by' }).selectOption('rule');
  await expect(workbench.problems.locator('.heading').first()).toBeVisible();

  // the mark on the card leads to the list
  await workbench
    .node('Train')
    .getByRole('button', { name: /Show in the list/ })
    .click();
  const numbers = await workbench
    .node('Train')
    .getByRole('button', { name: /Show in the list/ })
    .innerText();
  const shown = await workbench.problems.locator('.problem-row.current .number').innerText();
  expect(numbers).toMatch(new RegExp(`\\b${shown}\\b`));

  // F8 walks on
  const said = await page.getByRole('complementary', { name: 'The finding in full' }).innerText();
  await page.keyboard.press('F8');
  await expect(page.getByRole('complementary', { name: 'The finding in full' })).not.toHaveText(said);
  expect(troubles).toEqual([]);
});

test('each score opens its explanation with reasons and sources, and lights up the nodes it speaks of', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan.replace('region: westeurope', 'region: westeurope, team: {size: 3, skills: {python: strong}}'));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  for (const title of ['Maintainability', 'Skills', 'Integration', 'Maturity']) {
    await workbench.score(title).click();
    const panel = page.getByRole('dialog', { name: title });
    await expect(panel).toBeVisible();
    await expect(
      panel
        .getByRole('link')
        .or(panel.getByText(/guide|maturity model/))
        .first(),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
  await workbench.score('Maintainability').click();
  const part = page.getByRole('dialog', { name: 'Maintainability' }).locator('.head button:enabled').first();
  await part.hover();
  await expect(workbench.canvas.locator('.card.lit').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await workbench.score('A month').click();
  const cost = page.getByRole('dialog', { name: 'A month' });
  for (const words of ['Always on', '×1', '×10', '×100', '2026']) await expect(cost.getByText(words).first()).toBeVisible();
  expect(troubles).toEqual([]);
});

test('a finding is waived with a reason, stays in the file, and comes back when the waiver ends', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const tab = page.getByRole('tab', { name: /Findings/ });
  const all = Number(/\d+/.exec(await tab.innerText())?.[0]);
  const row = workbench.problem('Pipeline runs a month').locator('.problem-row');
  await row.click();
  const looked = page.getByRole('complementary', { name: 'The finding in full' });
  await looked.getByRole('button', { name: 'Waive…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Waive a finding' });
  await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
  await expect(dialog.getByText(/Say why/)).toBeVisible(); // not without a reason
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The runs are paid by another team.');
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('Ana');
  await dialog.getByLabel('Last day').fill('2027-06-30');
  await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
  await workbench.settled();
  await expect(tab).toHaveText(`Findings${all - 1}`);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  expect(readFileSync(file, 'utf8')).toContain('because: The runs are paid by another team.');

  await page
    .getByRole('group', { name: 'Filter' })
    .getByRole('button', { name: /Waived 1/ })
    .click();
  await workbench.problem('Pipeline runs a month').locator('.problem-row').click();
  await expect(looked.getByText('Waived: The runs are paid by another team. (Ana), until 2027-06-30')).toBeVisible();
  await looked.getByRole('button', { name: 'End the waiver' }).click();
  await workbench.settled();
  await expect(tab).toHaveText(`Findings${all}`);
  await page.keyboard.press('ControlOrMeta+S');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(plan);
  expect(troubles).toEqual([]);
});

test('a rule has a page with its reasons and examples, and all that it finds is fixed as one step', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await workbench.problem('Pipeline runs a month').locator('.problem-row').click();
  await page.keyboard.press('F1');
  const explained = page.getByRole('dialog').filter({ hasText: 'usage-complete' });
  for (const words of ['Breaks it', 'Keeps it', 'Waive it', 'Sources'])
    await expect(explained.getByText(words, { exact: true })).toBeVisible();
  // the window waives by itself
  await explained.getByRole('button', { name: 'Waive a finding…' }).click();
  const waiving = page.getByRole('dialog', { name: 'Waive a finding' });
  await expect(waiving).toContainText('Pipeline runs a month');
  await expect(explained).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(waiving).toHaveCount(0);

  const tab = page.getByRole('tab', { name: /Findings/ });
  const before = await tab.innerText();
  const looked = page.getByRole('complementary', { name: 'The finding in full' });
  await looked.getByRole('button', { name: /^Fix all \d+ of this rule/ }).click();
  const preview = page.getByRole('dialog', { name: /^Fix \d+ findings$/ });
  await expect(preview.getByRole('listitem').first()).toContainText('Fill in a small use');
  await preview.getByRole('button', { name: 'Fix all, as one step' }).click();
  await workbench.settled();
  await expect(workbench.problem('Pipeline runs a month')).toHaveCount(0);
  await expect(tab).not.toHaveText(before);
  await page.keyboard.press('ControlOrMeta+Z');
  await workbench.settled();
  await expect(tab).toHaveText(before.replace(/\s/g, ''));
  await expect(page.getByRole('toolbar', { name: 'Plan' }).getByRole('button', { name: /^Undo/ })).toBeDisabled();
  expect(troubles).toEqual([]);
});

test('light and dark follow the choice, and the choice is kept', async ({ start, folder }) => {
  const userData = join(folder, 'kept');
  const { page, app, workbench } = await start({ userData });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await workbench.menu('theme');
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await app.close();
  const again = await start({ userData });
  expect(await again.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark);
});
