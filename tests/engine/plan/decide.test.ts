import { expect, it } from 'vitest';
import { swapEdits } from '#engine/catalog';
import { applyEdits, emptyPlan, withFigures } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';

const scores = { maintainability: { value: 81 }, skills: { value: null }, integration: { value: 70 }, maturity: { level: 3 } };
const day = { date: '2026-11-21', currency: 'USD', priceBook: 'book' };

it('records what each option costs, and how the plan scores with it', () => {
  const options = [
    { service: 'one', monthly: { low: 10, likely: 12, high: 20 }, scores },
    { service: 'two', monthly: { low: 5, likely: 5, high: 5 }, isPart: true, scores },
    { service: 'three', scores },
  ];
  expect(withFigures({ because: 'It fits', by: 'Ada', date: '2026-11-21', rejected: { two: 'It does not' } }, day, options)).toEqual({
    because: 'It fits',
    rejected: { two: 'It does not' },
    by: 'Ada',
    date: '2026-11-21',
    recorded: {
      currency: 'USD',
      priceBook: 'book',
      options: {
        one: { monthly: 12, low: 10, high: 20, maintainability: 81, integration: 70, maturity: 3 },
        two: { monthly: 5, isPart: true, maintainability: 81, integration: 70, maturity: 3 },
        three: { maintainability: 81, integration: 70, maturity: 3 },
      },
    },
  });
});

it('states the day of figures that are not of the day of the decision', () => {
  const first = withFigures({ date: '2026-01-02' }, { ...day, date: '2026-01-02' }, [{ service: 'old', scores }]);
  expect(first.recorded?.options['old']).not.toHaveProperty('date');
  const second = withFigures(first, day, [{ service: 'new', scores }]);
  expect(second.date).toBe('2026-01-02');
  expect(second.recorded?.options['old']).not.toHaveProperty('date');
  expect(second.recorded?.options['new']).toMatchObject({ date: '2026-11-21' });
  expect(withFigures(undefined, day, [{ service: 'new', scores }])).not.toHaveProperty('date'); // nobody knows when it was decided
  expect(withFigures(second, { ...day, currency: 'EUR' }, []).recorded?.options).toEqual({});
});

it('keeps the day of figures through a swap', () => {
  const node = {
    service: 'adf-copy-activity',
    decision: withFigures({ date: day.date, because: 'Why' }, day, [{ service: 'adf-copy-activity', scores }]),
  };
  const plan = { ...emptyPlan('a'), nodes: { node } };
  const swapped = applyEdits(plan, swapEdits(plan, catalog, 'node', 'azure-storage'));
  const { decision } = swapped.nodes['node'] ?? {};
  expect(decision).not.toHaveProperty('date');
  expect(decision?.recorded?.options['adf-copy-activity']).toMatchObject({ date: day.date });
  expect(decision?.rejected).toEqual({ 'adf-copy-activity': 'Chosen before: Why' });
});
