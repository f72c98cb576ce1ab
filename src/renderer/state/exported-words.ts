import { agreeing, counted, list } from '#engine/format';
import type { CheckedIn, ExportedFiles, FileToLookAt } from '#ipc';
import type { Messages } from './messages.svelte';

/* What an export or a check-in has done, as messages of the window. */

/** Number of files that a message names before the rest is counted. */
const mostNamed = 4;

/** Says what was written, and what somebody has to look at. @param show shows the folder */
export function showExported(messages: Messages, result: ExportedFiles, show: () => void): void {
  messages.closeAbout('export'); // what the last export said is no longer so
  messages.show({
    tone: 'good',
    about: 'export',
    text: `${writtenWords(result)} ${gapWords(result)}`,
    action: { title: 'Show in folder', run: show },
  });
  showFilesToLookAt(messages, result.lookAt);
}

/** Says what was checked in, and that the message is on the clipboard. @param show shows the folder */
export function showCheckedIn(messages: Messages, result: CheckedIn, show: () => void): void {
  const beside = result.beside.length === 0 ? '' : ` ${list(result.beside)} written.`;
  messages.closeAbout('export');
  messages.show({
    tone: 'good',
    about: 'export',
    text: `Checked in. ${writtenWords(result)}${beside} ${gapWords(result)} The commit message is on the clipboard: “${result.message.split('\n')[0] ?? ''}”.`,
    action: { title: 'Show in folder', run: show },
  });
  if (result.isLost)
    messages.show({
      tone: 'error',
      about: 'export',
      text: 'The record of the last check-in, .pipedraft/check-in.json, was damaged, so the commit message does not say what changed.',
      fix: 'The record is whole again. Restore the former one from the repository if you want to compare with it.',
    });
  showFilesToLookAt(messages, result.lookAt);
}

function writtenWords({ folder, files, written, merged, removed, edited, lookAt }: ExportedFiles): string {
  if (written + merged + removed === 0) {
    if (edited + lookAt.length === 0) return `All ${counted(files, 'file')} in “${folder}” are as the plan gives them.`;
    return `Nothing was written to “${folder}”${edited > 0 ? `: ${counted(edited, 'file')} edited, the others as the plan gives them` : ''}.`;
  }
  const parts = [
    ...(written > 0 ? [`${counted(written, 'file')} of ${files} written to “${folder}”`] : []),
    ...(merged > 0 ? [`${counted(merged, 'edited file')} joined with what the plan gives`] : []),
    ...(removed > 0 ? [`${counted(removed, 'file')} removed`] : []),
  ];
  return `${list(parts)}.`;
}

/** What is still to be done, and what is in no file. */
function gapWords({ gaps, remarks, readme }: ExportedFiles): string {
  const parts = [
    ...(gaps > 0 ? [`${counted(gaps, 'value')} left to be filled in`] : []),
    ...(remarks > 0 ? [`${counted(remarks, 'remark')} on what is in no file`] : []),
  ];
  const where = readme === null ? '' : `: ${readme} lists ${agreeing(gaps + remarks, 'it', 'them')}`;
  const said = parts.length === 0 ? '' : `${list(parts)}${where}.`;
  return gaps === 0 ? `Nothing is left to be filled in. ${said}`.trim() : said;
}

function showFilesToLookAt(messages: Messages, files: readonly FileToLookAt[]): void {
  const conflicts = files.filter(({ state }) => state === 'conflict' || state === 'unresolved');
  const others = files.filter((file) => !conflicts.includes(file));
  const names = (some: readonly FileToLookAt[]) =>
    list(
      some.map(({ path }) => path),
      'and',
      mostNamed,
    );
  if (conflicts.length > 0)
    messages.show({
      tone: 'error',
      about: 'export',
      text: `The edits in ${names(conflicts)} contradict the plan.`,
      fix: 'Both sides are in the file, between “<<<<<<<” and “>>>>>>>”: keep one of them.',
    });
  if (others.length > 0) {
    const reason = agreeing(others.length, 'an export did not write it or it was edited', 'exports did not write them or they were edited');
    messages.show({
      tone: 'error',
      about: 'export',
      text: `${names(others)} ${agreeing(others.length, 'was', 'were')} left alone, because ${reason}.`,
      fix: 'Move or delete such a file to have the exported one.',
    });
  }
}
