import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, expect, startAgain, test, type Running } from '../harness/app';
import { recoveries } from '../harness/recovery';
import { answerHeld, answerMessages, holdMessages, messagesSaid } from '../harness/dialogs';
import { toOwnWindow } from '../harness/tabs';
import { WorkbenchPage } from '../pages/workbench';
import { surely } from '../harness/main';

const plan = (name: string) => `pipedraft: 1
name: ${name}
nodes:
  lake: { title: Lake ${name}, service: azure-storage }
layout: { lake: [0, 0] }
`;

test.describe('quitting with two windows', () => {
  test('cancelled at the second, leaves the first as it was: it asks, keeps its work and watches its file', async ({ start, folder }) => {
    const { one, two, app, files, process } = await twoChanged(start, folder);
    await answerMessages(app, "Don't save", 'Cancel');
    await quit(app);
    await expect.poll(() => messagesSaid(app)).toHaveLength(2);
    await expect(one.node('Changed one')).toBeVisible();
    await expect(two.node('Changed two')).toBeVisible();

    // what is done after that is kept for the next start as well
    await one.rename('Changed one', 'Later one');
    await expect.poll(() => kept(folder)).toContain('Later one');
    expect(kept(folder)).toContain('Changed two');

    // its file is watched
    writeFileSync(`${files[0]}.new`, plan('from outside'));
    renameSync(`${files[0]}.new`, files[0]);
    await expect(one.page.getByRole('alert').filter({ hasText: 'was changed by another program' })).toBeVisible();

    // it asks when it is closed
    await answerMessages(app, 'Cancel');
    await close(app, 'one');
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('Save the changes to “one.pipedraft.yaml”?')]);
    await expect(one.node('Later one')).toBeVisible();

    await answerMessages(app, "Don't save");
    await quit(app);
    await ended({ process });
    expect(kept(folder)).toBe('');
    expect(readFileSync(files[0], 'utf8')).toBe(plan('from outside'));
    expect(readFileSync(files[1], 'utf8')).toBe(plan('two'));
  });

  test('asks again about what was done while another window was asked', async ({ start, folder }) => {
    const { one, app, files, process } = await twoChanged(start, folder);
    await holdMessages(app);
    await quit(app);
    await expect.poll(() => messagesSaid(app)).toHaveLength(1);
    await answerHeld(app, "Don't save");
    await expect.poll(() => messagesSaid(app)).toHaveLength(2);
    await one.rename('Changed one', 'Meanwhile');
    await quit(app); // once more: it is the same question
    await answerHeld(app, "Don't save");
    await expect.poll(() => messagesSaid(app)).toHaveLength(3);
    expect((await messagesSaid(app))[2]).toContain('“one.pipedraft.yaml”');
    await answerHeld(app, 'Save');
    await ended({ process });
    expect(readFileSync(files[0], 'utf8')).toContain('Meanwhile');
    expect(readFileSync(files[1], 'utf8')).toBe(plan('two'));
  });

  test('stays when a save on the way fails, with everything still there', async ({ start, folder }) => {
    const { one, two, app, files } = await twoChanged(start, folder);
    const sub = join(folder, 'sub');
    await answerMessages(app, "Don't save", 'Save');
    renameSync(sub, `${sub}-moved`);
    await quit(app);
    await expect(two.page.getByRole('alert').filter({ hasText: 'There is no folder' })).toBeVisible();
    await expect(one.changedMark).toBeVisible();
    await expect(two.changedMark).toBeVisible();
    await expect.poll(() => kept(folder)).toMatch(/"name":"one"[^]*"name":"two"|"name":"two"[^]*"name":"one"/);
    renameSync(`${sub}-moved`, sub);
    expect(existsSync(files[1])).toBe(true);
  });

  test('goes on when the other window is closed while one is asked', async ({ start, folder }) => {
    const { app, process } = await twoChanged(start, folder);
    await holdMessages(app);
    await quit(app);
    await expect.poll(() => messagesSaid(app)).toHaveLength(1);
    await close(app, 'two');
    await expect.poll(() => messagesSaid(app)).toHaveLength(2);
    await close(app, 'one'); // asked already
    await answerHeld(app, "Don't save");
    await answerHeld(app, "Don't save");
    await ended({ process });
    expect(kept(folder)).toBe('');
  });
});

