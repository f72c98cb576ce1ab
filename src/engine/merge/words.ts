import { isRange } from '../diff';
import { counted, figure, list } from '../format';
import { isMap, shortText } from '../plan';
import type { MergeConflict, Overruled } from './conflict';

/* Conflicts in words, each one sentence. Texts of a plan are shortened; whoever shows them escapes them. */

/** A conflict in one sentence: the thing, then what ours and theirs say about it. */
export function conflictWords(conflict: MergeConflict): string {
  const { kind, base, ours, theirs } = conflict;
  const thing = thingOf(conflict);
  switch (kind) {
    case 'renamed-differently':
      return `${thing}: ours calls it ${said(ours)}, theirs ${said(theirs)}.`;
    case 'same-name':
      return `${thing}: ours and theirs use this id for different things. Both are kept, one of them under another id.`;
    case 'removed-and-changed': {
      const [remover, keeper] = ours === undefined ? ['ours', 'theirs'] : ['theirs', 'ours'];
      const kept = remover === 'ours' ? theirs : ours;
      return `${thing}: ${remover} removed it, ${keeper} ${isPlainValue(kept) ? `says ${said(kept)}` : 'changed it or what is joined to it'}.`;
    }
    case 'both-changed':
      return `${thing}: ours says ${said(ours)}, theirs ${said(theirs)}${base === undefined ? '' : `; it was ${said(base)}`}.`;
  }
}

/** What was decided without asking, in one sentence. */
export function overruledWords(overruled: Overruled): string {
  const thing = thingOf({ ...overruled, path: [] });
  switch (overruled.what) {
    case 'place':
      return `${thing}: both sides moved it, and the place of ours is kept.`;
    case 'direction':
      return 'The direction of the drawing: both sides chose another, and that of ours is kept.';
    case 'emptied':
      return `${thing}: the sides together took everything out of it, so it is gone.`;
  }
}

function thingOf({ part, id, path }: Pick<MergeConflict, 'part' | 'id' | 'path'>): string {
  const key = path.filter((one) => one !== 'ends').join('.');
  if (part === 'plan') return key === '' ? 'The plan' : `The plan's ${shortText(key)}`;
  const thing = `${part.charAt(0).toUpperCase()}${part.slice(1)} "${shortText(id)}"`;
  return key === '' ? thing : `${thing}, ${shortText(key)}`;
}

function isPlainValue(value: unknown): boolean {
  return typeof value !== 'object' || value === null || isRange(value);
}

function said(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${shortText(value)}"`;
  if (typeof value === 'number') return figure(value, 15);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : list(value.map(said));
  if (isMap(value) && isRange(value)) return `${said(value['likely'])} (${said(value['low'])} to ${said(value['high'])})`;
  if (isMap(value)) return `${counted(Object.keys(value).length, 'key')} (${shortText(Object.keys(value).join(', '))})`;
  return 'nothing';
}
