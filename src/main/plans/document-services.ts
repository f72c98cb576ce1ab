import { SaveQueue, saveAtomically, type SaveText } from '#disk';
import { Backups } from '../files/backups';
import type { Pending } from '../files/pending';
import type { RecoveryStore } from '../files/recovery';

/** Services that all documents share. */
export interface DocumentServices {
  readonly saves: SaveQueue;
  readonly recovery: RecoveryStore;
  readonly backups: Backups;
  readonly version: string;
  /** Current time; tests pass their own. */
  readonly now: () => Date;
  readonly log: (error: unknown) => void;
}

/**
 * The services of the running application.
 * @param needs.backups folder for the texts that a save replaced
 */
export function documentServices(needs: {
  readonly pending: Pending;
  readonly recovery: RecoveryStore;
  readonly backups: string;
  readonly keep: SaveText;
  readonly log: (error: unknown) => void;
}): DocumentServices {
  const { pending, recovery, backups, keep, log } = needs;
  return {
    saves: new SaveQueue((file, text, options) => pending.run(file, () => saveAtomically(file, text, options))),
    recovery,
    backups: new Backups(backups, keep),
    version: PIPEDRAFT_VERSION,
    now: () => new Date(),
    log,
  };
}
