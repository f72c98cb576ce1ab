import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, test, type Running } from '../harness/app';

/* Text that is composed with an input method, as Japanese is: its keys are the input method's, in every field alike. */

const plan = `pipedraft: 1
name: Small
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  copy: [0, 0]
  lake: [320, 0]
`;

/** Composes text as an input method does: first it is marked, then it is what was chosen. */
class InputMethod {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(page, await page.context().newCDPSession(page));
  }

  async mark(text: string): Promise<void> {
    await this.session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  async choose(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }

  /** Presses the keys that an input method uses while the text is marked, in a field that has to stay as it is. */
  async useKeys(field: Locator, marked: string): Promise<void> {
    await field.press('ControlOrMeta+a'); // what is composed takes the place of all that is there
    await this.mark(marked);
    await expect(field).toHaveValue(marked);
    // Chromium says of each that it belongs to a composition
    for (const key of ['ArrowDown', 'Enter', 'Escape']) await this.page.keyboard.press(key);
    await expect(field).toBeFocused();
  }
}

async function open(start: (options: { files: string[] }) => Promise<Running>, folder: string) {
  const file = join(folder, 'small.pipedraft.yaml');
  writeFileSync(file, plan);
  const running = await start({ files: [file] });
  await running.workbench.settled();
  return { ...running, file, method: await InputMethod.of(running.page) };
}

test('titles, notes and cells keep what is composed until the field itself is left', async ({ start, folder }) => {
  const { page, workbench, method, file, troubles } = await open(start, folder);
  const { keyboard } = page;

  // on the card: neither Enter nor Escape of the input method ends it, the next Enter does
  await workbench.node('Lake').click();
  await keyboard.press('F2');
  const title = workbench.canvas.locator('.svelte-flow__node input');
  await method.useKeys(title, 'みずうみ');
  await method.choose('湖');
  await expect(title).toHaveValue('湖');
  await keyboard.press('Enter');
  await expect(workbench.node('湖')).toBeVisible();

  // left in the middle of a composition it has what was composed by then
  await keyboard.press('F2');
  await title.press('ControlOrMeta+a');
  await method.mark('うみ');
  await page.locator('footer').click({ position: { x: 400, y: 8 } });
  await expect(workbench.node('うみ')).toBeVisible();

  // a note on the canvas
  await keyboard.press('ControlOrMeta+Shift+m');
  const note = workbench.canvas.getByRole('textbox', { name: 'Note', exact: true });
  await method.useKeys(note, 'なぜ');
  await method.choose('何故');
  await expect(note).toHaveValue('何故');
  await keyboard.press('Escape');
  await expect(note).toHaveCount(0);

  // a cell of the outline
  await keyboard.press('ControlOrMeta+Shift+o');
  await page.getByRole('gridcell', { name: 'Copy', exact: true }).click();
  await keyboard.press('F2');
  const cell = page.getByRole('treegrid').getByRole('textbox', { name: 'Title' });
  await method.useKeys(cell, 'うつす');
  await method.choose('写す');
  await keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: '写す', exact: true })).toBeVisible();

  await keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  const text = readFileSync(file, 'utf8');
  for (const word of ['写す', 'うみ', '何故']) expect(text).toContain(word);
  expect(troubles).toEqual([]);
});

test('lists and fields that are typed into stay open and untouched', async ({ start, folder }) => {
  const { page, workbench, method, troubles } = await open(start, folder);
  const { keyboard } = page;
  const holds = page.getByText('2 nodes, 1 edge', { exact: true });

  // what can follow, typed on a card
  await workbench.node('Lake').click();
  await keyboard.press('ControlOrMeta+Enter');
  const append = page.getByRole('dialog', { name: /^What follows/ }).getByRole('combobox');
  await method.useKeys(append, 'すぱ');
  await method.choose('spark');
  await expect(append).toHaveValue('spark');
  await keyboard.press('Escape');
  await expect(append).toHaveCount(0);
  await expect(holds).toBeVisible();

  // the command palette
  await keyboard.press('ControlOrMeta+k');
  const commands = page.getByRole('dialog').getByRole('combobox');
  await method.useKeys(commands, 'ほぞん');
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+s'); // no command either
  await expect(commands).toHaveValue('ほぞん');
  await method.choose('save');
  await keyboard.press('Escape');
  await expect(commands).toHaveCount(0);

  // find
  await keyboard.press('ControlOrMeta+f');
  const find = page.getByRole('textbox', { name: /^Find nodes/ });
  await method.useKeys(find, 'みず');
  await method.choose('lake');
  await expect(find).toHaveValue('lake');
  await keyboard.press('Escape');
  await expect(find).toHaveCount(0);

  // the palette of services
  await keyboard.press('Insert');
  const services = workbench.palette.getByRole('searchbox');
  await method.useKeys(services, 'すぱ');
  await expect(services).toHaveValue('すぱ');
  await method.choose('spark');
  await keyboard.press('Escape');
  await expect(services).toHaveValue('');
  await expect(holds).toBeVisible();

  // a field of the inspector, and the name of the plan
  await workbench.node('Lake').click();
  const owner = workbench.inspector.getByLabel('Owner');
  await method.useKeys(owner, 'たなか');
  await method.choose('田中');
  await expect(owner).toHaveValue('田中');
  await workbench.canvas.focus();
  await keyboard.press('Escape');
  const name = workbench.inspector.getByRole('textbox', { name: 'Name' }).first();
  await method.useKeys(name, 'けいかく');
  await method.choose('計画');
  await expect(name).toHaveValue('計画');
  expect(troubles).toEqual([]);
});

test('a dialog is not closed from within a composition, nor its form sent', async ({ start, folder }) => {
  const { page, workbench, method, troubles } = await open(start, folder);
  const { keyboard } = page;
  await workbench.problems.getByRole('listitem').first().click();
  await page.getByRole('button', { name: /Waive/ }).first().click();
  const dialog = page.getByRole('dialog', { name: /^Waive/ });
  const reason = dialog.getByRole('textbox', { name: 'Reason' });
  await reason.click();
  await method.useKeys(reason, 'りゆう');
  await expect(dialog).toBeVisible();
  await method.choose('理由');
  await expect(reason).toHaveValue('理由');
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(troubles).toEqual([]);
});
