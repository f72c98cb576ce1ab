import { linesOf } from './hunks';
import { usualMarks } from './marks';

/** The sides of a text with conflict marks, each as a whole text. */
export interface MarkedSides {
  /** What both sides began with; left out if the marks do not say it. */
  readonly base?: string;
  readonly ours: string;
  readonly theirs: string;
  /** What the marks call the sides, such as `HEAD` and the name of a branch; empty if they say nothing. */
  readonly names: { readonly ours: string; readonly theirs: string };
  /** Number of marked places. */
  readonly conflicts: number;
}

type Where = 'both' | 'ours' | 'base' | 'theirs';

/**
 * Reads conflict marks as git and `mergeTexts` write them, with or without the part of the base (`merge.conflictStyle`).
 * @returns `undefined` for a text without marks, and for one whose marks are not complete
 */
export function readMarks(text: string): MarkedSides | undefined {
  const sides = { base: [] as string[], ours: [] as string[], theirs: [] as string[] };
  const names = { ours: '', theirs: '' };
  let [where, size, conflicts, basesSeen] = ['both' as Where, 0, 0, 0];
  for (const line of linesOf(text)) {
    const mark = markOf(line);
    if (where === 'both' && mark?.sign === '<' && mark.size >= usualMarks) {
      [where, size] = ['ours', mark.size];
      conflicts += 1;
      names.ours ||= mark.name;
    } else if (where === 'ours' && isMark(mark, '|', size)) {
      where = 'base';
      basesSeen += 1;
    } else if ((where === 'ours' || where === 'base') && isMark(mark, '=', size) && mark.name === '') where = 'theirs';
    else if (where === 'theirs' && isMark(mark, '>', size)) {
      where = 'both';
      names.theirs ||= mark.name;
    } else if (where !== 'both' && isMark(mark, '<', size)) return undefined;
    else for (const side of ['base', 'ours', 'theirs'] as const) if (where === 'both' || where === side) sides[side].push(line);
  }
  if (conflicts === 0 || where !== 'both') return undefined;
  const whole = (lines: readonly string[]) => lines.join('');
  return {
    ...(basesSeen === conflicts ? { base: whole(sides.base) } : {}),
    ours: whole(sides.ours),
    theirs: whole(sides.theirs),
    names,
    conflicts,
  };
}

interface Mark {
  readonly sign: string;
  readonly size: number;
  readonly name: string;
}

function markOf(line: string): Mark | undefined {
  const found = /^(<+|\|+|=+|>+)(?: (.*))?\r?\n?$/.exec(line);
  const [, signs, name = ''] = found ?? [];
  return signs === undefined ? undefined : { sign: signs.charAt(0), size: signs.length, name: name.trim() };
}

function isMark(mark: Mark | undefined, sign: string, size: number): mark is Mark {
  return mark?.sign === sign && mark.size === size;
}
