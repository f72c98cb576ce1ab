import type { Draft, DraftStore } from '../state/drafts.svelte';
import type { Library } from './database';

/** For how long a draft is kept that nobody comes back to. */
const longestMs = 90 * 24 * 60 * 60 * 1000;

/** Keeps drafts in the window's database. */
export function keptDrafts(library: Library, now: () => number = Date.now): DraftStore {
  return {
    async read() {
      await library.drafts
        .where('written')
        .below(now() - longestMs)
        .delete();
      const rows = await library.drafts.toArray();
      return rows.map(({ field, text, over }): [string, Draft] => [field, { text, over }]);
    },
    async write(changed) {
      const rows = [...changed].flatMap(([field, draft]) => (draft ? [{ field, text: draft.text, over: draft.over, written: now() }] : []));
      const gone = [...changed].flatMap(([field, draft]) => (draft ? [] : [field]));
      await library.transaction('rw', library.drafts, async () => {
        await library.drafts.bulkPut(rows);
        await library.drafts.bulkDelete(gone);
      });
    },
  };
}
