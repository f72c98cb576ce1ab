import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerOpen, answerSave } from '../harness/dialogs';
import { pdfText } from '../harness/pdf';
import { chainOf, example } from '../harness/plans';
import { CompareDialogPage } from '../pages/compare-dialog';

/* The plan of the window compared with other states of it, in a repository that git made. */

const plan = readFileSync(example, 'utf8');
/** Another plan: a node renamed, one more and one less of them, a cluster that grew. */
const edited = plan
  .replace('title: Weekly training', 'title: Daily training')
  .replace('budgetPerMonth: 1500', 'budgetPerMonth: 2000')
  .replace(/\n {2}explore:\n(?: {4}.*\n)+/, '\n')
  .replace(/\n {2}- \{from: (?:explore, .*|.*, to: explore, .*)\}/g, '')
  .replace(/\n {2}explore: \[.*\]/, '')
  .replace(
    '\nedges:\n',
    '\n  archive:\n    service: azure-storage\n    title: Archive\nedges:\n  - {from: archive, to: customers, kind: data}\n',
  );

function git(folder: string, ...args: readonly string[]): void {
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  execFileSync('git', args, { cwd: folder, env, stdio: 'ignore' });
}

/** A repository with a commit for each text of the plan. @returns the plan's file */
function repository(folder: string, ...texts: readonly string[]): string {
  const file = join(folder, 'plans', 'churn.pipedraft.yaml');
  mkdirSync(join(folder, 'plans'));
  git(folder, 'init', '--quiet', '--initial-branch=main');
  for (const [at, text] of texts.entries()) {
    writeFileSync(file, text);
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', `Plan ${at + 1}`);
  }
  return file;
}

