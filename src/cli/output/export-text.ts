import { createTwoFilesPatch } from 'diff';
import type { Gap } from '#engine/export';
import type { ComparedFile, ExportState } from '#disk';
import { counted } from '#engine/format';
import { titleOf, type Plan } from '#engine/plan';
import { safe, shownText } from './safe-text';

/** Words behind a file's path, by its state. */
export const stateWords: Readonly<Record<ExportState, string>> = {
  new: 'new',
  same: 'unchanged',
  edited: 'edited since the export. The plan gives what it gave, and the edits stay',
  changed: 'updated',
  merged: 'merged with the edits in it',
  conflict: 'has conflicts: both sides are in the file, between "<<<<<<<" and ">>>>>>>"',
  foreign: 'left alone: it is there, is different, and is not from an export. Move it, or delete it to have the exported one',
  unresolved: 'left alone: it has the marks of an earlier conflict. Resolve them and export again',
  emptied: 'left alone: it is empty. Delete it to have the exported one',
  taken: 'left alone: it belongs to another plan',
  outdated:
    'left alone: it is not text and was edited, so it cannot be merged with what the plan gives now. Move it, or delete it to have the exported one',
  gone: 'removed: the plan does not give it any more',
  kept: 'left alone: the plan does not give it any more, but it was edited',
};

/** One line for each file that is not as the plan gives it. */
export function stateLines(files: readonly ComparedFile[]): string[] {
  return files
    .filter(({ state }) => state !== 'same')
    .map(({ path, state }) => {
      const more =
        state === 'foreign' && path === 'README.md' ? '. "exports.layout.docs" of the plan gives the exported one another folder' : '';
      return `${safe(path)}: ${stateWords[state]}${more}.`;
    });
}

/** A unified diff from the folder to what the plan gives, joined with edits; of a file that was only edited or emptied, to the plan's text. Of a file that is not text it says, as git does, that it differs. */
export function unifiedDiff(files: readonly ComparedFile[]): string {
  const names = (path: string, disk: unknown, next: unknown) =>
    [disk === undefined ? '/dev/null' : `a/${path}`, next === undefined ? '/dev/null' : `b/${path}`] as const;
  return files
    .map((file) =>
      file.given !== undefined && (file.state === 'edited' || file.state === 'emptied') ? { ...file, next: file.given } : file,
    )
    .filter(({ disk, next, binary, state }) => (binary ? state !== 'same' && state !== 'kept' : disk !== next))
    .map(({ path, disk, next, binary }) =>
      binary
        ? `Binary files ${names(path, binary.disk, binary.next).map(safe).join(' and ')} differ\n`
        : createTwoFilesPatch(...names(path, disk, next), disk ?? '', next ?? '', undefined, undefined, { context: 3 })
            .replace(/^=+\n/, '')
            .split('\n')
            .map(safe)
            .join('\n'),
    )
    .join('');
}

/** The gaps of an export for a person: one paragraph for each setting, with its files. */
export function gapsText(plan: Plan, gaps: readonly Gap[]): string {
  if (gaps.length === 0) return 'Nothing is left to be filled in.\n';
  const settings = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.node ?? 'exports'}.${gap.setting}`;
    settings.set(key, [...(settings.get(key) ?? []), gap]);
  }
  const paragraphs = [...settings].map(([key, [first, ...others]]) => {
    if (!first) return '';
    const places = [first, ...others].map(({ file, line, where }) => `  ${safe(file)}:${line}  ${shownText(where)}`);
    const title = first.node === undefined ? 'the plan' : shownText(titleOf(plan, first.node));
    return [`${safe(key)} (${title})`, `  ${shownText(first.how)}`, ...places].join('\n');
  });
  return `${counted(settings.size, 'value')} ${settings.size === 1 ? 'is' : 'are'} left to be filled in.\n\n${paragraphs.join('\n\n')}\n`;
}
