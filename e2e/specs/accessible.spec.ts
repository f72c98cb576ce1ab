import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Running } from '../harness/app';
import { violations } from '../harness/axe';
import { example } from '../harness/plans';

type View = readonly [view: string, go: (running: Running) => Promise<unknown>];

/** What a user can have before them, and how they get there; each begins where the one before has ended. */
const views: readonly View[] = [
  ['the plan', ({ workbench }) => workbench.settled()],
  ['a node', ({ workbench }) => workbench.node('CPU cluster').click()],
  ['an action by letters', ({ page }) => page.keyboard.press('a')],
  ['an action left', ({ page }) => page.keyboard.press('Escape')],
  ['a swap', ({ workbench }) => workbench.menu('swap')],
  ['a swap left', ({ page }) => page.keyboard.press('Escape')],
  ['several nodes', ({ page }) => page.keyboard.press('Control+a')],
  ['the context menu', ({ workbench }) => workbench.node('CPU cluster').click({ button: 'right' })],
  [
    'a node that is renamed',
    ({ workbench, page }) => page.keyboard.press('Escape').then(() => workbench.startRenaming('CPU cluster', 'Cluster')),
  ],
  ['a step', ({ page }) => page.keyboard.press('Enter')],
  ['the history', ({ page }) => page.keyboard.press('Control+Shift+h')],
  ['a finding', ({ page }) => page.keyboard.press('Escape').then(() => page.keyboard.press('F8'))],
  ['the page of a rule', ({ page }) => page.keyboard.press('F1')],
  [
    'a waiver',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.problem('do not work together by themselves').click();
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
        async ({ page, workbench }: Running) => {
          await page.keyboard.press('Escape');
          await workbench.score(score).click();
        },
      ] as const,
  ),
  [
    'the connecting of nodes',
    ({ page, workbench }) =>
      page.keyboard
        .press('Escape')
        .then(() => workbench.menu('fit'))
        .then(() => workbench.node('Cluster').click())
        .then(() => workbench.menu('link')),
  ],
  ...['guided-start', 'print', 'export-files', 'price-books', 'packs', 'settings', 'help-contents', 'keys', 'report-problem', 'about'].map(
    (dialog) =>
      [
        dialog,
        async ({ page, workbench }: Running) => {
          await page.keyboard.press('Escape');
          await expect(page.locator('dialog[open]')).toHaveCount(0);
          await workbench.menu(dialog);
          await page.locator('dialog[open]').waitFor();
        },
      ] as const,
  ),
];

/** A plan in which one rule finds several things that can be fixed. */
const nightly = `pipedraft: 1
name: Nightly scores
context: {approach: code, region: westeurope}
nodes:
  factory: {service: azure-data-factory, title: Nightly}
  copy: {service: adf-copy-activity, title: Copy, owner: Ana}
  lake: {service: azure-storage, title: Lake, note: Kept for seven years}
  train: {service: azure-ml-pipelines, title: Train}
edges:
  - {from: factory, to: copy, kind: control}
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  factory: [40, 320]
  copy: [0, 0]
  lake: [320, 40]
  train: [80, 160]
`;

