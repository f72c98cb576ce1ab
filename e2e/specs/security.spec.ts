import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PipedraftApi } from '#ipc';
import type {} from '../../src/renderer/state/ask';
import { expect, test, type Running } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';

/* What a page of ours may do, and what one that was taken over could not do. */

const root = join(import.meta.dirname, '../..');
const example = join(root, 'resources/examples/churn-scoring.pipedraft.yaml');

/** The preferences that every page must have, whatever it is for. */
const safe = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

test('every page is sandboxed and isolated: the window, and what is printed; a picture and a PDF need none', async ({ start, folder }) => {
  const { app, workbench, page } = await start({ files: [example] });
  await workbench.settled();
  await surely(() =>
    app.evaluate(({ app: electron, webContents }) => {
      interface Page {
        readonly url: string;
        readonly preferences: unknown;
      }
      const pages: Page[] = [];
      const note = (contents: Electron.WebContents) => {
        const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences: () => unknown };
        pages.push({ url: contents.getURL(), preferences: getLastWebPreferences.call(contents) });
      };
      for (const contents of webContents.getAllWebContents()) note(contents);
      electron.on('web-contents-created', (_, contents) => {
        contents.once('did-finish-load', () => note(contents));
        contents.print = (_options, told) => told?.(false, 'no printer');
      });
      Object.assign(globalThis, { pipedraftPages: pages });
    }),
  );
  await answerSave(app, join(folder, 'plan.png'));
  await workbench.exportPicture('PNG');
  await expect.poll(() => readdirSync(folder)).toContain('plan.png');
  await answerSave(app, join(folder, 'plan.pdf'));
  await workbench.menu('print');
  await page.getByRole('button', { name: /PDF/ }).click();
  await expect.poll(() => readdirSync(folder)).toContain('plan.pdf');
  await expect(workbench.printDialog).toHaveCount(0);
  await workbench.menu('print');
  await page.getByRole('button', { name: 'Print on paper…' }).click();
  await expect(page.getByText('No printer answered.')).toBeVisible();

  const pages = await surely(() =>
    app.evaluate(() => (globalThis as unknown as { pipedraftPages: { url: string; preferences: object }[] }).pipedraftPages),
  );
  expect(pages.map(({ url }) => url.replace(/[\w-]{36}/, 'ID'))).toEqual(['app://studio/index.html', 'app://studio/packet/ID.html']);
  for (const { url, preferences } of pages) {
    const effective: Record<string, unknown> = { ...safe, ...preferences };
    expect(Object.fromEntries(Object.keys(safe).map((key) => [key, effective[key]])), url).toEqual(safe);
    for (const key of ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'])
      expect(preferences, url).toHaveProperty(key);
    if (!url.endsWith('index.html')) expect((preferences as { preload?: unknown }).preload ?? '', url).toBe('');
  }
});

