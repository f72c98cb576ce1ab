import type { Rule } from '../rule';
import { ours } from '../sources';

/** A total means nothing without the day of its prices; a reviewer must see that it changed because prices did. */
export const priceBookEdition: Rule = {
  meta: {
    id: 'price-book-edition',
    title: 'The price book is the one that the plan names',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A plan names the price book that it was costed with. When another is in use, because that one is not available here or a file of prices was named for the run, every amount may differ from what was reviewed, although nobody changed the plan. Load the prices that it names, or look at the difference and take over the edition in use.',
  },

  *check({ plan, book }) {
    const named = plan.context.priceBook;
    if (named === undefined || named === book.id) return;
    yield {
      path: ['context', 'priceBook'],
      message: `The plan was costed with the price book "${named}"; the amounts shown now are those of "${book.id}" (${book.title}).`,
      why: 'Prices change between editions, so the cost may differ from what was agreed although the plan has not changed.',
      fixes: () => [{ title: `Take over "${book.title}"`, edits: [{ type: 'set-context', set: { priceBook: book.id } }] }],
    };
  },
};
