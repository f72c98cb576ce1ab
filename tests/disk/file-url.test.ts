import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { pathOfWord } from '#disk';

const nothing = () => false;

describe('a word of a command line', () => {
  it.each([
    ['a path', '/a/plan.yaml', '/a/plan.yaml'],
    ['a relative path', 'plans/plan.yaml', 'plans/plan.yaml'],
    ['a drive', 'C:\\plan.yaml', 'C:\\plan.yaml'],
    ['a name with a colon', 'note:1.yaml', 'note:1.yaml'],
    ['a percent sign', '100%25.yaml', '100%25.yaml'],
  ])('that is %s is left as it is', (_, word, path) => {
    expect(pathOfWord(word, nothing)).toBe(path);
  });

  it.skipIf(process.platform === 'win32').each([
    ['file:///a/plan.yaml', '/a/plan.yaml'],
    ['FILE:///a/plan.yaml', '/a/plan.yaml'],
    ['file:/a/plan.yaml', '/a/plan.yaml'],
    ['file://localhost/a/plan.yaml', '/a/plan.yaml'],
    ['file:///a/gr%C3%B6%C3%9Fer%20%231%20100%25.yaml', '/a/größer #1 100%.yaml'],
  ])('%s is a file', (word, path) => {
    expect(pathOfWord(word, nothing)).toBe(path);
  });

  it.each([
    ['https://example.org/plan.yaml', 'is an address'],
    ['HTTP://example.org/plan.yaml', 'is an address'],
    ['smb://server/plan.yaml', 'is an address'],
    ['vscode:plan.yaml', 'is an address'],
    ['mailto:me@example.org', 'is an address'],
    ['file:///a%2Fplan.yaml', 'is not the address of a file'],
    ['file:///a%ZZ.yaml', 'is not the address of a file'],
    ['file://[', 'is not the address of a file'],
  ])('%s is refused, with words', (word, words) => {
    expect(() => pathOfWord(word, nothing)).toThrow(UserError);
    expect(() => pathOfWord(word, nothing)).toThrow(words);
  });

  it.skipIf(process.platform === 'win32')('of another machine is refused', () => {
    expect(() => pathOfWord('file://server/share/plan.yaml', nothing)).toThrow('a file of another machine, "server"');
  });

  it('is the file of that name where there is one', () => {
    expect(pathOfWord('https://example.org', () => true)).toBe('https://example.org');
  });

  it.skipIf(process.platform === 'win32')('is any path that a desktop hands over', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\0/]/.test(text) && !/^\.+$/.test(text));
    fc.assert(fc.property(name, (one) => pathOfWord(`file:///${encodeURIComponent(one)}`, nothing) === `/${one}`));
  });
});
