import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Channel } from '../../../../src/engine/plan/arrange/channel';

const stretch = fc.record({ top: fc.nat(40), height: fc.nat(20) }).map(({ top, height }) => ({ top, bottom: top + height }));

it('counts those beside an edge as looking at each of them would', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 30 }), stretch, (list, one) => {
      const channel = new Channel();
      for (const { top, bottom } of list) channel.add(top, bottom);
      const beside = list.filter((other) => other.bottom >= one.top && other.top <= one.bottom);
      expect(channel.beside(one.top, one.bottom)).toBe(beside.length);
    }),
  );
});

it('costs more for each edge that is there, and much more once they have no room', () => {
  const channel = new Channel();
  const costs = Array.from({ length: 8 }, () => {
    channel.add(0, 100);
    return channel.cost(50, 150);
  });
  const steps = costs.slice(1).map((cost, at) => cost - (costs[at] ?? 0));
  expect(steps.every((step) => step > 0)).toBe(true);
  expect(steps.at(-1)).toBeGreaterThan(2 * (steps[0] ?? 0));
});
