import type { CommandId, commandTable } from '#commands';

/** What a command does now, and whether it can be done. */
export interface Command {
  readonly run: () => void;
  readonly enabled?: () => boolean;
  readonly checked?: () => boolean;
}

export type CommandTable = Readonly<Record<CommandId, Command>>;

/** The commands of a menu. A file of this folder has all of one menu; forgetting one does not compile. */
export type MenuCommands<Menu extends NonNullable<(typeof commandTable)[number]['menu']>> = Readonly<
  Record<Extract<(typeof commandTable)[number], { readonly menu: Menu }>['id'], Command>
>;
