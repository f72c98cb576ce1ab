import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { pathOf, serveApp } from '../../../src/main/security/app-protocol.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.mock('electron', () => ({ app: {}, protocol: {} }));

describe('the path of a request', () => {
  it.each([
    ['app://studio/', '/'],
    ['app://studio/index.html', '/index.html'],
    ['app://studio/assets/a%20b.js?x=1#y', '/assets/a b.js'],
  ])('%s is %s', (address, path) => {
    expect(pathOf('GET', address)).toBe(path);
  });

  it.each([
    ['another method', 'POST', 'app://studio/index.html'],
    ['another host', 'GET', 'app://evil/index.html'],
    ['another scheme', 'GET', 'https://studio/index.html'],
    ['a port', 'GET', 'app://studio:80/index.html'],
    ['a user', 'GET', 'app://me@studio/index.html'],
    ['a way out, with its slash in disguise', 'GET', 'app://studio/..%2f..%2fsecret.js'],
    ['a way out, with a backslash', 'GET', 'app://studio/..%5csecret.js'],
    ['an end in the middle', 'GET', 'app://studio/index.html%00.js'],
    ['half a sign', 'GET', 'app://studio/%E0%A4%A'],
    ['no address', 'GET', 'index.html'],
  ])('is refused with %s', (_, method, address) => {
    expect(pathOf(method, address)).toBeUndefined();
  });
});

describe('what is served', () => {
  it('is our own files, each with its type and a policy that lets nothing else in', async () => {
    const get = served();
    const page = await get('app://studio/');
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([200, 'text/html; charset=utf-8', '<p>ours</p>']);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    expect((await get('app://studio/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('is the documents that are made while it runs, without any script', async () => {
    const page = await served()('app://studio/packet/1.html');
    expect([page.status, await page.text()]).toEqual([200, '<p>made</p>']);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
  });

  it.each([
    ['a file that is not there', 'app://studio/missing.js', 404],
    ['a type that is not known', 'app://studio/notes.txt', 403],
    ['a folder', 'app://studio/assets', 403],
    ['a file beside the folder', 'app://studio/../secret.js', 404],
    ['a file beside the folder, in disguise', 'app://studio/..%2fsecret.js', 400],
    ['a folder whose name begins like ours', 'app://studio/..%2frenderer-secret/a.js', 400],
  ])('is not %s', async (_, address, status) => {
    const answer = await served()(address);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });
});

/** Serves a folder with some files, one of them beside it, and one document that is made. */
function served(): (address: string) => Promise<Response> {
  const folder = ownFolder();
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-secret'));
  writeFileSync(join(root, 'index.html'), '<p>ours</p>');
  writeFileSync(join(root, 'app.js'), 'ours()');
  writeFileSync(join(root, 'notes.txt'), 'ours');
  writeFileSync(join(folder, 'secret.js'), 'secret()');
  writeFileSync(join(folder, 'renderer-secret', 'a.js'), 'secret()');
  let answer: ((request: { method: string; url: string }) => Promise<Response>) | undefined;
  const session = { protocol: { handle: (_: string, handler: typeof answer) => (answer = handler) } };
  // only the protocol of the session is used
  serveApp(session as unknown as Session, root, (path) =>
    path === '/packet/1.html' ? { body: '<p>made</p>', type: 'text/html; charset=utf-8' } : undefined,
  );
  return (address) => {
    if (!answer) throw new Error('nothing answers');
    return answer({ method: 'GET', url: address });
  };
}
