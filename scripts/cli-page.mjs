/** docs/cli.md: options of each command, and its output for an example. `npm run generate` runs the commands and writes the page. */

const plan = 'resources/examples/churn-scoring.pipedraft.yaml';
const templates = ['azure-ml', 'azure-ml-mlflow'].map((name) => `resources/examples/template-${name}.pipedraft.yaml`);
const day = ['--today', '2026-11-21'];

/**
 * Examples of each command, shown after its help. `lines` limits a long output.
 * @type {Readonly<Record<string, readonly { readonly says: string; readonly args: readonly string[]; readonly lines?: number }[]>>}
 */
const shown = {
  check: [
    { says: 'For a person at a terminal:', args: ['check', plan, ...day] },
    { says: 'Many plans in one table, the worst first:', args: ['check', 'resources/examples', ...day, '--table'] },
    { says: 'As a comment on a pull request:', args: ['check', plan, ...day, '--format', 'markdown'], lines: 14 },
    { says: 'For a program. Keys are added, never renamed:', args: ['check', plan, ...day, '--format', 'json'], lines: 40 },
    { says: 'For a tool that shows findings at the lines of a file:', args: ['check', plan, ...day, '--format', 'sarif'], lines: 16 },
    {
      says: 'With a limit that is exceeded, so that a build fails:',
      args: ['check', plan, ...day, '--max-cost', '500', '--format', 'junit'],
      lines: 8,
    },
  ],
  completion: [{ says: 'For bash; `source <(pipedraft completion bash)` in ~/.bashrc uses it:', args: ['completion', 'bash'], lines: 6 }],
  diff: [
    { says: 'For a person at a terminal:', args: ['diff', ...templates, ...day], lines: 40 },
    { says: 'As a comment on a pull request:', args: ['diff', ...templates, ...day, '--format', 'markdown'], lines: 20 },
    { says: 'For a program. Keys are added, never renamed:', args: ['diff', ...templates, ...day, '--format', 'json'], lines: 40 },
  ],
  export: [{ says: 'The plan as the application writes it:', args: ['export', plan, '--to', 'yaml'], lines: 16 }],
  exporters: [{ says: 'What each writes:', args: ['exporters'], lines: 12 }],
  fmt: [{ says: 'A test for the canonical form, which prints nothing if the plan has it:', args: ['fmt', plan, '--check'] }],
  'git-setup': [
    {
      says: 'How to see the commands before anything is set; `pipedraft git-setup --check` says whether a clone is set up, and what is missing:',
      args: ['git-setup', '-h'],
      lines: 3,
    },
  ],
  knowledge: [{ says: 'The statements, in short:', args: ['knowledge'], lines: 12 }],
  limits: [{ says: 'What checks each limit, in short:', args: ['limits'], lines: 12 }],
  man: [{ says: 'Its source, which `man -l -` shows:', args: ['man'], lines: 6 }],
  merge: [{ says: 'Two sides that changed nothing:', args: ['merge', plan, plan, plan], lines: 8 }],
  pack: [{ says: 'The example of the documentation:', args: ['pack', 'docs/packs/contoso'] }],
  packet: [
    {
      says: 'With your name and logo in the title blocks: `pipedraft packet plan.pipedraft.yaml --out review.pdf --organisation "Contoso Energy" --logo logo.svg`. A logo that cannot be read is said before anything is written:',
      args: ['packet', plan, '--out', 'review.pdf', '--organisation', 'Contoso Energy', '--logo', 'none.svg'],
    },
    { says: 'The ending of the file says what is written; others are refused:', args: ['packet', plan, '--out', 'review.docx'] },
  ],
  revise: [
    {
      says: 'How to see its options before anything is written; a revision is issued with `pipedraft revise plan.pipedraft.yaml --note "Scores in batches"`:',
      args: ['revise', '-h'],
      lines: 3,
    },
  ],
  rules: [
    { says: 'All of them:', args: ['rules'], lines: 12 },
    { says: 'One of them:', args: ['rules', 'schedule-supported'], lines: 24 },
  ],
  schema: [{ says: 'The JSON Schema with which editors check plans:', args: ['schema'], lines: 12 }],
  score: [
    { says: 'For a person at a terminal:', args: ['score', plan, ...day, '--scale', '1,10,100'] },
    { says: 'For a program:', args: ['score', plan, ...day, '--format', 'json'], lines: 44 },
  ],
  scoring: [{ says: 'The parts of the scores:', args: ['scoring'], lines: 16 }],
  services: [{ says: 'The catalog:', args: ['services'], lines: 12 }],
  starts: [{ says: 'What can be started, and how:', args: ['starts'], lines: 12 }],
  textconv: [{ says: 'What `git diff` compares:', args: ['textconv', plan], lines: 12 }],
  safeguards: [{ says: 'What each service leaves open, and what is promised for it:', args: ['safeguards'], lines: 12 }],
};

/**
 * Makes the page by running each command in the root of the checkout.
 * @param {(args: readonly string[]) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>} run
 * @param {readonly string[]} names every subcommand, in the order of the page
 * @returns {Promise<string>}
 */
export async function cliPage(run, names) {
  const sections = [];
  for (const name of names) {
    const examples = [];
    for (const { says, args, lines } of shown[name] ?? []) examples.push(await example(run, says, args, lines));
    sections.push([`## ${name}`, '', fenced((await run([name, '--help'])).stdout), '', ...examples.flat()].join('\n'));
  }
  return `${[
    '# The command',
    '',
    'Options and output of each command. `npm run generate` runs the commands to write this page, and a test fails when an output has changed. Long outputs are shortened, with the number of omitted lines. Data goes to standard output, messages to standard error. Colours are used on a terminal only.',
    '',
    fenced((await run(['help'])).stdout),
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/**
 * @param {Parameters<typeof cliPage>[0]} run
 * @param {string} says
 * @param {readonly string[]} args
 * @param {number | undefined} most
 */
async function example(run, says, args, most) {
  const { code, stdout, stderr } = await run(args);
  const all = stdout === '' ? [] : stdout.trimEnd().split('\n');
  const cut = most !== undefined && all.length > most;
  const answer = cut ? [...all.slice(0, most), `… ${all.length - most} more lines`] : all;
  const talk = stderr === '' ? [] : ['On standard error:', '', fenced(stderr), ''];
  return [
    says,
    '',
    fenced([`$ pipedraft ${args.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg)).join(' ')}`, ...answer].join('\n')),
    '',
    ...talk,
    `Exit code ${code}.`,
    '',
  ];
}

/** @param {string} text */
function fenced(text) {
  // a fence longer than any in the text
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
