import { commandTable, commandSearch, type CommandRow, type CommandId } from '#commands';
import type { Service } from '#engine/catalog';
import type { SavedView } from '../storage/database';
import { ranked, type WeightedText } from '../wording/match';
import { search } from '../wording/tolerant-search';

/** A node in the palette. */
export interface NodePlace {
  readonly id: string;
  readonly title: string;
  /** Name of its service. */
  readonly service: string;
}

/** The target of a row in the palette. */
type Target =
  | { readonly type: 'action'; readonly action: CommandRow & { readonly id: CommandId } }
  | { readonly type: 'node'; readonly node: NodePlace }
  | { readonly type: 'view'; readonly view: SavedView }
  | { readonly type: 'service'; readonly service: Service };

/** One row of the command palette. */
export type Entry = Target & {
  /** Title of its group in the list. */
  readonly group: string;
};

const menuTitles = { file: 'File', edit: 'Edit', plan: 'Plan', view: 'View', help: 'Help' } as const;

/** Every action, in the order of the menus. */
const everyAction: readonly Entry[] = Object.entries(menuTitles).flatMap(([menu, group]) =>
  (commandTable as readonly (CommandRow & { readonly id: CommandId })[])
    .filter((action) => action.menu === menu && action.id !== 'palette')
    .map((action) => ({ type: 'action' as const, action, group })),
);

/** More services than these, for a word that many share, would push the rest out of sight. */
const mostServices = 6;

/**
 * The rows of the palette: without a query every action as in the menus; otherwise matching commands, then saved views and nodes to go to,
 * then services to add. After the word “add” services come first, unless an action has that name.
 * @param services the services for the query, best first
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
  const textsOfNode = ({ id, title, service }: NodePlace): readonly WeightedText[] => [
    [title, 10],
    [id, 8],
    [service, 4],
  ];
  const exact = { places: ranked(nodes, query, textsOfNode), found: ranked(everyAction, query, textsOf) };
  // typing errors are forgiven where nothing is spelt like this
  const misspelt = exact.places.length + exact.found.length + added.length === 0 && !/\s/.test(query.trim());
  const places = misspelt ? search(nodes, query, textsOfNode) : exact.places;
  const found = misspelt ? search(everyAction, query, textsOf) : exact.found;
  const others = [
    ...found.map((entry) => ({ ...entry, group: 'Actions' })),
    ...ranked(views, query, ({ name }) => [[name, 10]]).map((view) => ({ type: 'view' as const, view, group: 'Saved views' })),
    ...places.map((node) => ({ type: 'node' as const, node, group: 'Go to a node' })),
  ];
  return asked === undefined || found.length > 0 ? [...others, ...added] : [...added, ...others];
}

/** Title of an action's menu. */
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
