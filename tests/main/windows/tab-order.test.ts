import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TabOrder } from '../../../src/main/windows/tab-order.ts';

function of(...names: readonly string[]): TabOrder<string> {
  const order = new TabOrder<string>();
  for (const [at, name] of names.entries()) order.add(name, at);
  return order;
}

describe('the order of tabs', () => {
  it('shows the first tab, and puts another one after the shown one without showing it', () => {
    const order = of('a', 'b', 'c');
    expect(order.active).toBe('a');
    order.add('new');
    expect(order.all).toEqual(['a', 'new', 'b', 'c']);
    expect(order.active).toBe('a');
  });

  it('shows the tab again that was shown before the closed one', () => {
    const order = of('a', 'b', 'c', 'd');
    for (const name of ['d', 'b', 'c']) order.show(name);
    order.remove('c');
    expect(order.active).toBe('b');
    order.remove('b');
    expect(order.active).toBe('d');
  });

  it('keeps the shown tab when another one is closed', () => {
    const order = of('a', 'b', 'c');
    order.show('b');
    order.remove('a');
    expect([order.active, order.all]).toEqual(['b', ['b', 'c']]);
  });

  it('goes round at both ends', () => {
    const order = of('a', 'b', 'c');
    expect([order.beside(1), order.beside(-1), order.beside(4)]).toEqual(['b', 'c', 'b']);
    expect(new TabOrder<string>().beside(1)).toBeUndefined();
  });

  it('moves a tab, also beyond the ends', () => {
    const order = of('a', 'b', 'c');
    order.move('a', 1);
    expect(order.all).toEqual(['b', 'a', 'c']);
    order.move('b', 99);
    expect(order.all).toEqual(['a', 'c', 'b']);
    order.move('b', -5);
    expect(order.all).toEqual(['b', 'a', 'c']);
  });

  it('knows the others of a tab, and those on its right', () => {
    const order = of('a', 'b', 'c');
    expect(order.except('b', 'others')).toEqual(['a', 'c']);
    expect(order.except('b', 'right')).toEqual(['c']);
    expect(order.except('c', 'right')).toEqual([]);
  });

  it('has each tab once, and shows one of them as long as there is one, whatever is done', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), at: fc.option(fc.integer({ min: -2, max: 9 }), { nil: undefined }) }),
      fc.record({ do: fc.constantFrom('remove' as const, 'show' as const), tab: fc.nat(9) }),
      fc.record({ do: fc.constant('move' as const), tab: fc.nat(9), to: fc.integer({ min: -2, max: 9 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const order = new TabOrder<number>();
        const there = new Set<number>();
        let next = 0;
        for (const one of steps) {
          if (one.do === 'add') {
            there.add(next);
            order.add(next++, one.at);
          } else if (one.do === 'move') order.move(one.tab, one.to);
          else if (one.do === 'show') order.show(one.tab);
          else {
            there.delete(one.tab);
            order.remove(one.tab);
          }
          expect([...order.all].sort((a, b) => a - b)).toEqual([...there].sort((a, b) => a - b));
          expect(order.active === undefined).toBe(there.size === 0);
          if (order.active !== undefined) expect(there).toContain(order.active);
        }
      }),
    );
  });
});
