/*
 * The one table of what can be done by a command: the native menu, the keys, the buttons, the command palette and the help take titles and keys from it.
 * Keys are written as Electron accelerators; `Mod` is Command on macOS and Control elsewhere. A sign that some layouts have only with AltGr
 * needs another key beside it.
 */

export interface Action {
  readonly id: string;
  readonly title: string;
  readonly keys?: readonly string[];
  /** Its key where letters are commands, for those who come from BPMN modelling. */
  readonly letter?: string;
  /** Where it stands in the menu. */
  readonly menu?: 'file' | 'edit' | 'view' | 'plan' | 'help';
  /** A line is drawn above it. */
  readonly separated?: boolean;
}

export const actions = [
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
  { id: 'toggle-problems', title: 'Problems and cost', keys: ['Mod+J'], menu: 'view' },
  { id: 'theme', title: 'Switch between light and dark', menu: 'view', separated: true },
  { id: 'keys', title: 'Keyboard shortcuts', keys: ['?'], menu: 'help' },
  { id: 'about', title: 'About Pipedraft', menu: 'help', separated: true },
] as const satisfies readonly Action[];
export type ActionId = (typeof actions)[number]['id'];
export const actionIds = actions.map(({ id }) => id) as [ActionId, ...ActionId[]];

/** What the command palette says of an action besides its title. */
export interface ActionWords {
  /** What must be there for it to be done: "needs a selected node". */
  readonly needs?: string;
  /** Other words that it is looked for by. */
  readonly also?: readonly string[];
}
export const actionWords: Readonly<Partial<Record<ActionId, ActionWords>>> = {
  new: { also: ['create', 'blank', 'empty'] },
  open: { also: ['file', 'load'] },
  save: { needs: 'an open plan', also: ['write', 'store'] },
  'save-as': { needs: 'an open plan', also: ['copy of the file', 'rename the file'] },
  revert: { needs: 'changes since the last save', also: ['discard', 'read again', 'reload'] },
  'schema-beside': { needs: 'a plan with a file', also: ['json schema', 'completion', 'editor', 'yaml'] },
  'export-yaml': { needs: 'a node', also: ['write'] },
  'export-json': { needs: 'a node', also: ['write'] },
  'export-svg': { needs: 'a node', also: ['picture', 'drawing', 'image'] },
  'export-png': { needs: 'a node', also: ['picture', 'drawing', 'image'] },
  print: { needs: 'a node', also: ['pdf', 'paper', 'packet', 'review'] },
  close: { also: ['quit', 'exit'] },
  undo: { needs: 'something that was done', also: ['back', 'take back'] },
  redo: { needs: 'something that was undone', also: ['again'] },
  cut: { needs: 'a selected node or note', also: ['clipboard', 'move'] },
  copy: { needs: 'a selected node or note', also: ['clipboard'] },
  paste: { needs: 'an open plan', also: ['clipboard', 'insert'] },
  duplicate: { needs: 'a selected node or note', also: ['clone', 'copy'] },
  delete: { needs: 'a selection', also: ['remove'] },
  'select-all': { needs: 'a node', also: ['everything'] },
  rename: { needs: 'one selected node, group or note', also: ['title', 'name'] },
  'move-up': { needs: 'selected nodes of one stage', also: ['reorder', 'earlier', 'outline', 'sequence'] },
  'move-down': { needs: 'selected nodes of one stage', also: ['reorder', 'later', 'outline', 'sequence'] },
  'select-upstream': { needs: 'a selected node', also: ['upstream', 'before', 'ancestors'] },
  'select-downstream': { needs: 'a selected node', also: ['downstream', 'after', 'descendants'] },
  'select-path': { needs: 'two selected nodes', also: ['way', 'route', 'between'] },
  find: { needs: 'a node', also: ['search', 'filter', 'where'] },
  'find-next': { needs: 'a node', also: ['search'] },
  'find-previous': { needs: 'a node', also: ['search'] },
  'add-node': { needs: 'an open plan', also: ['node', 'create', 'insert', 'new'] },
  append: { needs: 'one selected node', also: ['follow', 'next', 'after', 'add'] },
  swap: { needs: 'one selected node', also: ['replace', 'exchange', 'change the service'] },
  note: { needs: 'one selected node', also: ['comment', 'remark'] },
  'new-note': { needs: 'an open plan', also: ['comment', 'remark', 'text', 'sticky'] },
  group: { needs: 'a selected node', also: ['frame', 'together', 'box'] },
  ungroup: { needs: 'a selected node of a group', also: ['take out', 'dissolve'] },
  'toggle-group': { needs: 'a selected node of a group', also: ['fold', 'unfold', 'expand', 'close'] },
  history: { needs: 'an open plan', also: ['steps', 'undo'] },
  settings: { also: ['preferences', 'options'] },
  link: { needs: 'one selected node, and another one', also: ['edge', 'link', 'join'] },
  tidy: { needs: 'a node', also: ['arrange', 'lay out', 'layout', 'align'] },
  'tidy-selection': { needs: 'a selected node', also: ['arrange', 'layout'] },
  'tidy-new': { needs: 'a node that was added since', also: ['arrange', 'layout'] },
  pin: { needs: 'a selected node', also: ['fix the place', 'lock', 'unpin'] },
  context: { needs: 'an open plan', also: ['team', 'region', 'budget', 'settings of the plan'] },
  'price-books': { needs: 'an open plan', also: ['price book', 'cost', 'currency'] },
  packs: { also: ['rules', 'services', 'catalog'] },
  'next-finding': { needs: 'a finding', also: ['problem', 'error', 'warning'] },
  'previous-finding': { needs: 'a finding', also: ['problem', 'error', 'warning'] },
  'fix-finding': { needs: 'a chosen finding that has a fix', also: ['mend', 'repair', 'quick fix'] },
  'rule-page': { needs: 'a chosen finding', also: ['why', 'explain'] },
  'toggle-outline': { needs: 'an open plan', also: ['table', 'list', 'tree', 'rows'] },
  'outline-alone': { needs: 'an open plan', also: ['table', 'list', 'tree'] },
  'saved-views': { needs: 'an open plan', also: ['bookmark', 'place', 'search'] },
  back: { needs: 'a place you were at before', also: ['previous place', 'history'] },
  forward: { needs: 'a place you came back from', also: ['next place', 'history'] },
  'zoom-in': { needs: 'an open plan', also: ['larger', 'closer'] },
  'zoom-out': { needs: 'an open plan', also: ['smaller'] },
  'zoom-reset': { needs: 'an open plan', also: ['100 %', 'zoom'] },
  fit: { needs: 'a node', also: ['zoom', 'whole', 'overview'] },
  'zoom-selection': { needs: 'a selected node', also: ['closer'] },
  'toggle-lanes': { also: ['bands', 'swimlanes'] },
  'toggle-minimap': { also: ['overview', 'map'] },
  'toggle-palette': { also: ['services', 'left'] },
  'toggle-inspector': { also: ['properties', 'details', 'right'] },
  'toggle-problems': { also: ['findings', 'list', 'bottom'] },
  theme: { also: ['dark mode', 'appearance', 'colour'] },
  keys: { also: ['help', 'hotkeys'] },
  about: { also: ['version', 'licence'] },
};

/** Which keys there are: in the standard ones a letter typed on a node starts to append, in the other letters are commands. */
export type KeyPreset = 'standard' | 'letters';

/** The keys of an action, the one to show first. */
export function keysOf({ keys = [], letter }: Action, preset: KeyPreset): readonly string[] {
  return preset === 'letters' && letter !== undefined ? [letter, ...keys] : keys;
}
