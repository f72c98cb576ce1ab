import type { CommandId } from '#commands';

/** A command, a key in brackets, a click on a selector, or a text that is typed. */
type Step = CommandId | `[${string}]` | `click ${string}` | `type ${string}`;

/** Steps with which the benchmark runs a command. */
export interface Case {
  /** Selection before the command; a command that acts on a selection is run on everything and on one node. */
  readonly selected?: readonly ('nothing' | 'one' | 'two' | 'everything')[];
  /** Steps before the command, not measured. */
  readonly first?: readonly Step[];
  /** A step that is repeated until a selector is seen, not measured. */
  readonly reach?: { readonly by: Step; readonly to: string };
  /** Steps after the command has opened a dialog, measured as well. */
  readonly then?: readonly Step[];
  /** Steps that are measured instead of the command. */
  readonly steps?: readonly Step[];
  /** Steps at the end, not measured, before the change is undone. */
  readonly after?: readonly Step[];
  /** Way to restore the window: undo, a key that closes the dialog, or the command again. */
  readonly back?: 'undo' | 'escape' | 'again';
  /** A selector of what is there when it is done, where the window may be idle before. */
  readonly until?: string;
  /** It shows how far it is and can be cancelled, so it may take longer. */
  readonly cancellable?: boolean;
  /** It is run after all others: the plan is another then. */
  readonly last?: boolean;
  /** A reason why it is not run. */
  readonly not?: string;
}

const onBoth = ['one', 'everything'] as const;
/** That it was written, or why not. */
const written = '.message';

