import type { CommandId } from '#commands';

/** A command, a key in brackets, a click on a selector, or a text that is typed. */
type Step = CommandId | `[${string}]` | `click ${string}` | `type ${string}`;

/** How a command is run by the benchmark. */
export interface Case {
  /** What is selected first; a command that acts on a selection is run on everything and on one node. */
  readonly selected?: readonly ('nothing' | 'one' | 'two' | 'everything')[];
  /** What is done first and not measured. */
  readonly first?: readonly Step[];
  /** What is done again and again until a selector is seen, and not measured. */
  readonly reach?: { readonly by: Step; readonly to: string };
  /** What is done when the command has asked for something, and measured as well. */
  readonly then?: readonly Step[];
  /** What is done and measured in the command's place. */
  readonly steps?: readonly Step[];
  /** What is done at the end and not measured, before what changed is undone. */
  readonly after?: readonly Step[];
  /** What leaves the window as it was: steps that are undone, a key that closes what opened, the command again. */
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
  'guided-start': { back: 'escape' },
  open: { last: true },
  save: { selected: ['one'], first: ['duplicate'], back: 'undo' },
  'save-as': {},
  revert: { selected: ['one'], first: ['duplicate'] },
  'schema-beside': {},
  'export-yaml': { until: written },
  'export-json': { until: written },
  'export-svg': { until: written },
  'export-png': { until: written },
  print: { back: 'escape' },
  close: { not: 'ends the window' },
  undo: { selected: onBoth, first: ['duplicate'] },
  redo: { selected: onBoth, first: ['duplicate', 'undo'], back: 'undo' },
  history: { back: 'again', selected: ['one'], first: ['duplicate', 'undo'] },
  cut: { selected: onBoth, back: 'undo' },
  copy: { selected: onBoth },
  paste: { selected: onBoth, first: ['copy'], back: 'undo' },
  duplicate: { selected: onBoth, back: 'undo' },
  delete: { selected: onBoth, back: 'undo' },
  'select-all': {},
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
  group: { selected: onBoth, then: ['[g]', '[Enter]'], back: 'undo' },
  ungroup: { selected: ['everything'], first: ['group', '[Enter]'], back: 'undo' },
  'toggle-group': { selected: ['everything'], first: ['group', '[Enter]'], back: 'undo' },
  tidy: { cancellable: true, back: 'escape' },
  'tidy-selection': { selected: onBoth, cancellable: true, back: 'escape' },
  'tidy-new': { selected: ['one'], first: ['duplicate'], cancellable: true, back: 'undo' },
  pin: { selected: onBoth, back: 'undo' },
  context: {},
  'price-books': { back: 'escape' },
  packs: { back: 'escape' },
  'next-finding': {},
  'previous-finding': {},
  'fix-finding': { reach: { by: 'next-finding', to: '.problems aside .fixes button:has-text("Fix all")' }, back: 'undo' },
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
  'toggle-lanes': { back: 'again' },
  'toggle-minimap': { back: 'again' },
  'toggle-palette': { back: 'again' },
  'toggle-inspector': { selected: ['everything'], back: 'again' },
  'toggle-problems': { back: 'again' },
  theme: { back: 'again' },
  keys: { back: 'escape' },
  about: { back: 'escape' },
};

/** What has no command of its own: buttons, dialogs and long lists. */
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
