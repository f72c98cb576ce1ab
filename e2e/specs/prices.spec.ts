import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import { answerMessages, answerOpen, messagesSaid } from '../harness/dialogs';
import { priceTable } from '../harness/plans';

/* Price books: loaded, compared, used, removed. */

const plan = `pipedraft: 1
name: Nightly scores
# The machines are in Virginia.
context: {approach: code, region: eastus2}
nodes:
  lake: {service: azure-storage, title: Lake}
  pool: {service: azure-ml-compute, title: Training cluster, usage: {vmSize: Standard_D8s_v5, nodes: 2, hoursPerMonth: 100}}
  serve: {service: azure-kubernetes-service, title: Serving cluster, usage: {vmSize: Standard_D4s_v5, nodes: 3}}
edges: []
`;

/** Machines half as dear again as those that ship, and rows that no price book asks for. */
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Prices', exact: true });
const total = (page: Page) => page.locator('.status .cost b').innerText();

test('a table of prices is loaded, compared node by node, used as one step, and kept', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  const prices = join(folder, 'contoso.csv');
  const userData = join(folder, 'kept');
  writeFileSync(file, plan);
  writeFileSync(prices, priceTable);
  const first = await start({ files: [file], userData });
  const { page, app, workbench, troubles } = first;
  await workbench.settled();
  const before = await total(page);

  // from the cost panel
  await workbench.score('A month').click();
  const panel = page.getByRole('dialog', { name: 'A month' });
  await expect(panel.getByText('The plan names no prices')).toBeVisible();
  await panel.getByRole('button', { name: 'Prices…' }).click();
  await expect(dialog(page).getByRole('radio', { name: /September 2026/ })).toBeFocused();
  await expect(dialog(page).getByText('Ships with Pipedraft')).toBeVisible();

  // what the file gives is told before it is added
  await answerOpen(app, prices);
  await dialog(page).getByRole('button', { name: 'Load a file…' }).click();
  const report = page.getByRole('dialog', { name: 'Add prices from contoso.csv' });
  await expect(report.getByText(/5\s+rows read, 2\s+prices taken, 3\s+rows not used/)).toBeVisible();
  await expect(report.getByText('no meter of the price book asks for it')).toBeVisible();
  await expect(report.getByText('coffee, eastus2')).toBeVisible();
  await report.getByText(/its price cannot be used: .* is no number/).click();
  await expect(report.getByText('row 3', { exact: true }).first()).toBeVisible();
  await expect(report.getByRole('textbox', { name: 'Edition id' })).toHaveValue('contoso-2026-11-21');
  await report.getByLabel('Prices as of').fill('2026-11-01');
  await expect(report.getByRole('textbox', { name: 'Edition id' })).toHaveValue('contoso-2026-11-01');
  await report.getByRole('textbox', { name: 'Name' }).fill('Contoso contract');
  await report.getByRole('textbox', { name: 'Edition id' }).fill('Contoso 2026');
  await report.getByRole('button', { name: 'Add these prices' }).click();
  await expect(report.getByRole('alert')).toContainText('“Contoso 2026” cannot be an edition id.');
  await report.getByRole('textbox', { name: 'Edition id' }).fill('contoso-2026-11');
  await report.getByRole('button', { name: 'Add these prices' }).click();

  // the difference, before anything applies
  await expect(dialog(page).getByRole('radio', { name: 'Contoso contract' })).toBeChecked();
  await expect(dialog(page).getByText('Loaded from contoso.csv on 2026-11-21')).toBeVisible();
  const row = (title: string) => dialog(page).getByRole('row').filter({ hasText: title });
  await expect(row('Serving cluster')).toContainText('0.192 → 0.288');
  await expect(row('Serving cluster').getByRole('cell').last()).toHaveText('+210');
  await expect(row('Training cluster').getByRole('cell').last()).toHaveText('+38.40');
  await expect(row('A month').getByRole('cell').last()).toHaveText('+249 USD');
  await expect(row('A month').getByRole('cell').first()).toHaveText(/^at least /);
  await expect(row('Lake')).toHaveCount(0); // unknown with both
  expect(await total(page)).toBe(before);

  // used as one step
  await dialog(page).getByRole('button', { name: 'Use these prices' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await workbench.settled();
  await expect.poll(() => total(page)).not.toBe(before);
  const after = await total(page);
  await expect(page.locator('.status')).toContainText('Contoso contract');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('nightly.pipedraft.yaml saved.')).toBeAttached();
  expect(readFileSync(file, 'utf8')).toBe(
    plan.replace('{approach: code, region: eastus2}', '{approach: code, region: eastus2, priceBook: contoso-2026-11}'),
  );
  await page.keyboard.press('ControlOrMeta+Z');
  await workbench.settled();
  await expect.poll(() => total(page)).toBe(before);
  await expect(page.getByRole('toolbar', { name: 'Plan' }).getByRole('button', { name: /^Undo/ })).toBeDisabled();
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect.poll(() => total(page)).toBe(after);
  expect(troubles).toEqual([]);

  // another session has them before it shows anything
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
  const again = await start({ files: [file], userData });
  await again.workbench.settled();
  await expect.poll(() => total(again.page)).toBe(after);

  // removed, after asking: the plan says so
  await again.workbench.menu('price-books');
  await answerMessages(again.app, 'Cancel');
  await dialog(again.page).getByRole('button', { name: 'Remove Contoso contract' }).click();
  await expect.poll(() => messagesSaid(again.app)).toEqual([expect.stringContaining('“Nightly scores” is costed with these prices')]);
  await expect(dialog(again.page).getByRole('radio')).toHaveCount(2);
  await answerMessages(again.app, 'Remove');
  await dialog(again.page).getByRole('button', { name: 'Remove Contoso contract' }).click();
  await expect(dialog(again.page).getByRole('radio')).toHaveCount(1);
  await expect(dialog(again.page).getByText('The plan names the prices “contoso-2026-11”, which are not here.')).toBeVisible();
  await again.page.keyboard.press('Escape');
  await again.workbench.settled();
  await expect.poll(() => total(again.page)).toBe(before);
  await expect(again.workbench.problem('The plan was costed with the price book “contoso-2026-11”')).toBeVisible();
  expect(readdirSync(join(userData, 'price-books'))).toEqual([]);
  expect(readFileSync(prices, 'utf8')).toBe(priceTable);
  expect(again.troubles).toEqual([]);
});

