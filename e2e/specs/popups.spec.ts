import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../harness/app';

/* Whatever opens over the window is on the screen in full, near every edge of a small window and of a large one. */

const long = 'A title that is so long that no list of this window has room for it in one line, nor in two';
const plan = `pipedraft: 1
name: Nightly scores
context: {region: westeurope}
nodes:
  first: {service: adf-copy-activity, title: First}
  second: {service: azure-storage, title: "${long}"}
  third: {service: azure-data-factory, title: Third}
  fourth: {service: azure-storage, title: ${'Unbroken'.repeat(12)}}
edges:
  - {from: third, to: first, kind: control}
  - {from: first, to: fourth, kind: data}
layout:
  first: [0, 0]
  second: [1200, 0]
  third: [0, 900]
  fourth: [1200, 900]
`;

/** Checks that a popup is in the window, with every line of it. */
async function isWhole(page: Page, popup: Locator, what: string): Promise<void> {
  await expect(popup, what).toBeVisible();
  await expect
    .poll(
      async () => {
        const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
        const box = await popup.boundingBox();
        return (
          box !== null &&
          Math.min(box.x, box.y) >= 0 &&
          box.x + box.width <= width &&
          box.y + box.height <= height &&
          // nothing in it is cut at the side
          (await popup.evaluate((element) => element.scrollWidth <= element.clientWidth + 1))
        );
      },
      { message: `${what} is on the screen` },
    )
    .toBe(true);
}

for (const size of [
  { width: 900, height: 600 },
  { width: 1920, height: 1080 },
])
  test(`popups are on the screen in full at ${size.width} × ${size.height}`, async ({ start, folder }) => {
    test.slow();
    const file = join(folder, 'nightly.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench, troubles } = await start({ files: [file], size });
    await workbench.settled();
    const { keyboard } = page;

    for (const id of ['first', 'second', 'third', 'fourth']) {
      const node = workbench.canvas.locator(`.svelte-flow__node[data-id="${id}"]`);
      await node.click({ position: { x: 12, y: 12 } }); // the legend can lie over the middle of a card
      await keyboard.press('a');
      const picker = page.getByRole('dialog', { name: /^What follows/ });
      await isWhole(page, picker, `what follows ${id}`);
      await expect(picker.locator('.keys')).toBeInViewport({ ratio: 1 });
      await expect(picker.getByText('Evaluating the change…')).toHaveCount(0);
      await isWhole(page, picker, `what follows ${id}, with its outcome`);
      await expect(picker.locator('.keys')).toBeInViewport({ ratio: 1 });
      await keyboard.press('Escape');

      await keyboard.press('ControlOrMeta+e');
      const swap = page.getByRole('dialog', { name: /^What takes the place/ });
      await expect(swap.getByText('Evaluating the change…')).toHaveCount(0);
      await isWhole(page, swap, `what takes the place of ${id}`);
      await expect(swap.locator('.keys')).toBeInViewport({ ratio: 1 });
      await keyboard.press('Escape');

      await node.click({ button: 'right', position: { x: 12, y: 12 } });
      await isWhole(page, page.getByRole('menu', { name: 'Actions' }), `the menu of ${id}`);
      await keyboard.press('Escape');

      await keyboard.press('ControlOrMeta+l');
      await isWhole(page, page.getByRole('dialog', { name: /^Connect/ }), `the kinds of edges of ${id}`);
      await keyboard.press('Escape');

      const badge = node.getByRole('button', { name: /Show in the list/ });
      if ((await badge.count()) > 0) {
        await badge.hover();
        await isWhole(page, node.locator('[role=tooltip]'), `the findings of ${id}`);
      }
    }

    // fields of the inspector, the lowest ones too
    const { inspector } = workbench;
    await workbench.canvas.locator('.svelte-flow__node[data-id="first"]').click();
    for (const name of ['Service', 'Region', 'Turn down a service']) {
      const field = inspector.getByRole('combobox', { name, exact: true });
      await field.click();
      await isWhole(page, page.locator('[role=listbox]:popover-open'), `the list of ${name}`);
      await keyboard.press('Escape');
    }
    await inspector
      .getByRole('button', { name: 'More for Pipeline runs a month' })
      .or(inspector.getByRole('button', { name: /^More for/ }))
      .first()
      .click();
    await isWhole(page, page.getByRole('menu', { name: /^More for/ }), 'the menu of a field');
    await keyboard.press('Escape');

    for (const title of ['Maintainability', 'A month']) {
      await workbench.score(title).click();
      await isWhole(page, page.getByRole('dialog', { name: title }), title);
      await keyboard.press('Escape');
    }
    expect(troubles).toEqual([]);
  });

test('a view that was left in a large window fits the small one in which it is restored', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const [large, small] = [
    { width: 1920, height: 1080 },
    { width: 900, height: 600 },
  ];
  const first = await start({ files: [file], size: large });
  await first.workbench.settled();
  await first.workbench.node('Third').click();
  await first.workbench.menu('zoom-out'); // a view of the user's own
  await first.workbench.menu('zoom-in');
  await first.page.waitForFunction(
    () =>
      new Promise((done) => {
        const open = indexedDB.open('pipedraft');
        open.onsuccess = () => {
          const count = open.result.transaction('views').objectStore('views').count();
          count.onsuccess = () => done(count.result > 0);
        };
      }),
  );
  await first.app.evaluate(({ app }) => app.exit(0)).catch(() => undefined);

  const second = await start({ files: [file], size: small });
  await second.workbench.settled();
  const canvas = await second.workbench.canvas.boundingBox();
  for (const id of ['first', 'second', 'third', 'fourth']) {
    const card = await second.workbench.canvas.locator(`.svelte-flow__node[data-id="${id}"]`).boundingBox();
    expect(card!.x).toBeGreaterThanOrEqual(canvas!.x - 1);
    expect(card!.x + card!.width).toBeLessThanOrEqual(canvas!.x + canvas!.width + 1);
    expect(card!.y + card!.height).toBeLessThanOrEqual(canvas!.y + canvas!.height + 1);
  }
});
