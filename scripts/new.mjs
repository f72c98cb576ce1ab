/**
 * `npm run new rule <id>` makes the files of a new rule, `npm run new exporter <id>` those of a new exporter, and each lists it.
 * `npm run new index` only sorts the list of rules. The lists are kept by hand, with tests that read the folders; this saves the typing.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, id] = process.argv.slice(2);
const rules = 'src/engine/validate/rules';

if (what === 'rule' && id && /^[a-z][a-z0-9-]*$/.test(id)) newRule(id);
else if (what === 'exporter' && id && /^[a-z][a-z0-9-]*$/.test(id)) newExporter(id);
else if (what !== 'index') {
  process.stderr.write(
    'Usage: npm run new rule <id>     the id in words with hyphens: no-retired-service\n       npm run new exporter <id>\n       npm run new index         put the list of rules in order\n',
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
  // a finding depends on its node alone; docs/how-to/add-a-rule.md has the other scopes
  scope: { each: 'node', within: 0 },

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

/** @param {string} exporter */
function newExporter(exporter) {
  const folder = join('src/engine/export', exporter);
  if (existsSync(folder)) {
    process.stderr.write(`There is an exporter "${exporter}" already.\n`);
    process.exit(2);
  }
  mkdirSync(folder);
  const file = join(folder, `${exporter}.ts`);
  writeFileSync(
    file,
    `import type { Exporter } from '../exporter';

/** What it writes, and for whom. */
export const ${camel(exporter)}: Exporter = {
  meta: {
    id: '${exporter}',
    title: '',
    group: 'hosting',
    covers: '',
    services: [],
  },

  applies: (context) => context.has(...${camel(exporter)}.meta.services),

  *write(context) {
    for (const node of context.of(...${camel(exporter)}.meta.services)) {
      const path = context.pathOf(node, \`${exporter}/\${context.names.file(node.id)}.yml\`);
      yield { path, nodes: [node.id], format: 'yaml', value: { name: context.nameOf(node, context.names.asset(node.id)) } };
    }
  },
};
`,
  );
  const page = join('docs/exporting', `${exporter}.md`);
  writeFileSync(page, `# ${exporter}: what it writes\n\n| node or edge | file | keys |\n| --- | --- | --- |\n`);
  const test = join('tests/engine/export', `${exporter}.test.ts`);
  writeFileSync(
    test,
    `import { describe, it } from 'vitest';
import { graphOnly } from './awkward-plans.ts';
import { expectGolden, exported, planFrom } from './harness.ts';

describe('${exporter}', () => {
  it('writes the files of a plan', async () => {
    const plan = planFrom('pipedraft: 1\\nname: A plan\\n');
    await expectGolden(exported(graphOnly(plan), '${exporter}'), '${exporter}');
  });
});
`,
  );
  const list = 'src/engine/export/exporters.ts';
  const text = readFileSync(list, 'utf8');
  writeFileSync(
    list,
    text
      .replace(/\n\n/, `\nimport { ${camel(exporter)} } from './${exporter}/${exporter}';\n\n`)
      .replace(/\n\];/, `\n  ${camel(exporter)},\n];`),
  );
  process.stdout.write(
    `${file}\n${page}: list it in docs/exporting.md\n${test}\n${list}: put it where it belongs in the list\nDeclare its settings in resources/catalog/services, and name it under "definition" of the services that it writes.\n`,
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
