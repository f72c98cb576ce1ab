import { app } from 'electron';

/**
 * Address of the server that serves the window under `npm run dev`, such as `http://127.0.0.1:5173`. Undefined in every build: bundlers
 * replace `import.meta.env.DEV` by `false` there and drop the rest, and a test reads the built application for it.
 */
export const devServer: string | undefined =
  import.meta.env.DEV && !app.isPackaged ? process.env['ELECTRON_RENDERER_URL']?.replace(/\/$/, '') : undefined;

/** True if a request goes to the development server's socket, over which it announces changed modules. */
export function isDevSocket(url: string): boolean {
  return import.meta.env.DEV && devServer !== undefined && url.startsWith(`${devServer.replace(/^http/, 'ws')}/`);
}

/**
 * A file of the window from the development server. Everything else about the page is as in a build: its origin, its
 * isolation, its sandbox, and the answers to all other requests.
 * @param request under the application's own scheme; the server tells a stylesheet from a module that imports one by its `Accept`
 */
export async function fromDevServer({ url, headers }: Pick<Request, 'url' | 'headers'>): Promise<Response> {
  const { pathname, search } = new URL(url);
  const accept = headers.get('accept') ?? (pathname.endsWith('.css') ? 'text/css' : '*/*');
  const answer = await fetch(`${devServer}${pathname === '/' ? '/index.html' : pathname}${search}`, { headers: { accept } });
  return new Response(answer.body, { status: answer.status, headers: devHeaders(answer.headers.get('content-type')) });
}

/** The window's policy under development: styles come inline, and modules arrive over the server's socket. */
function devHeaders(type: string | null): Record<string, string> {
  return {
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      `connect-src 'self' ${devServer?.replace(/^http/, 'ws')}`,
      "worker-src 'self'",
      "frame-src 'self'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
  };
}
