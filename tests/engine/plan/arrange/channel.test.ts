import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Edge } from '#engine/plan';
import { Channel, runTogether, strandOf } from '../../../../src/engine/plan/arrange/channel';

const node = fc.constantFrom('a', 'b', 'c', 'd');
const passing = fc
  .record({ from: node, to: node, kind: fc.constantFrom('data', 'model'), top: fc.nat(40), height: fc.nat(20) })
  .map(({ from, to, kind, top, height }) => ({ edge: { from, to, kind } as Edge, top, bottom: top + height }));

it('counts those beside an edge as looking at each of them would', () => {
  fc.assert(
    fc.property(fc.array(passing, { maxLength: 30 }), passing, (list, one) => {
      const channel = new Channel();
      for (const { edge, top, bottom } of list) channel.add(strandOf(edge), top, bottom);
      const beside = list.filter((other) => other.bottom >= one.top && other.top <= one.bottom && !runTogether(other.edge, one.edge));
      expect(channel.othersBeside(strandOf(one.edge), one.top, one.bottom)).toBe(beside.length);
    }),
  );
});
