import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import { answerMessages, answerOpen, messagesSaid } from '../harness/dialogs';
import { priceTable } from '../harness/plans';

/* Packs: what an organisation adds is loaded, judged with, named by a plan, read again, and removed. */

const plan = `pipedraft: 1
name: Next best offer
context: {approach: code, region: eastus2}
nodes:
  offers: {service: azure-ml-managed-online-endpoints, title: Offers, owner: Shop}
edges: []
`;

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Packs', exact: true });

test('a pack is looked at, added, judged with, named by the plan, fixed in its folder, and removed', async ({ start, folder }) => {
  const file = join(folder, 'offer.pipedraft.yaml');
  const contoso = join(folder, 'contoso');
  const userData = join(folder, 'kept');
  writeFileSync(file, plan);
  cpSync(join(import.meta.dirname, '../../docs/packs/contoso'), contoso, { recursive: true });
  const first = await start({ files: [file], userData });
  const { page, app, workbench, troubles } = first;
  await workbench.settled();

  // what it does is told before it is added
  await workbench.menu('packs');
  await expect(dialog(page).getByText('A pack is a folder with your organisation')).toBeVisible();
  await answerOpen(app, contoso);
  await dialog(page).getByRole('button', { name: 'Load a folder…' }).click();
  const preview = page.getByRole('dialog', { name: 'Contoso data platform 1.2.0' });
  await expect(preview.getByText('Everything runs in an approved region')).toBeVisible();
  await expect(preview.getByText('Contoso Feature Hub')).toBeVisible();
  await expect(preview.getByText('warning → error')).toBeVisible();
  await preview.getByRole('button', { name: 'Add this pack' }).click();

  // the plan is judged with it at once, and names it as one step
  await expect(dialog(page).getByRole('radio', { name: 'Contoso data platform 1.2.0' })).toBeChecked();
  await dialog(page)
    .getByRole('checkbox', { name: /This plan asks for it/ })
    .check();
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await workbench.settled();
  await expect(workbench.problem('“Offers” runs in eastus2, which is not approved.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('offer.pipedraft.yaml saved.')).toBeAttached();
  expect(readFileSync(file, 'utf8')).toContain('packs: {contoso: 1.2.0}');

  // its services are in the palette, by its own words
  await workbench.palette.getByRole('searchbox').fill('hub');
  await expect(workbench.palette.getByText('Feature Hub', { exact: true })).toBeVisible();

  // a fault is told with its place, and the rest counts
  writeFileSync(
    join(contoso, 'rules', 'endpoint-has-owner.yaml'),
    'id: endpoint-has-owner\ntitle: T\nseverity: warning\nfor: node\nholds: node.ownr != ""\nmessage: M\nwhy: W\n',
  );
  await workbench.menu('packs');
  await dialog(page).getByRole('button', { name: 'Read its folder again' }).click();
  await expect(preview.getByText('rules/endpoint-has-owner.yaml:5:13')).toBeVisible();
  await expect(preview.getByText('No such key: ownr')).toBeVisible();
  await expect(preview.getByText('It takes the place of version 1.2.0 in the library.')).toBeVisible();
  await preview.getByRole('button', { name: 'Replace it' }).click();
  await expect(dialog(page).getByText('1 fault', { exact: false }).first()).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  expect(troubles).toEqual([]);
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);

  // it is there in the next session; without it the plan says so
  const second = await start({ files: [file], userData });
  await second.workbench.settled();
  await expect(second.workbench.problem('“Offers” runs in eastus2, which is not approved.')).toBeVisible();
  await second.workbench.menu('packs');
  await answerMessages(second.app, 'Remove');
  await dialog(second.page).getByRole('button', { name: 'Remove…' }).click();
  await expect(dialog(second.page).getByText('A pack is a folder with your organisation')).toBeVisible();
  expect((await messagesSaid(second.app)).at(-1)).toContain('Contoso data platform');
  await dialog(second.page).getByRole('button', { name: 'Close' }).last().click();
  await second.workbench.settled();
  await expect(second.workbench.problem('The plan is checked with the pack “contoso” 1.2.0, which is not loaded.')).toBeVisible();
  expect(second.troubles).toEqual([]);
});

test('packs and prices that the project names are offered, looked at, and loaded from its folder', async ({ start, folder }) => {
  const project = join(folder, 'project');
  cpSync(join(import.meta.dirname, '../../docs/packs/contoso'), join(project, 'packs/contoso'), { recursive: true });
  mkdirSync(join(project, 'plans'));
  writeFileSync(join(project, '.pipedraftrc.yaml'), 'config: 1\npacks: [packs/contoso]\nprices: prices.csv\n');
  writeFileSync(join(project, 'prices.csv'), priceTable);
  const file = join(project, 'plans/offer.pipedraft.yaml');
  writeFileSync(file, plan);
  const userData = join(folder, 'kept');
  const { page, app, workbench, troubles } = await start({ files: [file], userData });
  await workbench.settled();

  // opening the plan loads nothing by itself
  await expect(workbench.problem('“Offers” runs in eastus2, which is not approved.')).toBeHidden();
  const line = page.getByText('The project’s pack “Contoso data platform” is not loaded here.');
  await expect(line).toBeVisible();
  await page.getByRole('button', { name: 'Packs…' }).click();
  const ofProject = dialog(page).getByRole('region', { name: 'Packs of this project' });
  await ofProject.getByRole('button', { name: 'Load Contoso data platform…' }).click();
  await page.getByRole('dialog', { name: 'Contoso data platform 1.2.0' }).getByRole('button', { name: 'Add this pack' }).click();
  await expect(ofProject.getByText('packs/contoso, loaded')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await workbench.settled();
  await expect(workbench.problem('“Offers” runs in eastus2, which is not approved.')).toBeVisible();

  await page.getByRole('button', { name: 'Prices…' }).click();
  const books = page.getByRole('dialog', { name: 'Prices', exact: true });
  await books.getByRole('button', { name: 'Load it…' }).click();
  await page.getByRole('dialog', { name: 'Add prices from prices.csv' }).getByRole('button', { name: 'Add these prices' }).click();
  await expect(books.getByText('a file of this name is loaded')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(troubles).toEqual([]);
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);

  // the next start has both and says nothing, until the folder differs
  const second = await start({ files: [file], userData });
  await second.workbench.settled();
  await expect(second.workbench.problem('“Offers” runs in eastus2, which is not approved.')).toBeVisible();
  await second.app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
  writeFileSync(join(project, 'packs/contoso/rules/own.yaml'), 'id: own\n');
  writeFileSync(join(project, '.pipedraftrc.yaml'), 'config: 1\npacks: [packs/contoso]\n');
  const third = await start({ files: [file], userData });
  await third.workbench.settled();
  await expect(third.page.getByText('The project’s pack “Contoso data platform” has changed since it was loaded here.')).toBeVisible();
});
