import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, startAgain, test } from '../harness/app';
import { answerMessages, answerSave, messagesSaid } from '../harness/dialogs';
import { surely } from '../harness/main';

const plan = `pipedraft: 1
name: one
nodes:
  lake: { title: Lake, service: azure-storage }
layout: { lake: [0, 0] }
`;

const folders = ['recovery', 'backups', 'price-books', 'packs', 'logs', 'IndexedDB', 'Session Storage', 'GPUCache'];
const files = ['recent.json', 'window.json', 'Preferences', 'Local State'];

test.describe('whatever is in the folder of user data, the application starts and says what it set aside', () => {
  test('files where folders have to be, and folders where files have to be', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    mkdirSync(userData);
    for (const name of folders) writeFileSync(join(userData, name), 'in the way');
    for (const name of [...files, 'SingletonLock']) mkdirSync(join(userData, name));
    const { workbench, page, troubles } = await start();
    const message = page.getByRole('alert');
    await expect(message).toHaveCount(1);
    await expect(message).toContainText('13 things');
    await expect(message).toContainText(join(userData, 'recovery.broken'));
    for (const name of [...folders, ...files]) expect(existsSync(join(userData, `${name}.broken`)), name).toBe(true);
    await page.getByRole('button', { name: 'Empty plan' }).click();
    await workbench.drag('Azure Storage', { x: 200, y: 120 });
    await expect
      .poll(() => (existsSync(join(userData, 'recovery')) ? readdirSync(join(userData, 'recovery')).length : 0))
      .toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });

  for (const [what, text] of [
    ['torn', '{"version": 1, "fil'],
    ['empty', ''],
    ['of a wrong type', '[1, 2]'],
    ['binary', '\u0000\u0001\ufffd'],
  ] as const)
    test(`files that are ${what}`, async ({ start, folder }) => {
      const userData = join(folder, 'user-data');
      for (const name of ['recovery', 'price-books', 'packs']) mkdirSync(join(userData, name), { recursive: true });
      for (const name of [
        'recent.json',
        'window.json',
        'Preferences',
        'Local State',
        'recovery/a.json',
        'price-books/prices-a.json',
        'packs/pack-a.json',
      ])
        writeFileSync(join(userData, name), text);
      const { page } = await start();
      const message = page.getByRole('alert');
      await expect(message).toHaveCount(1);
      for (const name of ['recent.json.broken', 'window.json.broken', 'a.broken', 'prices-a.json.broken', 'pack-a.json.broken'])
        await expect(message).toContainText(name);
      await page.getByRole('button', { name: 'Empty plan' }).click();
    });

  test('a place for the window that no screen has', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    mkdirSync(userData);
    for (const bounds of [
      { x: 0, y: 0, width: 1e9, height: 1e9, maximized: false },
      { x: -1e12, y: 1e12, width: 1e12, height: 1, maximized: true },
      { x: 500, y: 500, width: 5000, height: 4000, maximized: false },
    ]) {
      writeFileSync(join(userData, 'window.json'), JSON.stringify(bounds));
      const running = await start();
      const [window, area] = await surely(() =>
        running.app.evaluate(({ BaseWindow, screen }) => [BaseWindow.getAllWindows()[0]?.getBounds(), screen.getPrimaryDisplay().workArea]),
      );
      expect(window?.x).toBeGreaterThanOrEqual(area?.x ?? 0);
      expect(window?.width).toBeLessThanOrEqual(area?.width ?? 0);
      expect(window?.height).toBeLessThanOrEqual(area?.height ?? 0);
      await expect(running.page.getByRole('button', { name: 'Empty plan' })).toBeVisible();
      await running.app.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
      await expect.poll(() => running.process.exitCode).not.toBeNull();
    }
  });

  test('a folder that is a file itself', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    writeFileSync(userData, 'in the way');
    const { page } = await start();
    await expect(page.getByRole('alert')).toContainText(`${userData}.broken`);
    expect(statSync(userData).isDirectory()).toBe(true);
  });

  test('a folder that cannot be written to', async ({ start, folder }) => {
    test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'Only root can mount a folder that nobody can write to.');
    const userData = join(folder, 'user-data');
    mkdirSync(userData);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', userData]);
    try {
      const file = join(folder, 'one.pipedraft.yaml');
      writeFileSync(file, plan);
      const { workbench, page } = await start({ files: [file] });
      await expect(page.getByRole('alert')).toContainText(`cannot write to its folder “${userData}”`);
      await workbench.rename('Lake', 'Changed');
      await page.keyboard.press('Control+s');
      await expect.poll(() => readFileSync(file, 'utf8')).toContain('Changed');
    } finally {
      execFileSync('umount', ['-l', userData]);
    }
  });

  test('a lock of another machine', async ({ start, folder }) => {
    test.skip(process.platform === 'win32', 'Windows locks otherwise.');
    const userData = join(folder, 'user-data');
    mkdirSync(userData);
    execFileSync('ln', ['-s', 'elsewhere-12345', join(userData, 'SingletonLock')]);
    const { page } = await start();
    await expect(page.getByRole('alert')).toContainText('seems to be running on “elsewhere”');
  });
});

