import { expect, it } from 'vitest';
import { figuresOfDay, nextRevisionId, revisionIdProblem } from '#engine/plan';

it.each([
  [[], 'A'],
  [['A'], 'B'],
  [['A', 'B'], 'C'],
  [['Z'], 'AA'],
  [['AZ'], 'BA'],
  [['zz'], 'zz 2'],
  [['c'], 'd'],
  [['1'], '2'],
  [['09'], '10'],
  [['1.9'], '1.10'],
  [['P3'], 'P4'],
  [['Rev B'], 'Rev C'],
  [['B', 'A'], 'C'],
  [['First issue'], 'First issue 2'],
  [['版'], '版 2'],
  [['9007199254740993'], '9007199254740994'],
])('after %j follows %s', (ids, next) => {
  expect(nextRevisionId(ids.map((id) => ({ id })))).toBe(next);
});

it('proposes nothing that is too long', () => {
  expect(nextRevisionId([{ id: 'x'.repeat(40) }])).toBe('');
});

it('says why a revision cannot be issued', () => {
  expect(revisionIdProblem(' ')).toBe('A revision needs an id.');
  expect(revisionIdProblem('B', [{ id: 'B' }])).toBe('Revision "B" was issued already.');
  expect(revisionIdProblem('x'.repeat(41))).toContain('40 characters');
  expect(revisionIdProblem('C', [{ id: 'B' }])).toBeUndefined();
});

it('keeps cost and scores of the day, and leaves out what was not scored', () => {
  const scores = { maintainability: { value: 81 }, skills: { value: null }, integration: { value: 70 }, maturity: { level: 3 } };
  const cost = { currency: 'USD', priceBook: { id: 'book' }, monthly: { low: 10, likely: 12.345, high: 20 }, unknown: ['one', 'two'] };
  expect(figuresOfDay(cost, scores)).toEqual({
    cost: { monthly: 12.35, low: 10, high: 20, currency: 'USD', priceBook: 'book', unknown: 2 },
    scores: { maintainability: 81, integration: 70, maturity: 3 },
  });
  expect(figuresOfDay({ ...cost, monthly: { low: 5, likely: 5, high: 5 }, unknown: [] }, scores).cost).toEqual({
    monthly: 5,
    currency: 'USD',
    priceBook: 'book',
  });
});
