import { describe, expect, it } from 'vitest';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';
import { shownName, shownText } from '../../../src/renderer/wording/shown.ts';

const hostile = 'safe\u202egpj.exe\u001b[31m';

describe('a text of somebody else', () => {
  it('has no power over its surroundings where it is shown', () => {
    expect(shownName(hostile)).toBe('safe\\u202egpj.exe\\u001b[31m');
    expect(shownText(`Remove “${hostile}”.`)).toBe('Remove “safe\\u202egpj.exe\\u001b[31m”.');
  });

  it('is shown as it is in Arabic and Hebrew', () => {
    expect(shownName('מחסן נתונים')).toBe('מחסן נתונים');
    expect(shownName('مستودع البيانات')).toBe('مستودع البيانات');
  });

  it('is no longer than a person reads', () => {
    expect(shownName('x'.repeat(200_000)).length).toBeLessThanOrEqual(201);
    expect(shownText(`"${'x'.repeat(200_000)}" has no edge.`)).toMatch(/^“x{200}…” has no edge\.$/);
  });

  it.each([
    ['"Train" is joined to nothing else.', '“Train” is joined to nothing else.'],
    ['In "Lake", "Redundancy" cannot be "none".', 'In “Lake”, “Redundancy” cannot be “none”.'],
    ['Write it like "80 GB" ("4 TB").', 'Write it like “80 GB” (“4 TB”).'],
    ['“Lake” is “so”', '“Lake” is “so”'],
  ])('has one kind of quotation marks: %s', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('is made safe in every message', () => {
    const messages = new Messages();
    messages.show({ tone: 'error', text: `“${hostile}” was changed.`, fix: `Rename ${hostile}` });
    messages.announce(hostile);
    expect([messages.shown[0]?.text, messages.shown[0]?.fix, messages.announced].join(' ')).not.toMatch(/[\u202e\u001b]/);
  });
});
