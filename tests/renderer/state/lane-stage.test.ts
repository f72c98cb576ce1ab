import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { stagesByPlace } from '../../../src/renderer/state/lane-stage';
import { noControl } from '#engine/validate';
import { catalog as shipped } from '../../harness/resources.ts';

const catalog = new CatalogView({
  services: shipped.services,
  skills: shipped.skills,
  noControl: noControl(shipped),
  safeguards: { sources: {}, services: {} },
  icons: {},
});
/** Data flows are for data transfer first, and for data transformation too. */
const plan: Plan = {
  ...emptyPlan('P'),
  nodes: {
    copy: { service: 'adf-copy-activity' },
    flows: { service: 'adf-data-flows' },
    clean: { service: 'adf-data-flows', stage: 'data-transformation' },
  },
  layout: { copy: [0, 0], flows: [300, 0], clean: [0, 400] },
};

describe('a card that is dropped in another lane', () => {
  it('takes its stage where the service has it', () => {
    expect(stagesByPlace(plan, catalog, { flows: [300, 400] }).taken).toEqual([
      { id: 'flows', stage: 'data-transformation', title: 'Data transformation' },
    ]);
  });

  it('keeps its own where the service has not', () => {
    expect(stagesByPlace(plan, catalog, { copy: [300, 400] })).toMatchObject({
      taken: [],
      kept: [{ id: 'copy', title: 'Data transformation' }],
    });
  });

  it('is left alone in its own lane and between lanes', () => {
    expect(stagesByPlace(plan, catalog, { flows: [600, 0] })).toMatchObject({ taken: [], kept: [] });
    expect(stagesByPlace(plan, catalog, { flows: [600, 200] })).toEqual({ taken: [], kept: [], lanes: {} });
  });
});
