import { afterEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { isPackaged: false } }));

const load = async (address: string | undefined) => {
  vi.resetModules();
  vi.stubEnv('ELECTRON_RENDERER_URL', address);
  return import('../../../src/main/security/dev-server.ts');
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('the development server', () => {
  it('is not there unless it is named', async () => {
    const { devServer, isDevSocket } = await load(undefined);
    expect([devServer, isDevSocket('ws://127.0.0.1:5173/')]).toEqual([undefined, false]);
  });

  it.each([
    ['ws://127.0.0.1:5173/?token=x', true],
    ['ws://127.0.0.1:5174/', false],
    ['ws://127.0.0.1:5173.evil.example/', false],
    ['http://127.0.0.1:5173/', false],
    ['wss://example.com/', false],
  ])('lets %s through: %s', async (url, through) => {
    const { isDevSocket } = await load('http://127.0.0.1:5173/');
    expect(isDevSocket(url)).toBe(through);
  });

  it('answers for the window under a policy that reaches the server alone', async () => {
    const asked: [string, string | null][] = [];
    vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
      asked.push([url, new Headers(headers).get('accept')]);
      return new Response('a{}', { headers: { 'content-type': 'text/css' } });
    });
    const { fromDevServer } = await load('http://127.0.0.1:5173');
    const answer = await fromDevServer(new Request('app://studio/app/tokens.css?t=1', { headers: { accept: 'text/css' } }));
    await fromDevServer(new Request('app://studio/'));
    expect(asked).toEqual([
      ['http://127.0.0.1:5173/app/tokens.css?t=1', 'text/css'],
      ['http://127.0.0.1:5173/index.html', '*/*'],
    ]);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:5173;");
    expect(policy).not.toContain('*');
  });
});
