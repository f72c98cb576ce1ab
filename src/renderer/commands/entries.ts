import { commandTable, commandSearch, type CommandRow, type CommandId } from '#commands';
import type { Service } from '#engine/catalog';
import type { SavedView } from '../storage/database';
import { ranked, type WeightedText } from '../wording/match';

/** A node as the palette lists it. */
export interface NodePlace {
  readonly id: string;
  readonly title: string;
  /** What its service is called. */
  readonly service: string;
}

/** What a row of the palette stands for. */
type Target =
  | { readonly type: 'action'; readonly action: CommandRow & { readonly id: CommandId } }
  | { readonly type: 'node'; readonly node: NodePlace }
  | { readonly type: 'view'; readonly view: SavedView }
  | { readonly type: 'service'; readonly service: Service };

/** One row of the command palette. */
export type Entry = Target & {
  /** Title of the group that it stands in. */
  readonly group: string;
};

const menuTitles = { file: 'File', edit: 'Edit', plan: 'Plan', view: 'View', help: 'Help' } as const;

/** Every action, in the order of the menus. */
const everyAction: readonly Entry[] = Object.entries(menuTitles).flatMap(([menu, group]) =>
  (commandTable as readonly (CommandRow & { readonly id: CommandId })[])
    .filter((action) => action.menu === menu && action.id !== 'palette')
    .map((action) => ({ type: 'action' as const, action, group })),
);

/** More than these a word that many services share would bury the rest. */
const mostServices = 6;

/**
 * What the palette lists: every action as in the menus; for what was typed the commands that match, then the saved views and nodes to go to, then
 * services to add. After the word “add” services come first, unless an action is called so.
 * @param services those that match some words, best first
 */
export function entriesFor(
  query: string,
  nodes: readonly NodePlace[],
  views: readonly SavedView[],
  services: (words: string) => readonly Service[],
): readonly Entry[] {
  if (query.trim() === '') return everyAction;
  const asked = /^\s*add\s+(\S.*)$/iu.exec(query)?.[1];
  const added = services(asked ?? query)
    .slice(0, mostServices)
    .map((service) => ({ type: 'service' as const, service, group: 'Add a service' }));
  const places = ranked(nodes, query, ({ id, title, service }) => [
    [title, 10],
    [id, 8],
    [service, 4],
  ]);
  const found = ranked(everyAction, query, textsOf);
  const others = [
    ...found.map((entry) => ({ ...entry, group: 'Actions' })),
    ...ranked(views, query, ({ name }) => [[name, 10]]).map((view) => ({ type: 'view' as const, view, group: 'Saved views' })),
    ...places.map((node) => ({ type: 'node' as const, node, group: 'Go to a node' })),
  ];
  return asked === undefined || found.length > 0 ? [...others, ...added] : [...added, ...others];
}

/** Title of the menu that an action stands in. */
export function menuTitle({ menu }: CommandRow): string {
  return menu ? menuTitles[menu] : '';
}

export function keyOf(entry: Entry): string {
  if (entry.type === 'action') return `action ${entry.action.id}`;
  if (entry.type === 'service') return `service ${entry.service.id}`;
  return entry.type === 'node' ? `node ${entry.node.id}` : `view ${entry.view.id}`;
}

function textsOf(entry: Entry): readonly WeightedText[] {
  if (entry.type !== 'action') return [];
  const { title, id } = entry.action;
  const also = commandSearch[id]?.also ?? [];
  return [[title.replace('…', ''), 10], ...also.map((words) => [words, 5] as const), [menuTitle(entry.action), 1]];
}
