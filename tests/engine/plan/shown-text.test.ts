import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeOf, legible, shortName, shortNote, shortText } from '#engine/plan';

describe('a text that is drawn', () => {
  it.each([
    ['a\u001b[31mb\u0000', 'a\\u001b[31mb\\u0000'],
    ['invoice\u202egnp.exe', 'invoice\\u202egnp.exe'],
    ['\u2066a\u2069', '\\u2066a\\u2069'],
    ['a\u0085b\u2028c\r\nd', 'a\nb\nc\nd'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\ufffe', 'a\\ufffe'],
    ['a\u{e0001}b', 'a\\u{e0001}b'],
    ['שלום C++\u200e!', 'שלום C++!'],
  ])('has no power over what is around it: %j', (text, shown) => {
    expect(legible(text)).toBe(shown);
  });

  it.each(['שלום עולם', 'تحليل البيانات', 'می\u200cخواهم', 'क्\u200dष', '👩‍💻 ❤️ 🏴\u{e0067}\u{e0062}\u{e007f}', 'a\n\tb', '日本語'])(
    'stays as it is in every script: %s',
    (text) => {
      expect(legible(text)).toBe(text);
    },
  );

  it('holds no control characters but lines and tabs, and is the same when it is made legible again', () => {
    const signs = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u202e', '\u200f', '\r', '\u0085', '\ud83d', '\\', 'u202e'));
    fc.assert(
      fc.property(fc.array(signs), (parts) => {
        const shown = legible(parts.join(''));
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|\p{Bidi_Control}|\p{Cs}|\p{Zl}|\p{Zp}/u);
        expect(legible(shown)).toBe(shown);
      }),
    );
  });

  it('names a character by its number', () => {
    expect([escapeOf('\u001b'), escapeOf('\u{e0041}')]).toEqual(['\\u001b', '\\u{e0041}']);
  });
});

describe('a text that is shown', () => {
  const long = 'long '.repeat(40_000);

  it('is as long as somebody reads, and says that it goes on', () => {
    expect(shortName(long)).toMatch(/^long long .*long…$/);
    expect(shortName(long).length).toBeLessThan(210);
    expect(shortText(long).length).toBeLessThan(1010);
    expect(shortNote(long).length).toBeLessThan(2010);
  });

  it('keeps what is said of a name that is shortened', () => {
    expect(shortText(`"${long}" has no owner, and "${long}" has none.`)).toMatch(
      /^"long [^"]*…" has no owner, and "long [^"]*…" has none\.$/,
    );
    expect(shortText(`${long} is the end.`)).toMatch(/ … .*is the end\.$/);
  });

  it('is whole when it is no longer than that', () => {
    const reason = 'Because '.repeat(100);
    expect(shortText(reason)).toBe(reason);
    expect(shortName('a'.repeat(200))).toBe('a'.repeat(200));
  });

  it('is never cut inside of a character', () => {
    for (let before = 0; before < 3; before += 1)
      for (const shorten of [shortName, shortText, shortNote])
        expect(shorten(`${'a'.repeat(before)}${'😀'.repeat(3000)}`)).not.toMatch(/\p{Cs}/u);
  });
});
