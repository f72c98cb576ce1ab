import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ended, expect, test } from '../harness/app';
import { answerOpen, answerSave } from '../harness/dialogs';
import { pdfText, picturesOf } from '../harness/pdf';
import { example } from '../harness/plans';
import { WorkbenchPage } from '../pages/workbench';

test.describe('settings', () => {
  test('hold at once, and in the next session', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, page, app, process, troubles } = await start({ files: [file] });
    await workbench.settled();
    await expect(workbench.score('A month')).toHaveAccessibleName(/: 561 of 1,500 USD/);
    const control = () => page.getByRole('button', { name: 'Save' }).evaluate((one) => one.getBoundingClientRect().height);
    const comfortable = await control();

    await page.keyboard.press('Control+,');
    const { dialog, choose } = settingsOf(page);
    await choose('Theme', 'Dark');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await choose('Density', 'Compact');
    expect(await control()).toBeLessThan(comfortable);
    await choose('Currency', 'Sign');
    await choose('Cents', 'Always');
    await expect(dialog.getByText('For example')).toContainText('$1,561.21');
    await choose('Minimap', 'Hidden');
    await dialog.getByLabel('Paper').selectOption('A3');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(workbench.score('A month')).toHaveAccessibleName(/: \$561\.\d\d/);
    await expect(workbench.node('CPU cluster')).toContainText('$98.54');
    await expect(page.locator('.svelte-flow__minimap')).toHaveCount(0);
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
    await ended({ process });

    const second = await start({ files: [file] });
    await second.workbench.settled();
    await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(second.page.locator('html')).toHaveAttribute('data-density', 'compact');
    await expect(second.workbench.score('A month')).toHaveAccessibleName(/: \$561\.\d\d/);
    await second.page.keyboard.press('Control+p');
    await expect(second.workbench.printDialog.getByLabel('Paper')).toHaveValue('A3');
    await second.page.keyboard.press('Escape');

    // back to how it came, and forth to what it was
    await second.page.keyboard.press('Control+,');
    const again = settingsOf(second.page);
    await again.dialog.getByRole('button', { name: 'As Pipedraft came' }).click();
    await expect(second.workbench.score('A month')).toHaveAccessibleName(/: 561 of 1,500 USD/);
    await expect(again.dialog.getByRole('button', { name: 'As Pipedraft came' })).toBeDisabled();
    await again.dialog.getByRole('button', { name: 'Reset to what it was' }).click();
    await expect(second.workbench.score('A month')).toHaveAccessibleName(/: \$561\.\d\d/);
    expect([...troubles, ...second.troubles]).toEqual([]);
  });

  test('hold in all windows', async ({ start, folder }) => {
    const { workbench, app, page } = await start({ files: [planIn(folder)] });
    await workbench.settled();
    const opening = app.waitForEvent('window');
    await page.keyboard.press('Control+n');
    const other = new WorkbenchPage(await opening, app);
    await other.canvas.waitFor();
    await other.page.keyboard.press('Control+,');
    await settingsOf(other.page).choose('Theme', 'Dark');
    await settingsOf(other.page).choose('Currency', 'Sign');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(workbench.score('A month')).toHaveAccessibleName(/: \$561/);
  });

  test('have name and logo of the organisation, which the sheets show until a pack says otherwise', async ({ start, folder }) => {
    const logo = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">${inside}</svg>`;
    writeFileSync(join(folder, 'text.svg'), logo('<text y="15">Contoso</text>'));
    writeFileSync(join(folder, 'logo.svg'), logo('<path d="M0 0h60v20z" fill="#0b5d8a"/>'));
    const file = planIn(folder);
    const userData = join(folder, 'kept');
    const { workbench, page, app, process, troubles } = await start({ files: [file], userData });
    await workbench.settled();
    await page.keyboard.press('Control+,');
    const { dialog } = settingsOf(page);
    const form = dialog.getByRole('group', { name: 'Organisation' });
    await form.getByRole('textbox', { name: 'Organisation' }).fill('Contoso Ltd');
    await answerOpen(app, join(folder, 'text.svg'));
    await form.getByRole('button', { name: 'Choose a logo…' }).click();
    await expect(form.getByRole('alert')).toContainText(
      'has text, whose font is not in it. Turn its text into paths, or export it as PNG.',
    );
    await answerOpen(app, join(folder, 'logo.svg'));
    await form.getByRole('button', { name: 'Choose a logo…' }).click();
    await expect(form.getByRole('img', { name: 'Logo' })).toBeVisible();
    await expect(form.getByRole('alert')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Done' }).click();

    // it is kept without its file, and it is the same on the preview and in the PDF
    rmSync(join(folder, 'logo.svg'));
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
    await ended({ process });
    const second = await start({ files: [file], userData });
    await second.workbench.settled();
    const sheets = await second.workbench.print('A4', 'Landscape');
    await expect(sheets.first().getByRole('img', { name: 'Logo of Contoso Ltd' })).toBeVisible();
    const pdf = join(folder, 'review.pdf');
    await answerSave(second.app, pdf);
    await second.workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
    await expect(second.workbench.printDialog).toBeHidden();
    expect(pdfText(pdf)[0]).toContain('Contoso Ltd');
    expect(picturesOf(pdf).length).toBeGreaterThan(0);
    expect([...troubles, ...second.troubles]).toEqual([]);
  });

  test('list the keys, and find one by other words too', async ({ start, folder }) => {
    const { workbench, page } = await start({ files: [planIn(folder)] });
    await workbench.settled();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const terms = keys.getByRole('term');
    await expect(terms.filter({ hasText: 'Tidy everything' })).toBeVisible();
    await page.keyboard.type('lay out');
    await expect(terms).toHaveText(['Tidy everything', 'Tidy the selection']);
    await keys.getByRole('searchbox').fill('ctrl+d');
    await expect(terms.filter({ hasText: 'Duplicate' })).toBeVisible();
    await expect(terms.filter({ hasText: 'Tidy everything' })).toHaveCount(0);
    await keys.getByRole('searchbox').fill('no such words');
    await expect(keys.getByText('No shortcut has these words.')).toBeVisible();
  });

  test('can make letters commands, and the keys say so', async ({ start, folder }) => {
    const { workbench, page } = await start({ files: [planIn(folder)] });
    await workbench.settled();
    await page.keyboard.press('Control+,');
    await settingsOf(page).choose('A letter typed on a node', 'Is a command');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys.getByText('E', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await workbench.node('CPU cluster').click();
    await page.keyboard.press('e');
    const title = workbench.canvas.getByRole('textbox', { name: 'Title' });
    await title.fill('Letters: e, c and n'); // which are letters again where something is typed
    await page.keyboard.press('Enter');
    await expect(workbench.node('Letters: e, c and n')).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog', { name: /Connect/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await workbench.node('Letters: e, c and n').click();
    for (const [letter, asks] of [
      ['a', 'What follows'],
      ['r', 'What takes the place'],
    ] as const) {
      await page.keyboard.press(letter);
      const picker = page.getByRole('dialog', { name: new RegExp(asks) });
      await expect(picker.getByRole('combobox')).toHaveValue('');
      await page.keyboard.press('Escape');
      await expect(picker).toBeHidden();
    }
  });
});

function settingsOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  return {
    dialog,
    choose: (what: string, to: string) =>
      dialog.getByRole('radiogroup', { name: what }).getByRole('radio', { name: to }).check({ force: true }),
  };
}

function planIn(folder: string): string {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  return file;
}
