import type { Session } from '../app/session.svelte';
import { ask } from '../state/ask';
import type { MenuCommands } from './command';

/** The commands of the menu Help. */
export function helpCommands({ dialogs, editor, files, findings, selection }: Session): MenuCommands<'help'> {
  return {
    // the page of the selected finding or service, else the contents
    help: {
      run: () => {
        const { node } = selection;
        const finding = editor.evaluation?.findings.find(({ key }) => key === selection.finding);
        const service = node === undefined ? undefined : editor.plan.nodes[node]?.service;
        // a finding stays the current one while something else is selected
        if (finding && (node === undefined || finding.nodes.includes(node))) findings.explain(finding);
        else dialogs.help = service === undefined ? '' : `services/${service}`;
      },
    },
    'help-contents': { run: () => (dialogs.help = '') },
    keys: { run: () => (dialogs.open = 'keys') },
    'report-problem': { run: () => (dialogs.open = 'report') },
    'open-log-folder': { run: () => files.when(() => ask('openLogFolder', undefined)) },
    about: { run: () => (dialogs.open = 'about') },
  };
}
