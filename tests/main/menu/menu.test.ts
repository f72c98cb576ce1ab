import type { Menu, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { commandIds, commandTable, type CommandRow, type CommandId } from '#commands';
import { buildMenu, updateMenu, type MenuInput } from '../../../src/main/menu/menu.ts';

// what is built is looked at as it was said
vi.mock('electron', () => ({ Menu: { buildFromTemplate: (template: unknown) => template } }));

describe('the menu', () => {
  it('has every action once, under its menu, in the order of the table', () => {
    for (const [at, menu] of (['file', 'edit', 'plan', 'view', 'help'] as const).entries()) {
      const said = everyItem(itemsOf(built()[at])).flatMap(({ id }) => id ?? []);
      expect(said).toEqual((commandTable as readonly CommandRow[]).filter((action) => action.menu === menu).map(({ id }) => id));
    }
  });

  it('puts rows of one submenu under its title, and draws lines between menus and inside of them', () => {
    const plan = itemsOf(built()[2]);
    const align = plan.find(({ label }) => label === 'Align and distribute');
    expect(itemsOf(align).map(({ id, type }) => id ?? type)).toEqual([
      'align-left',
      'align-center',
      'align-right',
      'align-top',
      'align-middle',
      'align-bottom',
      'separator',
      'align-across',
      'align-down',
    ]);
    const view = itemsOf(built()[3]);
    const at = view.findIndex(({ label }) => label === 'Theme');
    expect(view[at - 1]?.type).toBe('separator');
    expect(itemsOf(view[at])[0]?.id).toBe('theme-system');
    expect(plan.filter(({ label }) => label === 'Align and distribute')).toHaveLength(1);
  });

  it('runs what is chosen', () => {
    const ran: string[] = [];
    const items = everyItem(built({ run: (id) => ran.push(id) }).flatMap(itemsOf));
    for (const item of items) (item.click as (() => void) | undefined)?.();
    expect(ran).toEqual(items.flatMap(({ id }) => id ?? []));
  });

  it('shows the keys and leaves them to the window, but on a Mac', () => {
    expect(item(built(), 'save')).toMatchObject({ accelerator: 'CommandOrControl+S', registerAccelerator: false });
    expect(item(built({ platform: 'darwin' }), 'save')).toMatchObject({ registerAccelerator: true });
    // a key without Command would be taken from what is typed
    expect(item(built({ platform: 'darwin' }), 'delete')).toMatchObject({ registerAccelerator: false });
    const twice = commandIds.flatMap((id) => (item(built(), id).accelerator as string | undefined) ?? []);
    expect(new Set(twice).size).toBe(twice.length);
  });

  it('greys what cannot be done, but for a new plan and an old one', () => {
    const menu = built({ enabled: new Set<CommandId>(['save', 'tidy']) });
    const enabled = commandIds.filter((id) => item(menu, id).enabled);
    expect(enabled).toEqual(['new', 'open', 'save', 'tidy']);
  });

  it('ticks what is on', () => {
    const menu = built({ checked: new Set<CommandId>(['toggle-lanes']) });
    expect(item(menu, 'toggle-lanes')).toMatchObject({ type: 'checkbox', checked: true });
    expect(item(menu, 'toggle-minimap')).toMatchObject({ type: 'checkbox', checked: false });
    expect(item(menu, 'save').type).toBeUndefined();
  });

  it('lists recent files, greyed where they are gone', () => {
    const opened: string[] = [];
    const menu = built({
      recent: [
        { id: '0', name: 'a.yaml', missing: false },
        { id: '1', name: 'b.yaml', missing: true },
      ],
      openRecent: (id) => opened.push(id),
    });
    const recent = itemsOf(menu[0]).find(({ label }) => label === 'Open recent');
    expect(itemsOf(recent).map(({ label, enabled }) => [label, enabled])).toEqual([
      ['a.yaml', true],
      ['b.yaml', false],
    ]);
    (itemsOf(recent)[0]?.click as () => void)();
    expect(opened).toEqual(['0']);
    expect(itemsOf(built()[0]).find(({ label }) => label === 'Open recent')?.enabled).toBe(false);
  });

  it('ends the application from the file menu, and on a Mac from its own', () => {
    expect(itemsOf(built()[0]).at(-1)?.role).toBe('quit');
    expect(built({ platform: 'darwin' })[0]?.role).toBe('appMenu');
    expect(itemsOf(built({ platform: 'darwin' })[1]).some(({ role }) => role === 'quit')).toBe(false);
  });
});

it('changes a menu that is there', () => {
  const items = new Map(commandIds.map((id) => [id, { enabled: true, checked: false }]));
  const menu = { getMenuItemById: (id: CommandId) => items.get(id) ?? null };
  items.delete('about');
  // only finding an item is asked of it
  updateMenu(menu as unknown as Menu, { enabled: new Set(['undo']), checked: new Set(['toggle-palette', 'undo']) });
  expect([...items].filter(([, { enabled }]) => enabled).map(([id]) => id)).toEqual(['new', 'open', 'undo']);
  expect([...items].filter(([, { checked }]) => checked).map(([id]) => id)).toEqual(['toggle-palette']);
});

function built(said: Partial<MenuInput> = {}): MenuItemConstructorOptions[] {
  const menu: unknown = buildMenu({
    platform: 'linux',
    enabled: new Set(),
    checked: new Set(),
    recent: [],
    run: () => undefined,
    openRecent: () => undefined,
    ...said,
  });
  return menu as MenuItemConstructorOptions[]; // the stand-in above gives back what it was told
}

function itemsOf(item: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] {
  return (item?.submenu ?? []) as MenuItemConstructorOptions[]; // never a menu that was built
}

/** Items with those of their submenus, without the heads of submenus of commands. */
function everyItem(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((one) => (one.submenu && one.label !== 'Open recent' ? everyItem(itemsOf(one)) : [one]));
}

function item(menu: readonly MenuItemConstructorOptions[], id: CommandId): MenuItemConstructorOptions {
  return everyItem(menu.flatMap(itemsOf)).find((one) => one.id === id) ?? {};
}
