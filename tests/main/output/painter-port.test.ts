import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Sheet } from '#engine/packet';
import { writePng, type PainterEvents, type StartPainter, type StripRequest } from '#paper';
import { painterOver, servePainters } from '../../../src/main/output/painter-port.ts';
import { forked } from '../../../src/paper/png/painters.ts';
import { readPng } from '../../paper/png-reader.ts';

const open: { close: () => void }[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

/** A thread and the main process at the two ends of a port. */
function joined(start: StartPainter) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  servePainters(port1, start);
  return { start: painterOver(port2), thread: port2 };
}

/** Painters that do nothing but remember. */
function fakes() {
  const started: { file: string; args: readonly string[]; events: PainterEvents; sent: StripRequest[]; isEnded: boolean }[] = [];
  const start: StartPainter = (file, args, events) => {
    const one = { file, args, events, sent: [] as StripRequest[], isEnded: false };
    started.push(one);
    return { send: (strip) => void one.sent.push(strip), end: () => void (one.isEnded = true) };
  };
  return { started, start };
}

const sheet: Sheet = {
  width: 75,
  height: 150,
  title: 'Red',
  marks: [{ kind: 'rect', box: { x: 0, y: 0, width: 75, height: 75 }, fill: { colour: '#cc0000' } }],
};

describe('painters that another thread asks for', () => {
  it('paint as if they were its own', async () => {
    const { start } = joined(forked);
    const picture = readPng(await writePng(sheet, { scale: 1, stripRows: 60, start }));
    expect([picture.width, picture.height]).toEqual([100, 200]);
    expect([picture.pixel(50, 50), picture.pixel(50, 150)]).toEqual([
      [204, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('are each told of their own strips and their own end', async () => {
    const { started, start } = fakes();
    const asked = joined(start);
    const news: string[] = [];
    const heard = (name: string): PainterEvents => ({
      onAnswer: (answer) => news.push(`${name} ${JSON.stringify(answer)}`),
      onEnd: (how) => news.push(`${name} ${how}`),
    });
    const one = asked.start('a.mjs', ['native'], heard('one'));
    const two = asked.start('a.mjs', ['wasm'], heard('two'));
    two.send({ svg: '<svg/>', opaque: true });
    await vi.waitFor(() => expect(started[1]?.sent).toEqual([{ svg: '<svg/>', opaque: true }]));
    expect(started.map(({ args }) => args)).toEqual([['native'], ['wasm']]);
    expect(started[0]?.sent).toEqual([]);
    started[0]?.events.onEnd('exit code 6');
    started[1]?.events.onAnswer({ error: 'no' });
    await vi.waitFor(() => expect(news).toEqual(['one exit code 6', 'two {"error":"no"}']));
    one.send({ svg: '', opaque: true }); // it is gone: nothing happens
    two.end();
    await vi.waitFor(() => expect(started[1]?.isEnded).toBe(true));
  });

  it('end with the thread', async () => {
    const { started, start } = fakes();
    const asked = joined(start);
    asked.start('a.mjs', [], { onAnswer: () => undefined, onEnd: () => undefined });
    await vi.waitFor(() => expect(started).toHaveLength(1));
    asked.thread.close();
    await vi.waitFor(() => expect(started[0]?.isEnded).toBe(true));
  });
});
