/*
 * The one table of commands: the native menu, the keys, the buttons, the command palette and the help take titles and keys from it.
 * Keys are written as Electron accelerators; `Mod` is Command on macOS and Control elsewhere. A sign that some layouts have only with AltGr
 * needs another key beside it.
 */

export interface CommandRow {
  readonly id: string;
  readonly title: string;
  readonly keys?: readonly string[];
  /** Its key where letters are commands, for those who come from BPMN modelling. */
  readonly letter?: string;
  /** The menu that has it. */
  readonly menu?: 'file' | 'edit' | 'view' | 'plan' | 'help';
  /** A line is drawn above it. */
  readonly separated?: boolean;
}

export const commandTable = [
  { id: 'new', title: 'New plan', keys: ['Mod+N'], menu: 'file' },
  { id: 'guided-start', title: 'Guided start…', keys: ['Mod+Shift+N'], menu: 'file' },
  { id: 'open', title: 'Open…', keys: ['Mod+O'], menu: 'file' },
  { id: 'save', title: 'Save', keys: ['Mod+S'], menu: 'file', separated: true },
  { id: 'save-as', title: 'Save as…', keys: ['Mod+Shift+S'], menu: 'file' },
  { id: 'revert', title: 'Revert to the saved file', menu: 'file' },
  { id: 'schema-beside', title: 'Put the schema beside the plan', menu: 'file' },
  { id: 'export-yaml', title: 'Export YAML…', menu: 'file', separated: true },
  { id: 'export-json', title: 'Export JSON…', menu: 'file' },
  { id: 'export-svg', title: 'Export SVG…', menu: 'file' },
  { id: 'export-png', title: 'Export PNG…', menu: 'file' },
  { id: 'print', title: 'Print…', keys: ['Mod+P'], menu: 'file', separated: true },
  { id: 'close', title: 'Close window', keys: ['Mod+W'], menu: 'file', separated: true },
  { id: 'undo', title: 'Undo', keys: ['Mod+Z'], menu: 'edit' },
  { id: 'redo', title: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'], menu: 'edit' },
  { id: 'history', title: 'History of steps', keys: ['Mod+Shift+H'], menu: 'edit' },
  { id: 'cut', title: 'Cut', keys: ['Mod+X'], menu: 'edit', separated: true },
  { id: 'copy', title: 'Copy', keys: ['Mod+C'], menu: 'edit' },
  { id: 'paste', title: 'Paste', keys: ['Mod+V'], menu: 'edit' },
  { id: 'duplicate', title: 'Duplicate', keys: ['Mod+D'], menu: 'edit' },
  { id: 'delete', title: 'Delete', keys: ['Delete', 'Backspace'], menu: 'edit' },
  { id: 'select-all', title: 'Select all', keys: ['Mod+A'], menu: 'edit', separated: true },
  { id: 'rename', title: 'Rename', keys: ['F2'], letter: 'E', menu: 'edit' },
  { id: 'move-up', title: 'Move up in the order', keys: ['Alt+Shift+Up'], menu: 'edit' },
  { id: 'move-down', title: 'Move down in the order', keys: ['Alt+Shift+Down'], menu: 'edit' },
  { id: 'select-upstream', title: 'Select what leads to it', keys: ['Mod+Shift+Up'], menu: 'edit' },
  { id: 'select-downstream', title: 'Select what it leads to', keys: ['Mod+Shift+Down'], menu: 'edit' },
  { id: 'select-path', title: 'Select the path between', menu: 'edit' },
  { id: 'find', title: 'Find…', keys: ['Mod+F'], menu: 'edit', separated: true },
  { id: 'find-next', title: 'Find next', keys: ['F3'], menu: 'edit' },
  { id: 'find-previous', title: 'Find previous', keys: ['Shift+F3'], menu: 'edit' },
  { id: 'settings', title: 'Settings…', keys: ['Mod+,'], menu: 'edit', separated: true },
  { id: 'add-node', title: 'Add a service…', keys: ['Insert'], letter: 'N', menu: 'plan' },
  { id: 'append', title: 'Append a service…', keys: ['Mod+Enter'], letter: 'A', menu: 'plan' },
  { id: 'swap', title: 'Swap the service…', keys: ['Mod+E'], letter: 'R', menu: 'plan' },
  { id: 'note', title: 'Write a note', keys: ['Mod+M'], menu: 'plan' },
  { id: 'new-note', title: 'New note on the canvas', keys: ['Mod+Shift+M'], menu: 'plan' },
  { id: 'link', title: 'Connect to…', keys: ['Mod+L'], letter: 'C', menu: 'plan' },
  { id: 'group', title: 'Group', keys: ['Mod+G'], menu: 'plan', separated: true },
  { id: 'ungroup', title: 'Ungroup', keys: ['Mod+Shift+G'], menu: 'plan' },
  { id: 'toggle-group', title: 'Collapse or open the group', keys: ['Mod+Alt+G'], menu: 'plan' },
  { id: 'tidy', title: 'Tidy everything', keys: ['Mod+Shift+L'], menu: 'plan', separated: true },
  { id: 'tidy-selection', title: 'Tidy the selection', keys: ['Mod+Alt+L'], menu: 'plan' },
  { id: 'tidy-new', title: 'Tidy what is new', menu: 'plan' },
  { id: 'pin', title: 'Pin where it is', keys: ['Mod+Alt+P'], menu: 'plan' },
  { id: 'context', title: 'Context and assumptions', menu: 'plan' },
  { id: 'price-books', title: 'Prices…', menu: 'plan' },
  { id: 'packs', title: 'Packs…', menu: 'plan' },
  { id: 'next-finding', title: 'Next finding', keys: ['F8'], menu: 'plan', separated: true },
  { id: 'previous-finding', title: 'Previous finding', keys: ['Shift+F8'], menu: 'plan' },
  { id: 'fix-finding', title: 'Fix this finding', keys: ['Mod+.'], menu: 'plan' },
  { id: 'rule-page', title: 'About the rule of this finding', keys: ['F1'], menu: 'plan' },
  { id: 'toggle-outline', title: 'Outline', keys: ['Mod+Shift+O'], menu: 'view' },
  { id: 'outline-alone', title: 'Outline without the canvas', menu: 'view' },
  { id: 'palette', title: 'Command palette…', keys: ['Mod+K'], menu: 'view' },
  { id: 'saved-views', title: 'Saved views…', menu: 'view' },
  { id: 'back', title: 'Back', keys: ['Mod+[', 'Mod+PageUp'], menu: 'view' },
  { id: 'forward', title: 'Forward', keys: ['Mod+]', 'Mod+PageDown'], menu: 'view' },
  { id: 'zoom-in', title: 'Zoom in', keys: ['Mod+=', 'Mod+Plus'], menu: 'view', separated: true },
  { id: 'zoom-out', title: 'Zoom out', keys: ['Mod+-'], menu: 'view' },
  { id: 'zoom-reset', title: 'Actual size', keys: ['Mod+0'], menu: 'view' },
  { id: 'fit', title: 'Fit the plan', keys: ['Mod+1', 'Shift+1'], menu: 'view' },
  { id: 'zoom-selection', title: 'Zoom to the selection', keys: ['Mod+2'], menu: 'view' },
  { id: 'toggle-lanes', title: 'Stage lanes', menu: 'view', separated: true },
  { id: 'toggle-minimap', title: 'Minimap', menu: 'view' },
  { id: 'toggle-palette', title: 'Palette', keys: ['Mod+B'], menu: 'view' },
  { id: 'toggle-inspector', title: 'Inspector', keys: ['Mod+I'], menu: 'view' },
  { id: 'toggle-problems', title: 'Findings and cost', keys: ['Mod+J'], menu: 'view' },
  { id: 'theme', title: 'Switch between light and dark', menu: 'view', separated: true },
  { id: 'keys', title: 'Keyboard shortcuts', keys: ['?'], menu: 'help' },
  { id: 'about', title: 'About Pipedraft', menu: 'help', separated: true },
] as const satisfies readonly CommandRow[];
export type CommandId = (typeof commandTable)[number]['id'];
export const commandIds = commandTable.map(({ id }) => id) as [CommandId, ...CommandId[]];
