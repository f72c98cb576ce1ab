import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* Numbers as people type them: read as they are meant, shown as they are understood, and never lost. */

const plan = `pipedraft: 1
name: Review plan
context: {approach: code, region: westeurope, budgetPerMonth: 4000}
assumptions: {volume: 2.5 TB}
nodes:
  store: {service: azure-storage, title: Lake, usage: {storedData: "2,5 TB"}}
  train: {service: azure-ml-pipelines, title: Train, usage: {runsPerMonth: 5, timePerRun: {low: 10 min, likely: 20 min, high: 40 min}, compute: attached}}
edges:
  - {from: store, to: train, kind: data}
layout:
  store: [0, 0]
  train: [300, 0]
`;

for (const theme of ['light', 'dark'] as const) {
  test(`a usage field, a budget, an assumption and the find bar say how they understood a number, in ${theme}`, async ({
    start,
    folder,
  }, info) => {
    const file = join(folder, 'numbers.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
    await page.emulateMedia({ colorScheme: theme });
    await workbench.settled();
    const { inspector } = workbench;
    const shot = async (name: string) => {
      const path = info.outputPath(`${name}-${theme}.png`);
      await page.screenshot({ path });
      await info.attach(`${name}-${theme}`, { path, contentType: 'image/png' });
    };

    // what the file says is refused, named with the comma, and still in the field
    await workbench.node('Lake').click();
    const stored = inspector.locator('[data-field="storedData"] input');
    await expect(stored).toHaveValue('2,5 TB');
    await expect(stored).toHaveAttribute('aria-invalid', 'true');
    await expect(stored).toHaveAccessibleDescription(/[“"]2,5 TB[”"] has a decimal comma .*; write 2\.5 TB/);
    await shot('comma');

    // nonsense stays with its reason while another node is looked at
    await stored.fill('1e300 TB');
    await expect(stored).toHaveAccessibleDescription(/more than can be counted with; the most is 1,000,000,000 TB/);
    await shot('huge');
    await stored.press('Enter');
    await workbench.node('Train').click();
    await workbench.node('Lake').click();
    await expect(stored).toHaveValue('1e300 TB');

    // what is understood is said in other words, and written as files write it
    await stored.fill('2,500 GB');
    await expect(stored).toHaveAccessibleDescription('= 2.5 TB');
    await shot('understood');
    await stored.press('Enter');
    await expect(stored).toHaveValue('2,500 GB');

    // what begins like an assumption keeps its field while it is typed
    await stored.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('$5 per GB');
    await expect(stored).toHaveValue('$5 per GB');
    await expect(stored).toBeFocused();
    await stored.fill('2,500 GB');
    await stored.press('Enter');

    // Escape brings back what was there
    await stored.fill('17 stone');
    await expect(stored).toHaveAttribute('aria-invalid', 'true');
    await stored.press('Escape');
    await expect(stored).toHaveValue('2,500 GB');

    // the plan's own amounts: a refused text stays although the plan keeps what it had
    await page.locator('.svelte-flow__pane').click({ position: { x: 20, y: 20 } });
    const budget = inspector.locator('[data-key="budgetPerMonth"] input');
    await expect(budget).toHaveValue('4,000');
    await budget.fill('3.000');
    await expect(budget).toHaveAccessibleDescription(/[“"]3\.000[”"] can be read as 3 or as 3,000/);
    const volume = inspector.getByRole('textbox', { name: 'Value of volume' });
    await volume.fill('2.5TB');
    await expect(volume).toHaveAccessibleDescription('= 2.5 TB = 2,500 GB');
    await volume.press('Enter');
    await shot('plan');
    await workbench.node('Train').click();
    await page.locator('.svelte-flow__pane').click({ position: { x: 20, y: 20 } });
    await expect(budget).toHaveValue('3.000');
    await budget.fill('3,000');
    await budget.press('Enter');
    await expect(budget).toHaveValue('3,000');

    await page.keyboard.press('ControlOrMeta+s');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('budgetPerMonth: 3000');
    expect(readFileSync(file, 'utf8')).toContain('2500 GB');

    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('cost:>3.000');
    await expect(page.getByText(/cost: [“"]3\.000[”"] can be read as 3 or as 3,000; write the one that is meant\./)).toBeVisible();
    await shot('find');
    expect(troubles).toEqual([]);
  });
}
