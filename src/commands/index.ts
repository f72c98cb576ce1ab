export { commandTable, commandIds } from './commands';
export type { CommandRow, CommandId } from './commands';
export { commandSearch } from './command-search';
export type { CommandSearch } from './command-search';
export { keysOf } from './keys';
export type { KeyPreset } from './keys';
