import { expect, it } from 'vitest';
import { unitWords } from '#engine/format';

it.each([
  [730, 'hour', 'hours'],
  [1, 'hour', 'hour'],
  [-1, 'job-month', 'job-month'],
  [100, 'gb', 'GB'],
  [100, 'gb-month', 'GB-months'],
  [3, 'dbu-hour', 'DBU-hours'],
  [3, 'vcore-hour', 'vCore-hours'],
  [5, '10k-operations', '× 10,000 operations'],
  [5, '100-operations', '× 100 operations'],
  [0.5, '1M-executions', '× 1,000,000 executions'],
  [2, 'dwu100-hour', '× 100 DWU-hours'],
  [2, 'time-series-month', 'time-series-months'],
])('%d %s are %s', (quantity, unit, words) => {
  expect(unitWords(unit, quantity)).toBe(words);
});
