import type { CallName } from '#ipc';
import type { Checkpoints } from '../checkpoints/checkpoints';
import type { Comparisons } from '../compare/comparisons';
import type { PlanStates } from '../compare/plan-states';
import type { Evaluations } from '../evaluation/evaluations';
import type { ConsequencesThread } from '../evaluation/consequences';
import type { RecentFiles } from '../files/recent';
import type { ProblemReports } from '../help/problem-reports';
import type { Handlers } from '../ipc/register';
import type { KnownPlans } from '../known-plans/known-plans';
import type { Library } from '../library/library';
import type { AppMenu } from '../menu/app-menu';
import type { CheckIn } from '../output/check-in';
import type { PacketOrganisation } from '../output/organisation';
import type { PlanExporter } from '../output/export-plan';
import type { PlanPictures } from '../output/pictures';
import type { PlanPrinter } from '../output/print-plan';
import type { RepositoryExport } from '../output/repository-export';
import type { PlanOpener } from '../plans/open-plan';
import type { Openings } from '../plans/openings';
import type { PlanMerger } from '../plans/plan-merger';
import type { Policy } from '../policy/policy';
import type { PlanSaver } from '../plans/save-plan';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';

/** The parts of the application that answer the calls of windows. */
export interface Parts {
  readonly policy: Policy;
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly consequences: ConsequencesThread;
  readonly openings: Openings;
  readonly opener: PlanOpener;
  readonly merger: PlanMerger;
  readonly saver: PlanSaver;
  readonly exporter: PlanExporter;
  readonly repository: RepositoryExport;
  readonly checkIn: CheckIn;
  readonly comparisons: Comparisons;
  readonly states: PlanStates;
  readonly checkpoints: Checkpoints;
  readonly knownPlans: KnownPlans;
  readonly pictures: PlanPictures;
  readonly printer: PlanPrinter;
  readonly organisation: PacketOrganisation;
  readonly recent: RecentFiles;
  readonly menu: AppMenu;
  readonly reports: ProblemReports;
  /** Closes tabs, after asking about unsaved changes. */
  readonly closeTabs: (windows: readonly PlanWindow[]) => void;
}

/** The handlers of a domain's calls. */
export type HandlersOf<Calls extends Partial<Record<CallName, unknown>>> = Pick<Handlers, keyof Calls & CallName>;
