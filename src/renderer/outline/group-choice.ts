import type { GroupId, Plan } from '#engine/plan';
import { ranked } from '../wording/match';

/** Choices for a node's group: none, an existing one, or a new one. */
export type GroupChoice =
  | { readonly type: 'none' }
  | { readonly type: 'group'; readonly id: GroupId; readonly title: string }
  | { readonly type: 'new'; readonly title: string };

const none: GroupChoice = { type: 'none' };

/**
 * Choices for the typed text, best first. Before typing, the current group is first, so that Enter changes nothing; in an emptied field,
 * no group is first.
 * @param now the group of the node
 * @param typed the text of the field; `undefined` before typing
 */
export function groupChoices(groups: Plan['groups'], now: GroupId | undefined, typed: string | undefined): readonly GroupChoice[] {
  const all = Object.entries(groups).map(([id, { title }]): GroupChoice => ({ type: 'group', id, title: title ?? id }));
  const text = typed?.trim() ?? '';
  if (text !== '') {
    const found = ranked(all, text, (choice) => [[choice.type === 'none' ? '' : choice.title, 1]]);
    const meant = choiceOf(groups, now, text);
    return meant.type === 'new' ? [...found, meant] : [meant, ...found.filter((choice) => keyOf(choice) !== keyOf(meant))];
  }
  const isNow = (choice: GroupChoice) => choice.type === 'group' && choice.id === now;
  return typed === undefined ? [...all.filter(isNow), none, ...all.filter((choice) => !isNow(choice))] : [none, ...all];
}

/** The meaning of a text: the group with that title, in any case, else a new one; no text means no group. */
export function choiceOf(groups: Plan['groups'], now: GroupId | undefined, text: string): GroupChoice {
  const title = text.trim();
  if (title === '') return none;
  const same = Object.entries(groups).filter(([id, group]) => (group.title ?? id).toLowerCase() === title.toLowerCase());
  const [id, group] = same.find(([one]) => one === now) ?? same[0] ?? [];
  return id === undefined ? { type: 'new', title } : { type: 'group', id, title: group?.title ?? id };
}

/** Identity of a choice. */
export function keyOf(choice: GroupChoice): string {
  switch (choice.type) {
    case 'none':
      return 'none';
    case 'group':
      return `group ${choice.id}`;
    case 'new':
      return 'new';
  }
}

/** A choice in words. */
export function choiceWords(choice: GroupChoice): string {
  switch (choice.type) {
    case 'none':
      return 'No group';
    case 'group':
      return choice.title;
    case 'new':
      return `New group “${choice.title}”`;
  }
}
