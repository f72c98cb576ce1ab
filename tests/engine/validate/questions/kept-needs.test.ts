import { describe, expect, it } from 'vitest';
import type { Service } from '#engine/catalog';
import type { Plan } from '#engine/plan';
import { keepsNeeds } from '../../../../src/engine/validate/questions/kept-needs.ts';
import { catalog } from '../../../harness/resources.ts';

const some = catalog.services.find(({ triggers }) => triggers)!;
const withTriggers = (triggers: Partial<NonNullable<Service['triggers']>>): Service => ({
  ...some,
  triggers: { ...some.triggers!, schedule: [], ...triggers },
});
const asking = (needs: Plan['context']['needs']): Pick<Plan, 'context'> => ({ context: { needs } });

describe('needs that a swap must keep', () => {
  it.each([
    ['no', 'no', true],
    ['no', 'limited', true],
    ['no', 'yes', true],
    ['limited', 'no', false],
    ['limited', 'limited', true],
    ['limited', 'yes', true],
    ['yes', 'no', false],
    ['yes', 'limited', false],
    ['yes', 'yes', true],
  ] as const)('approval: %s to %s is %s', (before, after, kept) => {
    const [old, candidate] = [withTriggers({ manualApproval: before }), withTriggers({ manualApproval: after })];
    expect(keepsNeeds(asking({ manualApproval: true }), old, candidate)).toBe(kept);
    expect(keepsNeeds(asking({ manualApproval: false }), old, candidate)).toBe(true);
  });

  it.each([
    ['cron', ['cron'], ['recurrence'], false],
    ['cron', ['recurrence'], [], true],
    ['recurrence', ['cron'], ['tumbling-window'], true],
    ['recurrence', ['cron'], [], false],
    ['none', ['cron'], [], true],
  ] as const)('schedule %s: %s to %s is %s', (schedule, before, after, kept) => {
    expect(keepsNeeds(asking({ schedule }), withTriggers({ schedule: [...before] }), withTriggers({ schedule: [...after] }))).toBe(kept);
  });

  it('a service without triggers gives up nothing', () => {
    const { triggers: _, ...none } = some;
    expect(keepsNeeds(asking({ manualApproval: true, schedule: 'cron' }), none, none)).toBe(true);
  });
});