/** One entry for each command; a command without one does not compile. */
export const cases: Readonly<Record<CommandId, Case>> = {
  new: { last: true },
  'new-window': { last: true },
  'guided-start': { back: 'escape' },
  open: { last: true },
  save: { selected: ['one'], first: ['duplicate'], back: 'undo' },
  'save-as': {},
  revert: { selected: ['one'], first: ['duplicate'] },
  compare: { until: 'dialog [role=listbox] [role=option], dialog .none', back: 'escape' },
  'all-plans': { back: 'escape' },
  checkpoints: { back: 'escape' },
  'schema-beside': {},
  'export-files': { until: 'dialog .tree [role=treeitem]', back: 'escape' },
  'check-in': { until: 'dialog .tree [role=treeitem], .message', back: 'escape' },
  'export-yaml': { until: written },
  'export-json': { until: written },
  'export-cost': { until: written },
  'export-picture': { until: 'dialog iframe', back: 'escape' },
  print: { back: 'escape' },
  'issue-revision': { until: 'dialog dl', back: 'escape' },
  'show-in-folder': { not: 'opens the file manager of the system' },
  'tab-to-window': { not: 'needs a second plan; bench/tabs.bench.mjs measures those' },
  'reopen-tab': { not: 'needs a tab that was closed' },
  close: { not: 'ends the window' },
  'close-window': { not: 'ends the window' },
  'next-tab': { not: 'needs a second plan; bench/tabs.bench.mjs measures those' },
  'previous-tab': { not: 'needs a second plan; bench/tabs.bench.mjs measures those' },
  undo: { selected: onBoth, first: ['duplicate'] },
  redo: { selected: onBoth, first: ['duplicate', 'undo'], back: 'undo' },
  history: { back: 'again', selected: ['one'], first: ['duplicate', 'undo'] },
  cut: { selected: onBoth, back: 'undo' },
  copy: { selected: onBoth },
  'copy-picture': { selected: onBoth, until: written },
  paste: { selected: onBoth, first: ['copy'], back: 'undo' },
  duplicate: { selected: onBoth, back: 'undo' },
  delete: { selected: onBoth, back: 'undo' },
  'select-all': {},
  'select-service': { selected: ['one'] },
  'select-stage': { selected: ['one'] },
  rename: { selected: ['one'], back: 'escape' },
  'move-up': { selected: ['one'], back: 'undo' },
  'move-down': { selected: ['one'], first: ['move-up'], back: 'undo' },
  'select-upstream': { selected: onBoth },
  'select-downstream': { selected: onBoth },
  'select-path': { selected: ['two'] },
  find: { then: ['[a]', '[r]'], back: 'escape' },
  'find-next': { first: ['find'], back: 'escape' },
  'find-previous': { first: ['find'], back: 'escape' },
  settings: { back: 'escape' },
  'add-node': {},
  append: { selected: ['one'], then: ['[Enter]'], back: 'undo' },
  swap: { selected: ['one'], back: 'escape' },
  note: { selected: ['one'] },
  'new-note': { then: ['[n]', '[Escape]'], back: 'undo' },
  link: { selected: ['one'], back: 'escape' },
  'edge-next': { selected: ['one'] },
  'edge-source': { selected: ['one'], first: ['edge-next'], back: 'escape' },
  'edge-target': { selected: ['one'], first: ['edge-next'], back: 'escape' },
  'edge-reverse': { selected: ['one'], first: ['edge-next'], back: 'undo' },
  group: { selected: onBoth, then: ['[g]', '[Enter]'], back: 'undo' },
  ungroup: { selected: ['everything'], first: ['group', '[Enter]'], back: 'undo' },
  'toggle-group': { selected: ['everything'], first: ['group', '[Enter]'], back: 'undo' },
  tidy: { cancellable: true, back: 'escape' },
  'tidy-selection': { selected: onBoth, cancellable: true, back: 'escape' },
  'tidy-new': { selected: ['one'], first: ['duplicate'], cancellable: true, back: 'undo' },
  'send-to-lane': { selected: ['everything'], back: 'undo' },
  'take-stage': { selected: ['one'], back: 'undo' },
  turn: { back: 'undo' },
  'align-left': { selected: ['everything'], back: 'undo' },
  'align-center': { selected: ['everything'], back: 'undo' },
  'align-right': { selected: ['everything'], back: 'undo' },
  'align-top': { selected: ['everything'], back: 'undo' },
  'align-middle': { selected: ['everything'], back: 'undo' },
  'align-bottom': { selected: ['everything'], back: 'undo' },
  'align-across': { selected: ['everything'], back: 'undo' },
  'align-down': { selected: ['everything'], back: 'undo' },
  pin: { selected: onBoth, back: 'undo' },
  context: {},
  'price-books': { back: 'escape' },
  packs: { back: 'escape' },
  'next-finding': {},
  'previous-finding': {},
  'fix-finding': { reach: { by: 'next-finding', to: '.problems aside .fixes button:has-text("Fix all")' }, back: 'undo' },
  'waive-finding': { first: ['next-finding'], back: 'escape' },
  'copy-findings': {},
  'rule-page': { first: ['next-finding'], back: 'escape' },
  'toggle-outline': { back: 'again' },
  'outline-alone': { back: 'again' },
  palette: { then: ['[a]', '[r]'], back: 'escape' },
  'saved-views': { back: 'escape' },
  back: { first: ['next-finding', 'next-finding'] },
  forward: { first: ['next-finding', 'next-finding', 'back'] },
  'zoom-in': {},
  'zoom-out': {},
  'zoom-reset': {},
  fit: {},
  'zoom-selection': { selected: onBoth },
  'toggle-source': { back: 'again' },
  'toggle-lanes': { back: 'again' },
  'toggle-minimap': { back: 'again' },
  'toggle-legend': { back: 'again' },
  'toggle-palette': { back: 'again' },
  'toggle-inspector': { selected: ['everything'], back: 'again' },
  'toggle-problems': { back: 'again' },
  'theme-system': {},
  'theme-light': {},
  'theme-dark': {},
  theme: { back: 'again' },
  help: { selected: ['one'], back: 'escape' },
  'help-contents': { back: 'escape' },
  keys: { back: 'escape' },
  'report-problem': { back: 'escape' },
  'open-log-folder': { not: 'opens the file manager of the system' },
  about: { back: 'escape' },
};

/** Actions without a command of their own: buttons, dialogs and long lists. */
export const extras: Readonly<Record<string, Case>> = {
  'fix all findings of a rule': {
    reach: { by: 'next-finding', to: 'button:has-text("Fix all")' },
    steps: ['click button:has-text("Fix all")', 'click dialog button:has-text("as one step")'],
    back: 'undo',
  },
  'waive a finding': {
    first: ['next-finding'],
    steps: ['click button:has-text("Waive…")', 'type It is a trial', 'click dialog button:text-is("Waive")'],
    back: 'undo',
  },
  'align left': { selected: ['everything'], steps: ['click button:text-is("Align left")'], back: 'undo' },
  'distribute across': { selected: ['everything'], steps: ['click button:text-is("Distribute across")'], back: 'undo' },
  'outline to its ends': {
    first: ['toggle-outline'],
    steps: ['[End]', '[Home]', '[ArrowDown]'],
    after: ['toggle-outline'],
  },
  'outline with everything selected': {
    first: ['toggle-outline', 'select-all'],
    steps: ['duplicate'],
    back: 'undo',
    after: ['toggle-outline'],
  },
  'find with many hits': { first: ['find'], steps: ['type -is:retired', '[Enter]', '[Control+Enter]'] },
};
