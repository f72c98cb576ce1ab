/*
 * The one table of what can be done by a command: the native menu, the keys, the buttons and the help take titles and keys from it.
 * Keys are written as Electron accelerators; `Mod` is Command on macOS and Control elsewhere.
 */

export interface Action {
  readonly id: string;
  readonly title: string;
  readonly keys?: readonly string[];
  /** Where it stands in the menu. */
  readonly menu?: 'file' | 'edit' | 'view' | 'plan' | 'help';
  /** A line is drawn above it. */
  readonly separated?: boolean;
}

export const actions = [
  { id: 'new', title: 'New plan', keys: ['Mod+N'], menu: 'file' },
  { id: 'open', title: 'Open…', keys: ['Mod+O'], menu: 'file' },
  { id: 'save', title: 'Save', keys: ['Mod+S'], menu: 'file', separated: true },
  { id: 'save-as', title: 'Save as…', keys: ['Mod+Shift+S'], menu: 'file' },
  { id: 'revert', title: 'Revert to the saved file', menu: 'file' },
  { id: 'export-yaml', title: 'Export YAML…', menu: 'file', separated: true },
  { id: 'export-json', title: 'Export JSON…', menu: 'file' },
  { id: 'export-svg', title: 'Export SVG…', menu: 'file' },
  { id: 'export-png', title: 'Export PNG…', menu: 'file' },
  { id: 'print', title: 'Print…', keys: ['Mod+P'], menu: 'file', separated: true },
  { id: 'close', title: 'Close window', keys: ['Mod+W'], menu: 'file', separated: true },
  { id: 'undo', title: 'Undo', keys: ['Mod+Z'], menu: 'edit' },
  { id: 'redo', title: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'], menu: 'edit' },
  { id: 'cut', title: 'Cut', keys: ['Mod+X'], menu: 'edit', separated: true },
  { id: 'copy', title: 'Copy', keys: ['Mod+C'], menu: 'edit' },
  { id: 'paste', title: 'Paste', keys: ['Mod+V'], menu: 'edit' },
  { id: 'duplicate', title: 'Duplicate', keys: ['Mod+D'], menu: 'edit' },
  { id: 'delete', title: 'Delete', keys: ['Delete', 'Backspace'], menu: 'edit' },
  { id: 'select-all', title: 'Select all', keys: ['Mod+A'], menu: 'edit', separated: true },
  { id: 'rename', title: 'Rename', keys: ['F2'], menu: 'edit' },
  { id: 'add-node', title: 'Add a service…', keys: ['Insert'], menu: 'plan' },
  { id: 'append', title: 'Append a service…', keys: ['Mod+Enter'], menu: 'plan' },
  { id: 'swap', title: 'Swap the service…', keys: ['Mod+E'], menu: 'plan' },
  { id: 'note', title: 'Write a note', keys: ['Mod+M'], menu: 'plan' },
  { id: 'link', title: 'Connect to…', keys: ['Mod+L'], menu: 'plan' },
  { id: 'tidy', title: 'Tidy into lanes', keys: ['Mod+Shift+L'], menu: 'plan', separated: true },
  { id: 'context', title: 'Context and assumptions', menu: 'plan' },
  { id: 'price-books', title: 'Prices…', menu: 'plan' },
  { id: 'packs', title: 'Packs…', menu: 'plan' },
  { id: 'next-finding', title: 'Next finding', keys: ['F8'], menu: 'plan', separated: true },
  { id: 'previous-finding', title: 'Previous finding', keys: ['Shift+F8'], menu: 'plan' },
  { id: 'fix-finding', title: 'Fix this finding', keys: ['Mod+.'], menu: 'plan' },
  { id: 'rule-page', title: 'About the rule of this finding', keys: ['F1'], menu: 'plan' },
  { id: 'zoom-in', title: 'Zoom in', keys: ['Mod+=', 'Mod+Plus'], menu: 'view' },
  { id: 'zoom-out', title: 'Zoom out', keys: ['Mod+-'], menu: 'view' },
  { id: 'zoom-reset', title: 'Actual size', keys: ['Mod+0'], menu: 'view' },
  { id: 'fit', title: 'Fit the plan', keys: ['Mod+1', 'Shift+1'], menu: 'view' },
  { id: 'zoom-selection', title: 'Zoom to the selection', keys: ['Mod+2'], menu: 'view' },
  { id: 'toggle-lanes', title: 'Stage lanes', menu: 'view', separated: true },
  { id: 'toggle-minimap', title: 'Minimap', menu: 'view' },
  { id: 'toggle-palette', title: 'Palette', keys: ['Mod+B'], menu: 'view' },
  { id: 'toggle-inspector', title: 'Inspector', keys: ['Mod+I'], menu: 'view' },
  { id: 'toggle-problems', title: 'Problems and cost', keys: ['Mod+J'], menu: 'view' },
  { id: 'theme', title: 'Switch between light and dark', menu: 'view', separated: true },
  { id: 'keys', title: 'Keyboard shortcuts', keys: ['?'], menu: 'help' },
  { id: 'about', title: 'About Pipedraft', menu: 'help', separated: true },
] as const satisfies readonly Action[];
export type ActionId = (typeof actions)[number]['id'];
export const actionIds = actions.map(({ id }) => id) as [ActionId, ...ActionId[]];
