import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { emptyPlan, type Plan } from '#engine/plan';
import { mostPixels, pictureScale, refuseTooLargeForPicture, withinTime } from '../../../src/main/output/limits';

const plan = (nodes: number, edges = 0): Plan => ({
  ...emptyPlan('Large'),
  nodes: Object.fromEntries(Array.from({ length: nodes }, (_, at) => [`n${at}`, { service: 'docker' }])),
  edges: Array.from({ length: edges }, (_, at) => ({ from: `n${at % nodes}`, to: 'n0', kind: 'data' as const })),
  layout: Object.fromEntries(Array.from({ length: nodes }, (_, at) => [`n${at}`, [(at % 20) * 264, Math.floor(at / 20) * 112] as const])),
});

describe('what is too large', () => {
  it('is not drawn as a picture, and the limit is said', () => {
    expect(() => refuseTooLargeForPicture(plan(5000))).toThrow(/40 million pixels/);
    expect(() => refuseTooLargeForPicture(plan(100))).not.toThrow();
    expect(() => refuseTooLargeForPicture(emptyPlan('Empty'))).not.toThrow();
  });

  it('leaves pictures that have at least a pixel a unit, two at most, and never more than fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (width, height) => {
        if (width * height > mostPixels) {
          expect(() => pictureScale({ width, height })).toThrow(UserError);
          return;
        }
        const scale = pictureScale({ width, height });
        expect(scale).toBeGreaterThanOrEqual(1);
        expect(scale).toBeLessThanOrEqual(2);
        expect(width * height * scale ** 2).toBeLessThanOrEqual(mostPixels * (1 + 1e-9));
      }),
    );
  });
});

describe('what takes too long', () => {
  it('is given up, with words', async () => {
    await expect(withinTime('The PDF', new Promise(() => undefined), 1)).rejects.toThrow(UserError);
  });

  it('is no matter when it comes in time, and a failure is said as one', async () => {
    await expect(withinTime('The PDF', Promise.resolve(7), 60_000)).resolves.toBe(7);
    await expect(withinTime('The PDF', Promise.reject(new Error('Printing failed')), 60_000)).rejects.toMatchObject({
      problem: 'The PDF could not be made: Printing failed.',
    });
  });
});
