import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { violations } from '../harness/axe';
import { ended, expect, startAgain, test, type Running } from '../harness/app';
import { answerMessages, messagesSaid } from '../harness/dialogs';
import { surely } from '../harness/main';
import { recoveries } from '../harness/recovery';
import { showTab, shownPlan, tabsOf, toOwnWindow, windowTitles } from '../harness/tabs';
import { WorkbenchPage } from '../pages/workbench';

type Start = (options: { files?: string[]; userData?: string; size?: { width: number; height: number } }) => Promise<Running>;

test.describe('several plans in one window', () => {
  test('each have their own undo, selection and view', async ({ start, folder }) => {
    const { app, troubles } = await opened(start, folder, 'one', 'two', 'three');
    for (const name of ['one', 'two', 'three']) {
      const plan = await showTab(app, name);
      await plan.rename(`Lake ${name}`, `Changed ${name}`);
    }
    const one = await showTab(app, 'one');
    await one.node('Changed one').click();
    await one.menu('zoom-in');
    await one.viewAtRest();
    const zoom = await one.page.locator('.svelte-flow__viewport').getAttribute('style');

    const two = await showTab(app, 'two');
    await two.page.keyboard.press('Control+z');
    await expect(two.node('Lake two')).toBeVisible();
    expect(await two.page.locator('.svelte-flow__viewport').getAttribute('style')).not.toBe(zoom);

    await showTab(app, 'one');
    await expect(one.node('Changed one')).toBeVisible();
    await expect(one.canvas.locator('.svelte-flow__node.selected')).toHaveCount(1);
    expect(await one.page.locator('.svelte-flow__viewport').getAttribute('style')).toBe(zoom);
    await one.page.keyboard.press('Control+z');
    await expect(one.node('Lake one')).toBeVisible();
    await expect((await showTab(app, 'three')).node('Changed three')).toBeVisible();
    expect(troubles).toEqual([]);
  });

  test('are shown by keys, and by arrows in the row of tabs', async ({ start, folder }) => {
    const { app } = await opened(start, folder, 'one', 'two', 'three');
    const three = await shownPlan(app, 'three');
    await three.page.keyboard.press('Control+Tab'); // the first one comes after the last
    const one = await shownPlan(app, 'one');
    await one.page.keyboard.press('Control+Shift+Tab');
    await shownPlan(app, 'three');

    const tabs = tabsOf(three.page);
    await tabs.filter({ hasText: 'three' }).focus();
    await three.page.keyboard.press('ArrowLeft');
    await expect(tabs.filter({ hasText: 'two' })).toBeFocused();
    await three.page.keyboard.press('Home');
    await three.page.keyboard.press('Enter');
    await shownPlan(app, 'one');

    // a dialog belongs to its plan: the others can be looked at meanwhile
    await one.page.keyboard.press('Control+,');
    await one.page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await one.page.keyboard.press('Control+Tab');
    await shownPlan(app, 'two');
  });

  test('have tabs with their names, what tells equal ones apart, and what is not saved', async ({ start, folder }) => {
    mkdirSync(join(folder, 'copy'));
    writeFileSync(join(folder, 'copy', 'one.pipedraft.yaml'), plan('copy'));
    const { app } = await opened(start, folder, join('copy', 'one'), 'one', 'two');
    const two = await shownPlan(app, 'two');
    await expect(tabsOf(two.page)).toHaveCount(3);
    await tabsOf(two.page).nth(0).click();
    const copy = await shownPlan(app, 'one');
    const tabs = tabsOf(copy.page);
    await expect(tabs.nth(0)).toHaveAccessibleName('one, copy');
    await expect(tabs.nth(0)).toHaveAttribute('title', join(folder, 'copy', 'one.pipedraft.yaml'));
    await expect(tabs.nth(2)).toHaveAccessibleName('two');
    await expect(tabs.nth(0)).toHaveAttribute('aria-selected', 'true');
    await copy.rename('Lake copy', 'Changed');
    await expect(tabs.nth(0)).toHaveAccessibleName('one, copy, unsaved changes');
    await copy.page.keyboard.press('Control+s');
    await expect(tabs.nth(0)).toHaveAccessibleName('one, copy');
  });

  test('are reordered by the pointer and by the menu, and closed by the middle button, the cross and the menu', async ({
    start,
    folder,
  }) => {
    const { app } = await opened(start, folder, 'one', 'two', 'three', 'four');
    const four = await shownPlan(app, 'four');
    const tabs = tabsOf(four.page);
    await expect(tabs).toHaveText(['one', 'two', 'three', 'four']);
    await tabs.nth(3).hover();
    await four.page.mouse.down();
    const first = await tabs.nth(0).boundingBox();
    await four.page.mouse.move((first?.x ?? 0) + 4, (first?.y ?? 0) + 10, { steps: 4 });
    await four.page.mouse.up();
    await expect(tabs).toHaveText(['four', 'one', 'two', 'three']);

    await tabs.nth(0).click({ button: 'right' });
    await four.page.getByRole('menuitem', { name: 'Move right' }).click();
    await expect(tabs).toHaveText(['one', 'four', 'two', 'three']);
    await tabs.nth(3).click({ button: 'middle' });
    await expect(tabs).toHaveText(['one', 'four', 'two']);
    await tabs.nth(2).hover();
    await tabs.nth(2).locator('.close').click();
    await expect(tabs).toHaveText(['one', 'four']);
    await tabs.nth(1).click({ button: 'right' });
    await four.page.getByRole('menuitem', { name: 'Close others' }).click();
    await expect(tabs).toHaveCount(0); // alone, a plan has the whole window
    await four.page.keyboard.press('Control+Shift+t');
    await shownPlan(app, 'one');
  });

  test('open once each, and take the place of an empty tab', async ({ start, folder }) => {
    const { app, page } = await start({ userData: join(folder, 'user-data') });
    await page.keyboard.press('Control+n');
    await expect(page.locator('.top')).toBeVisible();
    await startAgain({ userData: join(folder, 'user-data'), files: [planIn(folder, 'one')] });
    await shownPlan(app, 'one');
    expect(app.windows()).toHaveLength(1);
    await startAgain({ userData: join(folder, 'user-data'), files: [planIn(folder, 'two')] });
    await shownPlan(app, 'two');
    await startAgain({ userData: join(folder, 'user-data'), files: [planIn(folder, 'one')] });
    const one = await shownPlan(app, 'one');
    await expect(tabsOf(one.page)).toHaveText(['one', 'two']);
    expect(await windowTitles(app)).toEqual(['one.pipedraft.yaml – Pipedraft']);
  });

  test('are usable by a screen reader, also where the window is small', async ({ start, folder }) => {
    const names = ['a-rather-long-name-of-a-plan', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    const { app } = await opened(start, folder, ...names);
    const nine = await shownPlan(app, 'nine');
    await surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.setContentSize(900, 600)));
    await expect.poll(() => nine.page.evaluate(() => innerWidth)).toBe(900);
    expect(await violations(nine.page, 'tabs')).toEqual([]);
    await expect(nine.page.getByRole('tab', { name: 'nine' })).toBeInViewport();
    await nine.page.keyboard.press('Control+Tab');
    const long = await shownPlan(app, names[0] ?? '');
    await expect(long.page.getByRole('tab', { name: names[0] ?? '' })).toBeInViewport();

    // a row that cannot show all tabs says how many there are, and lists them
    await long.page.getByRole('button', { name: 'All 10 tabs' }).click();
    const all = long.page.getByRole('menu', { name: 'All tabs' });
    await expect(all.getByRole('menuitemcheckbox')).toHaveText([/✓a-rather/, ...names.slice(1).map((name) => new RegExp(`${name}$`))]);
    expect(await violations(long.page, 'the list of tabs')).toEqual([]);
    await long.page.screenshot({ path: test.info().outputPath('all-tabs.png') });
    await all.getByRole('menuitemcheckbox', { name: 'nine' }).click();
    await shownPlan(app, 'nine');
    await surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.setContentSize(1900, 600)));
    await expect(nine.page.getByRole('button', { name: 'All 10 tabs' })).toBeHidden();
  });
});

