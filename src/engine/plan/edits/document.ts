import { applyChange, isEmptyChange } from '../change';
import type { Apply } from './edit';
import { merged } from './maps';

export const setContext: Apply<'set-context'> = (plan, { set }) => merged(plan, { context: merged(plan.context, set) });

export const setNeeds: Apply<'set-needs'> = (plan, { set }) => {
  const needs = merged(plan.context.needs ?? {}, set);
  return merged(plan, { context: merged(plan.context, { needs: Object.keys(needs).length > 0 ? needs : undefined }) });
};

export const setAssumption: Apply<'set-assumption'> = (plan, { name, value }) =>
  merged(plan, { assumptions: merged(plan.assumptions, { [name]: value }) });

export const setPlan: Apply<'set-plan'> = (plan, { set }) => merged(plan, set);

export const addWaiver: Apply<'add-waiver'> = (plan, { waiver }) => ({ ...plan, waivers: [...plan.waivers, waiver] });

export const removeWaiver: Apply<'remove-waiver'> = (plan, { at }) =>
  at in plan.waivers ? { ...plan, waivers: plan.waivers.filter((_, index) => index !== at) } : plan;

export const writeText: Apply<'write-text'> = (plan, { change }) => (isEmptyChange(change) ? plan : applyChange(plan, change));
