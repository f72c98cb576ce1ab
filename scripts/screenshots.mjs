/**
 * `npm run screenshots`: takes the pictures of the window that the documents show, from the real application, and performs the story of
 * docs/guide/first-plan.md.
 * With words, only those whose file has one of them in its name; with --all, each in both themes and sizes too, into out/pictures.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, isRoot, underVirtualDisplay } from './bootstrap/system.mjs';
import { say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { besideEachOther, drawnSheets, packetPages } from './packet-pages.mjs';
import { pictures } from './pictures.mjs';
import { actionCount, parts, performStory, storyPage } from './story.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = process.argv.includes('--all');

await ensureDependencies(root);
const { executable } = await findRuntime(root);
await ensureSystem(executable, { virtualDisplay: !hasDisplay(), pdfTools: true });
if (hasDisplay()) {
  if (!process.env['PIPEDRAFT_BUILT']) await build(root);
  await takeAll();
} else {
  await build(root);
  const [command, args] = underVirtualDisplay(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  const child = spawn(command, [...args], { stdio: 'inherit', cwd: root, env: { ...process.env, PIPEDRAFT_BUILT: '1' } });
  process.exitCode = await new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

async function takeAll() {
  const isWanted = (/** @type {string} */ file) => words.length === 0 || words.some((word) => file.includes(word));
  const wanted = pictures.filter(({ file }) => isWanted(file));
  if (parts.some(({ picture }) => isWanted(picture))) await tellStory();
  const packets = packetPages.filter(({ file }) => isWanted(file));
  if (packets.length > 0) await drawPackets(packets);
  for (const picture of wanted) {
    await take(picture, join(root, 'docs', picture.file));
    if (!all) continue;
    for (const theme of /** @type {const} */ (['light', 'dark']))
      for (const size of /** @type {const} */ ([
        [1280, 800],
        [1920, 1080],
      ]))
        await take(
          { ...picture, theme, size },
          join(root, 'out', 'pictures', `${basename(picture.file, '.webp')}-${theme}-${size[0]}.webp`),
        );
  }
}

/**
 * @param {import('./pictures.mjs').Picture} picture
 * @param {string} file where it is written to
 */
async function take({ plan, repository, text, theme, size, go }, file) {
  const { studio, end } = await open({ plan, repository, text, theme, size });
  const { page, settled } = studio;
  await page.mouse.move(size[0] / 2, 8); // nothing under the pointer
  await go?.(studio);
  if (plan !== null) await settled();
  await shoot(page, size, file);
  await end();
}

/** Performs the story, takes its pictures and writes its page. */
async function tellStory() {
  const size = /** @type {const} */ ([1280, 800]);
  const { studio, app, folder, end } = await open({ plan: null, theme: 'light', size });
  const { page, settled } = studio;
  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = /** @type {typeof dialog.showSaveDialog} */ (() => Promise.resolve({ canceled: false, filePath }));
    },
    join(folder, 'first-plan.pipedraft.yaml'),
  );
  await performStory({
    page,
    settled,
    after: ({ picture }) => shoot(page, size, join(root, 'docs', 'guide', 'pictures', picture)),
  });
  await end();
  writeFileSync(join(root, 'docs', 'guide', 'first-plan.md'), storyPage());
  say(`docs/guide/first-plan.md written: ${actionCount} actions.`);
}

/**
 * Draws sheets of packets.
 * @param {readonly import('./packet-pages.mjs').Pages[]} packets
 */
async function drawPackets(packets) {
  const { studio, folder, end } = await open({ plan: null, theme: 'light', size: [1280, 800] });
  for (const one of packets) {
    const plan = await planFile(one.nodes, folder);
    if (plan === undefined) continue;
    /** @type {number[]} */
    const written = await studio.page.evaluate(besideEachOther(drawnSheets(root, plan, one)));
    const file = join(root, 'docs', one.file);
    writeFileSync(file, Buffer.from(written));
    say(`docs/${one.file} written, ${Math.round(statSync(file).size / 1000)} kB.`);
  }
  await end();
}

/**
 * Starts the application with a plan, or with its first page.
 * @param {Pick<import('./pictures.mjs').Picture, 'plan' | 'repository' | 'text' | 'theme' | 'size'>} picture
 */
