import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { WorkbenchPage } from '../pages/workbench';
import { surely } from './main';

/** The pages on the screen, one for each window. A page whose tab is not shown draws nothing. */
async function shownPages(app: ElectronApplication): Promise<readonly Page[]> {
  const pages = await Promise.all(
    app.windows().map(async (page) => ({
      page,
      isShown: await page.evaluate(() => document.visibilityState === 'visible').catch(() => false), // it may be closed meanwhile
    })),
  );
  return pages.filter(({ isShown }) => isShown).map(({ page }) => page);
}

/** The tabs of a window, from left to right. */
export function tabsOf(page: Page): Locator {
  return page.getByRole('tablist', { name: 'Open plans' }).getByRole('tab');
}

/** The plan that is on the screen, once it is the one of a file. */
export async function shownPlan(app: ElectronApplication, file: string): Promise<WorkbenchPage> {
  let found: WorkbenchPage | undefined;
  await expect
    .poll(
      async () => {
        for (const page of await shownPages(app)) {
          const one = new WorkbenchPage(page, app);
          const name = await one.fileName.textContent({ timeout: 1000 }).catch(() => null);
          if (name?.includes(file)) return (found = one) !== undefined;
        }
        return false;
      },
      { message: `The plan ${file} is on the screen.` },
    )
    .toBe(true);
  if (!found) throw new Error(`No window shows ${file}.`);
  await found.settled();
  return found;
}

/** Shows a tab by a click on it. @param file name of its file without the usual ending @returns its plan */
export async function showTab(app: ElectronApplication, file: string): Promise<WorkbenchPage> {
  for (const page of await shownPages(app)) {
    const tab = tabsOf(page).and(page.getByRole('tab', { name: file }));
    if ((await tab.count()) === 0) continue;
    await tab.click();
    return shownPlan(app, file);
  }
  throw new Error(`No window has a tab ${file}.`);
}

/** Titles of the windows on the screen; a notice of the application counts too. */
export async function windowTitles(app: ElectronApplication): Promise<readonly string[]> {
  return surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().map((window) => window.getTitle())));
}

/** Moves the shown plan to a window of its own, and waits for that. */
export async function toOwnWindow(plan: WorkbenchPage): Promise<void> {
  const before = (await windowTitles(plan.app)).length;
  await plan.menu('tab-to-window');
  await expect.poll(async () => (await windowTitles(plan.app)).length).toBe(before + 1);
}
