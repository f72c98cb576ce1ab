import { basename, dirname, resolve } from 'node:path';
import { compareExport, earlierExport, isUpToDate, readRecord, writeExport, type ExportState } from '#disk';
import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { ExportContext, exportBundle, exporterById, runExporters, type Exported, type ExportInput } from '#engine/export';
import { counted } from '#engine/format';
import type { Basis } from '#engine/packs';
import { UsageError, type ExitCode, type OptionValues, type Terminal } from '../command';
import { gapsSarif } from '../output/gaps-sarif';
import { gapsText, stateLines, unifiedDiff } from '../output/export-text';
import { jsonText, safe } from '../output/safe-text';
import { standardInput, type NamedPlan } from '../plans';

/** States of files that were left for the person to decide. */
const troubles: ReadonlySet<ExportState> = new Set(['conflict', 'foreign', 'unresolved', 'edited']);

/** Writes, compares or lists the files of an exporter. @param to an exporter's id, or `bundle` for all that the plan calls for */
export async function exportFiles(
  to: string,
  plan: NamedPlan,
  basis: Basis,
  today: string,
  options: OptionValues,
  terminal: Terminal,
): Promise<ExitCode> {
  const out = options.text('out');
  const isFromStream = plan.file === '<stdin>' || plan.file === standardInput;
  const folder = out ?? (isFromStream ? undefined : dirname(plan.file));
  const [lists, compares] = [options.flag('gaps'), options.flag('check')];
  if (compares && folder === undefined) throw new UsageError('Name the folder to compare with, with --out.');
  if (lists && compares) throw new UsageError('Use --gaps or --check, not both.');
  if (options.text('format') !== undefined && !lists) throw new UsageError('--format is for --gaps.');

  const record = folder === undefined ? undefined : await readRecord(folder);
  const input: ExportInput = {
    graph: new PlanGraph(plan.read.plan, basis.catalog, basis.book),
    file: isFromStream ? 'plan.pipedraft.yaml' : basename(plan.file),
    ...earlierExport(record),
    evaluation: evaluate({ plan: plan.read.plan, ...basis, today, report: ({ message }) => terminal.talk(`${plan.file}: ${message}`) }),
  };
  const exported = exportedBy(to, input);

  if (lists) {
    showGaps(options.choice<'text' | 'json' | 'sarif'>('format', 'text'), plan, exported, terminal);
    return 0;
  }
  if (compares && folder !== undefined) {
    const compared = await compareExport(folder, exported.files, to === 'bundle');
    const stale = compared.files.filter((file) => !isUpToDate(file));
    terminal.show(unifiedDiff(compared.files));
    for (const line of stateLines(stale)) terminal.talk(line);
    if (stale.length === 0) terminal.note(`${counted(exported.files.length, 'file')} as the plan gives them.`);
    return stale.length === 0 ? 0 : 1;
  }
  if (out === undefined) {
    const [only, ...others] = exported.files;
    if (!only) {
      terminal.note(`The plan has nothing for "${to}".`);
      return 0;
    }
    if (only.bytes) throw new UsageError(`"${to}" writes a file that is not text. Name the folder with --out.`);
    if (others.length > 0) throw new UsageError(`"${to}" writes ${counted(exported.files.length, 'file')}. Name the folder with --out.`);
    terminal.show(only.text.replace(/^\u{feff}/u, '').replace(/\r\n/g, '\n'));
    return 0;
  }
  const compared = await compareExport(resolve(out), exported.files, to === 'bundle');
  await writeExport(compared, exported.files, new ExportContext(input).names.prefix);
  const isTold = ({ state }: { readonly state: ExportState }) => troubles.has(state);
  for (const file of compared.files) for (const line of stateLines([file])) (isTold(file) ? terminal.talk : terminal.note)(line);
  const settings = new Set(exported.gaps.map(({ node, setting }) => `${node ?? 'exports'}.${setting}`)).size;
  terminal.note(
    `${counted(exported.files.length, 'file')} in "${safe(out)}". ${settings === 0 ? 'Nothing is left to be filled in.' : `${counted(settings, 'value')} left to be filled in: --gaps lists them.`}`,
  );
  return compared.files.some(isTold) ? 1 : 0;
}

function exportedBy(to: string, input: ExportInput): Exported {
  if (to === 'bundle') return exportBundle(input);
  const exporter = exporterById(to);
  if (!exporter) throw new UsageError(`There is no exporter "${to}".`);
  return runExporters(input, [exporter]);
}

function showGaps(format: 'text' | 'json' | 'sarif', { file, read }: NamedPlan, { gaps }: Exported, terminal: Terminal): void {
  if (format === 'text') terminal.show(gapsText(read.plan, gaps));
  else if (format === 'sarif') terminal.out(gapsSarif(file, read, gaps, terminal.version));
  else
    terminal.out(
      jsonText(
        gaps.map(({ node, setting, file: path, line, where, how }) => ({ node: node ?? null, setting, file: path, line, where, how })),
      ),
    );
}
