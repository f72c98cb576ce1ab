import { expect, it } from 'vitest';
import { edgeKindIds, edgeStyles } from '#engine/plan';

it('gives each kind of edge a dash and an end mark that no other kind has together', () => {
  const looks = edgeKindIds.map((kind) => `${edgeStyles[kind].dash.join(' ')} ${edgeStyles[kind].end}`);
  expect(new Set(looks).size).toBe(edgeKindIds.length);
});