/** The same for what stands beside the canvas and over it. */
const besides: readonly View[] = [
  ['the outline beside the canvas', ({ page }) => page.keyboard.press('Control+Shift+O')],
  [
    'a cell of the outline that is written',
    async ({ page }) => {
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('F2');
      await page.locator('[role=gridcell] input').waitFor();
    },
  ],
  [
    'hits that are found',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+F');
      await page.keyboard.type('is:warning');
      await expect(page.getByRole('status').filter({ hasText: /^1 of \d/ })).toBeVisible();
    },
  ],
  [
    'filters and saved views',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Filters and saved views' }).click();
      await page.getByRole('menu', { name: 'Filters and saved views' }).waitFor();
    },
  ],
  [
    'a search that is not understood',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: /^Find nodes/ }).fill('is:nothing cost:>much');
      await page.locator('.said .problem').first().waitFor();
    },
  ],
  [
    'the outline alone',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.menu('outline-alone');
      await expect(workbench.canvas).toBeHidden();
    },
  ],
  [
    'what fixing all comes to',
    async ({ page, workbench }) => {
      await workbench.menu('toggle-outline');
      await workbench.problem('Pipeline runs a month').locator('.problem-row').click();
      await page.getByRole('button', { name: /^Fix all \d+ of this rule/ }).click();
      await page.getByRole('dialog', { name: /^Fix \d+ findings$/ }).waitFor();
    },
  ],
  [
    'the command palette',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+K');
      await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
    },
  ],
  ['a command that is looked for', ({ page }) => page.keyboard.type('export')],
  ['a command that is not there', ({ page }) => page.keyboard.type(' of nothing')],
  [
    'tidying',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.node('Lake').click();
      await page.keyboard.press('Control+Shift+L');
      await page.getByRole('button', { name: 'Apply' }).waitFor();
    },
  ],
  [
    'the guided start, otherwise answered',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.menu('guided-start');
      const dialog = page.getByRole('dialog', { name: 'Guided start' });
      await expect(dialog.getByRole('radio', { name: 'Code first' })).toBeFocused();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await expect(dialog.getByText(/^No longer needed/)).toBeVisible();
    },
  ],
  [
    'the guided start, over a budget',
    async ({ page }) => {
      const dialog = page.getByRole('dialog', { name: 'Guided start' });
      await dialog.getByRole('textbox', { name: /^Budget/ }).fill('1');
      await dialog.locator('.problem').first().waitFor();
    },
  ],
  [
    'the sheets for a review',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape'); // brings the last amount back
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Guided start' }).waitFor({ state: 'hidden' });
      await workbench.print('A4', 'landscape');
    },
  ],
  [
    'the history, with a step that was undone',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.node('Lake').click();
      await page.keyboard.press('Control+D');
      await page.keyboard.press('Control+Z');
      await page.keyboard.press('Control+Shift+H');
      await expect(page.getByRole('dialog', { name: 'History of steps' }).getByText('undone', { exact: true })).toBeVisible();
    },
  ],
  [
    'settings, compact',
    async ({ page, workbench }) => {
      await page.keyboard.press('Escape');
      await workbench.menu('settings');
      await page.getByRole('radiogroup', { name: 'Density' }).getByRole('radio', { name: 'Compact' }).check({ force: true });
      await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
    },
  ],
  ['the plan, compact', ({ page }) => page.keyboard.press('Escape')],
  ['the outline, compact', ({ page }) => page.keyboard.press('Control+Shift+O')],
];

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can use every view, ${theme}`, async ({ start, folder }) => {
    test.slow();
    const file = join(folder, 'churn.pipedraft.yaml');
    copyFileSync(example, file);
    const running = await start({ userData: join(folder, 'plan'), files: [file] });
    const { page, workbench } = running;
    await workbench.settled();
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const found: string[] = [];
    for (const [view, go] of views) {
      await go(running);
      found.push(...(await violations(page, view, { targets: true })));
    }
    const empty = await start({ userData: join(folder, 'empty') });
    if ((await empty.page.locator('html').getAttribute('data-theme')) !== theme) await empty.workbench.menu('theme');
    found.push(...(await violations(empty.page, 'welcome', { targets: true })));
    await empty.workbench.startEmpty();
    found.push(...(await violations(empty.page, 'an empty plan', { targets: true })));
    expect(found).toEqual([]);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can use what stands beside the plan and over it, ${theme}`, async ({ start, folder }) => {
    test.slow();
    const file = join(folder, 'nightly.pipedraft.yaml');
    writeFileSync(file, nightly);
    const running = await start({ files: [file], size: { width: 1600, height: 1000 } });
    const { page, workbench } = running;
    await workbench.settled();
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const found: string[] = [];
    for (const [view, go] of besides) {
      await go(running);
      found.push(...(await violations(page, view, { targets: true })));
    }
    expect(found).toEqual([]);
  });
}
