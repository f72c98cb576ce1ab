import type { SaveText } from '#disk';
import type { Comparisons } from '../compare/comparisons';
import type { PlanStates } from '../compare/plan-states';
import type { Evaluations } from '../evaluation/evaluations';
import { ExportFolders } from '../files/export-folders';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { BasisThread } from './basis-thread';
import { CheckIn } from './check-in';
import { PlanExporter } from './export-plan';
import { PacketOrganisation } from './organisation';
import type { Packets } from './packets';
import { pictureThread } from './picture-thread';
import { PlanPictures } from './pictures';
import { PlanPrinter } from './print-plan';
import { RepositoryExport } from './repository-export';

/** Parts that bring a plan out of the application. */
export interface OutputParts {
  readonly exporter: PlanExporter;
  readonly repository: RepositoryExport;
  readonly checkIn: CheckIn;
  readonly pictures: PlanPictures;
  readonly printer: PlanPrinter;
  readonly organisation: PacketOrganisation;
}

/** Parts that they use. */
export interface OutputNeeds {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
  readonly packets: Packets;
  readonly states: PlanStates;
  readonly comparisons: Comparisons;
  /** File for the folder of each plan's last export. */
  readonly foldersFile: string;
  readonly keep: SaveText;
  readonly log: (error: unknown) => void;
}

/** Creates the parts that export, print and draw plans. */
export function outputParts(needs: OutputNeeds): OutputParts {
  const { windows, library, evaluations, pending, packets, states, comparisons, log } = needs;
  const organisation = new PacketOrganisation(library);
  const pictures = new PlanPictures({ windows, library, pending, packets, organisation, begin: () => pictureThread(log) });
  const repository = new RepositoryExport({
    library,
    evaluations,
    pending,
    folders: new ExportFolders(needs.foldersFile, needs.keep),
    thread: new BasisThread('export-worker.js', log),
    log,
  });
  return {
    exporter: new PlanExporter({ windows, library, evaluations, pending }),
    repository,
    checkIn: new CheckIn({ repository, pictures, library, evaluations, pending }),
    pictures,
    printer: new PlanPrinter({ windows, library, pending, packets, organisation, states, comparisons, log }),
    organisation,
  };
}
