import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CatalogView } from '../../../../src/renderer/state/catalog-view.svelte.ts';
import type { PlanEditor } from '../../../../src/renderer/state/plan-editor.svelte.ts';
import { LaneBands } from '../../../../src/renderer/canvas/lanes/lane-bands.svelte.ts';
import LaneNames from '../../../../src/renderer/canvas/lanes/LaneNames.svelte';
import { catalog as shipped } from '../../../harness/resources.ts';

const plan: Plan = {
  ...emptyPlan('P'),
  nodes: { factory: { service: 'azure-data-factory' }, copy: { service: 'adf-copy-activity' }, watch: { service: 'azure-monitor' } },
  layout: { factory: [0, 0], copy: [0, 200], watch: [0, 2000] },
};
const editor = { plan, placed: plan } as unknown as PlanEditor; // all that bands ask of it
const bands = new LaneBands(editor, new CatalogView({ services: shipped.services, skills: shipped.skills, icons: {} }));

function namesAt(viewport: { x: number; y: number; zoom: number }, size = { width: 1000, height: 600 }) {
  const { container } = render(LaneNames, { bands, viewport, size });
  return [...container.querySelectorAll('span')].map(({ textContent, style }) => ({ name: textContent, right: parseFloat(style.right) }));
}

it('names each lane beside its band, in the order of the lanes', () => {
  const names = namesAt({ x: 300, y: 20, zoom: 0.25 });
  expect(names.map(({ name }) => name)).toEqual(['Orchestration', 'Data transfer', 'Monitoring']);
  for (const { right } of names) expect(right).toBe(1000 - (300 + bands.left * 0.25) + 6);
});

it('keeps names on the canvas where the bands begin outside of it', () => {
  for (const { right } of namesAt({ x: -400, y: 20, zoom: 0.25 })) expect(right).toBe(1000 - 136);
});

it('leaves out the lanes that are not in view, and those that are too thin to be named', () => {
  expect(namesAt({ x: 300, y: 20, zoom: 0.25 }, { width: 1000, height: 300 }).map(({ name }) => name)).toEqual([
    'Orchestration',
    'Data transfer',
  ]);
  expect(namesAt({ x: 300, y: 20, zoom: 0.05 })).toEqual([]);
});
