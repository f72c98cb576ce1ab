import type { Draft, DraftStore } from '../state/drafts.svelte';
import type { WindowDatabase } from './database';

/** Time after which an unused draft is deleted. */
const longestMs = 90 * 24 * 60 * 60 * 1000;

/** Keeps drafts in the window's database. */
export function keptDrafts(database: WindowDatabase, now: () => number = Date.now): DraftStore {
  return {
    async read() {
      await database.drafts
        .where('written')
        .below(now() - longestMs)
        .delete();
      const rows = await database.drafts.toArray();
      return rows.map(({ field, text, over }): [string, Draft] => [field, { text, over }]);
    },
    async write(changed) {
      const rows = [...changed].flatMap(([field, draft]) => (draft ? [{ field, text: draft.text, over: draft.over, written: now() }] : []));
      const gone = [...changed].flatMap(([field, draft]) => (draft ? [] : [field]));
      await database.transaction('rw', database.drafts, async () => {
        await database.drafts.bulkPut(rows);
        await database.drafts.bulkDelete(gone);
      });
    },
  };
}