test('says what changed since the last commit, and goes from change to change', async ({ start, folder }) => {
  const file = repository(folder, plan);
  writeFileSync(file, edited);
  const { workbench, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();

  // one quiet line, which takes no focus
  await expect(page.getByText(/^\d+ changes since the last commit\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).not.toBeFocused();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the last commit');
  await expect(
    comparing.change('Daily training: changed. Azure Machine Learning pipelines Title: Weekly training → Daily training'),
  ).toBeVisible();
  await expect(comparing.change('Archive: added')).toBeVisible();
  await expect(comparing.change('Notebooks: removed')).toBeVisible();
  await expect(comparing.dialog.getByText('Cost a month')).toBeVisible();
  await expect(comparing.picture).toBeVisible();
  await expect(comparing.list).toBeFocused();
  const count = await comparing.changes.count();

  await page.keyboard.press('F7');
  await expect(comparing.said).toHaveText(
    new RegExp(`^1 of ${count}: Churn scoring: budget changed from 1,500 USD a month to 2,000 USD a month\\.$`),
  );
  await page.keyboard.press('F7');
  await expect(comparing.said).toHaveText(new RegExp(`^2 of ${count}: `));
  await page.keyboard.press('Shift+F7');
  await page.keyboard.press('Shift+F7');
  await expect(comparing.said).toHaveText(new RegExp(`^${count} of ${count}: `));
  await expect(comparing.dialog.locator('.ring')).toBeVisible();

  // the list is one stop, and its keys go through it
  await comparing.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(comparing.changes.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(comparing.dialog).toBeHidden();
  expect(troubles).toEqual([]);
});

test('takes the other side of a change as one step, and of two that need each other', async ({ start, folder }) => {
  const file = repository(folder, plan);
  writeFileSync(file, edited);
  const { workbench, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await page.keyboard.press('Control+Shift+D');
  await expect(comparing.change('Daily training')).toBeVisible();
  const count = await comparing.changes.count();

  await comparing.change('Daily training').click();
  await comparing.button('Take this side').click();
  await expect(comparing.changes).toHaveCount(count - 1);
  await expect(comparing.change('Daily training')).toHaveCount(0);

  // an edge whose node is gone comes back with the node
  await comparing.change('Notebooks → Churn repository (code): removed').click();
  await comparing.button('Take this side').click();
  await expect(comparing.dialog.getByText('needs the node “Notebooks”, which is not in this plan.')).toBeVisible();
  await comparing.button('Take both').click();
  await expect(comparing.changes).toHaveCount(count - 3);
  await page.keyboard.press('Control+z');
  await expect(comparing.changes).toHaveCount(count - 1);
  await comparing.button('Close').last().click();

  await expect(workbench.node('Weekly training')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(workbench.node('Daily training')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('compares with the last save, another revision and another file, and says why it cannot', async ({ start, folder }) => {
  const file = repository(folder, plan, plan.replace('name: Churn scoring', 'name: Churn'), edited);
  const other = join(folder, 'other.pipedraft.yaml');
  writeFileSync(other, 'pipedraft: 1\nname: Other\n');
  const broken = join(folder, 'broken.pipedraft.yaml');
  writeFileSync(broken, 'pipedraft: 1\nname: [\n');
  const { workbench, page, app, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await workbench.menu('compare');
  await expect(comparing.dialog.getByText('No differences.')).toBeVisible();
  await comparing.button('Close').last().click();

  // a plan with unsaved changes is compared with its last save
  await workbench.node('Daily training').click();
  await page.keyboard.press('Delete');
  await workbench.menu('compare');
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the last save');
  await expect(comparing.change('Daily training: removed')).toBeVisible();

  await comparing.other.selectOption({ label: 'Another revision…' });
  const commits = comparing.dialog.getByRole('combobox', { name: 'Commit of this plan' });
  await expect(commits.getByRole('option')).toHaveText([/^3 commits/, /Plan 3/, /Plan 2/, /Plan 1/]);
  await commits.selectOption({ index: 2 });
  await expect(comparing.change('Churn scoring: changed. Name: Churn → Churn scoring')).toBeVisible();
  const revision = comparing.dialog.getByRole('textbox', { name: 'Branch, tag or commit' });
  await revision.fill('main~7');
  await revision.press('Enter');
  await expect(comparing.dialog.getByText('“main~7” goes back further than the history.')).toBeVisible();
  await revision.fill('nowhere');
  await revision.press('Enter');
  await expect(comparing.dialog.getByText('The repository has no revision “nowhere”.')).toBeVisible();

  await answerOpen(app, broken);
  await comparing.other.selectOption({ label: 'Another file…' });
  await expect(comparing.dialog.getByRole('alert')).toContainText('broken.pipedraft.yaml');
  await answerOpen(app, other);
  await comparing.button('Choose…').click();
  await expect(comparing.dialog).toHaveAccessibleName('Compare with “other.pipedraft.yaml”');
  await expect(comparing.change('Archive: added')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('knows what changed since a plan was last seen, in no repository', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  const userData = join(folder, 'user-data');
  writeFileSync(file, plan);
  const first = await start({ files: [file], userData });
  await first.workbench.settled();
  await first.workbench.menu('compare');
  const before = new CompareDialogPage(first.page);
  await expect(before.dialog.getByText('No differences.')).toBeVisible();
  await expect(before.other.getByRole('option', { name: 'The last commit' })).toBeDisabled();
  await before.button('Close').last().click();
  await expect.poll(() => readSeen(userData)).toContain('Weekly training');
  await first.app.close();

  writeFileSync(file, edited);
  const { page, workbench, troubles } = await start({ files: [file], userData });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await expect(page.getByText(/^\d+ changes since you last saw this plan\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(comparing.dialog).toHaveAccessibleName('Compare with the state that you last saw');
  await expect(comparing.change('Archive: added')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('compares a thousand nodes, while the window answers', async ({ start, folder }) => {
  const large = chainOf(1000);
  const file = repository(folder, large);
  writeFileSync(file, large.replaceAll(/title: Lake (\d*)7\}/g, 'title: Sea $17}'));
  const { workbench, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await workbench.menu('compare');
  await expect(comparing.changes).toHaveCount(100, { timeout: 60_000 });
  await page.keyboard.press('Shift+F7');
  await expect(comparing.said).toHaveText('100 of 100: Sea 997: title changed from Lake 997 to Sea 997.');
  await expect(comparing.dialog.locator('.ring')).toBeInViewport();
  expect(troubles).toEqual([]);
});

test('shows both plans side by side, and keeps their drawings together', async ({ start, folder }) => {
  const file = repository(folder, plan);
  writeFileSync(file, edited);
  const { workbench, page, troubles } = await start({ files: [file], size: { width: 900, height: 600 } });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await workbench.menu('compare');
  await expect(comparing.picture).toBeVisible();
  await comparing.sideBySide.check();
  await expect(comparing.drawings).toHaveCount(2);
  const [before, after] = [comparing.drawing('the last commit'), comparing.drawing('this plan')];

  // a change that both have is shown in both, and one that one of them has in that
  await comparing.change('Daily training: changed').click();
  await expect(before.locator('.ring')).toBeInViewport();
  await expect(after.locator('.ring')).toBeInViewport();
  await comparing.list.press('F7');
  await expect(comparing.said).toContainText('Archive: added');
  await expect(before.locator('.ring')).toHaveCount(0);
  await expect(after.locator('.ring')).toBeInViewport();

  // the keys of one drawing move the other
  const scrolled = (pane: typeof before) => pane.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  await after.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await scrolled(after))[1]).toBeGreaterThan(0);
  await expect.poll(async () => JSON.stringify(await scrolled(before)) === JSON.stringify(await scrolled(after))).toBe(true);

  // it is kept for the next comparison
  await comparing.button('Close').last().click();
  await workbench.menu('compare');
  await expect(comparing.drawings).toHaveCount(2);
  await comparing.sideBySide.uncheck();
  await expect(comparing.picture).toBeVisible();
  expect(troubles).toEqual([]);
});

test('prints the comparison', async ({ start, folder }) => {
  const file = repository(folder, plan);
  writeFileSync(file, edited);
  const { workbench, page, app, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await workbench.menu('compare');
  await expect(comparing.picture).toBeVisible();
  await page.keyboard.press('ControlOrMeta+p');
  const print = page.getByRole('dialog', { name: 'Print the comparison' });
  await expect(print.getByText(/^\d+ sheets/)).toBeVisible();
  // leaving it leads back
  await page.keyboard.press('Escape');
  await expect(comparing.change('Archive: added')).toBeVisible();
  await comparing.button('Print…').click();
  await expect(print.getByLabel('Changes since', { exact: true })).toHaveValue('chosen');
  const out = join(folder, 'comparison.pdf');
  await answerSave(app, out);
  await print.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(print).toBeHidden();
  const words = pdfText(out).join(' ').replaceAll(/\s+/g, ' ');
  expect(words).toContain('8 changes since the last commit.');
  expect(words).toContain('Title: Weekly training → Daily training');
  expect(words).toContain('changed since the last commit');
  expect(words).toMatch(/Before: .* a month.* Now: /);
  // the plan says nothing about it, and its own packet is as before
  await comparing.button('Close').last().click();
  await page.keyboard.press('ControlOrMeta+p');
  await expect(workbench.printDialog.getByText(/^\d+ sheets/)).toBeVisible();
  await expect(workbench.printDialog.getByLabel('Changes since', { exact: true })).toBeHidden();
  expect(troubles).toEqual([]);
});

test('a comparison follows the theme of the system while it is open', async ({ start, folder }) => {
  const file = repository(folder, plan);
  writeFileSync(file, edited);
  const { workbench, page } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();
  await workbench.menu('compare');
  await expect(comparing.picture).toBeVisible();
  const before = await comparing.picture.getAttribute('src');
  await page.keyboard.press('F7');
  const isDark = (await page.locator('html').getAttribute('data-theme')) === 'dark';
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', isDark ? 'light' : 'dark');
  await expect(comparing.picture).not.toHaveAttribute('src', before ?? '');
  await expect(comparing.list.getByRole('option', { selected: true })).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('other-theme.png') });
});

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can use the comparison, ${theme}`, async ({ start, folder }) => {
    test.slow();
    const file = repository(folder, plan);
    writeFileSync(file, edited);
    const { workbench, page } = await start({ files: [file], size: { width: 900, height: 600 } });
    const comparing = new CompareDialogPage(page);
    await workbench.settled();
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await workbench.menu('compare');
    await expect(comparing.picture).toBeVisible();
    const found = await violations(page, 'the changes');
    await page.screenshot({ path: test.info().outputPath(`compare-${theme}.png`) });
    await page.keyboard.press('F7');
    await page.keyboard.press('F7');
    await comparing.dialog.getByText(/new, \d+ resolved/).click();
    found.push(...(await violations(page, 'a change and the findings')));
    await page.screenshot({ path: test.info().outputPath(`findings-${theme}.png`) });
    await comparing.other.selectOption({ label: 'Another revision…' });
    await expect(comparing.dialog.getByRole('textbox', { name: 'Branch, tag or commit' })).toBeVisible();
    found.push(...(await violations(page, 'revisions')));
    await page.screenshot({ path: test.info().outputPath(`revisions-${theme}.png`) });
    await comparing.sideBySide.check();
    await expect(comparing.drawings).toHaveCount(2);
    found.push(...(await violations(page, 'side by side')));
    await page.screenshot({ path: test.info().outputPath(`side-by-side-${theme}.png`) });
    expect(found).toEqual([]);
  });
}

/** What is kept of the plans that were seen. */
function readSeen(userData: string): string {
  const folder = join(userData, 'seen');
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join()
    : '';
}
