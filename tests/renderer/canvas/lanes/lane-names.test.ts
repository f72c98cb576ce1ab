import { expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CatalogView } from '../../../../src/renderer/state/catalog-view.svelte.ts';
import type { PlanEditor } from '../../../../src/renderer/state/plan-editor.svelte.ts';
import { LaneBands } from '../../../../src/renderer/state/lane-bands.svelte.ts';
import { laneNameHeight, laneNames, laneNameWidth } from '../../../../src/renderer/canvas/lanes/lane-names.ts';
import { noControl } from '#engine/validate';
import { catalog as shipped } from '../../../harness/resources.ts';

const plan: Plan = {
  ...emptyPlan('P'),
  nodes: { factory: { service: 'azure-data-factory' }, copy: { service: 'adf-copy-activity' }, watch: { service: 'azure-monitor' } },
  layout: { factory: [0, 0], copy: [0, 200], watch: [0, 2000] },
};
const editor = { plan, placed: plan } as unknown as PlanEditor; // all that bands ask of it
const bands = new LaneBands(
  editor,
  new CatalogView({
    services: shipped.services,
    skills: shipped.skills,
    noControl: noControl(shipped),
    safeguards: { sources: {}, services: {} },
    icons: {},
  }),
);

const size = { width: 1000, height: 600 };
const namesAt = (viewport: { x: number; y: number; zoom: number }, direction: 'top-to-bottom' | 'left-to-right' = 'top-to-bottom') =>
  laneNames(bands.all, viewport, size, direction);

it('names each lane at the left border, at the beginning of its band', () => {
  const names = namesAt({ x: 300, y: 20, zoom: 0.25 });
  expect(names.map(({ title }) => title)).toEqual(['Orchestration', 'Data transfer', 'Monitoring']);
  expect(names.map(({ x }) => x)).toEqual([8, 8, 8]);
  bands.all.forEach(({ start }, at) => expect(names[at]?.y).toBe(start * 0.25 + 21));
});

it('keeps them on the canvas, wherever the plan is scrolled', () => {
  expect(namesAt({ x: -4000, y: 20, zoom: 0.25 }).map(({ x }) => x)).toEqual([8, 8, 8]);
  // the first band begins above the canvas and ends in it
  expect(namesAt({ x: 0, y: -30, zoom: 1 })[0]).toMatchObject({ title: 'Orchestration', y: 1 });
});

it('leaves out the lanes that are not in view, and names that would lie on another', () => {
  expect(namesAt({ x: 300, y: 20, zoom: 0.5 }).map(({ title }) => title)).toEqual(['Orchestration', 'Data transfer']);
  const near = namesAt({ x: 300, y: 20, zoom: 0.05 });
  near.forEach(({ y }, at) => expect(y - (near[at - 1]?.y ?? -laneNameHeight)).toBeGreaterThanOrEqual(laneNameHeight));
});

it('writes those of columns above them, in rows where the columns are narrower', () => {
  const names = namesAt({ x: 300, y: 20, zoom: 0.25 }, 'left-to-right');
  for (const one of names)
    for (const other of names)
      if (one !== other && one.y === other.y)
        expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(Math.min(laneNameWidth(one.title), laneNameWidth(other.title)));
});