test('what a killed save left is cleaned up: beside recent files at the start, beside a file at its next save', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'one.pipedraft.yaml');
  writeFileSync(file, plan);
  const first = await start({ files: [file] });
  await first.workbench.settled();
  // the disk stands still in the middle of the save, and the application is killed there
  await first.app.evaluate(async () => {
    const { promises } = process.getBuiltinModule('node:fs');
    const handle = await promises.open(process.execPath);
    const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
    await handle.close();
    const { sync } = prototype;
    prototype.sync = async function (this: { fd: number }) {
      const held = process.getBuiltinModule('node:fs').readlinkSync(`/proc/self/fd/${this.fd}`).includes('.one.pipedraft');
      return held ? new Promise<void>(() => {}) : sync.call(this);
    };
  });
  await first.workbench.rename('Lake', 'Changed');
  await expect.poll(() => existsSync(join(folder, 'user-data', 'recovery'))).toBe(true);
  await first.page.keyboard.press('Control+s');
  const left = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  await expect.poll(left).toHaveLength(1);
  const name = left()[0] ?? '';
  first.process.kill('SIGKILL');
  await expect.poll(() => first.process.signalCode).toBe('SIGKILL');
  expect(readFileSync(file, 'utf8')).toBe(plan);

  const second = await start();
  await expect(second.workbench.node('Changed')).toBeVisible();
  await expect.poll(left).toEqual([]);
  writeFileSync(join(folder, name), 'half');
  await second.page.keyboard.press('Control+s');
  await expect(second.workbench.changedMark).toBeHidden();
  expect(left()).toEqual([]);
});

test('a file with several names is parted from the others only when its user says so', async ({ start, folder }) => {
  const file = join(folder, 'one.pipedraft.yaml');
  const other = join(folder, 'other.pipedraft.yaml');
  writeFileSync(file, plan);
  linkSync(file, other);
  const { workbench, app, page } = await start({ files: [file] });
  await workbench.settled();
  await workbench.rename('Lake', 'Changed');
  await answerMessages(app, 'Cancel');
  await page.keyboard.press('Control+s');
  await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('“one.pipedraft.yaml” has another name (hard links).')]);
  await expect(workbench.changedMark).toBeVisible();
  expect(statSync(file).nlink).toBe(2);

  await answerMessages(app, 'Save under another name…');
  await answerSave(app, join(folder, 'copy'));
  await page.keyboard.press('Control+s');
  await expect(workbench.fileName).toHaveText('copy.pipedraft.yaml');
  expect([statSync(file).nlink, readFileSync(other, 'utf8')]).toEqual([2, plan]);

  linkSync(join(folder, 'copy.pipedraft.yaml'), join(folder, 'linked.pipedraft.yaml'));
  await workbench.rename('Changed', 'Again');
  await answerMessages(app, 'Save here only');
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  expect(readFileSync(join(folder, 'copy.pipedraft.yaml'), 'utf8')).toContain('Again');
  expect(readFileSync(join(folder, 'linked.pipedraft.yaml'), 'utf8')).not.toContain('Again');
});

test('an address on the command line is opened when it is a file here, and explained when it is not', async ({ start, folder }) => {
  const file = join(folder, 'größer & #1 100%.pipedraft.yaml');
  writeFileSync(file, plan);
  const { workbench, page } = await start({ files: ['https://example.org/plan.yaml'] });
  await expect(page.getByRole('alert')).toContainText(
    '“https://example.org/plan.yaml” is an address, and Pipedraft opens files of this machine only.',
  );
  const userData = join(folder, 'user-data');
  await startAgain({ userData, files: ['file://elsewhere/plan.yaml'] });
  await expect(page.getByRole('alert').filter({ hasText: 'a file of another machine, “elsewhere”' })).toBeVisible();
  await startAgain({ userData, files: [pathToFileURL(file).href] });
  await expect(workbench.node('Lake')).toBeVisible();
  await expect(workbench.fileName).toHaveText(basename(file));
});
