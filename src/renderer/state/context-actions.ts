import type { BookSummary } from '#ipc';
import type { PlanActions } from './plan-actions.svelte';
import type { PlanEditor } from './plan-editor.svelte';

/** Changes the plan's price book. @param region the plan's new region; unchanged if it is left out */
export function usePriceBook(editor: PlanEditor, actions: PlanActions, book: BookSummary, region: string | undefined): void {
  const label = `Use the prices “${book.title}”${region === undefined ? '' : ` in ${region}`}`;
  const set = { priceBook: book.id, ...(region === undefined ? {} : { region }) };
  if (editor.edit(label, [{ type: 'set-context', set }])) actions.history.done(`Costed with “${book.title}”.`);
}

/** Adds a pack to the plan, or removes it. @param version of the pack; without it the pack is removed */
export function namePack(editor: PlanEditor, id: string, name: string, version: string | undefined): void {
  const others = Object.entries(editor.plan.context.packs ?? {}).filter(([other]) => other !== id);
  const packs = version === undefined ? others : [...others, [id, version] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  const label = `Evaluate the plan ${version === undefined ? 'without' : 'with'} the pack “${name}”`;
  editor.edit(label, [{ type: 'set-context', set: { packs: packs.length > 0 ? Object.fromEntries(packs) : undefined } }]);
}
