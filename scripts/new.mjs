/**
 * `npm run new rule <id>`: makes the files of a new rule and lists it. `npm run new index`: only sorts the list. The list is kept by
 * hand, with a test that reads the folder; this saves the typing.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, id] = process.argv.slice(2);
const rules = 'src/engine/validate/rules';

if (what === 'rule' && id && /^[a-z][a-z0-9-]*$/.test(id)) newRule(id);
else if (what !== 'index') {
  process.stderr.write(
    'Usage: npm run new rule <id>     the id in words with hyphens: no-retired-service\n       npm run new index         put the list of rules in order\n',
  );
  process.exit(2);
}
writeIndex();

/** @param {string} rule */
function newRule(rule) {
  const file = join(rules, `${rule}.ts`);
  if (existsSync(file)) {
    process.stderr.write(`There is a rule "${rule}" already.\n`);
    process.exit(2);
  }
  writeFileSync(
    file,
    `import type { Rule } from '../rule';
import { guide } from '../sources';

/** Why this rule is worth a reader's time. */
export const ${camel(rule)}: Rule = {
  meta: {
    id: '${rule}',
    title: '',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('')],
    entries: [],
    docs: '',
  },

  *check({ graph }) {
    for (const { id, title } of graph.nodes) {
      yield { nodes: [id], message: \`"\${title}" …\`, why: '' };
    }
  },
};
`,
  );
  for (const name of ['valid-case', 'invalid-case']) {
    const folder = join('tests/engine/validate/rules', rule, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'plan.yaml'), 'pipedraft: 1\nname: What is special about this case\n');
  }
  process.stdout.write(
    `${file}\ntests/engine/validate/rules/${rule}/: rename the cases after what they show, then npx vitest run --project node tests/engine/validate\n`,
  );
}

function writeIndex() {
  const ids = readdirSync(rules)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort();
  const lines = [
    "import type { Rule } from '../rule';",
    ...ids.map((rule) => `import { ${camel(rule)} } from './${rule}';`),
    '',
    '/* The list of rules; `npm run new index` writes it. */',
    '',
    '/** Every rule, in alphabetical order of its id. */',
    'export const rules: readonly Rule[] = [',
    ...ids.map((rule) => `  ${camel(rule)},`),
    '];',
  ];
  writeFileSync(join(rules, 'index.ts'), `${lines.join('\n')}\n`);
}

/** @param {string} words */
function camel(words) {
  return words.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
