import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { CostRisk } from '#engine/score';
import NumbersHarness from '../NumbersHarness.svelte';
import CostCharts from '../../../src/renderer/cost/CostCharts.svelte';

const point = (factor: number, likely: number): CostRisk['atScale'][number] => ({
  factor,
  low: likely,
  likely,
  high: likely,
  nodes: [
    { node: 'pool', likely: likely * 0.75 },
    { node: 'lake', likely: likely * 0.25 },
  ],
  rest: 0,
});
const bar = (said: Partial<CostRisk['tornado'][number]>): CostRisk['tornado'][number] => ({
  title: 'Runs a month',
  nodes: ['pool'],
  assumption: 'runsPerMonth',
  unit: 'runs',
  from: { low: 10, likely: 30, high: 60 },
  low: 80,
  high: 240,
  ...said,
});
const risk = (said: Partial<CostRisk> = {}): CostRisk => ({
  currency: 'USD',
  trials: 2000,
  p10: 90,
  p50: 130,
  p90: 210,
  error: { p10: 1, p50: 1, p90: 1 },
  tornado: [bar({})],
  atScale: [point(1, 120), point(10, 1200)],
  ...said,
});

function shown(given: CostRisk) {
  const onlight = vi.fn();
  render(NumbersHarness, { of: CostCharts as never, given: { risk: given, titleOf: (node: string) => node.toUpperCase(), onlight } });
  return onlight;
}

describe('the charts of the cost', () => {
  it('say what moves the month most, from its low to its high end', () => {
    shown(risk());
    const [moves] = screen.getAllByRole('list');
    const item = within(moves as HTMLElement).getByRole('listitem');
    expect(item.textContent).toContain('Runs a month');
    expect(item.textContent).toContain('10 to 60 runs');
    expect(item.textContent).toContain('80.00 to 240');
    expect(screen.getByText(/In half of 2,000 tried/).textContent).toContain('under 130');
  });

  it('say nothing of what moves it when nothing does', () => {
    shown(risk({ tornado: [] }));
    expect(screen.queryByText('What moves it most')).toBeNull();
    expect(screen.getByText('At scale')).toBeTruthy();
  });

  it('show eight bars, and say how many more there are', () => {
    shown(risk({ tornado: Array.from({ length: 11 }, (_, at) => bar({ assumption: `a${at}` })) }));
    expect(within(screen.getAllByRole('list')[0] as HTMLElement).getAllByRole('listitem')).toHaveLength(8);
    expect(screen.getByText('And 3 more that move it less.')).toBeTruthy();
  });

  it('say what a month is made of at each multiple of the load', () => {
    shown(risk());
    const scale = screen.getAllByRole('list')[1] as HTMLElement;
    expect(
      within(scale)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
    ).toEqual(['×1 120 POOL 75 %, LAKE 25 %', '×10 1,200 POOL 75 %, LAKE 25 %']);
  });

  it('draw bars that stay in the picture, also when nothing has an amount', () => {
    shown(
      risk({
        p10: 0,
        p50: 0,
        p90: 0,
        tornado: [bar({ low: 0, high: 0 })],
        atScale: [{ factor: 1, low: 0, likely: 0, high: 0, nodes: [], rest: 0 }],
      }),
    );
    for (const rect of document.querySelectorAll('rect')) {
      expect(Number(rect.getAttribute('x'))).toBeGreaterThanOrEqual(0);
      expect(Number(rect.getAttribute('x')) + Number(rect.getAttribute('width'))).toBeLessThanOrEqual(401);
    }
  });

  it('light up the nodes that a bar is about while it is pointed at', () => {
    const onlight = shown(risk());
    const [item] = within(screen.getAllByRole('list')[0] as HTMLElement).getAllByRole('listitem');
    item?.dispatchEvent(new Event('pointerenter'));
    item?.dispatchEvent(new Event('pointerleave'));
    expect(onlight.mock.calls).toEqual([[['pool']], [[]]]);
  });
});
