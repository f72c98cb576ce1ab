import { legible } from '#engine/plan';
import type { TabView } from '#ipc';
import type { Commands } from '../commands/commands.svelte';
import { ask } from '../state/ask';
import type { PlanTabs } from '../state/plan-tabs.svelte';
import type { MenuItem } from '../ui/menu-item';
import { shownName } from '../wording/shown';

/** The items of the context menu of a tab. @param run runs work once the main process has all edits */
export function tabMenu(tab: TabView, tabs: PlanTabs, commands: Commands, run: (work: () => Promise<unknown>) => void): MenuItem[] {
  const { id, path } = tab;
  const at = tabs.all.findIndex((one) => one.id === id);
  const item = (name: string, title: string, work: () => Promise<unknown>, more: Partial<MenuItem> = {}): MenuItem => ({
    ...{ id: name, title, ...more },
    run: () => run(work),
  });
  return [
    item('close', 'Close', () => ask('closeTabs', { tab: id, which: 'this' }), {
      keys: tab.isShown ? commands.keysLabel('close') : undefined,
    }),
    item('others', 'Close others', () => ask('closeTabs', { tab: id, which: 'others' })),
    item('right', 'Close to the right', () => ask('closeTabs', { tab: id, which: 'right' }), { disabled: at === tabs.all.length - 1 }),
    item('copy', 'Copy path', () => ask('copyTabPath', { tab: id }), { separated: true, disabled: path === null }),
    item('folder', 'Show in folder', () => ask('showTabFile', { tab: id }), { disabled: path === null }),
    item('left', 'Move left', () => ask('moveTab', { tab: id, to: at - 1 }), { separated: true, disabled: at === 0 }),
    item('moveright', 'Move right', () => ask('moveTab', { tab: id, to: at + 1 }), { disabled: at === tabs.all.length - 1 }),
    item('window', 'Move to new window', () => ask('moveTabOut', { tab: id, at: null })),
  ];
}

/** A menu with all tabs of a window, for a row that cannot show them. @param show shows a tab */
export function allTabs(tabs: PlanTabs, show: (tab: TabView) => void): MenuItem[] {
  return tabs.all.map((tab) => ({
    id: String(tab.id),
    title: `${shownName(tab.name)}${tab.where === null ? '' : ` – ${legible(tab.where)}`}`,
    keys: tab.dirty ? 'unsaved' : undefined,
    checked: tab.isShown,
    run: () => show(tab),
  }));
}
