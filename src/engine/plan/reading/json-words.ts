import type { ParseErrorCode } from 'jsonc-parser';
import type { Problem } from '../../errors';

type Words = Pick<Problem, 'message' | 'fix'>;

/** By the parser's numbers for errors of JSON; its enumeration does not exist at run time. */
const words: Readonly<Record<ParseErrorCode, Words>> = {
  1: { message: 'This word is not JSON.', fix: 'Put texts in double quotes; true, false and null have none.' },
  2: { message: 'This is no number of JSON.', fix: 'Write it as 12, -3.5 or 1e6, or put it in double quotes.' },
  3: { message: 'A key is missing here.', fix: 'Write it as "key": value, and no comma after the last one.' },
  4: { message: 'A value is missing here.', fix: 'Write one, and no comma after the last one.' },
  5: { message: 'A ":" is missing behind a key.', fix: 'Write it as "key": value.' },
  6: { message: 'A comma is missing between two values.', fix: 'Put one between them.' },
  7: { message: 'A "}" is missing.', fix: 'Close the braces that were opened.' },
  8: { message: 'A "]" is missing.', fix: 'Close the brackets that were opened.' },
  9: { message: 'There is more text after the end of the JSON.', fix: 'Remove it: one file holds one plan.' },
  10: { message: 'JSON has no comments.', fix: 'Remove the comment. Only YAML may hold comments.' },
  11: { message: 'A comment is not closed, and JSON has none.', fix: 'Remove the comment. Only YAML may hold comments.' },
  12: { message: 'The text that starts here has no closing quotation mark.', fix: 'Put one where the text ends, on the same line.' },
  13: { message: 'This number is not finished.', fix: 'Write it as 12, -3.5 or 1e6.' },
  14: {
    message: 'A "\\u" is not followed by four digits and letters from A to F.',
    fix: 'Write it as \\u00e9, or write the character itself.',
  },
  15: { message: 'A "\\" is followed by something that it cannot stand before.', fix: 'Write "\\\\" for a backslash.' },
  16: { message: 'A text contains a control character.', fix: 'Write a line break as \\n and a tab as \\t.' },
};

export function jsonWords(code: ParseErrorCode): Words {
  return words[code];
}
