import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import type { WorkbenchPage } from '../pages/workbench';

/* After each command the keyboard is where work goes on, before the next key. */

const plan = `pipedraft: 1
name: Nightly scores
context: {region: westeurope}
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
edges:
  - {from: copy, to: lake, kind: data}
layout:
  copy: [0, 0]
  lake: [0, 128]
`;

interface Window {
  readonly page: Page;
  readonly workbench: WorkbenchPage;
}

interface Case {
  readonly what: string;
  /** What the user does with “Copy” selected. */
  readonly act: (window: Window) => Promise<void>;
  /** The element with the keyboard, by its selector. */
  readonly focus: string;
  /** The nodes after Ctrl+Z, if the command is a step. */
  readonly undone?: number;
}

const card = (state = '') => `.svelte-flow__node${state}`;
const menu =
  (id: string) =>
  async ({ workbench }: Window) =>
    workbench.menu(id);
const press =
  (...keys: readonly string[]) =>
  async ({ page }: Window) => {
    for (const key of keys) await page.keyboard.press(key);
  };

const cases: readonly Case[] = [
  {
    what: 'Enter in the search for a service',
    act: async ({ page }) => {
      await page.keyboard.press('Insert');
      await page.keyboard.type('azure monitor');
      await page.keyboard.press('Enter');
    },
    focus: card('.selected'),
    undone: 2,
  },
  {
    what: 'a double-click in the list of services',
    act: async ({ page, workbench }) => {
      await workbench.palette.getByRole('searchbox').fill('azure monitor');
      await workbench.palette.getByRole('button', { name: 'Add Azure Monitor' }).dblclick();
      await expect(page.getByText('3 nodes, 2 edges', { exact: true })).toBeVisible(); // it follows the selected node
    },
    focus: card('.selected'),
    undone: 2,
  },
  {
    what: 'a service added from the command palette',
    act: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('add azure monitor');
      await page.keyboard.press('Enter');
    },
    focus: card('.selected'),
    undone: 2,
  },
  {
    what: 'a service appended by typing',
    act: async ({ page }) => {
      await page.keyboard.type('azure monitor');
      await expect(page.locator('[role=option][aria-selected=true]')).toContainText('Azure Monitor');
      await page.keyboard.press('Enter');
    },
    focus: card('.selected'),
    undone: 2,
  },
  { what: 'Duplicate', act: menu('duplicate'), focus: card('.selected'), undone: 2 },
  { what: 'Delete', act: press('Delete'), focus: `${card()}, .canvas`, undone: 2 },
  {
    what: 'Swap',
    act: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+e');
      await page.keyboard.type('data flows');
      await expect(page.locator('[role=option][aria-selected=true]')).not.toHaveAttribute('aria-disabled', 'true');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Record the decision…' })).toBeVisible();
    },
    focus: card('.selected'),
    undone: 2,
  },
  {
    what: 'Connect',
    act: async ({ page, workbench }) => {
      await workbench.node('Lake').click();
      await page.keyboard.press('ControlOrMeta+l');
      await page.keyboard.type('copy data');
      await page.keyboard.press('Enter');
      await expect(page.getByText('2 nodes, 2 edges', { exact: true })).toBeVisible();
    },
    focus: '.line',
    undone: 2,
  },
  { what: 'the list of what follows, closed', act: press('ControlOrMeta+Enter', 'Escape'), focus: card('.selected') },
  { what: 'the list to swap from, closed', act: press('ControlOrMeta+e', 'Escape'), focus: card('.selected') },
  { what: 'the command palette, closed', act: press('ControlOrMeta+k', 'Escape'), focus: card('.selected') },
  { what: 'the dialog to connect, closed', act: press('ControlOrMeta+l', 'Escape'), focus: card('.selected') },
  {
    what: 'the list opened by the pointer, closed',
    act: async ({ page }) => {
      await page
        .getByRole('toolbar', { name: /selected node/ })
        .getByRole('button', { name: /Next/ })
        .click();
      await page.keyboard.press('Escape');
    },
    focus: card('.selected'),
  },
  {
    what: 'the settings, closed',
    act: async ({ page, workbench }) => {
      await workbench.menu('settings');
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await page.keyboard.press('Escape');
    },
    focus: card('.selected'),
  },
  { what: 'Note', act: menu('note'), focus: '[data-key="note"] textarea' },
  { what: 'Context', act: menu('context'), focus: '[data-key="approach"] select' },
  {
    what: 'Undo by its button',
    act: async ({ page, workbench }) => {
      await workbench.menu('duplicate');
      await page.getByRole('button', { name: /^Undo/ }).first().click();
      await expect(page.getByText('2 nodes, 1 edge', { exact: true })).toBeVisible();
    },
    focus: `${card()}, .canvas`,
  },
  {
    what: 'a service taken out of those that are run already',
    act: async ({ page, workbench }) => {
      await workbench.menu('context');
      const field = page.getByRole('combobox', { name: 'Add a service that is already run' });
      await field.fill('power bi');
      await field.press('Enter');
      await page.getByRole('button', { name: 'Remove Power BI' }).focus();
      await page.keyboard.press('Enter');
    },
    focus: '[data-key="estate"] input',
  },
];

for (const { what, act, focus, undone } of cases)
  test(`the keyboard after: ${what}`, async ({ start, folder }) => {
    const file = join(folder, 'nightly.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench, troubles } = await start({ files: [file] });
    await workbench.settled();
    await workbench.node('Copy').click();
    await workbench.node('Copy').focus();
    await act({ page, workbench });
    await expect.poll(() => page.evaluate((selector) => document.activeElement?.matches(selector), focus), { message: focus }).toBe(true);
    if (undone !== undefined) {
      await page.keyboard.press('ControlOrMeta+z');
      await expect(page.getByText(`${undone} nodes, 1 edge`, { exact: true })).toBeVisible();
      await expect(page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Undo' }) })).toHaveCount(0);
    }
    expect(troubles).toEqual([]);
  });

test('keys that are typed right after Note and Context go into their fields', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+m');
  await page.keyboard.type('hourly');
  await expect(workbench.inspector.locator('[data-key="note"] textarea')).toHaveValue('hourly');

  // the form is not asked again when the node is selected again
  await workbench.node('Lake').click();
  await workbench.node('Copy').click();
  await expect(workbench.node('Copy')).toBeFocused();
});

test('Tab scrolls the inspector to each control of the plan, never the window', async ({ start, folder }) => {
  const file = join(folder, 'nightly.pipedraft.yaml');
  const skills = ['python', 'sql', 'json', 'spark', 'git', 'yaml', 'azure-cli', 'scripting', 'rest', 'kql', 'power-query', 'dax'];
  const team = `{skills: {${skills.map((skill) => `${skill}: basic`).join(', ')}}}`;
  writeFileSync(file, plan.replace('{region: westeurope}', `{region: westeurope, team: ${team}}`));
  const { page, workbench } = await start({ files: [file] });
  await workbench.settled();
  await workbench.inspector.getByRole('textbox', { name: 'People' }).focus();
  // two stops a skill: its level and its removal
  for (let stop = 0; stop < 2 * skills.length; stop++) await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Remove DAX' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Remove DAX' })).toBeInViewport();
  expect(await page.evaluate(() => [document.documentElement.scrollTop, document.body.scrollTop])).toEqual([0, 0]);
  const { scrolls, fits } = await page.evaluate(() => ({ scrolls: document.documentElement.scrollHeight, fits: window.innerHeight }));
  expect(scrolls).toBe(fits);
});
