import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir, release, totalmem, type, version } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, screen, shell } from 'electron';
import { UserError } from '#engine/errors';
import { mebibytes } from '#engine/format';
import type { About } from '#ipc';
import type { Pending } from '../files/pending';
import { logFile, logFolder } from '../log';
import { writeOut } from '../output/write-out';
import { policyLine, type Policy } from '../policy/policy';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { askWhere } from '../windows/save-dialog';
import { planPart, problemReport } from './problem-report';

export interface ProblemReportsOptions {
  readonly windows: PlanWindows;
  readonly pending: Pending;
  readonly policy: Policy;
}

/** The versions of the application, and its reports of problems. They are files; nothing is sent. */
export class ProblemReports {
  constructor(private readonly options: ProblemReportsOptions) {}

  about(): About {
    const { electron = '?', chrome = '?', node, v8 } = process.versions;
    const policy = policyLine(this.options.policy);
    return {
      version: PIPEDRAFT_VERSION,
      versions: [
        { name: 'Pipedraft', version: PIPEDRAFT_VERSION },
        { name: 'Electron', version: electron },
        { name: 'Chromium', version: chrome },
        { name: 'Node', version: node },
        { name: 'V8', version: v8 },
        { name: 'System', version: `${type()} ${release()} ${process.arch}` },
        ...(policy === undefined ? [] : [{ name: 'Policy', version: policy }]),
      ],
    };
  }

  /** The text of a report, without a plan. */
  async text(): Promise<string> {
    return problemReport({
      at: new Date(),
      versions: this.about().versions,
      system: [
        ['System version', version()],
        ['Memory', mebibytes(totalmem())],
        ['Language', app.getLocale()],
        ['Theme', nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
        [
          'Screens',
          screen
            .getAllDisplays()
            .map(({ size, scaleFactor }) => `${size.width} × ${size.height} at ${scaleFactor * 100} %`)
            .join(', '),
        ],
        ['Windows', String(this.options.windows.all.length)],
      ],
      log: await readFile(logFile(), 'utf8').catch(() => undefined),
      home: homedir(),
    });
  }

  /** The part of a report with the plan of a window. @throws UserError if it has none */
  plan({ document }: PlanWindow): string {
    if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
    return planPart(document.textAs('yaml', false));
  }

  /** Asks for a file, and writes a report. @returns the file's name, or `null` if the user cancelled @throws UserError if it cannot be written */
  async save(window: PlanWindow, text: string): Promise<string | null> {
    const chosen = await askWhere(window, () => this.options.windows.all, {
      purpose: 'report',
      title: 'Save the report',
      suggestion: join(app.getPath('documents'), 'pipedraft-report.txt'),
      filters: [{ name: 'Text', extensions: ['txt'] }],
    });
    return chosen ? writeOut(this.options.pending, window, chosen, () => Promise.resolve(text)) : null;
  }

  /** Opens the folder of the log in the system's file manager. @throws UserError if the system cannot */
  async openLogFolder(): Promise<void> {
    mkdirSync(logFolder(), { recursive: true });
    const problem = await shell.openPath(logFolder());
    if (problem !== '') throw new UserError(`The folder of the log could not be opened: ${problem}.`, `Open it yourself: ${logFolder()}`);
  }
}
