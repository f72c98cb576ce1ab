import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Running } from '../harness/app';
import { violations } from '../harness/axe';
import { example } from '../harness/plans';

/** What a user can have before them, and how they get there; each begins where the one before has ended. */
const views: readonly (readonly [view: string, go: (running: Running) => Promise<unknown>])[] = [
  ['the plan', ({ studio }) => studio.settled()],
  ['a node', ({ studio }) => studio.node('CPU cluster').click()],
  ['an action by letters', ({ page }) => page.keyboard.press('a')],
  ['an action left', ({ page }) => page.keyboard.press('Escape')],
  ['a swap', ({ studio }) => studio.menu('swap')],
  ['a swap left', ({ page }) => page.keyboard.press('Escape')],
  ['several nodes', ({ page }) => page.keyboard.press('Control+a')],
  ['the context menu', ({ studio }) => studio.node('CPU cluster').click({ button: 'right' })],
  [
    'a node that is renamed',
    ({ studio, page }) => page.keyboard.press('Escape').then(() => studio.startRenaming('CPU cluster', 'Cluster')),
  ],
  ['a step', ({ page }) => page.keyboard.press('Enter')],
  ['the history', ({ page }) => page.keyboard.press('Control+Shift+h')],
  ['a finding', ({ page }) => page.keyboard.press('Escape').then(() => page.keyboard.press('F8'))],
  ['the page of a rule', ({ page }) => page.keyboard.press('F1')],
  [
    'a waiver',
    async ({ page, studio }) => {
      await page.keyboard.press('Escape');
      await studio.problem('steers new work').click();
      await page
        .getByRole('button', { name: /^Waive/ })
        .first()
        .click();
    },
  ],
  [
    'the cost',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Cost' }).click();
    },
  ],
  ...['Maintainability', 'Skills', 'Integration', 'Maturity', 'A month'].map(
    (score) =>
      [
        score,
        async ({ page, studio }: Running) => {
          await page.keyboard.press('Escape');
          await studio.score(score).click();
        },
      ] as const,
  ),
  [
    'the connecting of nodes',
    ({ page, studio }) =>
      page.keyboard
        .press('Escape')
        .then(() => studio.menu('fit'))
        .then(() => studio.node('Cluster').click())
        .then(() => studio.menu('link')),
  ],
  ...['guided-start', 'print', 'price-books', 'packs', 'settings', 'keys', 'about'].map(
    (dialog) =>
      [
        dialog,
        async ({ page, studio }: Running) => {
          await page.keyboard.press('Escape');
          await expect(page.locator('dialog[open]')).toHaveCount(0);
          await studio.menu(dialog);
          await page.locator('dialog[open]').waitFor();
        },
      ] as const,
  ),
];

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can use every view, ${theme}`, async ({ start, folder }) => {
    test.slow();
    const file = join(folder, 'churn.pipedraft.yaml');
    copyFileSync(example, file);
    const running = await start({ userData: join(folder, 'plan'), files: [file] });
    const { page, studio } = running;
    await studio.settled();
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await studio.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const found: string[] = [];
    for (const [view, go] of views) {
      await go(running);
      found.push(...(await violations(page, view)));
    }
    const empty = await start({ userData: join(folder, 'empty') });
    if ((await empty.page.locator('html').getAttribute('data-theme')) !== theme) await empty.studio.menu('theme');
    found.push(...(await violations(empty.page, 'welcome')));
    await empty.studio.startEmpty();
    found.push(...(await violations(empty.page, 'an empty plan')));
    expect(found).toEqual([]);
  });
}
