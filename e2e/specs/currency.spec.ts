import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { example } from '../harness/plans';

/* The cost as a table for spreadsheets, and in a second currency. */

test('costs are shown in a second currency too, marked as converted with rate and day, and exported as CSV', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { app, page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.getByRole('tab', { name: 'Cost' }).click();
  const csv = join(folder, 'cost.csv');
  await answerSave(app, csv);
  await page.getByRole('button', { name: 'Export as CSV…' }).click();
  await expect(page.getByText('cost.csv written.')).toBeVisible();
  const plain = readFileSync(csv, 'utf8');
  expect(plain).toMatch(/^\u{feff}Node,Title,Service,Stage,Charge,/u);
  expect(plain).toContain('CPU cluster');
  expect(plain).not.toContain('Rate as of');
  await page.getByRole('button', { name: 'Show in folder' }).waitFor();

  await page.keyboard.press('ControlOrMeta+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const second = settings.getByRole('group', { name: 'Second currency' });
  await second.getByLabel('Currency', { exact: true }).fill('eur');
  await second.getByLabel('1 USD is').fill('nothing');
  await expect(second.getByText('Write what 1 USD is, such as 0.92.')).toBeVisible();
  await second.getByLabel('1 USD is').fill('0.5');
  await expect(second.getByText('Nothing is converted until currency, rate and day are filled in.')).toBeVisible();
  await second.getByLabel('Rate as of').fill('2026-11-20');
  await expect(second.getByText('100 USD ≈ 50.00 EUR')).toBeVisible();
  await settings.getByRole('button', { name: 'Done' }).click();

  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(/561 USD \(≈ 28\d EUR\) a month/);
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Converted 1 USD = 0.5 EUR, 2026-11-20' })).toBeVisible();
  // all columns fit
  expect(await table.evaluate(({ parentElement: box }) => (box ? box.scrollWidth - box.clientWidth : undefined))).toBe(0);
  await workbench.score('A month').click();
  await expect(page.getByText('at 1 USD = 0.5 EUR, 2026-11-20', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await answerSave(app, join(folder, 'converted.csv'));
  await workbench.menu('export-cost');
  await expect(page.getByText('converted.csv written.')).toBeVisible();
  expect(readFileSync(join(folder, 'converted.csv'), 'utf8')).toContain('Amount converted to EUR,Rate,Rate as of\r\n');

  // the setting is the user's: another window has it, and it goes when it is removed
  await page.reload();
  await workbench.settled();
  await expect(status).toContainText('≈');
  await page.keyboard.press('ControlOrMeta+,');
  await second.getByRole('button', { name: 'Remove' }).click();
  await settings.getByRole('button', { name: 'Done' }).click();
  await expect(status).not.toContainText('≈');
  expect(troubles).toEqual([]);
});
