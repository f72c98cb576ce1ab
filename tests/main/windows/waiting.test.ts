import { expect, it, vi } from 'vitest';
import { HandTimers } from '../../harness/fake-timers.ts';

vi.mock('electron', () => ({ BrowserWindow: class {}, nativeTheme: {} }));
const { waitVisibly, waitingPage } = await import('../../../src/main/windows/waiting.ts');

function wait() {
  const timers = new HandTimers();
  let end = (): void => {};
  const work = new Promise<void>((done) => (end = done));
  const shown: string[] = [];
  let dismiss = (): void => {};
  const close = vi.fn(() => dismiss()); // as Electron does: closed is told either way
  const outcome = waitVisibly(work, () => 'page', {
    timers,
    open: (page, closed) => {
      shown.push(page);
      dismiss = closed;
      return { close };
    },
  });
  return { timers, end: () => end(), shown, dismiss: () => dismiss(), close, outcome };
}

it('shows nothing when the work takes less than a second', async () => {
  const { timers, end, shown, outcome } = wait();
  timers.turn(999);
  end();
  expect(await outcome).toBe(true);
  timers.turn(10_000);
  expect(shown).toEqual([]);
});

it('shows the notice after a second, and takes it away when the work is done', async () => {
  const { timers, end, shown, close, outcome } = wait();
  timers.turn(1000);
  expect(shown).toEqual(['page']);
  end();
  expect(await outcome).toBe(true);
  expect(close).toHaveBeenCalledOnce();
});

it('stops waiting when the notice is closed', async () => {
  const { timers, dismiss, outcome } = wait();
  timers.turn(1000);
  dismiss();
  expect(await outcome).toBe(false);
});

it('names the files, and says what closing the notice does', () => {
  const page = waitingPage(['/a/one.yaml', '/a/<b>.yaml', '/3', '/4', '/5', '/6', '/7'], true);
  expect(page).toContain('one.yaml</li>');
  expect(page).toContain('&#60;b&#62;.yaml');
  expect(page).toContain('and 2 more');
  expect(page).toContain('go on working instead');
  expect(waitingPage(['/a'], false)).toContain('quit at once');
});
