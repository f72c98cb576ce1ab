import { ExpressionError } from '../catalog';
import { readValue, type Condition, type Subject } from './condition';

/** A text with {expressions} in it. */
export interface TextTemplate {
  /** An expression with a missing value reads "unknown". @throws TooManySteps */
  fill(values: Readonly<Record<string, unknown>>): string;
}

/**
 * Reads a text with {expressions}; a literal brace is written twice.
 * @throws ExpressionError with the position of the error
 */
export function readTemplate(text: string, subject: Subject): TextTemplate {
  const parts: (string | Condition<string>)[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if ((letter === '{' || letter === '}') && text[at + 1] === letter) {
      plain += letter;
      at++;
    } else if (letter === '{') {
      const end = endOf(text, at);
      parts.push(plain, valueAt(text.slice(at + 1, end), at + 1, subject));
      plain = '';
      at = end;
    } else if (letter === '}') throw new ExpressionError('"}" closes nothing; write "}}" for the sign itself', at);
    else plain += letter;
  }
  parts.push(plain);
  return { fill: (values) => parts.map((part) => (typeof part === 'string' ? part : filled(part, values))).join('') };
}

function valueAt(text: string, at: number, subject: Subject): Condition<string> {
  try {
    return readValue(text, subject);
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionError(error.message, at + (error.offset ?? 0));
    throw error;
  }
}

/** Index of the brace that closes the one at `start`; braces in quotes do not count. */
function endOf(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '}') return at;
  }
  throw new ExpressionError('"{" is not closed; write "{{" for the sign itself', start);
}

function filled(part: Condition<string>, values: Readonly<Record<string, unknown>>): string {
  try {
    return part.evaluate(values);
  } catch (error) {
    if (error instanceof ExpressionError) return 'unknown';
    throw error;
  }
}
