import { describe, expect, it } from 'vitest';
import { mergeFile, sameExport } from '#engine/export';

const text = (value: unknown, indent: number | string = 2) => `${JSON.stringify(value, null, indent)}\n`;
const pipeline = (first: object, second: object) => ({
  name: 'nightly',
  properties: { activities: [first, second], timeout: '1.00:00:00' },
});
const copy = { name: 'copy', type: 'Copy', description: 'Copy all orders' };
const score = { name: 'score', type: 'WebActivity', description: 'Score all customers' };

describe('edits of a JSON file', () => {
  it('are joined by value when the file was saved in another layout, and keep that layout', () => {
    const base = text(pipeline(copy, score));
    const edited = text(pipeline(copy, { ...score, policy: { retry: 2 } }), 4);
    const next = text(pipeline({ ...copy, description: 'Copy' }, { ...score, description: 'Score' }));
    expect(mergeFile('adf/pipeline/nightly.json', base, edited, next)).toEqual({
      text: text(pipeline({ ...copy, description: 'Copy' }, { ...score, description: 'Score', policy: { retry: 2 } }), 4),
      conflicts: 0,
    });
  });

  it('are joined where items of a list were added on one side and removed on the other', () => {
    const base = text([copy, score]);
    const edited = text([copy, { ...score, policy: { retry: 2 } }, { name: 'mail' }], '\t');
    const next = text([{ name: 'wait' }, score]);
    const { text: merged, conflicts } = mergeFile('a.json', base, edited, next);
    expect(conflicts).toBe(0);
    expect(JSON.parse(merged)).toEqual([{ ...score, policy: { retry: 2 } }, { name: 'mail' }, { name: 'wait' }]);
  });

  it('stay valid JSON where both sides add a last key', () => {
    const { text: merged, conflicts } = mergeFile('a.json', text({ a: 1 }), text({ a: 1, b: 2 }), text({ a: 1, c: 3 }));
    expect(conflicts).toBe(0);
    expect(JSON.parse(merged)).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('are marked only where the values contradict each other', () => {
    const edited = text(pipeline({ ...copy, description: 'Ours' }, score), 4);
    const next = text(pipeline({ ...copy, description: 'Theirs' }, score));
    const { text: merged, conflicts } = mergeFile('a.json', text(pipeline(copy, score)), edited, next);
    expect(conflicts).toBe(1);
    expect(merged).toContain(
      '<<<<<<< edited here\n        "description": "Ours"\n=======\n        "description": "Theirs"\n>>>>>>> exported from the plan\n',
    );
  });

  it('are joined by line where a number would lose digits, or the file is no JSON', () => {
    const long = '{"id": 12345678901234567890}\n';
    expect(mergeFile('a.json', '{"id": 1}\n', long, '{"id": 2}\n').conflicts).toBe(1);
    expect(mergeFile('a.json', '{"id": 1}\n', '{"id": \n', '{"id": 2}\n').text).toContain('{"id": \n=======');
    expect(mergeFile('a.yml', 'a: 1\n', 'a: 2\n', 'a: 3\n').conflicts).toBe(1);
  });

  it('are none if only the order of keys differs', () => {
    expect(sameExport('a.json', '{"a": {"b": 1, "c": 2}}', '{"a": {"c": 2, "b": 1}}')).toBe(true);
    expect(sameExport('a.json', '[1, 2]', '[2, 1]')).toBe(false);
  });
});
