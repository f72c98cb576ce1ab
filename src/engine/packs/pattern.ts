import { RE2JS } from 're2js';
import { ExpressionError } from '../catalog';
import { figure } from '../format';
import { packLimits } from './limits';
import { spend } from './steps';

/*
 * Patterns of `matches`. They are matched in linear time, by a program whose size counts as well: "(a?){500}" is short to write and long to
 * run. So the size is limited when a pack is read, and a match takes steps for the size of the program and the length of the text.
 */

/** Program size × length of one step; measured so that two million steps of matching end within seconds. */
const perStep = 100;

const known = new Map<string, { readonly pattern: RE2JS; readonly size: number }>();

/**
 * Reads a pattern.
 * @param at its start in its expression, for the error
 * @throws ExpressionError when it is not a pattern, or too large with its repetitions written out
 */
export function readPattern(text: string, at?: number): void {
  compiled(text, at);
}

/** True if a pattern matches a part of a text. @throws TooManySteps */
export function matchesPattern(value: string, text: string): boolean {
  const { pattern, size } = compiled(text);
  spend(Math.ceil((size * (value.length + 1)) / perStep));
  return pattern.test(value);
}

function compiled(text: string, at?: number) {
  let entry = known.get(text);
  if (!entry) {
    const tooLarge = (size: number) =>
      new ExpressionError(
        `its pattern is too large: with its repetitions written out it has about ${figure(size)} parts, and ${figure(packLimits.pattern)} are the limit`,
        at,
      );
    const estimate = writtenOut(text);
    // before it is compiled: compiling a large pattern takes long too
    if (estimate > packLimits.pattern) throw tooLarge(estimate);
    try {
      const pattern = RE2JS.compile(text);
      entry = { pattern, size: pattern.programSize() };
    } catch (error) {
      throw new ExpressionError(`"${text}" is no pattern: ${error instanceof Error ? error.message : String(error)}`, at);
    }
    if (entry.size > 2 * packLimits.pattern + 10) throw tooLarge(entry.size);
    known.set(text, entry);
  }
  return entry;
}

/**
 * Number of parts of a pattern with its repetitions written out: `(ab){3}` has nine, since a group counts as one, and so does
 * each copy that may be absent. A pattern compiles to at most twice as many instructions, and ten.
 */
export function writtenOut(text: string): number {
  const open: { size: number; last: number }[] = [];
  let group = { size: 0, last: 0 };
  const add = (size: number) => {
    group.size += size;
    group.last = size;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    const rest = text.slice(at, at + 20);
    const repeated = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
    const quoted = letter === '\\' && rest[1] === 'Q';
    if (quoted) {
      const end = text.indexOf('\\E', at);
      const stop = end < 0 ? text.length : end;
      for (let inside = at + 2; inside < stop; inside++) add(1);
      at = stop + 1;
    } else if (letter === '\\') {
      at += /^\\[pP]\{/.test(rest) ? Math.max(1, text.indexOf('}', at) - at) : 1;
      add(1);
    } else if (letter === '[') {
      at = endOfClass(text, at);
      add(1);
    } else if (letter === '(') {
      open.push(group);
      group = { size: 1, last: 0 };
    } else if (letter === ')') {
      const { size } = group;
      group = open.pop() ?? { size: 0, last: 0 };
      add(size);
    } else if (repeated) {
      const least = Number(repeated[1]);
      const times = Math.max(least, Number(repeated[2] ?? 0), 1);
      // a copy that may be absent is a "?" as well
      const whole = group.last * times + (repeated[2] === undefined ? 0 : Math.max(times - least, 1));
      group.size += whole - group.last;
      group.last = whole;
      at += repeated[0].length - 1;
    } else add(1);
  }
  // a pattern with unclosed groups is invalid; counted all the same
  return open.reduce((total, { size }) => total + size, group.size);
}

/** End of a class of characters: "]" right behind its start is literal. */
function endOfClass(text: string, start: number): number {
  let at = start + 1;
  if (text[at] === '^') at++;
  if (text[at] === ']') at++;
  for (; at < text.length && text[at] !== ']'; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith('[:', at)) at = Math.max(at, text.indexOf(':]', at) + 1);
  }
  return at;
}
