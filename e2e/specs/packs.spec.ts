import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import { answerMessages, answerOpen, messagesSaid } from '../harness/dialogs';

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
