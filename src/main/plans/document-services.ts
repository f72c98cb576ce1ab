import type { SaveQueue } from '#disk';
import type { Backups } from '../files/backups';
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
