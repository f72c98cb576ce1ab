import { describe, expect, it } from 'vitest';
import { assertModest } from '../../../src/main/ipc/payload.ts';

const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);

describe('a message of a window', () => {
  it('may be as large and deep as the largest plan', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [`n${at}`, { service: 'docker', usage: { size: '80 GB' } }]),
    );
    expect(() => assertModest({ revision: 1, change: { nodes, own: { 'x-deep': nested(64) } } })).not.toThrow();
    for (const plain of [undefined, null, 0, '', true]) expect(() => assertModest(plain)).not.toThrow();
  });

  it.each<[what: string, message: unknown]>([
    ['too deep', nested(81)],
    ['too long in one text', 'x'.repeat(130 * 1024 * 1024)],
    ['too long in its keys', { ['x'.repeat(130 * 1024 * 1024)]: 1 }],
    ['of too many parts', new Array(5_000_001).fill(0)],
  ])('that is %s is refused before anything looks at it', (_, message) => {
    expect(() => assertModest(message)).toThrow('larger or deeper than any plan');
  });
});
