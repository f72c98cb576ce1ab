import { describe, expect, it } from 'vitest';
import { drawThumbnail, laneColours, thumbnail } from '#engine/draw';
import { emptyPlan, readPlan } from '#engine/plan';
import { catalog, examples } from '#resources';
import { elementsOf, readXml } from '../../harness/xml';

const drawn = (plan: Parameters<typeof drawThumbnail>[0]['plan']) => elementsOf(readXml(drawThumbnail({ plan, catalog })));

describe('a thumbnail', () => {
  it.each(examples.map(({ file, text }) => [file, text]))('of %s has a block for every node, within its size', (file, text) => {
    const { plan } = readPlan(text, file);
    const blocks = drawn(plan).filter(({ attributes }) => attributes['rx'] === '2');
    expect(blocks).toHaveLength(Object.keys(plan.nodes).length);
    for (const { attributes } of blocks) {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attributes[name])) as [
        number,
        number,
        number,
        number,
      ];
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(thumbnail.width);
      expect(y + height).toBeLessThanOrEqual(thumbnail.height);
      expect(Object.values(laneColours)).toContain(attributes['fill']);
    }
  });

  it('of an empty plan is empty', () => {
    expect(drawn(emptyPlan('Empty')).filter(({ attributes }) => 'rx' in attributes)).toEqual([]);
  });
});
