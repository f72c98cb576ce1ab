import type { Plan } from '#engine/plan';

/** What an administrator wants new plans to start with. */
export interface NewPlanDefaults {
  readonly region?: string;
  readonly priceBook?: string;
}

/** A new plan, with the defaults where it names nothing itself. */
export function withDefaults(plan: Plan, { region, priceBook }: NewPlanDefaults): Plan {
  return {
    ...plan,
    context: { ...(region !== undefined && { region }), ...(priceBook !== undefined && { priceBook }), ...plan.context },
  };
}
