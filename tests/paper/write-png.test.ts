import { beforeAll, describe, expect, it } from 'vitest';
import type { Mark, Sheet } from '#engine/packet';
import { createShaper, writePng, type StartPainter } from '#paper';
import { readPng } from './png-reader';
import { samplePacket } from './sample';

let sheet: Sheet;
beforeAll(async () => {
  const [, drawing] = samplePacket(await createShaper()).sheets;
  if (!drawing) throw new Error('The sample has two sheets.');
  sheet = drawing;
});

/** Pixels at a place in points, at ×1. */
const px = (points: number) => Math.round((points * 96) / 72);

describe('a picture', () => {
  it('has a pixel for each 1/96 inch, and the colours of the drawing', async () => {
    const picture = readPng(await writePng(sheet, { scale: 1 }));
    expect([picture.width, picture.height, picture.channels]).toEqual([1123, 794, 3]);
    expect(picture.pixel(3, 3)).toEqual([255, 255, 255]);
    expect(picture.pixel(px(480), px(290))).toEqual([229, 127, 127]); // half of #cc0000 on white
    expect(picture.pixel(px(600), px(290))).toEqual([0x2e, 0x7d, 0x32]);
    expect(picture.pixel(px(570), px(290))).toEqual([255, 255, 255]); // clipped away
  });

  it('is larger by its scale', async () => {
    const picture = readPng(await writePng(sheet, { scale: 2 }));
    expect([picture.width, picture.height]).toEqual([2246, 1588]);
  });

  it('is transparent on request, with colours that are not darkened', async () => {
    const picture = readPng(await writePng(sheet, { scale: 1, transparent: true }));
    expect(picture.channels).toBe(4);
    expect(picture.pixel(3, 3)).toEqual([0, 0, 0, 0]);
    const [red = 0, green, blue, alpha = 0] = picture.pixel(px(480), px(290));
    expect([green, blue]).toEqual([0, 0]);
    expect(red).toBeGreaterThan(200);
    expect(Math.abs(alpha - 128)).toBeLessThan(2);
  });

  it('is the same in one strip and in many', async () => {
    const one = readPng(await writePng(sheet, { scale: 1.37, stripRows: 10_000 }));
    const many = readPng(await writePng(sheet, { scale: 1.37, stripRows: 97 }));
    expect([many.width, many.height]).toEqual([one.width, one.height]);
    const apart = one.pixels.map((value, at) => Math.abs(value - (many.pixels[at] ?? 0)));
    // resvg smooths a curve that is cut off a little otherwise: a letter at the edge of a strip may be a shade darker
    expect(apart.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(64);
    expect(apart.filter((value) => value > 2).length).toBeLessThan(apart.length / 2000);
  });

  it('has the dashes of long lines in the same places in one strip and in many', async () => {
    const line = (d: string, dash?: readonly number[]): Mark => ({
      kind: 'path',
      d,
      x: 10,
      y: 10,
      scale: 1,
      stroke: { colour: '#000000', width: 2, ...(dash ? { dash } : {}) },
    });
    // around corners, slanted, back upwards, in two parts, and closed
    const marks = [
      line('M0 0V300Q0 308 8 308H200', [8, 3, 2, 3]),
      line('M40 300L90 5', [5, 4]),
      line('M100 290V20C100 5 130 5 130 20V280', [7, 2]),
      line('M150 10V60M150 80V290', [6, 5]),
      line('M160 20H190V280H160Z', [9, 3]),
      line('M210 3V305'),
    ];
    const long: Sheet = { width: 240, height: 330, title: 'Lines', marks };
    const one = readPng(await writePng(long, { scale: 2, stripRows: 10_000 }));
    const many = readPng(await writePng(long, { scale: 2, stripRows: 41 }));
    const apart = one.pixels.map((value, at) => Math.abs(value - (many.pixels[at] ?? 0)));
    expect(apart.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(64);
    expect(apart.filter((value) => value > 8).length).toBeLessThan(apart.length / 2000);
  });

  it('has the same bytes each time', async () => {
    const [one, other] = [await writePng(sheet, { scale: 1, stripRows: 200 }), await writePng(sheet, { scale: 1, stripRows: 200 })];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('shows text of every script', async () => {
    const picture = readPng(await writePng(sheet, { scale: 2 }));
    const inked = (left: number, top: number, right: number, bottom: number) => {
      let count = 0;
      for (let y = px(top) * 2; y < px(bottom) * 2; y++)
        for (let x = px(left) * 2; x < px(right) * 2; x++) if ((picture.pixel(x, y)[0] ?? 255) < 128) count++;
      return count;
    };
    for (let row = 0; row < 5; row++) expect(inked(140, 60 + row * 24 - 12, 340, 60 + row * 24 + 4)).toBeGreaterThan(200);
    expect(inked(400, 40, 560, 180)).toBe(0);
  });

  it('is told strip by strip', async () => {
    const told: string[] = [];
    await writePng(sheet, { scale: 1, stripRows: 400, onStrip: (done, count) => told.push(`${done}/${count}`) });
    expect(told).toEqual(['1/2', '2/2']);
  });
});

describe('a picture that cannot be drawn', () => {
  it('names the largest scale that can', async () => {
    await expect(writePng({ ...sheet, width: 60_000, height: 30_000 }, { scale: 2 })).rejects.toThrow(
      'The picture would have 160000 × 80000 pixels; at most 1000 million are drawn, and 100000 on a side. Use a scale of at most 0.55, or write SVG or PDF instead.',
    );
  });

  it('is painted by the other program if the first one ends', async () => {
    const kinds: string[] = [];
    const { forked } = await import('../../src/paper/png/painters');
    const start: StartPainter = (file, args, events) => {
      kinds.push(args[0] ?? '');
      if (args[0] === 'wasm') return forked(file, args, events);
      queueMicrotask(() => events.onEnd('signal SIGABRT'));
      return { send: () => undefined, end: () => undefined };
    };
    const picture = readPng(await writePng(sheet, { scale: 1, start }));
    expect(kinds).toEqual(['native', 'wasm']);
    expect(picture.pixel(px(600), px(290))).toEqual([0x2e, 0x7d, 0x32]);
  });

  it('names the strip if both end, and leaves the caller alive', async () => {
    const start: StartPainter = (_, __, events) => {
      queueMicrotask(() => events.onEnd('signal SIGABRT'));
      return { send: () => undefined, end: () => undefined };
    };
    await expect(writePng(sheet, { scale: 1, stripRows: 300, start })).rejects.toThrow(
      'The picture could not be drawn: its painter failed at strip 1 of 3, rows 1 to 300 (signal SIGABRT). Choose a smaller scale, or write SVG or PDF instead.',
    );
  });

  it('survives a program that aborts', async () => {
    const { forked } = await import('../../src/paper/png/painters');
    const ends: string[] = [];
    const { paperFiles } = await import('../../build/paper-files');
    const folder = await paperFiles();
    // resvg 2.6 aborts at a group with opacity that lies off the canvas; no drawing of ours has one
    const aborting = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g opacity="0.5"><rect x="99" y="99" width="9" height="9"/></g></svg>`;
    await new Promise<void>((done) => {
      const painter = forked(`${folder}/painter.mjs`, ['native'], {
        onAnswer: (answer) => ('ready' in answer ? painter.send({ svg: aborting, opaque: true }) : done()),
        onEnd: (how) => {
          ends.push(how);
          done();
        },
      });
    });
    // a newer resvg may answer with an error instead
    expect(ends.filter((how) => how !== 'signal SIGABRT')).toEqual([]);
  });

  it('is given up on request', async () => {
    const giveUp = new AbortController();
    const written = writePng(sheet, { scale: 1, stripRows: 100, onStrip: () => giveUp.abort(), signal: giveUp.signal });
    await expect(written).rejects.toThrow('aborted');
  });
});