test('the page has the contract and nothing of Node; the preview has neither, nor scripts', async ({ start }) => {
  const { app, page, workbench, troubles } = await start({ files: [example] });
  await workbench.settled();
  const reached = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in window),
    calls: Object.keys(window.pipedraft),
    replaced: (() => {
      try {
        Object.assign(window, { pipedraft: {} });
      } catch {
        // it cannot be replaced
      }
      return typeof window.pipedraft.startup !== 'function';
    })(),
    events: (() => {
      try {
        window.pipedraft.on('startup' as 'file', () => {});
        return 'heard';
      } catch (error) {
        return String(error);
      }
    })(),
  }));
  expect(reached).toEqual({
    globals: [],
    calls: expect.arrayContaining(['startup', 'openDropped', 'on']),
    replaced: false,
    events: expect.stringContaining('There is no event "startup".'),
  });
  expect(reached.calls.filter((name) => /invoke|send|ipc/i.test(name))).toEqual([]);
  expect(troubles).toEqual([]);

  await workbench.menu('print');
  const frame = page.locator('iframe[title="Preview of the sheets"]');
  await expect(frame.contentFrame().locator('.sheet').first()).toBeVisible();
  expect(await frame.getAttribute('sandbox')).toBe('');
  const inFrame = await surely(() =>
    app.evaluate(({ webContents }) => {
      const [, sheets] = webContents.getAllWebContents()[0]?.mainFrame.framesInSubtree ?? [];
      return { url: sheets?.url, origin: sheets?.origin };
    }),
  );
  expect(inFrame).toEqual({ url: expect.stringMatching(/^app:\/\/studio\/packet\//), origin: 'null' });
});

test('the policy comes with every file of the window, and holds', async ({ start }) => {
  const { page } = await start();
  const headers = await page.evaluate(async () => {
    const script = document.querySelector('script')?.src ?? '';
    const answers = await Promise.all(['/index.html', script].map((url) => fetch(url)));
    return answers.map((answer) => Object.fromEntries(answer.headers.entries()));
  });
  expect(headers).toHaveLength(2);
  for (const header of headers) {
    const policy = Object.fromEntries(
      (header['content-security-policy'] ?? '').split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'style-src-attr': "'unsafe-hashes' 'sha256-tcbDxjMo+xKqM21aCGYbs/QAJqB7yUXC06oPWDapBgc='",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'frame-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'svelte-trusted-html app-worker',
    });
    expect(header).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin' });
  }

  const outcome = await page.evaluate(async () => {
    const broken: string[] = [];
    const violated = new Set<string>();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.add(effectiveDirective));
    const attempt = (name: string, work: () => unknown) => {
      try {
        work();
        broken.push(name);
      } catch {
        // refused, as it should be
      }
    };
    // in a task of the page's own: the tool that runs this test may make code of texts
    await new Promise<void>((done) =>
      setTimeout(() => {
        attempt('eval', () => (0, eval)('1'));
        attempt('Function', () => new Function('return 1')());
        attempt('text as a timer', () => setTimeout('window.taken = true' as unknown as () => void));
        done();
      }),
    );
    attempt('innerHTML', () => (document.createElement('div').innerHTML = '<b>x</b>'));
    attempt('script text', () => (document.createElement('script').textContent = 'window.taken = true'));
    attempt('script address', () => (document.createElement('script').src = 'https://example.com/x.js'));
    attempt('document.write', () => document.write('<b>x</b>'));
    attempt('worker', () => new Worker('/assets/x.js'));
    attempt('a policy of its own', () =>
      (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }).trustedTypes.createPolicy(
        'mine',
        {},
      ),
    );
    const socket = new WebSocket('wss://example.com/');
    await new Promise((done) => (socket.onerror = done));
    attempt('handler in the markup', () => document.body.setAttribute('onclick', 'window.taken = true'));
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    const image = new Image();
    const imageFailed = new Promise((done) => (image.onerror = done));
    image.src = 'https://example.com/x.png';
    await imageFailed;
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    // a frame is refused by another process, in its own time
    const frameRefused = new Promise<void>((done) =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'frame-src') done();
      }),
    );
    document.body.append(frame);
    await frameRefused;
    const fetched = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    const beacon = navigator.sendBeacon('https://example.com/', 'x') ? 'queued' : 'refused';
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const element of [style, frame]) element.remove();
    return { broken, taken: 'taken' in window, fetched, beacon, violated: [...violated].sort() };
  });
  expect(outcome).toMatchObject({ broken: [], taken: false, fetched: 'refused' });
  expect(outcome.violated).toEqual(
    expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'require-trusted-types-for', 'style-src-elem', 'trusted-types']),
  );
});

