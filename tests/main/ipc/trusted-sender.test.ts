import { expect, it, vi } from 'vitest';
import { assertTrustedSender } from '../../../src/main/ipc/trusted-sender.ts';

vi.mock('electron', () => ({ app: {}, protocol: {} }));

type Event = Parameters<typeof assertTrustedSender>[0];

/** A call from a frame; `main` is the frame that its window shows. */
function from(frame: object | null, main: object | null = frame): Event {
  return { senderFrame: frame, sender: { mainFrame: main } } as unknown as Event; // only what is looked at
}

it('lets a window of ours call', () => {
  expect(() => assertTrustedSender(from({ origin: 'app://studio' }))).not.toThrow();
});

it.each([
  ['a frame that is gone', from(null)],
  ['a frame inside a window', from({ origin: 'app://studio' }, { origin: 'app://studio' })],
  ['another host', from({ origin: 'app://evil' })],
  ['another scheme', from({ origin: 'https://studio' })],
  ['a sandboxed document', from({ origin: 'null' })],
  ['a name that only begins like ours', from({ origin: 'app://studio.evil' })],
])('refuses %s', (_, event) => {
  expect(() => assertTrustedSender(event)).toThrow('somewhere else');
});
