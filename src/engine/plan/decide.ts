import { scoresOfDay, spreadOfDay, type CostOfDay, type ScoresOfDay } from './issue';
import type { Decision, ServiceId } from './model';

/* The record of a decision with the figures of its day. */

/** The day of figures, and what they are in. */
export interface DayOfFigures {
  readonly date: string;
  readonly currency: string;
  readonly priceBook: string;
}

/** What a node costs with a service, and how the plan scores with it. */
export interface OptionOfDay {
  readonly service: ServiceId;
  /** Left out where nothing is known of the cost. */
  readonly monthly?: CostOfDay['monthly'] | undefined;
  /** True if a part of the cost is unknown. */
  readonly isPart?: boolean | undefined;
  readonly scores: ScoresOfDay;
}

type Recorded = NonNullable<Decision['recorded']>;

/**
 * A decision with the figures of a day: each states its day if that is not the day of the decision. Figures of services that are not among
 * the options stay, unless they are in another currency.
 */
export function withFigures(decision: Decision | undefined, day: DayOfFigures, options: readonly OptionOfDay[]): Decision {
  const { date, currency, priceBook } = day;
  const before = decision?.recorded;
  const now = Object.fromEntries(
    options.map((option) => [option.service, { ...figuresOf(option), ...(date === decision?.date ? {} : { date }) }]),
  );
  const kept = before?.currency === currency ? Object.entries(before.options).filter(([service]) => !Object.hasOwn(now, service)) : [];
  return {
    ...decision,
    recorded: { currency, priceBook, options: { ...now, ...Object.fromEntries(kept) } },
  };
}

function figuresOf({ monthly, isPart, scores }: OptionOfDay): Recorded['options'][string] {
  return { ...(monthly && spreadOfDay(monthly)), ...(monthly && isPart ? { isPart } : {}), ...scoresOfDay(scores) };
}
