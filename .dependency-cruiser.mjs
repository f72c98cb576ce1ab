/*
 * Who may import whom. docs/architecture.md says it in words; each rule here says why.
 */

/** @param {string} name @param {string} comment @param {string} from @param {string} allowed */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|node_modules)/', pathNot: [allowed], dependencyTypesNot: ['type-only'] },
});

const pureLibraries =
  'node_modules/(zod|yaml|jsonc-parser|fastest-levenshtein|@marcbachmann/cel-js|re2js|get-east-asian-width|node-diff3|diff|fflate)/';
const part = (/** @type {string} */ names) => `src/engine/(${names})/`;

const features =
  'append|canvas|compare|cost|export|find|findings|help|history|inspector|library|outline|review|scores|services|settings|source|start|tidy';
/** What a feature lends to another: ADR 0007 says why. */
const featureExceptions = [
  '^src/renderer/findings/FindingsSection\\.svelte$', // the inspector
  '^src/renderer/cost/(CostLines|CostPanel)\\.svelte$', // the inspector, the scores
  '^src/renderer/tidy/tidier\\.svelte\\.ts$', // the canvas
];

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other, be it for a type, are one thought in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-missing',
      comment: 'An import that does not resolve.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^sarif$'] /* the second is types only */ },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name may go any day.',
      severity: 'error',
      from: { path: '^src' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    only(
      'engine-is-pure',
      'It runs in the window, the command line and the tests alike; pass in what it needs.',
      '^src/engine/',
      `^(src/engine/|${pureLibraries})`,
    ),
    only('plan', 'The plan is what everything else is about.', `^${part('plan')}`, `^(${part('plan|format|errors')}|${pureLibraries})`),
    only('format', 'Every surface writes numbers, so what writes them knows no plan.', `^${part('format')}`, `^${part('format')}`),
    only('errors', 'Errors know nothing.', `^${part('errors')}`, `^${part('errors')}`),
    only(
      'catalog',
      'The catalog describes what plans name.',
      `^${part('catalog')}`,
      `^(${part('catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'notions',
      'What a node is and does is read from plan and catalog alone, so that rules and scores can share it.',
      `^${part('notions')}`,
      `^${part('notions|catalog|plan|format|errors')}`,
    ),
    only(
      'siblings',
      'Validating and scoring are independent of each other: what both must know is in notions. Types may be shared.',
      `^${part('validate|score')}`,
      `^(src/engine/$1/|${part('notions|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'draw',
      'A drawing knows neither findings nor scores; types may be shared.',
      `^${part('draw')}`,
      `^(${part('draw|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'packet',
      'The packet shows what was found about a plan and judges nothing; how text is measured is passed in.',
      `^${part('packet')}`,
      `^${part('packet|draw|catalog|plan|format|errors')}`,
    ),
    {
      name: 'packet-layers',
      comment: 'The drawing of a plan knows no sheets, and a list knows no drawing.',
      severity: 'error',
      from: { path: '^src/engine/packet/(drawing|parts)/' },
      to: { path: '^src/engine/packet/(sheets|layout-packet|drawing-sheet)' },
    },
    only(
      'start',
      'A first plan is made of the catalog and of reasons; whoever asks for it judges it as any plan is judged.',
      `^${part('start')}`,
      `^(${part('start|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'evaluate',
      'The one place where findings, scores and cost of a plan come together, with what its exports miss.',
      `^${part('evaluate')}`,
      `^${part('evaluate|export|validate|score|catalog|plan|format|errors')}`,
    ),
    only(
      'packs',
      'A pack adds to everything that a plan is judged with.',
      `^${part('packs')}`,
      `^(${part('packs|validate|score|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'export',
      'Files are made from plan and catalog; what was found about the plan is passed in, for the documents.',
      `^${part('export')}`,
      `^(${part('export|draw|score|notions|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    only(
      'diff',
      'Two plans are compared by what is known of each: by its content, its evaluation and its exported files.',
      `^${part('diff')}`,
      `^${part('diff|evaluate|export|draw|validate|score|catalog|plan|format|errors')}`,
    ),
    only(
      'merge',
      'Sides are merged by what plans say; what is the same in them is found as a comparison finds it.',
      `^${part('merge')}`,
      `^(${part('merge|diff|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    {
      name: 'an-exporter-alone',
      comment: 'Exporters agree by what is in parts/, so that each can be read and left out alone.',
      severity: 'error',
      from: { path: '^src/engine/export/(?!parts|emit)([^/]+)/' },
      to: { path: '^src/engine/export/[^/]+/', pathNot: ['^src/engine/export/(parts|emit|$1)/'] },
    },
    only(
      'explain',
      'What is said about the rules, with examples that are judged as any plan is.',
      `^${part('explain')}`,
      `^(${part('explain|evaluate|validate|score|catalog|plan|format|errors')}|${pureLibraries})`,
    ),
    {
      name: 'questions',
      comment: 'A question about a plan knows no fix and no rule: both ask it.',
      severity: 'error',
      from: { path: '^src/engine/validate/questions/' },
      to: { path: '^src/engine/validate/', pathNot: ['^src/engine/validate/(questions/|rule\\.ts$|wording\\.ts$|sources\\.ts$)'] },
    },
    {
      name: 'fixes',
      comment: 'Fixes are edits that rules offer; they know questions, and no rule.',
      severity: 'error',
      from: { path: '^src/engine/validate/fixes/' },
      to: { path: '^src/engine/validate/(rules/|index)' },
    },
    {
      name: 'a-rule-alone',
      comment: 'A rule that needs another rule is two rules in one.',
      severity: 'error',
      from: { path: '^src/engine/validate/rules/(?!index)' },
      to: { path: '^src/engine/validate/rules/' },
    },
    {
      name: 'a-measure-alone',
      comment: 'A measure that needs another measure is two in one.',
      severity: 'error',
      from: { path: '^src/engine/score/measures/(?!index)' },
      to: { path: '^src/engine/score/measures/' },
    },
    only(
      'resources',
      'What ships as data, made into engine values.',
      '^src/resources/',
      `^(src/resources/|${part('catalog|plan|score|validate|errors')})`,
    ),
    only('ipc', 'The contract is what both sides can agree on.', '^src/ipc/', `^(src/(ipc|engine|commands)/|node_modules/zod/)`),
    only('preload', 'The sandbox loads nothing but Electron.', '^src/preload/', '^(src/preload/|node_modules/electron/)'),
    only(
      'disk',
      'Reading and saving plan files and exported files is the same promise in the application and the command, so it knows plans, exports, how figures are written, and Node.',
      '^src/disk/',
      `^(src/disk/|node_modules/zod/|${part('export|plan|format|errors')})`,
    ),
    only(
      'paper',
      'Writers of the packet draw what was laid out: they know display lists and fonts, and no plans.',
      '^src/paper/',
      `^(src/paper/|${part('packet|errors')}|node_modules/(harfbuzzjs|bidi-js|pdfkit|@resvg)/)`,
    ),
    only(
      'config',
      'The configuration file of a project is read like a plan; what is done with it, others decide.',
      '^src/config/',
      `^(src/(config|disk)/|node_modules/zod/|${part('plan|errors')})`,
    ),
    only('git', 'A repository is read, never run: what reads it needs Node alone.', '^src/git/', '^src/git/'),
    only(
      'history',
      'Earlier states of a plan, from the repository of its file: the same for the application and the command.',
      '^src/history/',
      `^(src/(history|git|disk)/|${part('plan|errors')})`,
    ),
    only(
      'main',
      'The main process never reaches into the window.',
      '^src/main/',
      '^(src/(main|config|disk|git|history|engine|ipc|commands|paper|resources)/|node_modules/)',
    ),
    only(
      'cli',
      'The command runs without Electron.',
      '^src/cli/',
      `^(src/(cli|config|disk|git|history|engine|paper|resources)/|${pureLibraries}|node_modules/)`,
    ),
    {
      name: 'cli-without-electron',
      comment: 'The command runs without Electron.',
      severity: 'error',
      from: { path: '^src/(cli|config|disk|git|history|engine|paper|resources|renderer)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'library-without-electron',
      comment: 'What plans are judged with is tested in Node; paths come in as arguments.',
      severity: 'error',
      from: { path: '^src/main/library/' },
      to: { path: '^(node_modules/electron/|src/main/(?!library/|files/))' },
    },
    {
      name: 'files-without-electron',
      comment: "What keeps the user's work is tested in Node, promise by promise; paths come in as arguments.",
      severity: 'error',
      from: { path: '^src/main/files/' },
      to: { path: '^(node_modules/electron/|src/main/(?!files/))' },
    },
    {
      name: 'git-in-a-thread',
      comment: 'A repository may be hostile or slow: the main process reads it in the thread of comparisons, which has limits.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: '^src/main/compare/plan-in-git\\.ts$' },
      to: { path: '^src/(git|history)/' },
    },
    {
      name: 'git-through-its-index',
      comment: 'The index is the border at which every fault of a repository becomes one kind of error.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/git/' },
      to: { path: '^src/git/', pathNot: '^src/git/index\\.ts$' },
    },
    {
      name: 'paper-through-its-index',
      comment: 'The index says what may be written; how it is written is its own business.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/paper/' },
      to: { path: '^src/paper/', pathNot: '^src/paper/index\\.ts$' },
    },
    {
      name: 'disk-through-its-index',
      comment: 'The index says which promises about files others may rely on.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/disk/' },
      to: { path: '^src/disk/', pathNot: '^src/disk/index\\.ts$' },
    },
    only(
      'renderer',
      'The window asks the main process; of the engine it runs only the plan, its edits, and how figures are written.',
      '^src/renderer/',
      `^(src/renderer/|src/commands/|src/engine/evaluate/change\\.ts$|${part('plan|format|errors')}|node_modules/(svelte|@xyflow|@lucide|dexie|fastest-levenshtein|@fontsource|@codemirror|@lezer|style-mod)/)`,
    ),
    only(
      'renderer-ui',
      'Buttons and dialogs know no plans; how figures are worded is the same everywhere.',
      '^src/renderer/ui/',
      '^(src/renderer/(ui|wording)/|src/engine/(plan|format)/index\\.ts$|node_modules/(svelte|@lucide)/)',
    ),
    {
      name: 'features-apart',
      comment:
        'A feature of the window uses what features share, never another feature; app/ and commands/ put them together. ADR 0007 has the exceptions.',
      severity: 'error',
      from: { path: `^src/renderer/(${features})/` },
      to: {
        path: `^src/renderer/(${features}|app|commands)/`,
        pathNot: ['^src/renderer/$1/', ...featureExceptions],
      },
    },
    {
      name: 'shared-below-features',
      comment: 'What features share knows none of them.',
      severity: 'error',
      from: { path: '^src/renderer/(state|ui|wording|storage|amounts|sources|code)/' },
      to: { path: `^src/renderer/(${features}|app|commands)/` },
    },
    only('commands', 'The table of commands is read by the menu, the window and the help.', '^src/commands/', '^src/commands/'),
    {
      name: 'flow-in-one-folder',
      comment: 'Svelte Flow changes its interface; only the canvas knows it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/renderer/canvas/' },
      to: { path: 'node_modules/@xyflow/' },
    },
    {
      name: 'code-editor-in-one-folder',
      comment:
        'The code editor is large and is loaded when it is first shown; only the source pane and what it shares with previews know it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/renderer/(source|code)/' },
      to: { path: 'node_modules/(@codemirror|@lezer|style-mod)/' },
    },
    {
      name: 'through-the-index',
      comment: 'A part of the engine is reached through its index only.',
      severity: 'error',
      from: { path: '^src/engine/([^/]+)/' },
      to: { path: '^src/engine/[^/]+/', pathNot: ['^src/engine/$1/', '^src/engine/[^/]+/index\\.ts$'] },
    },
    {
      name: 'through-the-index-outside',
      comment: 'A part of the engine is reached through its index only.',
      severity: 'error',
      from: { path: '^src/(main|cli|config|disk|ipc|paper|renderer|resources)/' },
      to: { path: '^src/engine/', pathNot: ['^src/engine/[^/]+/index\\.ts$', '^src/engine/evaluate/change\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '\\.d\\.ts$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.svelte', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'svelte', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
