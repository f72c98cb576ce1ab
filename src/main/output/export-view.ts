import { basename } from 'node:path';
import { exporterById, openValues, type Exported } from '#engine/export';
import type { ExportedFiles, ExportGap, ExportPreview, ExportView, Input } from '#ipc';
import type { PreparedExport } from './prepared-export';

/** States of files that somebody has to look at. */
const toLookAt: readonly string[] = ['conflict', 'foreign', 'unresolved', 'emptied', 'outdated', 'kept'];

/** A prepared export as the window shows it, without the texts of files. */
export function viewOf(prepared: PreparedExport, selected: Input<'exportView'>['selected']): Omit<ExportView, 'fault'> {
  const { folder, exported, compared, targets, chosen, planned } = prepared;
  const [nodes, edges] = [new Set(selected.nodes), new Set(selected.edges)];
  const gaps = new Map<string, number>();
  for (const { file } of exported.gaps) gaps.set(file, (gaps.get(file) ?? 0) + 1);
  const about = exported.files.filter(({ blocks }) =>
    blocks.some((block) => block.nodes.some((id) => nodes.has(id)) || block.edges.some((id) => edges.has(id))),
  );
  const ofSelection = new Set(about.map(({ path }) => path));
  return {
    folder,
    targets,
    chosen,
    planned,
    files: compared.files
      .map(({ path, state }) => ({ path, state, gaps: gaps.get(path) ?? 0, isOfSelection: ofSelection.has(path) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    aboutSelection: mostAbout(about, nodes),
    gaps: gapsOf(exported),
    remarks: exported.remarks.map(({ nodes, text }) => ({ nodes, text })),
  };
}

/** Files that say when something runs, or serve others: they say little of the node itself. */
const aside = /(?:^|\/)(?:trigger|schedules|gaps)\/|(?:^|\/)(?:gaps\.yml|publish_config\.json)$/;

/**
 * Path of the file that is the most about selected nodes: rather one that runs than a document, rather one with the name of a node, and then
 * the one with the most lines from them.
 */
function mostAbout(files: Exported['files'], nodes: ReadonlySet<string>): string | null {
  const rankOf = ({ blocks, exporter, path, text }: Exported['files'][number]) => {
    const stem = path.slice(path.lastIndexOf('/') + 1).split('.')[0] ?? '';
    const isNamed = [...nodes].some((id) => stem === id || stem === id.replaceAll('-', '_'));
    const last = text.split('\n').length;
    const own = blocks.filter((block) => block.nodes.some((id) => nodes.has(id)));
    const whole = own.find((block) => block.first === 1);
    const parts = own.filter((block) => block !== whole).map(({ first, last: end }) => end - first + 1);
    return {
      path,
      aside: exporterById(exporter)?.meta.group === 'documents' ? 2 : aside.test(path) ? 1 : 0,
      unnamed: isNamed ? 0 : 1,
      others: isNamed ? (whole?.nodes.length ?? Infinity) : 0,
      // of a file that is from several nodes, its share is guessed
      lines: Math.max(0, ...parts, whole ? last / whole.nodes.length : 0),
    };
  };
  const [first] = files
    .map(rankOf)
    .sort((a, b) => a.aside - b.aside || a.unnamed - b.unnamed || (a.others === b.others ? b.lines - a.lines : a.others - b.others));
  return first?.path ?? null;
}

/** A row for each value, at the first place that needs it. */
function gapsOf({ gaps, files }: Exported): ExportGap[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const rows = new Map<string, ExportGap>();
  for (const { node = null, setting, file, line, how } of gaps) {
    const key = `${node ?? ''} ${setting}`;
    const row = rows.get(key);
    if (row) rows.set(key, { ...row, places: row.places + 1 });
    else rows.set(key, { node, setting, file, line: tokenLine(texts.get(file) ?? '', line, setting), places: 1, how });
  }
  return [...rows.values()];
}

/** The line of a token: a gap inside of a text of several lines is known by the first of them. */
function tokenLine(text: string, from: number, setting: string): number {
  const below = text
    .split('\n')
    .slice(from - 1)
    .findIndex((line) => line.includes('GAP(') && line.includes(`.${setting}`));
  return from + Math.max(below, 0);
}

/** One file of a prepared export, with its texts; `null` if it has none of that path. */
export function previewOf({ exported, compared }: PreparedExport, path: string): ExportPreview | null {
  const file = compared.files.find((one) => one.path === path);
  if (!file) return null;
  const given = exported.files.find((one) => one.path === path);
  // a file that is not text is shown by its content in words, and what is on the disk is not known as words
  const words = file.binary ? (given?.text ?? null) : null;
  return {
    path,
    state: file.state,
    text: given?.text ?? null,
    disk: shown(file.disk) ?? (file.state === 'same' ? words : null),
    next: shown(file.next) ?? words,
    isText: !file.binary && isText(file.disk),
    owner: file.owner ?? null,
    blocks: given?.blocks ?? [],
  };
}

/** A file of the folder may be anything: what is not text is not shown as if it were. */
function isText(content: string | undefined): boolean {
  return content === undefined || !/[\0\u{fffd}]/u.test(content);
}

function shown(content: string | undefined): string | null {
  return content !== undefined && isText(content) ? content : null;
}

/** What an export has written. */
export function resultOf({ exported, compared }: PreparedExport, folder: string): ExportedFiles {
  const count = (...states: readonly string[]) => compared.files.filter(({ state }) => states.includes(state)).length;
  return {
    folder: basename(folder),
    files: exported.files.length,
    written: count('new', 'changed'),
    merged: count('merged'),
    removed: count('gone'),
    edited: count('edited'),
    gaps: openValues(exported.gaps),
    remarks: exported.remarks.length,
    readme: exported.files.find(({ exporter }) => exporter === 'bundle')?.path ?? null,
    lookAt: compared.files.filter(({ state }) => toLookAt.includes(state)).map(({ path, state }) => ({ path, state })),
  };
}