test.describe('quitting while a file is being written', () => {
  test('waits for the save and says so', async ({ start, folder }) => {
    const { workbench, app, page, process, file } = await slowSave(start, folder);
    await page.keyboard.press('Control+s');
    await held(app);
    const opening = app.waitForEvent('window');
    await quit(app);
    const notice = await opening;
    await expect(notice.getByRole('heading', { name: 'Pipedraft is waiting for the disk' })).toBeVisible();
    await expect(notice.getByRole('listitem')).toContainText(['one.pipedraft.yaml']);
    await expect(workbench.node('Slow')).toBeVisible();
    await release(app);
    await ended({ process });
    expect(readFileSync(file, 'utf8')).toContain('Slow');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('goes on working when the notice is closed', async ({ start, folder }) => {
    const { workbench, app, page } = await slowSave(start, folder);
    await page.keyboard.press('Control+s');
    await held(app);
    const opening = app.waitForEvent('window');
    await quit(app);
    await (await opening).close();
    await release(app);
    await expect(workbench.changedMark).toBeHidden();
    await expect.poll(() => app.windows().length).toBe(1);
  });
});

async function twoChanged(start: (options: { files: string[] }) => Promise<Running>, folder: string) {
  mkdirSync(join(folder, 'sub'));
  const files = [join(folder, 'one.pipedraft.yaml'), join(folder, 'sub', 'two.pipedraft.yaml')] as const;
  writeFileSync(files[0], plan('one'));
  writeFileSync(files[1], plan('two'));
  const running = await start({ files: [files[0]] });
  const one = running.workbench;
  await one.settled();
  const opening = running.app.waitForEvent('window');
  await startAgain({ userData: join(folder, 'user-data'), files: [files[1]] });
  const two = new WorkbenchPage(await opening, running.app);
  await two.settled();
  await toOwnWindow(two);
  await one.rename('Lake one', 'Changed one');
  await two.rename('Lake two', 'Changed two');
  await expect(one.changedMark).toBeVisible();
  await expect(two.changedMark).toBeVisible();
  await expect.poll(() => kept(folder)).toMatch(/"name":"one"[^]*"name":"two"|"name":"two"[^]*"name":"one"/);
  return { ...running, one, two, files };
}

/** A changed plan on a disk that takes no write to a new file until it is let go. */
async function slowSave(start: (options: { files: string[] }) => Promise<Running>, folder: string) {
  const file = join(folder, 'one.pipedraft.yaml');
  writeFileSync(file, plan('one'));
  const running = await start({ files: [file] });
  await running.workbench.settled();
  await running.workbench.rename('Lake one', 'Slow');
  await expect.poll(() => kept(folder)).not.toBe('');
  await running.app.evaluate(async (_, stem) => {
    // the modules that the main process has already: a disk that is slow is what this machine has not
    const { promises } = process.getBuiltinModule('node:fs');
    const handle = await promises.open(process.execPath);
    const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
    await handle.close();
    const { sync } = prototype;
    const disk = { held: 0, release: () => {} };
    const released = new Promise<void>((done) => (disk.release = done));
    prototype.sync = async function (this: { fd: number }) {
      const { readlinkSync } = process.getBuiltinModule('node:fs');
      if (readlinkSync(`/proc/self/fd/${this.fd}`).includes(`.${stem}.`)) {
        disk.held += 1;
        await released;
      }
      return sync.call(this);
    };
    Object.assign(globalThis, { pipedraftDisk: disk });
  }, 'one.pipedraft');
  return { ...running, file };
}

async function held(app: Running['app']): Promise<void> {
  await expect
    .poll(() => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftDisk: { held: number } }).pipedraftDisk.held)))
    .toBeGreaterThan(0);
}

async function release(app: Running['app']): Promise<void> {
  await surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftDisk: { release: () => void } }).pipedraftDisk.release()));
}

async function quit(app: Running['app']): Promise<void> {
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined); // it may be gone before it can answer
}

/** Closes the window of a file, as its button does. */
async function close(app: Running['app'], name: string): Promise<void> {
  await app
    .evaluate(({ BaseWindow }, file) => {
      BaseWindow.getAllWindows()
        .find((window) => window.getTitle().includes(file))
        ?.close();
    }, `${name}.pipedraft.yaml`)
    .catch(() => undefined);
}

/** The recovery files that there are, as text. */
/** Unsaved work that is kept, of all plans together. */
function kept(folder: string): string {
  return recoveries(join(folder, 'user-data')).join('');
}