test.describe('closing a window with several plans', () => {
  test('asks about each that has changes, and closes none if one is kept', async ({ start, folder }) => {
    const running = await opened(start, folder, 'one', 'two', 'three');
    const { app } = running;
    await (await showTab(app, 'one')).rename('Lake one', 'Changed one');
    await (await showTab(app, 'two')).rename('Lake two', 'Changed two');
    await showTab(app, 'three');
    await answerMessages(app, "Don't save", 'Cancel');
    await closeWindow(app);
    await expect.poll(async () => (await messagesSaid(app)).length).toBe(2);
    const two = await shownPlan(app, 'two'); // the one that was asked about
    await expect(tabsOf(two.page)).toHaveCount(3);
    await expect((await showTab(app, 'one')).changedMark).toBeVisible();

    await answerMessages(app, 'Save');
    await closeWindow(app);
    await ended(running);
    expect(readFileSync(join(folder, 'one.pipedraft.yaml'), 'utf8')).toContain('Changed one');
    expect(readFileSync(join(folder, 'two.pipedraft.yaml'), 'utf8')).toContain('Changed two');
  });

  test('brings its plans back at the next start, in their order, with the same one shown', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const first = await opened(start, folder, 'one', 'two', 'three');
    const two = await showTab(first.app, 'two');
    await two.rename('Lake two', 'Changed two');
    await two.page.keyboard.press('Control+s');
    await expect(two.changedMark).toBeHidden();
    await closeWindow(first.app);
    await ended(first);

    const second = await start({ userData });
    const again = await shownPlan(second.app, 'two');
    await expect(again.node('Changed two')).toBeVisible();
    await expect(tabsOf(again.page)).toHaveText(['one', 'two', 'three']);
    expect(second.app.windows()).toHaveLength(1); // a page is loaded when its tab is shown
    await again.page.keyboard.press('Control+z');
    await expect(again.node('Lake two')).toBeVisible();
    await expect((await showTab(second.app, 'three')).node('Lake three')).toBeVisible();
    expect(second.troubles).toEqual([]);
  });

  test('brings none back if the setting says so, but unsaved work', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const first = await opened(start, folder, 'one', 'two', 'three');
    const two = await showTab(first.app, 'two');
    await two.page.keyboard.press('ControlOrMeta+,');
    const settings = two.page.getByRole('dialog', { name: 'Settings' });
    await settings
      .getByRole('radiogroup', { name: 'Plans of last time' })
      .getByRole('radio', { name: 'Stay closed' })
      .check({ force: true });
    await settings.getByRole('button', { name: 'Done' }).click();
    await two.rename('Lake two', 'Changed two');
    await expect.poll(() => recoveries(userData).join('')).toContain('Changed two');
    await first.app.evaluate(({ app }) => app.exit(0)).catch(() => undefined); // as a kill: nobody is asked
    await ended(first);

    const second = await start({ userData });
    await expect((await shownPlan(second.app, 'two')).node('Changed two')).toBeVisible();
    await expect(tabsOf(second.page)).toHaveCount(0);
    expect(readFileSync(join(userData, 'open-plans.json'), 'utf8')).not.toContain('.yaml');
  });

  test('brings back those that are still there, and says which is not', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const first = await opened(start, folder, 'one', 'two');
    await closeWindow(first.app);
    await ended(first);
    writeFileSync(join(folder, 'two.pipedraft.yaml'), 'pipedraft: 1\nnodes: [');
    const second = await start({ userData });
    await shownPlan(second.app, 'one');
    await expect(second.page.getByRole('alert')).toContainText(
      `“${join(folder, 'two.pipedraft.yaml')}” was open when Pipedraft ended last`,
    );
    await expect(tabsOf(second.page)).toHaveCount(0);
  });
});

