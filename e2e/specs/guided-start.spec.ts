import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';

/* From the first page to a plan that is designed, costed and says why, by keys alone. */

const command = join(import.meta.dirname, '..', '..', 'out', 'cli', 'pipedraft.mjs');

test('two questions are answered by keys, the preview follows, and the plan is drawn, sound and with its reasons', async ({
  start,
  folder,
}) => {
  const { page, app, workbench, troubles } = await start();
  const press = (keys: string) => page.keyboard.press(keys);

  // the first page is ready for Enter, and so is the first question
  await expect(page.getByRole('button', { name: /^Guided start/ })).toBeFocused();
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Guided start' });
  const preview = dialog.getByRole('region', { name: 'The first plan' });
  await expect(dialog.getByRole('radio', { name: 'Code first' })).toBeFocused();
  await expect(preview.getByText('no findings')).toBeVisible();
  const chosen = (name: string) => preview.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(chosen('Azure DevOps').first()).toContainText('What a change of code sets off is for Azure DevOps.');
  await expect(chosen('Azure ML pipelines').first()).not.toContainText('new');
  const total = preview.getByRole('definition').first();
  const before = await total.innerText();

  // no code: other services, and what cannot be had says why
  await press('ArrowLeft');
  await press('ArrowLeft');
  await expect(dialog.getByRole('radio', { name: 'No code' })).toBeChecked();
  await expect(chosen('Azure ML automated ML')).toContainText('instead of Azure ML pipelines');
  await expect(chosen('Azure Logic Apps')).toContainText('new');
  await expect(preview.getByText(/^No longer needed: .*Azure DevOps/)).toBeVisible();
  const commit = dialog.getByRole('checkbox', { name: 'A change of code' });
  await expect(commit).toBeDisabled();
  await expect(commit).not.toBeChecked();
  await expect(commit).toHaveAccessibleDescription(/Nothing that works without code starts on a change of code/);

  // in real time: from the approach past four skills, the sources and the starts to the size, its two marks, and the uses
  const realtime = dialog.getByRole('checkbox', { name: 'In real time' });
  for (let presses = 0; presses < 40 && !(await realtime.evaluate((box) => box === document.activeElement)); presses += 1)
    await press('Tab');
  await press('Space');
  await expect(realtime).toBeChecked();
  await expect(chosen('Azure ML online endpoints')).toContainText('new');
  await expect(chosen('Azure Logic Apps')).not.toContainText('new'); // that was the answer before
  await expect(total).not.toHaveText(before);
  const drafted = /^[\d,.]+ USD/.exec(await total.innerText())?.[0] ?? '';
  expect(drafted).toMatch(/\d/);

  // Enter draws it
  await press('Enter');
  await expect(dialog).toBeHidden();
  await workbench.settled();
  await expect(workbench.node('Find the best model')).toBeVisible();
  await expect(workbench.node('Answer requests')).toBeVisible();
  await expect(workbench.score('A month')).toContainText(drafted);
  for (const severity of ['Errors', 'Warnings'])
    await expect(page.getByRole('group', { name: 'Filter' }).getByRole('button', { name: severity })).toContainText('0');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await expect(workbench.fileName).toContainText('not saved yet');

  // the reasons are in the inspector: the first advice is about the plan's needs, the second about the edge to the endpoint, the third leads
  // to Data Factory, and its decision answers it
  for (let advice = 1; advice <= 3; advice++) await press('F8');
  await expect(workbench.inspector.getByRole('textbox', { name: 'Chosen because' })).toHaveValue(
    'The data flows run in a pipeline of Data Factory, which is drawn and not written. Source: Azure Machine Learning decision guide (2020): No Code.',
  );
  await expect(workbench.inspector.getByRole('textbox', { name: 'Why not Fabric Data Factory' })).toHaveValue(/mapping data flows/);

  // and the saved file passes the same check elsewhere
  const file = join(folder, 'first.pipedraft.yaml');
  await answerSave(app, file);
  await press('Control+s');
  await expect(workbench.fileName).toContainText('first.pipedraft.yaml');
  const report = execFileSync(process.execPath, [command, 'check', file, '--fail-on', 'warning', '--format', 'json'], {
    encoding: 'utf8',
    env: { ...process.env, PIPEDRAFT_TODAY: '2026-11-21' },
  });
  const told = JSON.parse(report) as { cost: { unknown: string[] }; findings: { severity: string }[] };
  expect(told.cost.unknown).toEqual([]);
  expect(told.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('approach: no-code');
  expect(troubles).toEqual([]);
});

test('it opens over a plan, leaves it alone when it is left, and draws into an empty one', async ({ start }) => {
  const { page, workbench, troubles } = await start();
  await workbench.startEmpty();
  await page.getByRole('button', { name: 'Guided start' }).click(); // what an empty canvas offers
  const dialog = page.getByRole('dialog', { name: 'Guided start' });
  await expect(dialog.getByText('Which services, and why')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('0 nodes, 0 edges')).toBeVisible();

  await workbench.menu('guided-start');
  await expect(dialog.getByRole('radio', { name: 'Code first' })).toBeFocused();
  const budget = dialog.getByRole('textbox', { name: /^Budget a month/ });
  await budget.fill('much');
  await expect(budget).toHaveAttribute('aria-invalid', 'true');
  await budget.fill('10');
  await expect(dialog.getByText(/^1 finding/)).toBeVisible(); // over the budget, and said before anything is drawn
  await budget.fill('');
  await expect(dialog.getByText('no findings')).toBeVisible();
  await dialog.getByRole('button', { name: 'Draw it' }).click();
  await workbench.settled();
  await expect(workbench.node('Prepare and train')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('a decision is changed in the inspector, step by step', async ({ start }) => {
  const { page, workbench, troubles } = await start();
  await page.getByRole('button', { name: /^Guided start/ }).click();
  await page.getByRole('button', { name: 'Draw it' }).click();
  await workbench.settled();
  await workbench.node('Score in batches').click();
  const { inspector } = workbench;
  await inspector.getByRole('textbox', { name: 'Chosen because' }).fill('We know it.');
  await inspector.getByRole('button', { name: /^Take .*batch scoring.* off the list$/i }).click();
  await expect(inspector.getByRole('textbox', { name: /^Why not .*batch scoring/i })).toHaveCount(0);
  await inspector.getByRole('combobox', { name: 'Turn down a service' }).fill('kubernetes service');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('textbox', { name: /^Why not .*\(AKS\)/ })).toHaveValue('Not said yet');
  await page.getByRole('button', { name: /^Undo Change the decision/ }).click();
  await expect(inspector.getByRole('textbox', { name: /^Why not .*\(AKS\)/ })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('the guided start fits the smallest window: nothing is cut off at the side', async ({ start }) => {
  const { page } = await start({ size: { width: 900, height: 600 } });
  await page.getByRole('button', { name: /^Guided start/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Guided start' });
  const preview = dialog.getByRole('region', { name: 'The first plan' });
  await expect(preview.getByText('no findings')).toBeVisible();
  const inside = await dialog.evaluate((box) => {
    const { right } = box.getBoundingClientRect();
    return [...box.querySelectorAll('section, figure, li')].every((one) => one.getBoundingClientRect().right <= right);
  });
  expect(inside).toBe(true);
});

for (const size of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
])
  test(`what a review asks can be answered or left, at ${size.width} by ${size.height}`, async ({ start, folder }, info) => {
    const { page, app, workbench, troubles } = await start({ size });
    await page.getByRole('button', { name: /^Guided start/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Guided start' });
    const review = dialog.getByRole('group', { name: 'How secure, how available?' });
    await expect(dialog.getByText('no findings')).toBeVisible();
    await expect(review.getByText(/^Optional:/)).toBeVisible();

    await review.getByRole('combobox', { name: 'Network' }).selectOption('private');
    await expect(dialog.getByText(/\d+ findings?/).first()).toBeVisible(); // no network is drawn
    const availability = review.getByRole('textbox', { name: /^Answers are available/ });
    await availability.fill('much');
    await expect(availability).toHaveAttribute('aria-invalid', 'true');
    await availability.fill('99.9');
    await review.getByRole('textbox', { name: /^Recovery time/ }).fill('4 h');
    await review.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`review-${size.width}.png`) });
    const cut = await review.evaluate((group) => {
      const { right } = (group.parentElement as HTMLElement).getBoundingClientRect();
      return [...group.querySelectorAll('select, input, label')].filter((one) => one.getBoundingClientRect().right > right).length;
    });
    expect(cut).toBe(0);

    await dialog.getByRole('button', { name: 'Draw it' }).click();
    await workbench.settled();
    const file = join(folder, 'reviewed.pipedraft.yaml');
    await answerSave(app, file);
    await page.keyboard.press('Control+s');
    await expect(workbench.fileName).toContainText('reviewed.pipedraft.yaml');
    const text = readFileSync(file, 'utf8');
    for (const need of ['network: private', 'availability: 99.9', 'recoveryTime: 4 h']) expect(text).toContain(need);
    expect(text).not.toContain('dataClassification');
    expect(troubles).toEqual([]);
  });
