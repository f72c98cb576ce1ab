import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What may not be called outside the one place that does it safely. */
const onlyInRegister = {
  selector: "CallExpression[callee.object.name='ipcMain']",
  message: 'Only src/main/ipc/register.ts talks to ipcMain, so that every message passes the same gates.',
};

const onlyByName = { selector: 'ExportAllDeclaration', message: 'An index lists what others may use, by name.' };

const onlyWithToday = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Today comes in as an argument.',
};

/** Numbers, amounts and dates are written in one place, so that the same plan reads alike everywhere. */
const onlyInFormat = [
  {
    selector: 'MemberExpression[property.name=/^(toFixed|toLocaleString|toLocaleDateString|toLocaleTimeString)$/]',
    message: 'Numbers, amounts and dates are written by #engine/format.',
  },
  {
    // a segmenter finds where letters end, and writes nothing
    selector: "MemberExpression[object.name='Intl'][property.name!='Segmenter']",
    message: 'Numbers, amounts, counts, lists and dates are written by #engine/format; it takes the marks of a language as an argument.',
  },
];

/** What plan/ has a function for. */
const habits = [
  {
    selector: "CallExpression[callee.property.name='split'][arguments.0.value='/']",
    message: 'The parts of an edge id: edgeEnds(id) of #engine/plan.',
  },
  {
    selector:
      "LogicalExpression[operator='??'][left.expression.property.name='title'][left.expression.object.object.property.name='nodes']",
    message: 'The title of a node, or its id: titleOf(plan, id) of #engine/plan, or shownTitleOf(plan, id) of wording/shown.',
  },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'coverage/', 'test-results/', '.svelte-kit/', 'reports/', '.stryker-tmp/'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', onlyInRegister, onlyByName],
    },
  },
  { files: ['src/**'], rules: { 'no-restricted-syntax': ['error', onlyInRegister, onlyByName, ...onlyInFormat] } },
  {
    files: ['src/renderer/**'],
    // where the title itself is needed: it is edited, compared or counted there
    ignores: [
      'src/renderer/wording/shown.ts',
      'src/renderer/outline/rows.ts',
      'src/renderer/canvas/groups/canvas-frames.svelte.ts',
      'src/renderer/canvas/groups/drawn.ts',
      'src/renderer/canvas/overview/overview-blocks.svelte.ts',
      'src/renderer/state/shown-plan.ts',
      'src/renderer/state/paste-titles.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '#engine/plan',
          importNames: ['titleOf', 'groupTitleOf'],
          message: 'A title that is shown: shownTitleOf and shownGroupTitleOf of wording/shown, so that it has no power over the window.',
        },
      ],
    },
  },
  {
    files: ['src/renderer/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', onlyInRegister, ...onlyInFormat, ...habits] },
  },
  { files: ['src/main/ipc/register.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/engine/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'console', 'setTimeout', 'fetch'],
      'no-restricted-syntax': ['error', onlyWithToday, onlyByName, ...onlyInFormat],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument, so that the same plan gives the same answer.' },
      ],
    },
  },
  { files: ['src/engine/format/**'], rules: { 'no-restricted-syntax': ['error', onlyWithToday, onlyByName] } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: { ...globals.browser }, parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // our sets and maps are replaced whole, in $state.raw
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style']",
          message: 'A style attribute breaks the content security policy: use a class, or style:property={value}.',
        },
        ...onlyInFormat,
        ...habits,
      ],
    },
  },
  { files: ['src/renderer/**'], languageOptions: { globals: { ...globals.browser } } },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