test('files are served from the folder of the window and from nowhere else', async ({ start }) => {
  const { app, page } = await start();
  const asked = [
    '/..%2fmain%2findex.js',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/main/index.js',
    '/%2e%2e%2fmain%2findex.js',
    '/assets/..%2f..%2fmain/index.js',
    '/..%5cmain%5cindex.js',
    '/assets/..%5c..%5c..%5cmain%5cindex.js',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/C:%5cWindows%5cwin.ini',
    '/index.html%00.js',
    '/%',
    '/assets/',
    '/none.js',
    '/package.json',
    '/packet/none.html',
    '/packet/fonts/..%2f..%2fx.woff2',
  ];
  const answers = await surely(() =>
    app.evaluate(async ({ session }, paths) => {
      const answer = async (url: string, init?: RequestInit) => {
        try {
          const response = await session.defaultSession.fetch(url, init);
          return [response.status, (await response.text()).length];
        } catch {
          return ['refused', 0];
        }
      };
      const found: Record<string, unknown> = {};
      for (const path of paths) found[path] = await answer(`app://studio${path}`);
      return {
        found,
        other: await answer('app://elsewhere/index.html'),
        user: await answer('app://user@studio/index.html'),
        posted: await answer('app://studio/index.html', { method: 'POST', body: 'x' }),
        file: await answer('http://workbench/index.html'),
        fine: await answer('app://studio/index.html'),
      };
    }, asked),
  );
  for (const [path, [status, length]] of Object.entries(answers.found as Record<string, [number, number]>)) {
    expect([400, 403, 404, 'refused'], path).toContain(status);
    expect(length, path).toBe(0);
  }
  expect(answers).toMatchObject({ other: [400, 0], posted: [400, 0], file: ['refused', 0], fine: [200, expect.any(Number)] });
  const inPage = await page.evaluate(
    async (paths) => {
      const statuses: Record<string, number | string> = {};
      for (const path of paths)
        statuses[path] = await fetch(path).then(
          ({ status }) => status,
          () => 'refused',
        );
      return statuses;
    },
    [...asked, 'file:///etc/passwd', 'app://elsewhere/index.html'],
  );
  for (const [path, status] of Object.entries(inPage)) expect([400, 403, 404, 'refused'], path).toContain(status);
});

test('the page goes nowhere, opens nothing, and is granted nothing', async ({ start }) => {
  const { app, page } = await start();
  const before = page.url();
  await surely(() =>
    app.evaluate(({ webContents }) => {
      const went: { readonly url: string; readonly stopped: boolean }[] = [];
      webContents
        .getAllWebContents()[0]
        ?.on('will-frame-navigate', (event) => went.push({ url: event.url, stopped: event.defaultPrevented }));
      Object.assign(globalThis, { pipedraftWent: went });
    }),
  );
  const went = () =>
    surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftWent: { url: string; stopped: boolean }[] }).pipedraftWent));
  const targets = ['https://example.com/', 'app://studio/packet/none.html', 'app://elsewhere/index.html'];
  for (const [at, target] of targets.entries()) {
    await page.evaluate((url) => void (location.href = url), target);
    await expect.poll(went).toHaveLength(at + 1);
  }
  expect(await went()).toEqual(targets.map((url) => ({ url, stopped: true })));
  const opened = await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
    return ['https://example.com/', 'app://studio/index.html', 'about:blank', 'file:///etc/passwd'].map((url) => window.open(url) !== null);
  });
  expect(opened).toEqual([false, false, false, false]);
  expect(app.windows()).toHaveLength(1);
  expect(page.url()).toBe(before);

  const granted = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'background-sync',
    ];
    const states = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => `${name}: ${state}`,
          () => `${name}: unknown`,
        ),
      ),
    );
    const settled = async (asked: Promise<unknown>) =>
      asked.then(
        () => 'given',
        () => 'refused',
      );
    return {
      states: states.filter((state) => !/: (denied|unknown)$/.test(state)),
      notification: await Notification.requestPermission(),
      position: await settled(new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      microphone: await settled(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await settled(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await settled(navigator.clipboard.readText()),
      midi: await settled(navigator.requestMIDIAccess({ sysex: true })),
    };
  });
  expect(granted).toEqual({
    states: [],
    notification: 'denied',
    position: 'refused',
    microphone: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    midi: 'refused',
  });
});

/** Calls of the contract with arguments that it does not have. */
type Loose = Readonly<Record<Exclude<keyof PipedraftApi, 'on'>, (input?: unknown) => Promise<string>>>;
interface Answered {
  readonly ok: boolean;
  readonly problem?: string;
}

