import { describe, expect, it } from 'vitest';
import { sentences, withSingleStops } from '../../../src/renderer/wording/sentences.ts';

describe('sentences', () => {
  it('have one stop each, whether the words had one or not', () => {
    expect(sentences('step 1 of 2', 'It has no owner.', '', 'Why?', 'and so on…')).toBe('step 1 of 2. It has no owner. Why? and so on…');
  });
  it('that end with a title have its stop alone', () => {
    expect(withSingleStops('Grouped as etc.. Done!. Wait... 1.5 GB.')).toBe('Grouped as etc. Done! Wait... 1.5 GB.');
  });
});
