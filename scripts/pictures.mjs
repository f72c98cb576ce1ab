/* The pictures of the window in the documents: the plan to open, and the steps before each is taken. Missing keys are as in `usual`. */

/**
 * @typedef {object} Studio
 * @property {import('@playwright/test').Page} page
 * @property {(id: string) => Promise<void>} menu runs an item of the native menu
 * @property {(title: string) => import('@playwright/test').Locator} node a card by its title
 * @property {() => Promise<void>} settled waits until what is shown is about the plan as it is now
 */

/**
 * @typedef {object} Picture
 * @property {string} file under docs/
 * @property {string | number | null} plan an example that ships, so many nodes, or none: then the first page is there
 * @property {'light' | 'dark'} theme
 * @property {readonly [width: number, height: number]} size
 * @property {string} [repository] name of a repository that the example is copied to, where the picture shows its folder
 * @property {(text: string) => string} [text] makes the text of the repository's file from that of the example
 * @property {(studio: Studio) => Promise<unknown>} [go]
 */

/** @type {readonly [number, number]} */
const usual = [1280, 800];
/** @type {readonly [number, number]} */
const large = [1920, 1080];

/**
 * Changes the plan, and compares it with its last save.
 * @param {Studio} studio
 */
async function compared({ page, menu, node, settled }) {
  await node('Weekly training').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Daily training');
  await page.keyboard.press('Enter');
  await node('Notebooks').click();
  await page.keyboard.press('Delete');
  await settled();
  await menu('compare');
  await page
    .getByRole('option', { name: /Notebooks/ })
    .first()
    .waitFor();
  await page.getByRole('option', { name: /Daily training/ }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
}

/**
 * A line with the marks that git leaves where two branches changed it.
 * @param {string} line
 */
function inConflict(line) {
  const other = line.replace('Weekly', 'Monthly').replace('1500', '1200');
  return ['<<<<<<< HEAD', line, '=======', other, '>>>>>>> monthly'].join('\n');
}

/** @type {readonly Picture[]} */
export const pictures = [
  {
    file: 'images/window-light.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: [1440, 900],
    go: ({ node }) => node('CPU cluster').click(),
  },
  { file: 'images/window-dark.webp', plan: 'demand-forecast', theme: 'dark', size: [1440, 900] },
  {
    file: 'guide/pictures/source.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: [1440, 900],
    go: async ({ page, menu, node }) => {
      await menu('toggle-source');
      await page.getByRole('textbox', { name: 'Source of the plan' }).getByText('pipedraft').first().waitFor();
      await node('CPU cluster').click();
      await page.locator('.cm-chosen').first().waitFor();
    },
  },
  { file: 'guide/pictures/welcome.webp', plan: null, theme: 'light', size: usual },
  {
    file: 'guide/pictures/guided-start.webp',
    plan: null,
    theme: 'light',
    size: usual,
    go: async ({ page }) => {
      await page.keyboard.press('Enter');
      await page.getByText('no findings').waitFor();
      await page.getByRole('checkbox', { name: 'In real time' }).check({ force: true });
      await page.getByText('new', { exact: true }).last().scrollIntoViewIfNeeded();
    },
  },
  {
    file: 'guide/pictures/guided-start-dark.webp',
    plan: null,
    theme: 'dark',
    size: large,
    go: async ({ page }) => {
      await page.keyboard.press('Enter');
      await page.getByText('no findings').waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await page.getByText(/^No longer needed/).waitFor();
    },
  },
  {
    file: 'guide/pictures/append.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page, node }) => {
      await node('Churn models').click();
      await page.keyboard.type('endpoints');
      await page.getByText(/^\d+ services?$/).waitFor();
      await page.getByText('Cost a month').last().waitFor();
    },
  },
  {
    file: 'guide/pictures/swap.webp',
    plan: 'churn-scoring',
    theme: 'dark',
    size: usual,
    go: async ({ page, node }) => {
      await node('Score all customers').click();
      await page.keyboard.press('ControlOrMeta+E');
      await page.getByText(/^\d+ services?$/).waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    file: 'guide/pictures/tidy.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page, menu, node }) => {
      for (const [title, key, steps] of /** @type {const} */ ([
        ['Scores and inputs', 'Shift+ArrowRight', 6],
        ['Drift watch', 'Shift+ArrowLeft', 7],
      ])) {
        await node(title).click();
        for (let step = 0; step < steps; step += 1) await page.keyboard.press(key);
      }
      await menu('tidy');
      await page.getByRole('button', { name: 'Apply' }).waitFor();
    },
  },
  {
    file: 'guide/pictures/history.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page, menu, node }) => {
      await node('Drift watch').click();
      await page.keyboard.press('F2');
      await page.keyboard.type('Drift and quality');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ControlOrMeta+D');
      await page.keyboard.press('Delete');
      await menu('fit');
      await node('Copy orders').click();
      await page.keyboard.press('ArrowLeft');
      await menu('pin');
      await page.keyboard.press('ControlOrMeta+Z');
      await page.keyboard.press('ControlOrMeta+Z');
      await menu('history');
      await page.getByRole('dialog', { name: 'History of steps' }).waitFor();
    },
  },
  {
    file: 'guide/pictures/find.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+F');
      await page.keyboard.type('cost:>50');
      await page
        .getByRole('status')
        .filter({ hasText: /^1 of \d/ })
        .waitFor();
      await page.keyboard.press('F3');
      await page.keyboard.press('F3');
      await page
        .getByRole('status')
        .filter({ hasText: /^3 of \d/ })
        .waitFor();
    },
  },
  {
    file: 'guide/pictures/command-palette.webp',
    plan: 'churn-scoring',
    theme: 'dark',
    size: usual,
    go: async ({ page, node }) => {
      await node('Weekly training').click();
      await page.keyboard.press('ControlOrMeta+K');
      await page.keyboard.type('sel');
    },
  },
  {
    file: 'guide/pictures/outline.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: large,
    go: async ({ page, menu, node }) => {
      await node('Customer lake').click();
      await page.keyboard.press('ControlOrMeta+Shift+O');
      await page.getByRole('treegrid').waitFor();
      await menu('fit');
      await menu('zoom-out'); // edges run beyond the cards
    },
  },
  {
    file: 'guide/pictures/edges.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page, menu, node }) => {
      await page.getByRole('button', { name: 'Legend' }).click();
      await menu('fit');
      await node('Copy app usage').click();
      await page.keyboard.press('ControlOrMeta+Shift+E');
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Turn round' }).waitFor();
    },
  },
  { file: 'guide/pictures/plan-12.webp', plan: 12, theme: 'light', size: usual },
  { file: 'guide/pictures/plan-200.webp', plan: 200, theme: 'dark', size: large },
  { file: 'guide/pictures/plan-5000.webp', plan: 5000, theme: 'light', size: large },
  {
    file: 'guide/pictures/findings.webp',
    plan: 'golden',
    theme: 'light',
    size: usual,
    go: async ({ page, menu }) => {
      const edge = await page.getByRole('separator', { name: 'Height of the lists' }).boundingBox();
      if (edge === null) throw new Error('The lists below the canvas have no edge.');
      await page.mouse.move(edge.x + 200, edge.y + edge.height / 2);
      await page.mouse.down();
      await page.mouse.move(edge.x + 200, edge.y - 110, { steps: 4 });
      await page.mouse.up();
      await page.getByRole('application', { name: 'Canvas' }).focus();
      await menu('fit');
      for (let step = 0; step < 2; step += 1) await page.keyboard.press('F8');
      await page.getByRole('complementary', { name: 'The finding in full' }).waitFor();
    },
  },
  {
    file: 'guide/pictures/cost.webp',
    plan: 'churn-scoring',
    theme: 'dark',
    size: usual,
    go: async ({ page }) => {
      await page.getByRole('tab', { name: 'Cost' }).click();
      await page.getByRole('button', { name: /^A month:/ }).click();
      await page.getByText('What moves it most').waitFor();
    },
  },
  {
    file: 'guide/pictures/score.webp',
    plan: 'golden',
    theme: 'light',
    size: usual,
    go: ({ page }) => page.getByRole('button', { name: /^Maintainability:/ }).click(),
  },
  {
    file: 'guide/pictures/compare.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'light',
    size: usual,
    go: compared,
  },
  {
    file: 'guide/pictures/side-by-side.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'dark',
    size: large,
    go: async (studio) => {
      await compared(studio);
      await studio.page.getByRole('checkbox', { name: 'Side by side' }).check();
      await studio.page.getByRole('region', { name: 'Drawing of this plan' }).waitFor();
      await studio.page.getByRole('button', { name: 'Show all' }).click();
    },
  },
  {
    file: 'guide/pictures/conflicts.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'light',
    size: usual,
    text: (text) =>
      ['title: Weekly training', 'budgetPerMonth: 1500'].reduce(
        (all, wanted) => all.replace(new RegExp(`^.*${wanted}.*$`, 'm'), inConflict),
        text,
      ),
    go: async ({ page }) => {
      await page.getByRole('dialog', { name: 'Resolve conflicts' }).waitFor();
      await page.getByRole('option', { name: /Weekly training/ }).click();
    },
  },
  {
    file: 'guide/pictures/export.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'light',
    size: usual,
    go: async ({ page, menu, node }) => {
      await node('Weekly training').click();
      await menu('export-files');
      await page.locator('dialog .cm-chosen').first().waitFor();
    },
  },
  {
    file: 'guide/pictures/export-difference.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'dark',
    size: usual,
    go: async ({ page, menu, node, settled }) => {
      await menu('export-files');
      await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await node('Weekly training').click();
      await page.getByRole('button', { name: 'Definition' }).click();
      await page.getByRole('textbox', { name: 'Code', exact: true }).fill('src/train');
      await page.getByRole('textbox', { name: 'Command', exact: true }).fill('python train.py');
      await settled();
      await menu('export-files');
      await page.getByRole('tab', { name: 'Difference' }).click();
      await page
        .getByRole('treeitem', { name: /^train\.yml.*changed/ })
        .first()
        .click();
      await page.locator('dialog .cm-deletedLine').first().waitFor();
    },
  },
  {
    file: 'guide/pictures/export-gaps.webp',
    plan: 'churn-scoring',
    repository: 'churn',
    theme: 'light',
    size: usual,
    go: async ({ page, menu }) => {
      await menu('export-files');
      await page.getByRole('tab', { name: /^Gaps/ }).click();
      await page.getByRole('list', { name: 'Gaps' }).waitFor();
    },
  },
  {
    file: 'guide/pictures/print.webp',
    plan: 'churn-scoring',
    theme: 'light',
    size: usual,
    go: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+P');
      await page.frameLocator('iframe[title="Preview of the sheets"]').locator('.sheet').first().waitFor();
      await page.getByText(/^\d+ sheets?, (?:landscape|portrait)\.$/).waitFor();
    },
  },
  { file: 'guide/pictures/settings.webp', plan: 'churn-scoring', theme: 'dark', size: usual, go: ({ menu }) => menu('settings') },
];
