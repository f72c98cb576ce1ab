import { app, protocol } from 'electron';
import { devServer } from './dev-server';

export const scheme = 'app';
export const origin = `${scheme}://studio`;

/** Settings needed before the application is ready: a second call would replace the first. */
export function prepare(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
  // root cannot have a sandbox; that is for tests and demonstrations from source only
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // no name is ever looked up, whatever part of Chromium tries to
  const exception = import.meta.env.DEV && devServer !== undefined ? `, EXCLUDE ${new URL(devServer).hostname}` : '';
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exception}`);
  app.commandLine.appendSwitch('disable-background-networking');
  app.userAgentFallback = `Pipedraft/${PIPEDRAFT_VERSION}`; // PDFs name it as their creator
}