test('a plan moves to a window of its own with its undo, and a dragged tab too', async ({ start, folder }) => {
  const { app } = await opened(start, folder, 'one', 'two', 'three');
  const three = await shownPlan(app, 'three');
  await three.rename('Lake three', 'Changed three');
  await toOwnWindow(three);
  await expect(tabsOf(three.page)).toHaveCount(0);
  await three.page.keyboard.press('Control+z');
  await expect(three.node('Lake three')).toBeVisible();
  expect([...(await windowTitles(app))].sort()).toEqual(['three.pipedraft.yaml – Pipedraft', 'two.pipedraft.yaml – Pipedraft']);

  // away from the row of tabs
  const two = await shownPlan(app, 'two');
  await two.page.getByRole('tab', { name: 'two' }).hover();
  await two.page.mouse.down();
  await two.page.mouse.move(300, 300, { steps: 3 });
  await two.page.mouse.up();
  await expect.poll(async () => (await windowTitles(app)).length).toBe(3);
  await expect((await shownPlan(app, 'two')).node('Lake two')).toBeVisible();
  await expect((await shownPlan(app, 'one')).node('Lake one')).toBeVisible();

  // a window that closes leaves the others
  await answerMessages(app, 'Cancel');
  await two.page.keyboard.press('Control+w').catch(() => undefined); // it is gone before it can answer
  await expect.poll(async () => (await windowTitles(app)).length).toBe(2);
});

