import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerOpen, answerSave } from '../harness/dialogs';
import { pdfText } from '../harness/pdf';
import { example } from '../harness/plans';

/* Revisions of a plan: issued in the window, and the changes since one of them in the packet. */

const plan = readFileSync(example, 'utf8');

function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** A repository whose only commit has the plan. @returns the plan's file */
function repository(folder: string): string {
  const file = join(folder, 'plans', 'churn.pipedraft.yaml');
  mkdirSync(join(folder, 'plans'));
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'config', 'user.name', 'Ada Lovelace');
  git(folder, 'config', 'user.email', 'ada@example.com');
  writeFileSync(file, plan);
  commit(folder);
  return file;
}

function commit(folder: string): string {
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'Plan');
  return git(folder, 'rev-parse', '--short=10', 'HEAD').trim();
}

const words = (sheets: readonly string[]) => sheets.join(' ').replace(/\s+/g, ' ');

test('issues a revision with Enter, and prints what changed since it', async ({ start, folder }) => {
  const file = repository(folder);
  const { workbench, page, app, troubles } = await start({ files: [file] });
  await workbench.settled();

  await page.keyboard.press('ControlOrMeta+Alt+r');
  const dialog = page.getByRole('dialog', { name: 'Issue a revision' });
  await expect(dialog.getByLabel('Revision')).toHaveValue('A');
  await expect(dialog.getByLabel('Author')).toHaveValue('Ada Lovelace');
  await expect(dialog.getByLabel('Note')).toBeFocused();
  await expect(dialog.getByText('561 USD')).toBeVisible();
  expect(await violations(page, 'the dialog of a revision')).toEqual([]);
  await page.keyboard.type('First issue');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  // one step, which undo takes back
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Undone: Issue revision A')).toBeAttached();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('ControlOrMeta+s');
  await expect
    .poll(() => (parse(readFileSync(file, 'utf8')) as { revisions?: unknown[] }).revisions)
    .toMatchObject([
      {
        id: 'A',
        author: 'Ada Lovelace',
        note: 'First issue',
        cost: { monthly: expect.any(Number) as unknown, currency: 'USD' },
        scores: { maintainability: 97 },
      },
    ]);
  expect(readFileSync(file, 'utf8').startsWith(plan.slice(0, plan.indexOf('\nedges:')))).toBe(true); // with all of its comments

  // before it is committed nothing is known of it, and the packet says so
  await page.keyboard.press('ControlOrMeta+p');
  const print = workbench.printDialog;
  await expect(print.getByLabel('Changes since', { exact: true })).toHaveValue('revision A');
  await expect(print.getByText(/^\d+ sheets/)).toBeVisible();
  const early = join(folder, 'early.pdf');
  await answerSave(app, early);
  await print.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(print).toBeHidden();
  expect(words(pdfText(early))).toContain('is not known. No commit has revision "A"');

  const id = commit(folder);
  await workbench.node('Weekly training').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Daily training');
  await page.keyboard.press('Enter');
  const late = join(folder, 'late.pdf');
  await workbench.makePdf(late);
  const sheets = words(pdfText(late));
  expect(sheets).toMatch(new RegExp(`1 change since revision A of \\d{4}-\\d\\d-\\d\\d, which commit ${id} has`));
  expect(sheets).toContain('Title: Weekly training → Daily training');
  expect(sheets).toContain('changed since revision A');
  expect(sheets).toContain('with uncommitted changes');
  expect(sheets).toContain('Ada Lovelace');
  expect(troubles).toEqual([]);
});

test('shows changes since a file', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  const earlier = join(folder, 'earlier.pipedraft.yaml');
  writeFileSync(file, plan);
  writeFileSync(earlier, plan.replace('title: Weekly training', 'title: Monthly training'));
  const { workbench, page, app } = await start({ files: [file] });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+p');
  const print = workbench.printDialog;
  const state = print.getByLabel('Changes since', { exact: true });
  await expect(state).toBeHidden(); // nothing to compare with
  await print.getByRole('checkbox', { name: 'Changes since a revision' }).check();
  await expect(state).toHaveValue('revision ');
  await answerOpen(app, earlier);
  await state.selectOption('file');
  await expect(state).toHaveValue('chosen');
  const out = join(folder, 'out.pdf');
  await answerSave(app, out);
  await print.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(print).toBeHidden();
  const sheets = words(pdfText(out));
  expect(sheets).toContain('1 change since “earlier.pipedraft.yaml”');
  expect(sheets).toContain('Monthly training → Weekly training');
});

test('shows changes since a commit, in which the file had another name', async ({ start, folder }) => {
  const file = repository(folder);
  const old = join(folder, 'old.pipedraft.yaml');
  renameSync(file, old);
  writeFileSync(old, plan.replace('title: Weekly training', 'title: Monthly training'));
  commit(folder);
  rmSync(old);
  writeFileSync(file, plan);
  commit(folder);
  const { workbench, page, app } = await start({ files: [file] });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+p');
  const print = workbench.printDialog;
  const state = print.getByLabel('Changes since', { exact: true });
  await print.getByRole('checkbox', { name: 'Changes since a revision' }).check();
  await state.selectOption('git');
  const revision = print.getByRole('textbox', { name: 'Branch, tag or commit' });
  await revision.fill('HEAD~1');
  await revision.press('Enter');
  await expect(state).toHaveValue('chosen');
  await expect(print.getByText(/^\d+ sheets/)).toBeVisible();
  const out = join(folder, 'out.pdf');
  await answerSave(app, out);
  await print.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(print).toBeHidden();
  const changes = words(pdfText(out).filter((sheet) => sheet.includes('HEAD~1')));
  expect(changes).toContain('1 change since “HEAD~1”');
  expect(changes).toContain('Monthly training → Weekly training');
  // what git does not know is refused beside its field, where it stays; the sheets are as they were
  await page.keyboard.press('ControlOrMeta+p');
  await print.getByRole('checkbox', { name: 'Changes since a revision' }).check();
  await state.selectOption('git');
  await expect(revision).toBeFocused();
  await expect(revision).toBeInViewport();
  await revision.fill('no-such-branch');
  await revision.press('Enter');
  await expect(print.getByRole('alert')).toContainText('no-such-branch');
  await expect(revision).toHaveValue('no-such-branch');
  await expect(revision).toBeFocused();
});

test('a swap offers to record the decision, with the figures of both', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  writeFileSync(file, plan);
  const { workbench, page } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Nightly window').click();
  await page.keyboard.press('ControlOrMeta+e');
  await page.keyboard.type('logic apps');
  await expect(page.locator('[role=option][aria-selected=true]')).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Record the decision…' }).click();
  await expect(page.getByRole('button', { name: 'Record the figures again' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  type Written = {
    nodes: { nightly: { service: string; decision?: { date?: string; rejected: object; recorded?: { options: Record<string, object> } } } };
  };
  const written = () => (parse(readFileSync(file, 'utf8')) as Written).nodes.nightly;
  await expect.poll(() => Object.keys(written().decision?.recorded?.options ?? {})).toContain(written().service);
  const { decision, service } = written();
  expect(decision?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  const options = Object.keys(decision?.recorded?.options ?? {});
  expect(options.length).toBeGreaterThan(1);
  for (const option of options) expect([service, ...Object.keys(decision?.rejected ?? {})]).toContain(option);
});