/** Notes every dialog that is shown from now on, and cancels it. */
async function noteDialogs({ app }: Running): Promise<() => Promise<string[]>> {
  await surely(() =>
    app.evaluate(({ dialog, shell }) => {
      const shown: string[] = [];
      Object.assign(globalThis, { pipedraftShown: shown });
      for (const name of ['showOpenDialog', 'showSaveDialog', 'showMessageBox'] as const)
        Object.assign(dialog, { [name]: () => (shown.push(name), Promise.resolve({ canceled: true, filePaths: [], response: 1 })) });
      shell.openExternal = (url) => (shown.push(url), Promise.resolve());
    }),
  );
  return () => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftShown: string[] }).pipedraftShown));
}

test('a call that is not of the contract does nothing', async ({ start, folder }) => {
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, readFileSync(example));
  const running = await start({ files: [file] });
  const { page, workbench, app } = running;
  await workbench.settled();
  const shown = await noteDialogs(running);
  const answers = await page.evaluate(
    async (elsewhere) => {
      const calls = window.pipedraft as unknown as Loose;
      let deep: unknown = 'x';
      for (let depth = 0; depth < 500; depth += 1) deep = [deep];
      const asked: [name: keyof Loose, input: unknown][] = [
        ['startup', { path: '/etc/passwd' }],
        ['newPlan', null],
        ['newPlan', { template: 7 }],
        ['newPlan', { template: null, file: elsewhere }],
        ['openPlan', { path: elsewhere }],
        ['openRecent', { id: 0 }],
        ['save', { path: elsewhere }],
        ['saveAs', { path: elsewhere }],
        ['revert', elsewhere],
        ['exportPlan', { format: 'yaml', path: elsewhere }],
        ['savePicture', { format: 'svg', path: elsewhere }],
        ['exportPlan', { format: 'exe' }],
        ['preview', { paper: 'A7', orientation: 'portrait' }],
        ['savePacket', { packet: { paper: 'A4' }, format: 'pdf', path: elsewhere }],
        ['savePacket', { packet: {}, format: 'exe' }],
        ['copyText', { text: 'x'.repeat(9 * 1024 * 1024) }],
        ['editText', { edit: 'constructor' }],
        ['menuState', { enabled: ['quit'], checked: [] }],
        ['setTheme', { theme: '<script>' }],
        ['closeWindow', { force: true }],
        ['openSource', { url: 7 }],
        ['fixesOf', { revision: -1, keys: [] }],
        ['describeUsage', { node: {} }],
        ['evaluate', { revision: 1.5, base: null, change: {} }],
        ['evaluate', { revision: 9000, base: null, change: { nodes: { 'not an id': null } } }],
        ['evaluate', { revision: 9000, base: null, change: { own: { nodes: {} } } }],
        ['evaluate', { revision: 9000, base: null, change: { path: elsewhere } }],
      ];
      const results: [string, boolean, string | undefined][] = [];
      for (const [name, input] of asked) {
        const { ok, problem } = JSON.parse(await calls[name](input)) as Answered;
        results.push([`${name} ${JSON.stringify(input)?.slice(0, 80)}`, ok, problem]);
      }
      const deepAnswer = await calls.evaluate({ revision: 9000, base: null, change: { own: { 'x-deep': deep } } });
      return { results, deepAnswer: JSON.parse(deepAnswer) as Answered };
    },
    join(folder, 'elsewhere.yaml'),
  );
  for (const [call, ok, problem] of answers.results) {
    expect(ok, call).toBe(false);
    expect(problem, call).toMatch(/^The window asked for "\w+" in a way that is not allowed\.$/);
  }
  expect(answers.deepAnswer).toMatchObject({ ok: false, problem: 'Something went wrong that should not have.' });
  expect(await shown()).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['plan.yaml', 'user-data']);
  expect(readFileSync(file)).toEqual(readFileSync(example));
  // the main process still has the plan that the window shows
  await expect
    .poll(() => surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getTitle())))
    .toBe('plan.yaml – Pipedraft');
  await expect(workbench.node('Weekly training')).toBeVisible();
});

