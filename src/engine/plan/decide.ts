import { scoresOfDay, spreadOfDay, type CostOfDay, type ScoresOfDay } from './issue';
import type { Decision, ServiceId } from './model';

/* The record of a decision with the figures of its day. */

/** The day of a decision, and what its figures are in. */
export interface DayOfDecision {
  readonly date: string;
  /** Who decided, if that is known. */
  readonly by?: string | undefined;
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
 * A decision with the figures of today. Figures of services that are not among the options stay, with the day that they are of, unless
 * they are in another currency.
 */
export function withFigures(decision: Decision | undefined, day: DayOfDecision, options: readonly OptionOfDay[]): Decision {
  const { date, by, currency, priceBook } = day;
  const before = decision?.recorded;
  const now = Object.fromEntries(options.map((option) => [option.service, figuresOf(option)]));
  const kept =
    before?.currency === currency
      ? Object.entries(before.options)
          .filter(([service]) => !Object.hasOwn(now, service))
          .map(([service, figures]) => [service, dated(figures, decision?.date)] as const)
      : [];
  return {
    ...decision,
    ...(by === undefined || by === '' ? {} : { by }),
    date,
    recorded: { currency, priceBook, options: { ...now, ...Object.fromEntries(kept) } },
  };
}

function figuresOf({ monthly, isPart, scores }: OptionOfDay): Recorded['options'][string] {
  return { ...(monthly && spreadOfDay(monthly)), ...(monthly && isPart ? { isPart } : {}), ...scoresOfDay(scores) };
}

function dated(figures: Recorded['options'][string], date: string | undefined): Recorded['options'][string] {
  return figures.date !== undefined || date === undefined ? figures : { ...figures, date };
}
