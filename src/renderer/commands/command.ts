import type { CommandId, commandTable } from '#commands';

/** A command in the current window: its effect, and if it is possible. */
export interface Command {
  readonly run: () => void;
  readonly enabled?: () => boolean;
  readonly checked?: () => boolean;
}

export type CommandTable = Readonly<Record<CommandId, Command>>;

/** The commands of a menu. Each menu has a file in this folder; forgetting a command does not compile. */
export type MenuCommands<Menu extends NonNullable<(typeof commandTable)[number]['menu']>> = Readonly<
  Record<Extract<(typeof commandTable)[number], { readonly menu: Menu }>['id'], Command>
>;