async function open({ plan, repository, text, theme, size }) {
  const { _electron } = await import('@playwright/test');
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-picture-'));
  const shipped = await planFile(plan, folder);
  const home = repository === undefined ? undefined : join(tmpdir(), repository);
  // never from this checkout: its commit and author would be in the pictures
  const opened = shipped && copyToRepository(shipped, home ?? join(folder, 'repository'), text);
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      '-r',
      join(root, 'scripts', 'held-start.cjs'),
      ...(isRoot() ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--force-device-scale-factor=1',
      root,
      ...(opened === undefined ? [] : [opened]),
    ],
    env: {
      .../** @type {Record<string, string>} */ (process.env),
      PIPEDRAFT_USER_DATA: join(folder, 'user-data'),
      PIPEDRAFT_TODAY: '2026-11-21',
    },
  });
  const page = await app.firstWindow();
  const [width, height] = size;
  /** @param {string} id */
  const menu = (id) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
  /** @param {string} title */
  const node = (title) => page.locator('.svelte-flow__node').filter({ has: page.getByText(title, { exact: true }) });
  const settled = async () => {
    if ((await page.locator('.checking').count()) === 0) return; // the first page
    await page.locator('.checking').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    while ((await page.locator('.svelte-flow__node .cost').filter({ hasText: '…' }).count()) > 0);
  };
  await page.locator('.window').waitFor();
  await app.evaluate(({ BaseWindow }, wanted) => BaseWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height), {
    width,
    height,
  });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  while ((await page.evaluate('innerWidth')) !== width); // the window manager takes its time
  if (opened !== undefined) {
    await page.locator('.svelte-flow__node, .overview').first().waitFor({ state: 'attached' });
    await settled();
    await menu('fit');
  }
  const end = async () => {
    const ended = once(app.process(), 'exit');
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined); // it is gone before it can answer
    await ended;
    for (const one of [folder, ...(home === undefined ? [] : [home])]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, folder, end, studio: { page, menu, node, settled } };
}

/**
 * Copies a plan to a new repository.
 * @param {string} file
 * @param {string} repository
 * @param {(text: string) => string} [text] makes its text
 */
function copyToRepository(file, repository, text = (whole) => whole) {
  rmSync(repository, { recursive: true, force: true });
  for (const name of ['.git', 'plans']) mkdirSync(join(repository, name), { recursive: true });
  const copy = join(repository, 'plans', basename(file));
  writeFileSync(copy, text(readFileSync(file, 'utf8')));
  return copy;
}

/**
 * Takes a picture, for the documents and, as PNG, to be looked at.
 * @param {import('@playwright/test').Page} page
 * @param {readonly [width: number, height: number]} size
 * @param {string} file
 */
async function shoot(page, [width], file) {
  await page.mouse.move(width / 2, 8);
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  const taken = await page.screenshot({ animations: 'disabled', caret: 'initial' });
  for (const [name, bytes] of /** @type {const} */ ([
    [file, await webpOf(page, taken)],
    [join(root, 'out', 'pictures', `${basename(file, '.webp')}.png`), taken], // to be looked at
  ])) {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, bytes);
  }
  say(`${file.slice(root.length + 1)} written, ${Math.round(statSync(file).size / 1000)} kB.`);
}

/**
 * The same picture at half the size, written by the browser: without loss, unless it is very full.
 * @param {import('@playwright/test').Page} page
 * @param {Buffer} png
 */
async function webpOf(page, png) {
  /** @type {number[]} */
  const written = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    const whole = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    const blob = whole.size < 200_000 ? whole : await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`);
  return Buffer.from(written);
}

/**
 * @param {string | number | null} plan
 * @param {string} folder
 */
async function planFile(plan, folder) {
  if (plan === null) return undefined;
  if (plan === 'golden') return join(root, 'e2e', 'golden', 'main-job.pipedraft.yaml');
  if (typeof plan === 'string') return join(root, 'resources', 'examples', `${plan}.pipedraft.yaml`);
  const { runnerImport } = await import('vite');
  const plain = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
  const { module: data } = await runnerImport(join(root, 'build', 'resources.ts'), plain);
  const options = { ...plain, plugins: [data.resources()] }; // the plans are made of what ships
  const { module: made } = await runnerImport(join(root, 'bench', 'plans.ts'), options);
  const { module: engine } = await runnerImport(join(root, 'src', 'engine', 'plan', 'index.ts'), options);
  const file = join(folder, `${plan} nodes.pipedraft.yaml`);
  writeFileSync(file, engine.writePlanYaml({ ...made.joinedPlan(plan), name: `An estate of ${plan.toLocaleString('en-GB')} nodes` }));
  return file;
}
