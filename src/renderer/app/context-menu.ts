import { commandTable, type CommandId } from '#commands';
import type { MenuItem } from '../ui/menu-item';
import type { Session } from './session.svelte';

const onNothing: readonly CommandId[] = ['append', 'new-note', 'paste', 'select-all', 'tidy', 'fit'];

/** The items of the context menu, for what is selected. */
export function contextItems({ append, commands, port, selection }: Session): MenuItem[] {
  const ids: readonly CommandId[] = selection.isEmpty
    ? onNothing
    : [
        'append',
        'swap',
        'link',
        'note',
        'rename',
        ...(port.keyboardIn === 'outline' ? (['move-up', 'move-down'] as const) : []),
        'duplicate',
        'cut',
        'copy',
        'delete',
        'group',
        'ungroup',
        'toggle-group',
        'pin',
        'tidy-selection',
        'zoom-selection',
      ];
  const items = ids.map((id) => ({
    id,
    title: commandTable.find((one) => one.id === id)?.title ?? id,
    keys: commands.keysLabel(id),
    disabled: !commands.isEnabled(id),
    run: () => commands.run(id),
  }));
  return [...append.likeliest, ...items];
}
