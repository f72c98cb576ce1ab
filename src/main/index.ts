import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { Application } from './application';
import { filesOf } from './command-line';
import { runDemo } from './demo/demo';
import { putInOrder } from './files/user-data';
import { registerCalls } from './ipc/register';
import { log } from './log';
import { startAfterTheLast } from './dev/dev-loop';
import { devServer } from './security/dev-server';
import { prepare } from './security/switches';
import { secureEverything } from './security/rules';

const here = fileURLToPath(new URL('.', import.meta.url));

// a folder of their own separates tests and demonstrations from a user's plans; a released application ignores the variable
if (!app.isPackaged && process.env['PIPEDRAFT_USER_DATA']) app.setPath('userData', process.env['PIPEDRAFT_USER_DATA']);
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
    void application?.secondStart(filesOf(commandLine, workingDirectory)).catch(log);
  });

  void app.whenReady().then(async () => {
    application = new Application(userData.folder, join(here, '../preload/index.cjs'), log, userData.notes);
    secureEverything(join(here, '../renderer'), application.packets.serve);
    registerCalls(application.handlers, log); // before the window opens: its first frame already asks for its plan
    await application.start([...waiting, ...filesOf(process.argv, process.cwd())]);
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
