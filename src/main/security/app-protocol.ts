import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Session } from 'electron';
import { devServer, fromDevServer } from './dev-server';
import { origin, scheme } from './switches';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** Policy of the window: its own files and nothing else. The hash is of "display: contents", which Svelte puts on its wrappers. */
const windowPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-hashes' 'sha256-tcbDxjMo+xKqM21aCGYbs/QAJqB7yUXC06oPWDapBgc='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html app-worker',
].join('; ');

/** Policy of the sheets for printing and preview: no script at all; each page has its own measures as styles. */
const sheetPolicy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Documents that are created while the application runs, by their path. */
export type MadeFiles = (path: string) => { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string } | undefined;

/**
 * Serves the application's own files to a session, under `app://studio/`. Only GET, only files inside the folder, only known
 * types.
 * @param root folder of the built window
 */
export function serveApp(session: Session, root: string, made: MadeFiles): void {
  session.protocol.handle(scheme, async (request) => {
    const path = pathOf(request.method, request.url);
    if (path === undefined) return refuse(400);
    const document = made(path);
    if (document) return new Response(document.body, { headers: headers(document.type, sheetPolicy) });
    if (import.meta.env.DEV && devServer !== undefined) return fromDevServer(request);
    const file = normalize(join(root, path === '/' ? 'index.html' : path));
    const type = types[extname(file)];
    if (!file.startsWith(root + sep) || type === undefined) return refuse(403);
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headers(type, windowPolicy) });
    } catch {
      return refuse(404);
    }
  });
}

/** The decoded path of a request, or `undefined` if it does not clearly name one of our files. */
export function pathOf(method: string, address: string): string | undefined {
  if (method !== 'GET') return undefined;
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== origin || url.username || url.password || url.port) return undefined;
    const path = decodeURIComponent(url.pathname);
    return /[\0\\]/.test(path) || path.split('/').includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}

function headers(type: string, policy: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
