import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import {
  compareExport,
  earlierExport,
  isUpToDate,
  readRecord,
  refuseTaken,
  writeExport,
  type ExportRecord,
  type ExportState,
  type PlanOfExport,
} from '#disk';
import { PlanGraph } from '#engine/catalog';
import { PlanProblems, PlanValueError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { ExportContext, exportBundle, exporterById, runExporters, sameExport, type Exported, type ExportInput } from '#engine/export';
import { counted } from '#engine/format';
import type { Basis } from '#engine/packs';
import { UsageError, type ExitCode, type OptionValues, type Terminal } from '../command';
import { gapsSarif } from '../output/gaps-sarif';
import { gapsText, stateLines, unifiedDiff } from '../output/export-text';
import { jsonText, safe } from '../output/safe-text';
import { writeOut } from '../output/write-out';
import { standardInput, type NamedPlan } from '../plans';

/** States of files that were left for the person to decide. */
const troubles: ReadonlySet<ExportState> = new Set(['conflict', 'foreign', 'unresolved', 'emptied', 'outdated']);

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
  if (out?.trim() === '') throw new UsageError('--out needs a path. Write "." for the current folder.');
  const isFromStream = plan.file === '<stdin>' || plan.file === standardInput;
  const folder = out ?? (isFromStream ? undefined : dirname(plan.file));
  const [lists, compares] = [options.flag('gaps'), options.flag('check')];
  if (compares && folder === undefined) throw new UsageError('Name the folder to compare with, with --out.');
  if (lists && compares) throw new UsageError('Use --gaps or --check, not both.');
  if (options.text('format') !== undefined && !lists) throw new UsageError('--format is for --gaps.');

  const file = isFromStream ? 'plan.pipedraft.yaml' : basename(plan.file);
  const own: PlanOfExport = { path: isFromStream ? undefined : plan.file, file, name: plan.read.plan.name };
  const record: ExportRecord = folder === undefined ? { plan: file, name: own.name, plans: {}, files: {} } : await readRecord(folder, own);
  const input: ExportInput = {
    graph: new PlanGraph(plan.read.plan, basis.catalog, basis.book),
    file,
    ...earlierExport(record),
    evaluation: evaluate({ plan: plan.read.plan, ...basis, today, report: ({ message }) => terminal.talk(`${plan.file}: ${message}`) }),
  };
  if (to !== 'bundle' && exporterById(to)?.applies(new ExportContext(input)) === false) {
    if (lists)
      showGaps(
        options.choice<'text' | 'json' | 'sarif'>('format', 'text'),
        plan,
        { files: [], gaps: [], defaults: [], remarks: [] },
        terminal,
      );
    terminal.talk(`The plan has nothing for "${to}".`);
    return 0;
  }
  const exported = exportedBy(to, input, plan);
  const [single, ...more] = exported.files;
  const asFile = out !== undefined && single && more.length === 0 && to !== 'bundle' && (await isNameOfFile(out, single.path));

  if (lists) {
    showGaps(options.choice<'text' | 'json' | 'sarif'>('format', 'text'), plan, exported, terminal);
    return 0;
  }
  if (asFile && single) {
    if (!compares) {
      const doubt = await writeOut(out, single.bytes ?? single.text);
      terminal.note(`${safe(out)} written.`);
      if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
      return 0;
    }
    const there = await readFile(out).catch(() => undefined);
    const isSame = single.bytes
      ? there?.equals(single.bytes) === true
      : there !== undefined && sameExport(out, there.toString('utf8'), single.text);
    terminal.talk(`${safe(out)} is ${isSame ? '' : 'not '}as the plan gives it.`);
    return isSame ? 0 : 1;
  }
  if (compares && folder !== undefined) {
    const compared = await compareExport(folder, exported.files, to === 'bundle', record);
    refuseTaken(compared);
    const { files } = compared;
    terminal.show(unifiedDiff(files));
    for (const line of stateLines(files)) terminal.talk(line);
    if (!files.every(isUpToDate)) return 1;
    const edited = files.filter(({ state }) => state === 'edited').length;
    const same = files.filter(({ state }) => state === 'same').length;
    terminal.note(`${counted(same, 'file')} as the plan gives ${same === 1 ? 'it' : 'them'}${edited > 0 ? `, ${edited} edited` : ''}.`);
    return 0;
  }
  if (out === undefined) {
    const [only, ...others] = exported.files;
    if (!only) return 0; // no exporter of a plan gives no file
    if (only.bytes) throw new UsageError(`"${to}" writes a file that is not text. Name the folder with --out.`);
    if (others.length > 0) throw new UsageError(`"${to}" writes ${counted(exported.files.length, 'file')}. Name the folder with --out.`);
    terminal.show(only.text.replace(/^\u{feff}/u, '').replace(/\r\n/g, '\n'));
    return 0;
  }
  const compared = await compareExport(resolve(out), exported.files, to === 'bundle', record);
  await writeExport(compared, exported.files, new ExportContext(input).names.prefix);
  const isTold = ({ state }: { readonly state: ExportState }) => troubles.has(state);
  for (const file of compared.files) for (const line of stateLines([file])) (isTold(file) ? terminal.talk : terminal.note)(line);
  const settings = new Set(exported.gaps.map(({ node, setting }) => `${node ?? 'exports'}.${setting}`)).size;
  terminal.note(
    `${counted(exported.files.length, 'file')} in "${safe(out)}". ${settings === 0 ? 'Nothing is left to be filled in.' : `${counted(settings, 'value')} left to be filled in: --gaps lists them.`}`,
  );
  const readme = exported.files.find(({ exporter }) => exporter === 'bundle');
  if (exported.remarks.length > 0) {
    terminal.note(`${counted(exported.remarks.length, 'remark')} on what is in no file${readme ? `: see ${safe(readme.path)}.` : ':'}`);
    if (!readme) for (const { text } of exported.remarks) terminal.note(`  ${safe(text)}`);
  }
  if (input.evaluation) {
    const errors = input.evaluation.findings.filter(({ severity, waived }) => severity === 'error' && !waived).length;
    if (errors > 0)
      terminal.talk(
        `The plan has ${counted(errors, 'error')}, so the files may not work: "pipedraft check" lists ${errors === 1 ? 'it' : 'them'}.`,
      );
  }
  return compared.files.some(isTold) ? 1 : 0;
}

/** True if `--out` names the file itself: it ends as the exported file does, and is no folder. */
async function isNameOfFile(out: string, path: string): Promise<boolean> {
  if (extname(out) === '' || extname(out).toLowerCase() !== extname(path).toLowerCase()) return false;
  return stat(out).then(
    (entry) => !entry.isDirectory(),
    () => true,
  );
}

/** @throws PlanProblems with the line of a value that no file can be written for */
function exportedBy(to: string, input: ExportInput, { file, read }: NamedPlan): Exported {
  const exporter = exporterById(to);
  if (!exporter && to !== 'bundle') throw new UsageError(`There is no exporter "${to}".`);
  try {
    return exporter ? runExporters(input, [exporter]) : exportBundle(input);
  } catch (error) {
    if (!(error instanceof PlanValueError)) throw error;
    const place = read.placeOf(error.path);
    throw new PlanProblems(file, [{ message: error.problem, fix: error.fix, path: error.path, ...(place ? { place } : {}) }]);
  }
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
