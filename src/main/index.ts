import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { workingFolder } from '#disk';
import { Application } from './application';
import { filesOf } from './command-line';
import { runDemo } from './demo/demo';
import { putInOrder } from './files/user-data';
import { registerCalls } from './ipc/register';
import { log } from './log';
import { startAfterTheLast } from './dev/dev-loop';
import { policyFile, readPolicy } from './policy/read-policy';
import { devServer } from './security/dev-server';
import { prepare } from './security/switches';
import { secureEverything } from './security/rules';
import { selfTestOf } from './self-test/arguments';
import { SelfTest } from './self-test/self-test';

const here = fileURLToPath(new URL('.', import.meta.url));

const selfTest = selfTestOf(process.argv);
// a self-test leaves the user's own folder alone
if (selfTest) app.setPath('userData', mkdtempSync(join(tmpdir(), 'pipedraft-self-test-')));
// a folder of their own separates tests and demonstrations from a user's plans; a released application ignores the variable
else if (!app.isPackaged && process.env['PIPEDRAFT_USER_DATA']) app.setPath('userData', process.env['PIPEDRAFT_USER_DATA']);
const userData = putInOrder(app.getPath('userData')); // before the lock, which is in that folder
app.setPath('userData', userData.folder);
prepare();

if (import.meta.env.DEV && devServer !== undefined) startAfterTheLast(start);
else if (app.requestSingleInstanceLock()) start();
else app.quit(); // the first instance receives our files

function start(): void {
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);

  let application: Application | undefined;
  const waiting: string[] = [];
  // a Mac passes files this way, also before the application is ready
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (application) void application.secondStart([path]).catch(log);
    else waiting.push(path);
  });
  app.on('second-instance', (_, commandLine, workingDirectory) => {
    void application?.secondStart(filesOf(commandLine, workingDirectory === '' ? undefined : workingDirectory)).catch(log);
  });

  void app.whenReady().then(async () => {
    const test = selfTest && new SelfTest(resolve(selfTest.folder ?? join(userData.folder, 'self-test')));
    const { policy, notes } = await readPolicy(policyPath());
    application = new Application(userData.folder, join(here, '../preload/index.cjs'), log, [...userData.notes, ...notes], policy);
    secureEverything(join(here, '../renderer'), application.packets.serve);
    registerCalls(application.handlers, log); // before the window opens: its first frame already asks for its plan
    const files = [...waiting, ...filesOf(process.argv, workingFolder())];
    await application.start(test ? [test.plan(files)] : files);
    if (test) return test.run(application);
    if (!app.isPackaged && process.env['PIPEDRAFT_DEMO']) await runDemo(application, process.env['PIPEDRAFT_DEMO']);
  }, log);

  app.on('activate', () => void application?.activate().catch(log));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let agreed = false;
  app.on('before-quit', (event) => {
    if (agreed || !application) return;
    event.preventDefault();
    void application.mayQuit().then((may) => {
      if (!may) return;
      agreed = true;
      app.quit();
    }, log);
  });
}

/** The administrator's file; tests from source have their own. */
function policyPath(): string {
  const set = process.env['PIPEDRAFT_POLICY'];
  return !app.isPackaged && set ? set : policyFile(process.platform, process.env);
}