test('all plans are there again after a kill, with what was typed in each', async ({ start, folder }) => {
  const userData = join(folder, 'user-data');
  const first = await opened(start, folder, 'one', 'two', 'three');
  for (const name of ['one', 'three']) await (await showTab(first.app, name)).rename(`Lake ${name}`, `Typed ${name}`);
  await expect.poll(() => recoveries(userData).join('')).toMatch(/Typed one[^]*Typed three|Typed three[^]*Typed one/);
  first.process.kill('SIGKILL');
  await ended(first);

  const second = await start({ userData });
  const three = await shownPlan(second.app, 'three');
  await expect(three.node('Typed three')).toBeVisible();
  await expect(tabsOf(three.page)).toHaveText(['one', 'two', 'three']);
  const one = await showTab(second.app, 'one');
  await expect(one.node('Typed one')).toBeVisible();
  await expect(one.page.getByRole('status').filter({ hasText: 'restored' })).toContainText('1 change restored');
  await one.page.keyboard.press('Control+z');
  await expect(one.node('Lake one')).toBeVisible();
});

test('several windows come back with their own tabs, and a never saved plan with them', async ({ start, folder }) => {
  const userData = join(folder, 'user-data');
  const first = await opened(start, folder, 'one', 'two', 'three');
  await toOwnWindow(await shownPlan(first.app, 'three'));
  const two = await shownPlan(first.app, 'two');
  const opening = first.app.waitForEvent('window');
  await two.page.keyboard.press('Control+n');
  const fresh = new WorkbenchPage(await opening, first.app);
  await fresh.canvas.waitFor();
  await fresh.drag('Amazon S3', { x: 200, y: 150 });
  await expect(fresh.changedMark).toBeVisible();
  await expect.poll(() => recoveries(userData).join('')).toContain('amazon-s3');
  first.process.kill('SIGKILL');
  await ended(first);

  const second = await start({ userData });
  await expect
    .poll(async () => [...(await windowTitles(second.app))].sort())
    .toEqual(['three.pipedraft.yaml – Pipedraft', '• Untitled plan – Pipedraft']);
  const again = await shownPlan(second.app, 'not saved yet');
  await expect(again.cards).toHaveCount(1);
  await expect(tabsOf(again.page)).toHaveText(['one', 'two', 'Untitled plan']);
  await expect(tabsOf((await shownPlan(second.app, 'three')).page)).toHaveCount(0);
});

