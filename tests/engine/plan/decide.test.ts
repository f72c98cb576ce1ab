import { expect, it } from 'vitest';
import { withFigures } from '#engine/plan';

const scores = { maintainability: { value: 81 }, skills: { value: null }, integration: { value: 70 }, maturity: { level: 3 } };
const day = { date: '2026-11-21', by: 'Ada', currency: 'USD', priceBook: 'book' };

it('records what each option costs, and how the plan scores with it', () => {
  const options = [
    { service: 'one', monthly: { low: 10, likely: 12, high: 20 }, scores },
    { service: 'two', monthly: { low: 5, likely: 5, high: 5 }, isPart: true, scores },
    { service: 'three', scores },
  ];
  expect(withFigures({ because: 'It fits', rejected: { two: 'It does not' } }, day, options)).toEqual({
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

it('keeps figures of an earlier day with that day, in the same currency', () => {
  const first = withFigures(undefined, { ...day, date: '2026-01-02' }, [{ service: 'old', monthly: { low: 1, likely: 1, high: 1 }, scores }]);
  const second = withFigures(first, day, [{ service: 'new', scores }]);
  expect(second.recorded?.options['old']).toMatchObject({ monthly: 1, date: '2026-01-02' });
  expect(second.recorded?.options['new']).not.toHaveProperty('date');
  const third = withFigures(second, { ...day, date: '2027-01-01' }, [{ service: 'third', scores }]);
  expect(third.recorded?.options['old']).toMatchObject({ date: '2026-01-02' });
  expect(third.recorded?.options['new']).toMatchObject({ date: '2026-11-21' });
  expect(withFigures(third, { ...day, currency: 'EUR' }, []).recorded?.options).toEqual({});
});

it('keeps who decided if nobody else is known', () => {
  expect(withFigures({ by: 'Grace' }, { ...day, by: undefined }, []).by).toBe('Grace');
});
