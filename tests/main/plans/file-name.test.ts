import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../../src/main/plans/file-name.ts';

describe('the name that is suggested for the file of a plan', () => {
  it.each([
    ['Churn scoring', 'churn-scoring'],
    ['P\u202eg\u0007name', 'pg-name'],
    ['a\u0085b\u2028c\nd', 'a-b-c-d'],
    ['a\ufeff\u200bb', 'ab'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['Plan. . ', 'plan'],
    ['...', 'plan'],
    ['\u202e', 'plan'],
    ['a/b\\c:d', 'a-b-c-d'],
    [`${'a'.repeat(79)}😀`, 'a'.repeat(79)],
  ])('%j', (name, file) => {
    expect(fileNameOf({ name })).toBe(file);
  });
});
