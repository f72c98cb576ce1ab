import { Menu, type MenuItemConstructorOptions } from 'electron';
import { commandTable, type CommandRow, type CommandId } from '#commands';

/** Available actions of the window in front, and the state of its switches. */
export interface MenuState {
  readonly enabled: ReadonlySet<CommandId>;
  readonly checked: ReadonlySet<CommandId>;
}

export interface MenuInput extends MenuState {
  readonly platform: NodeJS.Platform;
  readonly recent: readonly { readonly id: string; readonly name: string; readonly missing: boolean }[];
  readonly run: (id: CommandId) => void;
  readonly openRecent: (id: string) => void;
}

/** Actions that are on or off. */
const toggles: ReadonlySet<string> = new Set([
  'toggle-lanes',
  'toggle-minimap',
  'toggle-legend',
  'toggle-palette',
  'toggle-inspector',
  'toggle-problems',
  'toggle-outline',
  'outline-alone',
  'toggle-source',
  'pin',
  'theme-system',
  'theme-light',
  'theme-dark',
]);

/** Actions that work without a window, on a Mac. */
const always: ReadonlySet<string> = new Set(['new', 'open']);

/** The native menu, from the table of commands. It shows the keys; the window handles them itself, since a text field has its own. */
export function buildMenu(input: MenuInput): Menu {
  const titles = { file: '&File', edit: '&Edit', plan: '&Plan', view: '&View', help: '&Help' } as const;
  const template: MenuItemConstructorOptions[] = (['file', 'edit', 'plan', 'view', 'help'] as const).map((menu) => ({
    label: titles[menu],
    submenu: entriesOf(
      (commandTable as readonly CommandRow[]).filter((action) => action.menu === menu),
      input,
    ),
  }));
  if (input.platform === 'darwin') template.unshift({ role: 'appMenu' });
  const help = template.at(-1);
  if (input.platform !== 'darwin') (template[0]?.submenu as MenuItemConstructorOptions[]).push({ type: 'separator' }, { role: 'quit' });
  if (help) help.role = 'help';
  return Menu.buildFromTemplate(template);
}

/** Enables and ticks the items of the existing menu. */
export function updateMenu(menu: Menu, { enabled, checked }: MenuState): void {
  for (const { id } of commandTable) {
    const item = menu.getMenuItemById(id);
    if (!item) continue;
    item.enabled = enabled.has(id) || always.has(id);
    if (toggles.has(id)) item.checked = checked.has(id);
  }
}

/** The items of a menu; rows beside each other that name the same submenu share one. */
function entriesOf(rows: readonly CommandRow[], input: MenuInput): MenuItemConstructorOptions[] {
  return rows.flatMap((row, at) => {
    if (row.submenu === undefined) return itemsOf(row, input);
    if (rows[at - 1]?.submenu === row.submenu) return [];
    const end = rows.findIndex(({ submenu }, other) => other > at && submenu !== row.submenu);
    const inside = rows.slice(at, end < 0 ? undefined : end).map((one, index) => (index === 0 ? { ...one, separated: false } : one));
    return [
      ...(row.separated ? [{ type: 'separator' as const }] : []),
      { label: row.submenu, submenu: inside.flatMap((one) => itemsOf(one, input)) },
    ];
  });
}

function itemsOf(action: CommandRow, input: MenuInput): MenuItemConstructorOptions[] {
  const id = action.id as CommandId; // the table's own type
  const item: MenuItemConstructorOptions = {
    id,
    label: action.title,
    enabled: input.enabled.has(id) || always.has(id),
    click: () => input.run(id),
    ...(action.keys?.[0]
      ? {
          accelerator: action.keys[0].replace('Mod', 'CommandOrControl'),
          registerAccelerator: input.platform === 'darwin' && !/^[^+]*$/.test(action.keys[0]),
        }
      : {}),
    ...(toggles.has(id) ? { type: 'checkbox' as const, checked: input.checked.has(id) } : {}),
  };
  const recent: MenuItemConstructorOptions[] =
    id === 'open'
      ? [
          {
            label: 'Open recent',
            enabled: input.recent.length > 0,
            submenu: input.recent.map((file) => ({ label: file.name, enabled: !file.missing, click: () => input.openRecent(file.id) })),
          },
        ]
      : [];
  return [...(action.separated ? [{ type: 'separator' as const }] : []), item, ...recent];
}
