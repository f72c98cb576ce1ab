import type { ExportFormat } from '#ipc';
import type { Session } from '../app/session.svelte';
import { ask } from '../state/ask';
import { showCheckedIn } from '../state/exported-words';
import type { Command, MenuCommands } from './command';

/** The commands of the menu File. */
export function fileCommands({
  files,
  editor,
  messages,
  dialogs,
  settings,
  checkpoints,
  tabs,
  hasNodes,
  hasPlan,
}: Session): MenuCommands<'file'> {
  const exporting = (format: ExportFormat): Command => ({
    enabled: hasNodes,
    run: () =>
      files.when(async () => {
        const name = await ask('exportPlan', { format, conversion: settings.choices.conversion });
        if (name === null) return;
        messages.written(name, () => files.when(() => ask('showInFolder', { what: 'export' })));
        await checkpoints.keep('export');
      }),
  });
  /** Writes everything that belongs into a commit. The first time, the folder is confirmed. */
  const checkIn = async () => {
    const result = await ask('checkIn', { targets: null, folder: null });
    if (!result) return void (dialogs.open = 'check-in');
    showCheckedIn(messages, result, () => files.when(() => ask('showInFolder', { what: 'export' })));
    await checkpoints.keep('export');
  };
  return {
    new: { run: () => files.when(() => ask('newPlan', { template: null })) },
    'new-window': { run: () => files.when(() => ask('newWindow', undefined)) },
    'guided-start': { run: () => files.when(async () => void (dialogs.open = 'guided-start')) },
    open: { run: () => files.when(() => ask('openPlan', undefined)) },
    'all-plans': { run: () => files.when(async () => void (dialogs.open = 'plans')) },
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
    compare: { enabled: hasPlan, run: () => files.when(async () => dialogs.compare(null)) },
    checkpoints: { enabled: hasPlan, run: () => files.when(async () => void (dialogs.open = 'checkpoints')) },
    'export-files': { enabled: hasNodes, run: () => files.when(async () => void (dialogs.open = 'export')) },
    'check-in': { enabled: hasNodes, run: () => files.saved(checkIn) },
    'export-yaml': exporting('yaml'),
    'export-json': exporting('json'),
    'export-picture': { enabled: hasNodes, run: () => files.when(async () => void (dialogs.open = 'picture')) },
    'export-cost': exporting('csv'),
    'issue-revision': { enabled: hasNodes, run: () => files.when(async () => void (dialogs.open = 'revision')) },
    print: { enabled: hasNodes, run: () => files.when(async () => void (dialogs.open = 'print')) },
    'show-in-folder': {
      enabled: () => editor.file.name !== null,
      run: () => files.when(() => ask('showInFolder', { what: 'plan' })),
    },
    'tab-to-window': { enabled: () => tabs.areSeveral, run: () => files.when(() => ask('moveTabOut', { tab: null, at: null })) },
    'reopen-tab': { enabled: () => tabs.canReopen, run: () => files.when(() => ask('reopenTab', undefined)) },
    close: { run: () => void files.doing(() => ask('closeTabs', { tab: null, which: 'this' })) },
    'close-window': { run: () => void files.doing(() => ask('closeWindow', undefined)) },
  };
}