test('a page reads and writes only what the user chose', async ({ start, folder }) => {
  writeFileSync(join(folder, 'secret.yaml'), 'pipedraft: 1\nname: Secret\n');
  const running = await start({ files: [example] });
  await running.workbench.settled();
  const shown = await noteDialogs(running);
  const answers = await running.page.evaluate(
    async (secret) => {
      const calls = window.pipedraft as unknown as Loose;
      const attempt = async (name: keyof Loose, input: unknown) => {
        try {
          const answer = JSON.parse(await calls[name](input)) as Answered;
          return answer.ok ? 'done' : (answer.problem ?? '');
        } catch (error) {
          return String(error);
        }
      };
      return {
        madeUp: await attempt('openDropped', new File(['pipedraft: 1'], secret)),
        path: await attempt('openDropped', { path: secret }),
        text: await attempt('openDropped', secret),
        recent: await attempt('openRecent', { id: secret }),
        recentNumber: await attempt('openRecent', { id: '-1' }),
        template: await attempt('newPlan', { template: '../../../etc/passwd' }),
        source: await attempt('openSource', { url: 'https://example.com/' }),
        file: await attempt('openSource', { url: 'file:///etc/passwd' }),
      };
    },
    join(folder, 'secret.yaml'),
  );
  expect(answers).toMatchObject({
    madeUp: 'What was dropped is no file on this computer.',
    path: expect.stringMatching(/Error/),
    text: expect.stringMatching(/Error/),
    recent: 'That plan is no longer in the list.',
    recentNumber: 'That plan is no longer in the list.',
    template: 'There is no template "../../../etc/passwd".',
    source: 'That address is not one of the sources.',
    file: 'That address is not one of the sources.',
  });
  expect(JSON.stringify(answers)).not.toContain('Secret');
  expect(await shown()).toEqual([]);
});

test('a page that is not ours, and a frame inside of one, are not answered', async ({ start }) => {
  const { app } = await start({ files: [example] });
  const answers = await surely(() =>
    app.evaluate(
      async ({ BrowserWindow, webContents }, preload) => {
        const [ours] = webContents.getAllWebContents();
        const ask = `typeof pipedraft === 'undefined' ? 'no contract' : pipedraft.recentFiles().then((told) => JSON.parse(told)).then((answer) => answer.ok ? 'answered' : answer.problem)`;
        const webPreferences = { preload, sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true };
        const strange = new BrowserWindow({ show: false, webPreferences });
        await strange.loadURL('data:text/html,<p>strange</p>');
        const fromStranger: unknown = await strange.webContents.executeJavaScript(ask);
        strange.destroy();
        const framed = new BrowserWindow({ show: false, webPreferences });
        await framed.loadURL('app://studio/index.html');
        const packet: unknown = await ours?.executeJavaScript(`pipedraft.preview({}).then((told) => JSON.parse(told).value.url)`);
        await framed.webContents.executeJavaScript(
          `new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = done; frame.src = ${JSON.stringify(packet)}; document.body.append(frame); })`,
        );
        const [, frame] = framed.webContents.mainFrame.framesInSubtree;
        const fromFrame: unknown = await frame?.executeJavaScript(ask);
        framed.destroy();
        return { fromStranger, fromFrame, own: await ours?.executeJavaScript(ask) };
      },
      join(root, 'out/preload/index.cjs'),
    ),
  );
  expect(answers).toEqual({
    fromStranger: 'Something went wrong that should not have.',
    fromFrame: 'Something went wrong that should not have.',
    own: 'answered',
  });
});

test('the built application knows no development server', () => {
  const built = readdirSync(join(root, 'out/main'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  expect(built.length).toBeGreaterThan(0);
  for (const file of built) {
    const text = readFileSync(join(root, 'out/main', file), 'utf8');
    // of the loop of npm run dev: its address, its relaxed policy, its keys
    for (const trace of ['ELECTRON_RENDERER_URL', 'toggleDevTools', 'EXCLUDE', "connect-src 'self' "])
      expect(text.includes(trace), `${file}: ${trace}`).toBe(false);
  }
});
