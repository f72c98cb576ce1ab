import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { answerMessages, answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';
import { example } from '../harness/plans';

test('the help is read and searched without a network, and its links lead to its pages', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.menu('help-contents');
  const help = page.getByRole('dialog', { name: 'Help' });
  const article = help.getByRole('article');
  await article.getByRole('button', { name: 'Cost and scores' }).click();
  await expect(article.getByRole('heading', { name: 'Cost and scores' })).toBeVisible();
  // pictures are part of the application
  const picture = article.getByRole('img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await article.getByRole('button', { name: 'load your own' }).click();
  await expect(article.getByRole('heading', { name: 'Use your prices' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(article.getByRole('heading', { name: 'Cost and scores' })).toBeVisible();

  const search = help.getByRole('searchbox', { name: 'Search the help' });
  await search.fill('waiver');
  const pages = help.getByRole('navigation', { name: 'Pages of the help' });
  await expect(pages.getByRole('button', { name: /^Glossary/ })).toContainText('waiver');
  await pages.getByRole('button', { name: /^Glossary/ }).click();
  await expect(article.getByRole('cell', { name: 'waive, waiver' })).toBeVisible();
  await search.fill('keybord shortcuts');
  await page.keyboard.press('Enter');
  await expect(article.getByText('Distribute', { exact: false }).or(article.getByText('Select all')).first()).toBeVisible();
  await search.fill('zzzz');
  await expect(pages.getByText('No page has these words.')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('F1 opens the page of what is selected', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const help = page.getByRole('dialog', { name: 'Help' });
  await page.keyboard.press('F1');
  await expect(help.getByRole('heading', { name: 'Help for Pipedraft' })).toBeVisible();
  await page.keyboard.press('Escape');
  await workbench.node('CPU cluster').click();
  await page.keyboard.press('F1');
  await expect(help.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('Azure Machine Learning compute cluster');
  await expect(help.getByRole('article')).toContainText('Sources');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.keyboard.press('F1');
  await expect(help.getByRole('article')).toContainText('Breaks it');
  // another node is selected now, which the finding is not about
  await page.keyboard.press('Escape');
  await workbench.node('CPU cluster').click();
  await page.keyboard.press('F1');
  await expect(help.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('Azure Machine Learning compute cluster');
  expect(troubles).toEqual([]);
});

test('a link to the web asks before it opens the browser', async ({ start }) => {
  const { app, page, workbench, troubles } = await start();
  await answerMessages(app, 'Cancel');
  await workbench.menu('help-contents');
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByRole('navigation').getByRole('button', { name: 'How to teach Pipedraft' }).click();
  await help.getByRole('article').getByRole('button', { name: 'Common Expression Language' }).click();
  await expect
    .poll(() => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftSaid: string[] }).pipedraftSaid)))
    .toEqual(['Open this page in the browser?\nhttps://cel.dev']);
  expect(troubles).toEqual([]);
});

test('a report of a problem is shown before it is saved, and has the plan only if that is wanted', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { app, page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.menu('report-problem');
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  const text = dialog.getByRole('textbox', { name: 'The report' });
  await expect(text).toHaveValue(/^Pipedraft: report of a problem/);
  await expect(text).toBeFocused();
  expect(await text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(
    '(write it here)',
  );
  await expect(text).toHaveValue(/Electron: \d+\./);
  await expect(text).not.toHaveValue(/CPU cluster/);
  await text.fill((await text.inputValue()).replace('(write it here)', 'The lanes jump.'));
  await dialog.getByRole('checkbox', { name: 'With the plan of this window' }).check();
  await expect(text).toHaveValue(/\nPlan\n[^]*pipedraft: 1[^]*CPU cluster/);
  await expect(text).toHaveValue(/The lanes jump\./);
  const shown = await text.inputValue();
  await dialog.getByRole('checkbox', { name: 'With the plan of this window' }).uncheck();
  await expect(text).not.toHaveValue(/CPU cluster/);
  await dialog.getByRole('checkbox', { name: 'With the plan of this window' }).check();
  await expect(text).toHaveValue(shown);
  const report = join(folder, 'problem.txt');
  await answerSave(app, report);
  await dialog.getByRole('button', { name: 'Save the report…' }).click();
  await expect(page.getByText('problem.txt written.')).toBeVisible();
  expect(readFileSync(report, 'utf8')).toBe(shown);

  await surely(() =>
    app.evaluate(({ shell }) => {
      shell.openPath = (path) => {
        Object.assign(globalThis, { pipedraftOpened: path });
        return Promise.resolve('');
      };
    }),
  );
  await workbench.menu('open-log-folder');
  const opened = () => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftOpened?: string }).pipedraftOpened));
  await expect.poll(opened).toBe(join(folder, 'user-data', 'logs'));
  expect(existsSync(join(folder, 'user-data', 'logs'))).toBe(true);
  expect(troubles).toEqual([]);
});

test('About has the icon, all versions, a button that copies them, and the licences', async ({ start }) => {
  const { app, page, workbench, troubles } = await start();
  await workbench.menu('about');
  const about = page.getByRole('dialog', { name: 'About Pipedraft' });
  await expect.poll(() => about.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(about.getByText('Chromium')).toBeVisible();
  await about.getByRole('button', { name: 'Copy versions' }).click();
  await expect(about.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await surely(() => app.evaluate(({ clipboard }) => clipboard.readText()))).toMatch(/^Pipedraft: \d+\.\d+\.\d+\nElectron: /);
  await about.getByRole('button', { name: 'Licences…' }).click();
  const licences = page.getByRole('dialog', { name: 'Licences' });
  await expect(licences).toContainText('MIT License');
  await expect(licences).toContainText('@codemirror/autocomplete');
  expect(troubles).toEqual([]);
});
