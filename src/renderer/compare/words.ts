import { counted, list, minus } from '#engine/format';
import type { ShownChange } from '#ipc';
import { shownName, shownText } from '../wording/shown';

/* Changes in words, as the list and a screen reader have them. */

/** Marks of the kinds of changes, which tell them apart without colour, as in the drawing. */
export const changeMarks = { added: '+', removed: minus, changed: '~', renamed: '~', moved: '↔' } as const;

/** Headings of the parts of a plan. */
export const partTitles = {
  plan: 'Plan',
  assumption: 'Assumptions',
  node: 'Nodes',
  edge: 'Edges',
  group: 'Groups',
  note: 'Notes',
  waiver: 'Waivers',
} as const;

/** A change as one sentence: `Train: number of nodes changed from 2 to 4`. */
export function sentenceOf({ title, kind, keys, id, formerId, part, moved }: ShownChange): string {
  const said = keys.map((key) => `${small(shownText(key.title))} changed from ${shownText(key.before)} to ${shownText(key.after)}`);
  const isNamed = kind === 'renamed' && part !== 'edge' && formerId !== null;
  const renamed = isNamed ? [`name changed from ${shownName(formerId)} to ${shownName(id)}`] : [];
  const plain = kind === 'added' || kind === 'removed' || kind === 'moved' ? [kind] : [];
  return `${shownName(title)}: ${[...plain, ...renamed, ...said, ...(moved ? ['moved'] : [])].join('; ')}`;
}

/** Numbers of changes by kind, in a few words: `2 added, 1 removed, 4 changed`. */
export function kindsOf(changes: readonly ShownChange[]): string {
  const kinds = ['added', 'removed', 'changed', 'moved'] as const;
  const kindOf = ({ kind }: ShownChange) => (kind === 'renamed' ? 'changed' : kind);
  const counts = kinds.map((kind) => [kind, changes.filter((change) => kindOf(change) === kind).length] as const);
  const said = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  return said.length === 0 ? 'no changes' : `${counted(changes.length, 'change')}: ${list(said)}`;
}

function small(text: string): string {
  return /^[A-Z][^A-Z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
