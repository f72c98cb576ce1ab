import { describe, expect, it } from 'vitest';
import { excerptOf, searchHelp, type HelpEntry } from '../../../src/renderer/help/help-search';

const entries: readonly HelpEntry[] = [
  { id: 'guide/cost', title: 'Cost and scores', group: 'Guide', text: 'The numbers at the top right. A budget is optional.' },
  { id: 'rules/over-budget', title: 'The plan stays within its budget', group: 'Rules', text: 'over-budget' },
  { id: 'services/azure-storage', title: 'Azure Storage', group: 'Services', also: ['Blob', 'data lake'], text: 'Keeps files.' },
];
const found = (query: string) => searchHelp(entries, query).map(({ id }) => id);

describe('the search of the help', () => {
  it('finds titles before texts', () => expect(found('budget')).toEqual(['rules/over-budget', 'guide/cost']));
  it('finds other names', () => expect(found('blob')).toEqual(['services/azure-storage']));
  it('wants every word', () => expect(found('budget optional')).toEqual(['guide/cost']));
  it('forgives a typing error in a title', () => expect(found('storgae')).toEqual(['services/azure-storage']));
  it('finds nothing for words that are nowhere', () => expect(found('zzzzz')).toEqual([]));
});

describe('an excerpt', () => {
  it('shows the words around a match', () => {
    expect(excerptOf('Both are optional.\nA budget to compare the cost with.', 'Budget', 8)).toEqual({
      before: '…onal. A ',
      match: 'budget',
      after: ' to comp…',
    });
  });
  it('is none if the text has no word of the query', () => expect(excerptOf('Cost', 'budget')).toBeUndefined());
});
