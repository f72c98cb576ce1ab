import { describe, expect, it } from 'vitest';
import { rules } from '#engine/validate';
import type { HelpPage } from '#ipc';
import { pagesWith } from '../../../src/main/help/help-pages.ts';

const [first] = rules;
if (!first) throw new Error('no rules');
const page: HelpPage = { id: `rules/${first.meta.id}`, title: first.meta.title, section: 'rules', blocks: [], text: '' };

describe('the pages of the help', () => {
  it('have a page for each rule of a pack, which the search finds by its words', () => {
    const own = {
      ...first,
      meta: { ...first.meta, id: 'house-rule', title: 'Data stays in the house', docs: 'Nothing leaves the network.' },
    };
    expect(pagesWith([page], [first, own])).toEqual([
      page,
      { id: 'rules/house-rule', title: 'Data stays in the house', section: 'rules', blocks: [], text: 'Nothing leaves the network.' },
    ]);
  });

  it('are as they ship where no pack brings a rule', () => {
    expect(pagesWith([page], [first])).toEqual([page]);
  });
});
