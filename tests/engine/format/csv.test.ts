import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '#engine/format';

const line = (...cells: (string | number | undefined)[]) => csv([cells]).slice(1, -2);

describe('a table as CSV', () => {
  it('quotes as RFC 4180 says', () => {
    expect(line('a', 'b, c', 'say "x"', 'two\nlines', undefined)).toBe('a,"b, c","say ""x""","two\nlines",');
    expect(csv([['a'], ['b']])).toBe('\u{feff}a\r\nb\r\n');
  });

  it('keeps numbers as numbers', () => expect(line(-1234.5, 0, 1e-7, Number.NaN)).toBe('-1234.5,0,1e-7,unknown'));

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\uff1d1'])('never begins a text with a formula: %j', (text) => {
    expect(line(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('keeps an apostrophe that was there before a sign of a formula', () => expect(line("'@")).toBe("''@"));

  it('gives every text back, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
        const read = readLine(csv([cells]).slice(1));
        expect(read.map((cell) => cell.replace(/^'(?='*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])/u, ''))).toEqual(cells);
      }),
    );
  });
});

/** Reads one row, as RFC 4180 says. */
function readLine(text: string): string[] {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\r' && text[at + 1] === '\n') break;
    else cell += sign;
  }
  return [...cells, cell];
}