test('a page that crashes takes no other with it, and comes back with its work', async ({ start, folder }) => {
  const { app } = await opened(start, folder, 'one', 'two');
  const one = await showTab(app, 'one');
  await one.rename('Lake one', 'Changed one');
  const two = await showTab(app, 'two');
  await two.rename('Lake two', 'Changed two');
  const crashed = two.page.waitForEvent('crash');
  await surely(() =>
    app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((one) => one.isFocused())
        ?.forcefullyCrashRenderer(),
    ),
  );
  await crashed;
  // the test tool keeps no page that has crashed: the main process answers for it
  await expect
    .poll(() => surely(() => app.evaluate(({ webContents }) => webContents.getAllWebContents().filter((one) => one.isCrashed()).length)))
    .toBe(0);
  await expect
    .poll(() => inShownPage(app, `document.querySelector('.svelte-flow')?.textContent.includes('Changed two') ?? false`))
    .toBe(true);
  await inShownPage(app, `pipedraft.showTabBeside({ step: 1 }).then(() => true)`);
  await expect(one.node('Changed one')).toBeVisible();
  await one.page.keyboard.press('Control+z');
  await expect(one.node('Lake one')).toBeVisible();
});

test('of many plans few pages stay loaded, and a plan that slept is as it was left', async ({ start, folder }) => {
  test.slow();
  const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
  const { app } = await opened(start, folder, 'one');
  const one = await shownPlan(app, 'one');
  await one.rename('Lake one', 'Changed one');
  await one.node('Changed one').click();
  await one.menu('zoom-in');
  await one.viewAtRest();
  const zoom = await zoomOf(one);
  for (const name of names.slice(1)) {
    await startAgain({ userData: join(folder, 'user-data'), files: [planIn(folder, name)] });
    await shownPlan(app, name);
  }
  await expect.poll(() => app.windows().length).toBe(6);
  await expect.poll(() => one.page.isClosed()).toBe(true);

  // the files of plans that sleep are watched
  writeFileSync(join(folder, 'two.pipedraft.yaml'), plan('two').replace('Lake two', 'Other two'));
  const two = await showTab(app, 'two');
  await expect(two.page.getByText('“two.pipedraft.yaml” was changed by another program.')).toBeVisible();

  const again = await showTab(app, 'one');
  await expect(again.node('Changed one')).toBeVisible();
  await expect(again.changedMark).toBeVisible();
  await expect(again.canvas.locator('.svelte-flow__node.selected')).toHaveCount(1);
  expect(await zoomOf(again)).toBe(zoom);
  await again.page.keyboard.press('Control+z');
  await expect(again.node('Lake one')).toBeVisible();
  await expect(again.changedMark).toBeHidden();
});

/** Starts the application with plans of these names, the last one shown. */
async function opened(start: Start, folder: string, ...names: readonly string[]): Promise<Running> {
  const files = names.map((name) => planIn(folder, name));
  const running = await start({ files, userData: join(folder, 'user-data') });
  await shownPlan(running.app, `${names.at(-1)?.split('/').at(-1)}.pipedraft.yaml`);
  return running;
}

function planIn(folder: string, name: string): string {
  const file = join(folder, `${name}.pipedraft.yaml`);
  if (!name.includes('/')) writeFileSync(file, plan(name));
  return file;
}

function plan(name: string): string {
  return `pipedraft: 1\nname: ${name}\nnodes:\n  lake: {service: azure-storage, title: Lake ${name}}\n`;
}

async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.close()).catch(() => undefined); // it may end before it can answer
}

async function zoomOf(of: WorkbenchPage): Promise<number> {
  return of.page.locator('.svelte-flow__viewport').evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
}

/** The answer of the page that is on the screen. */
async function inShownPage(app: ElectronApplication, script: string): Promise<unknown> {
  return surely(() =>
    app.evaluate(async ({ webContents }, code) => {
      for (const one of webContents.getAllWebContents()) {
        const isShown: unknown = await one.executeJavaScript(`document.visibilityState === 'visible'`);
        if (isShown === true) return one.executeJavaScript(code) as Promise<unknown>;
      }
      return undefined;
    }, script),
  );
}
