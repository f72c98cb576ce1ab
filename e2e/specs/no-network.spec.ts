import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';

/* Nothing leaves the machine: watched by the system's own tracer, and tried from inside. */

const example = join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml');

/** Why the system calls of a program cannot be watched here; nothing when they can. */
function whyNoTrace(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has strace';
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', 'true']);
    return undefined;
  } catch {
    return 'strace is missing or may not trace';
  }
}

test('starts, works, prints and exports without a connection to anywhere', async ({ start, folder }) => {
  const why = whyNoTrace();
  test.skip(why !== undefined, why);
  test.slow(); // every program of the application is stopped at each of these calls
  const log = join(folder, 'calls');
  const { page, workbench } = await start({ files: [example], tracedTo: log });
  await workbench.settled();
  await page.getByRole('searchbox', { name: /Find a service/ }).pressSequentially('recieve'); // a spelling checker would look it up
  await answerSave(workbench.app, join(folder, 'plan.png'));
  await workbench.exportPicture('PNG');
  await expect.poll(() => readdirSync(folder)).toContain('plan.png');
  await answerSave(workbench.app, join(folder, 'plan.pdf'));
  await workbench.menu('print');
  await page.getByRole('button', { name: /PDF/ }).click();
  await expect.poll(() => readdirSync(folder)).toContain('plan.pdf');

  const calls = readFileSync(log, 'utf8').split('\n');
  expect(calls.filter((call) => /connect\(.*AF_UNIX/.test(call)).length).toBeGreaterThan(0); // or nothing was watched
  expect(calls.filter(leavesTheMachine)).toEqual([]);
});

/** Whether a system call sends something to an address that is not this machine's own. */
function leavesTheMachine(call: string): boolean {
  const address = /(?:connect|sendto|sendmsg|sendmmsg)\(.*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/.exec(call);
  const [, four, six] = address ?? [];
  if (four !== undefined) return !four.startsWith('127.');
  return six !== undefined && six !== '::1' && !six.startsWith('::ffff:127.');
}

test('asks a server on this very machine for nothing, whatever the page tries', async ({ start }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('x');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const { app, page } = await start();
    const address = `http://127.0.0.1:${port}`;
    const inPage = await page.evaluate(async (base) => {
      const outcome = (work: Promise<unknown>) =>
        work.then(
          () => 'answered',
          () => 'refused',
        );
      const loaded = (element: HTMLImageElement | HTMLLinkElement) =>
        new Promise((done, fail) => {
          element.onload = done;
          element.onerror = fail;
          document.body.append(element);
        });
      return {
        fetch: await outcome(fetch(`${base}/fetch`)),
        anyOrigin: await outcome(fetch(`${base}/no-cors`, { mode: 'no-cors' })),
        image: await outcome(loaded(Object.assign(new Image(), { src: `${base}/image` }))),
        style: await outcome(loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${base}/style` }))),
        socket: await outcome(
          new Promise((done, fail) => Object.assign(new WebSocket(base.replace('http', 'ws')), { onopen: done, onerror: fail })),
        ),
        module: await outcome(import(`${base}/module.js`)),
      };
    }, address);
    expect(Object.values(inPage)).toEqual(Object.keys(inPage).map(() => 'refused'));
    // past the policy of the page: what the main process itself, or a page without a policy, would ask for
    const past = await surely(() =>
      app.evaluate(async ({ session, net, BrowserWindow }, base) => {
        const outcome = (work: Promise<unknown>) =>
          work.then(
            () => 'answered',
            () => 'refused',
          );
        const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
        const result = {
          session: await outcome(session.defaultSession.fetch(`${base}/session`)),
          sheets: await outcome(session.fromPartition('sheets').fetch(`${base}/sheets`)),
          another: await outcome(session.fromPartition('never seen').fetch(`${base}/another`)),
          net: await outcome(net.fetch(`${base}/net`)),
          page: await outcome(window.loadURL(`${base}/page`)),
          name: await outcome(session.defaultSession.resolveHost('localhost')),
        };
        window.destroy();
        return result;
      }, address),
    );
    expect(Object.values(past)).toEqual(Object.keys(past).map(() => 'refused'));
    expect(asked).toEqual([]);
    expect(await (await fetch(`${address}/control`)).text()).toBe('x'); // it would have answered
  } finally {
    server.close();
  }
});
