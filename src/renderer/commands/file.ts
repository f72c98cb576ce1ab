import { counted } from '#engine/format';
import type { ExportedFiles, ExportFormat } from '#ipc';
import type { Session } from '../app/session.svelte';
import { ask } from '../state/ask';
import type { Command, MenuCommands } from './command';

/** The commands of the menu File. */
export function fileCommands({ files, editor, messages, dialogs, settings, hasNodes, hasPlan }: Session): MenuCommands<'file'> {
  const exporting = (format: ExportFormat): Command => ({
    enabled: hasNodes,
    run: () =>
      files.when(async () => {
        const name = await ask('exportPlan', { format, conversion: settings.choices.conversion });
        if (name !== null) messages.written(name, () => files.when(() => ask('showInFolder', { what: 'export' })));
      }),
  });
  return {
    new: { run: () => files.when(() => ask('newPlan', { template: null })) },
    'guided-start': { run: () => files.when(async () => void (dialogs.open = 'guided-start')) },
    open: { run: () => files.when(() => ask('openPlan', undefined)) },
    save: { enabled: hasPlan, run: () => files.save('save') },
    'save-as': { enabled: hasPlan, run: () => files.save('saveAs') },
    revert: {
      enabled: () => editor.file.name !== null && editor.file.dirty,
      run: () => files.when(() => ask('revert', undefined)),
    },
    'schema-beside': {
      enabled: () => editor.file.name !== null,
      run: () => files.when(async () => messages.show({ tone: 'good', text: await ask('putSchemaBeside', undefined) })),
    },
    'export-files': {
      enabled: hasNodes,
      run: () =>
        files.when(async () => {
          const result = await ask('exportFiles', undefined);
          if (result === null) return;
          const show = { title: 'Show in folder', run: () => void files.when(() => ask('showInFolder', { what: 'export' })) };
          messages.show({ tone: 'good', text: exportedText(result), action: show });
          if (result.lookAt.length > 0) messages.show({ tone: 'error', ...leftText(result) });
        }),
    },
    'export-yaml': exporting('yaml'),
    'export-json': exporting('json'),
    'export-svg': exporting('svg'),
    'export-png': exporting('png'),
    'export-cost': exporting('csv'),
    print: { enabled: hasNodes, run: () => files.when(async () => void (dialogs.open = 'print')) },
    'show-in-folder': {
      enabled: () => editor.file.name !== null,
      run: () => files.when(() => ask('showInFolder', { what: 'plan' })),
    },
    close: { run: () => void ask('closeWindow', undefined) },
  };
}

function exportedText({ folder, files, changed, gaps }: ExportedFiles): string {
  const written =
    changed === 0
      ? `All ${counted(files, 'file')} in “${folder}” are as the plan gives them.`
      : `${counted(changed, 'file')} of ${files} written to “${folder}”.`;
  const open = gaps === 0 ? 'Nothing is left to be filled in.' : `${counted(gaps, 'value')} left to be filled in: README.md lists them.`;
  return `${written} ${open}`;
}

function leftText({ lookAt }: ExportedFiles): { readonly text: string; readonly fix: string } {
  const names = (paths: readonly string[]) => `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`;
  const conflicts = lookAt.filter(({ state }) => state === 'conflict' || state === 'unresolved').map(({ path }) => path);
  const others = lookAt.filter(({ path }) => !conflicts.includes(path)).map(({ path }) => path);
  return {
    text: [
      conflicts.length > 0 ? `The edits in ${names(conflicts)} contradict the plan.` : '',
      others.length > 0
        ? `${names(others)} ${others.length === 1 ? 'was' : 'were'} left alone, because an export did not write ${others.length === 1 ? 'it' : 'them'} or it was edited.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
    fix:
      conflicts.length > 0
        ? 'Both sides are in the file, between “<<<<<<<” and “>>>>>>>”: keep one of them.'
        : 'Move or delete such a file to have the exported one.',
  };
}