test('newer prices and another region are looked at by keyboard, and kept from the plan', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  const prices = join(folder, 'prices.csv');
  writeFileSync(file, plan);
  writeFileSync(prices, 'meter,region,price,currency\nvm-d4s-v5,eastus2,0.2,EUR\n');
  const { page, app, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const before = await total(page);
  await workbench.menu('price-books');

  // another region of the same prices
  await dialog(page).getByLabel('Region').selectOption('westeurope');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Serving cluster' })).toContainText('0.192 → 0.23');
  await expect(dialog(page).getByRole('button', { name: 'Use these prices and region' })).toBeEnabled();
  await dialog(page).getByLabel('Region').selectOption({ index: 0 });

  // another currency: what it does not know is unknown, and there is no difference
  await answerOpen(app, prices);
  await dialog(page).getByRole('button', { name: 'Load a file…' }).click();
  const report = page.getByRole('dialog', { name: 'Add prices from prices.csv' });
  await expect(report.getByText('The file is in EUR, the prices that ship are in USD.')).toBeVisible();
  await report.getByRole('button', { name: 'Add these prices' }).click();
  const row = dialog(page).getByRole('row').filter({ hasText: 'Training cluster' });
  await expect(row.getByRole('cell').nth(1)).toHaveText('unknown');
  await expect(row.getByRole('cell').last()).toHaveText('–');
  await expect(dialog(page).getByText('The amounts are in two currencies')).toBeVisible();

  // arrow keys choose, Escape leaves everything as it was
  await dialog(page).getByRole('radio', { name: 'Prices from prices.csv' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog(page).getByRole('radio', { name: /September 2026/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  expect(await total(page)).toBe(before);
  expect(readFileSync(file, 'utf8')).toBe(plan);
  expect(troubles).toEqual([]);
});

test('a file that holds no prices says what is wrong with it, and nothing changes', async ({ start, folder }) => {
  const userData = join(folder, 'kept');
  const { page, app, workbench, troubles } = await start({ userData });
  await workbench.startEmpty();
  await workbench.menu('price-books');
  for (const [name, content, words] of [
    ['half.json', '{"Items": [{"currencyCode": "USD", "retail', '“half.json” is not complete JSON.'],
    ['words.csv', 'These are no prices.\n', '“words.csv” is not a file of prices that can be read.'],
    ['sheet.csv', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00]), '“sheet.csv” holds no prices. This is a ZIP archive'],
    ['none.csv', 'meter,region,price\ncoffee,eastus2,3\n', '“none.csv” has no price that the price book asks for.'],
  ] as const) {
    writeFileSync(join(folder, name), content);
    await answerOpen(app, join(folder, name));
    await dialog(page).getByRole('button', { name: 'Load a file…' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText(words);
    await expect(dialog(page).getByRole('radio')).toHaveCount(1);
  }
  await answerOpen(app, null);
  await dialog(page).getByRole('button', { name: 'Load a file…' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveCount(0);
  expect(readdirSync(userData)).not.toContain('price-books');
  expect(troubles).toEqual([]);
});
