import { app, type Session, type WebContents } from 'electron';
import { serveApp, type MadeFiles } from './app-protocol';
import { isDevSocket } from './dev-server';
import { origin, scheme } from './switches';

/** Schemes that our pages may load from; all others are cancelled. */
const allowed = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:']);

/** Sets the permissions of every session and every future page, once. Called before the first window. */
export function secureEverything(root: string, made: MadeFiles): void {
  app.on('session-created', (session) => secureSession(session, root, made));
  app.on('web-contents-created', (_, contents) => secureContents(contents));
}

/** A session serves our files, reaches no network, and grants no permissions. */
export function secureSession(session: Session, root: string, made: MadeFiles): void {
  serveApp(session, root, made);
  session.setSpellCheckerLanguages([]); // otherwise Chromium downloads a dictionary
  session.setPermissionRequestHandler((_, __, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !allowed.has(protocolOf(details.url)) && !isDevSocket(details.url) }),
  );
}

function secureContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // the preview's frame shows our sheets; everything else stays in place
    if (event.isMainFrame || !event.url.startsWith(`${origin}/packet/`)) event.preventDefault();
  });
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}
