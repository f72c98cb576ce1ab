import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

test.describe('the policy of an administrator', () => {
  test('switches packs and prices off, gives new plans their region, and About names it', async ({ start, folder }) => {
    const policy = join(folder, 'policy.yaml');
    writeFileSync(policy, 'policy: 1\npacks: off\nprices: off\ndefaults: { region: northeurope }\n');
    const { page, workbench, troubles } = await start({ env: { PIPEDRAFT_POLICY: policy } });
    await page.getByRole('button', { name: 'Empty plan' }).click();
    await workbench.menu('packs');
    const packs = page.getByRole('dialog', { name: 'Packs' });
    await expect(packs).toContainText('Loading packs is switched off on this computer');
    await expect(packs.getByRole('button', { name: 'Load a folder…' })).toBeDisabled();
    await packs.getByText('Close', { exact: true }).click();
    await workbench.menu('about');
    await expect(page.getByRole('dialog')).toContainText(`${policy} (packs off, loading prices off, region northeurope)`);
    await page.getByRole('dialog').getByText('Close', { exact: true }).click();
    expect(troubles).toEqual([]);
  });

  test('with an error says so at the start, with its line, and permits nothing', async ({ start, folder }) => {
    const policy = join(folder, 'policy.yaml');
    writeFileSync(policy, 'policy: 1\npack: off\n');
    const { page } = await start({ env: { PIPEDRAFT_POLICY: policy } });
    const message = page.getByRole('alert');
    await expect(message).toContainText('The policy of your administrator has an error');
    await expect(message).toContainText('policy.yaml:2:1: “pack” is not a key of the policy');
  });
});
