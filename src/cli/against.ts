import type { Consequences } from '#engine/diff';
import { UsageError, type OptionValues } from './command';

/** The options of a check that counts only what is new. */
export const againstOptions = {
  against: {
    type: 'string',
    value: 'REV',
    help: 'count only findings that the plan does not have in this git revision, such as main or HEAD~1; also REV:PATH or a file, for one plan',
  },
  'merge-base': { type: 'boolean', help: 'with --against: use the commit where the history of the revision and that of HEAD parted' },
} as const;

/** An earlier state of a plan, and what changed since. */
export interface Baseline {
  /** As the user named it. */
  readonly name: string;
  /** `missing`: the plan is new. `unreadable`: it cannot be compared, so everything counts as new. */
  readonly state: 'read' | 'missing' | 'unreadable';
  /** What changed; left out if the earlier state cannot be read. */
  readonly consequences?: Consequences;
  /** True for a finding of the plan that the earlier state does not have. */
  isNew(key: string): boolean;
}

/** @throws UsageError when the options do not fit each other, or the plans */
export async function checkAgainst(files: readonly string[], options: OptionValues): Promise<void> {
  const name = options.text('against');
  if (name === undefined) {
    for (const option of ['merge-base', 'max-cost-increase'])
      if (options.given[option] !== undefined) throw new UsageError(`--${option} needs --against, which says what is compared with.`);
    return;
  }
  const { isRevisionAlone } = await import('./sides');
  if (isRevisionAlone(name)) {
    if (files.includes('-')) throw new UsageError(`Standard input is in no repository: write --against ${name}:PATH.`);
  } else if (files.length > 1) throw new UsageError(`--against names one plan, "${name}", and several are checked. Name a revision alone.`);
}
