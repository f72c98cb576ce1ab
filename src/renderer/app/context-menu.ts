import { commandTable, type CommandId } from '#commands';
import { edgeKinds, type Edge } from '#engine/plan';
import type { MenuItem } from '../ui/menu-item';
import type { Session } from './session.svelte';

const onNothing: readonly CommandId[] = ['append', 'new-note', 'paste', 'copy-picture', 'select-all', 'tidy', 'turn', 'fit'];
/** The commands that start a part of the menu. */
const firstOfPart: ReadonlySet<CommandId> = new Set(['swap', 'duplicate', 'group', 'paste', 'tidy', 'tidy-selection']);

/** The items of the context menu for one edge: the kinds that fit between its nodes come first. */
function edgeItems({ catalog, commands, editor, plan }: Session, edge: Edge): MenuItem[] {
  const serviceOf = (node: string) => catalog.get(editor.plan.nodes[node]?.service ?? '');
  const fitting = catalog.kindsBetween(serviceOf(edge.from), serviceOf(edge.to));
  const kinds = fitting.includes(edge.kind) ? fitting : [edge.kind, ...fitting];
  const command = (id: CommandId, title: string, separated = false): MenuItem => ({
    ...{ id, title, separated, keys: commands.keysLabel(id), disabled: !commands.isEnabled(id) },
    run: () => commands.run(id),
  });
  return [
    ...edgeKinds
      .filter(({ id }) => kinds.includes(id))
      .map(({ id, title }) => ({
        ...{ id: `kind ${id}`, title: `Kind: ${title}`, checked: id === edge.kind },
        run: () => plan.edges.setKind(edge, id),
      })),
    command('rename', edge.title === undefined ? 'Name the edge' : 'Change its name', true),
    command('append', 'Insert a service…'),
    command('edge-reverse', 'Turn round'),
    command('edge-source', 'Change where it starts…', true),
    command('edge-target', 'Change where it leads…'),
    command('delete', 'Delete', true),
  ];
}

/** The items of the context menu for the selection. */
export function contextItems(session: Session): MenuItem[] {
  const { append, commands, plan, port, selection } = session;
  if (plan.edges.selected) return edgeItems(session, plan.edges.selected);
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
        'copy-picture',
        'delete',
        'group',
        'ungroup',
        'toggle-group',
        ...(commands.isEnabled('send-to-lane') ? (['send-to-lane'] as const) : []),
        ...(commands.isEnabled('take-stage') ? (['take-stage'] as const) : []),
        'pin',
        'tidy-selection',
        'zoom-selection',
      ];
  const items = ids.map((id) => ({
    id,
    title: commandTable.find((one) => one.id === id)?.title ?? id,
    separated: firstOfPart.has(id),
    keys: commands.keysLabel(id),
    disabled: !commands.isEnabled(id),
    run: () => commands.run(id),
  }));
  return [...append.likeliest, ...items];
}
