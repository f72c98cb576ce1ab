import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlan } from '#engine/plan';
import { parse } from 'yaml';
import { allCommands, commandNames } from '../../src/cli/command-table.ts';
import { run } from '../../src/cli/run.ts';
import { acts, safe, safeJson, safeLines, safeXml, visible } from '../../src/cli/output/safe-text.ts';
import { safeYaml } from '../../src/cli/output/safe-yaml.ts';
import { markdown, markdownLine } from '../../src/cli/output/markdown.ts';
import { styleOf } from '../../src/cli/output/style.ts';
import { readXml, textOf } from '../harness/xml.ts';

/* Text from files of others does nothing in terminals and logs: it is sent through every subcommand, format and error path. */

const signs =
  '\u001b[2J\u001b]0;title\u0007\u0000\u0008\u007f\u009b31m\u0085\u2028\u2029\u202egnp.exe\u2066x\u2069\u200f\u061c\u200b\ufeff\u{e0041}\u00ad';
const hostile = [
  `x${signs}y`,
  '##vso[task.setvariable variable=a]1',
  '##[error]a',
  '::error::a',
  '::stop-commands::a',
  ' \t::set-output name=a::b',
  "##teamcity[message text='a']",
  `a ${'long '.repeat(30)}##vso[task.complete result=Succeeded]`,
  `a ${'long '.repeat(17)}::error::b`,
  'a\n##vso[task.uploadfile]/etc/passwd\r\n::error file=a,line=1::b\r##[command]c',
  '<script>alert(1)</script> [a](javascript:alert(1)) ![b](http://a.example/b.png) @everyone http://a.example | `c`',
];
const all = hostile.join('\n');

/** Everything that must not be in what is printed. Lines are ours; tabs are in plans that are printed. */
function actsIn(text: string): string[] {
  const found = [...text.matchAll(/[^\P{C}\n\t\p{Co}\p{Cn}]|[\u2028\u2029\u{E0000}-\u{E0FFF}]/gu)].map(([sign]) => `sign ${escape(sign)}`);
  for (const line of text.split('\n')) {
    if (/##\w*\[/.test(line)) found.push(line);
    if (/^\s*::/.test(line) || /::[\w-]+( [^:]*)?::/.test(line)) found.push(line);
  }
  return found;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pipedraft-hostile-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const plan = {
  pipedraft: 1,
  name: all,
  summary: all,
  context: {
    region: all,
    owner: all,
    priceBook: all,
    packs: { [all]: all },
    estate: [all],
    team: { skills: { [all]: 'basic' } },
    'x-own': all,
  },
  nodes: {
    store: { service: 'azure-storage', title: all, region: all, owner: all, note: all, definition: all, 'x-own': all },
    train: {
      service: 'azure-ml-pipelines',
      title: hostile[1],
      usage: { runsPerMonth: 5, timePerRun: '2 h', compute: 'attached' },
      decision: { because: all, alternatives: [{ service: all, because: all }] },
    },
    other: { service: all, title: hostile[9] },
  },
  edges: [
    { from: 'store', to: 'train', kind: 'data', title: all },
    { from: all, to: 'store', kind: 'data' },
  ],
  waivers: [
    { rule: all, because: all, owner: all },
    { rule: 'known-service', because: all, until: '2026-01-01' },
    { rule: 'code-in-repository', because: all },
  ],
  'x-own': { [all]: all },
};

function write(name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const strange = '::error::a ##vso[b]\u001b[31m\u202e.yaml';
const files = {
  good: write('good.yaml', JSON.stringify(withoutFaults())),
  strange: write(strange, JSON.stringify(withoutFaults())),
  faulty: write('faulty.yaml', JSON.stringify(plan)),
  // not JSON: the reader of YAML says where things stand
  comment: write(
    'comment.yaml',
    `pipedraft: 1\n# ##vso[a] \u202e::error::b\nname: "a"\nnodes:\n  "${'a'.repeat(3)}":\n    service: azure-storage\n    title: |-\n      a\n      ##vso[task.a]b\n      ::error::c\n`,
  ),
  keys: write(
    'keys.yaml',
    `pipedraft: 1\nname: a\n? ${JSON.stringify(all)}\n: 1\nnodes: {a: {service: azure-storage, ${JSON.stringify(all)}: 1}}\n`,
  ),
  broken: write('broken.yaml', `pipedraft: 1\nname: "::error::a\n##vso[b]\n  - ]:\n\u202e::error::b: [\n`),
  revised: write('##vso[a]revised.yaml', JSON.stringify(withoutFaults())),
  revisedJson: write('revised.json', JSON.stringify(withoutFaults())),
  json: write('plan.json', JSON.stringify(withoutFaults())),
  brokenJson: write('broken.json', `{"pipedraft": 1, ${JSON.stringify(all)}: ##vso[a]`),
  prices: write(strange.replace('.yaml', '.csv'), `meter,region,price\nvm-ds3-v2,eastus2,1\n"${all.replaceAll('"', '""')}",a,b\n`),
  badPrices: write('::error::prices.json', `[{"a": ${JSON.stringify(all)}}]`),
  missing: join(folder, all.replaceAll('\u0000', '').slice(0, 200)),
};
write('pack ::error::a/pipedraft.pack.yaml', JSON.stringify({ pack: 1, id: 'own', name: all, version: '1', summary: all, publisher: all }));
write(
  'pack ::error::a/rules/a.yaml',
  JSON.stringify({
    id: 'own-rule',
    title: all,
    severity: 'error',
    for: 'node',
    holds: 'false',
    message: `{node.title} ${all}`.replace(/[{}](?!node|\.)/g, ''),
    why: all,
    sources: [{ title: all }],
  }),
);
write('pack ::error::a/rules/##vso[b].yaml', JSON.stringify({ id: all, title: all, [all]: 1 }));
write('pack ::error::a/services/a.yaml', JSON.stringify({ extends: 'azure-storage', id: 'own-store', name: all }));
write('pack ::error::a/services/b.yaml', JSON.stringify({ extends: all, id: 'b' }));
write('pack ::error::a/synonyms.yaml', JSON.stringify({ [all]: [all] }));
write('pack ::error::a/scoring.yaml', JSON.stringify({ [all]: all }));
write('none/rules/::error::a.yaml', all);
const packs = { broken: join(folder, 'pack ::error::a'), none: join(folder, 'none'), missing: files.missing };

function withoutFaults() {
  const { context, nodes, edges, waivers, ...rest } = plan;
  void context;
  const { store, train, other } = nodes;
  const { alternatives: _, ...decision } = train.decision;
  return {
    ...rest,
    'x-own': all,
    nodes: { store, train: { ...train, decision }, other: { ...other, service: 'no-such-service' } },
    edges: edges.slice(0, 1),
    waivers,
  };
}

const commands = await allCommands();
const formatsOf = (name: string): readonly (readonly string[])[] => {
  const choices = commands.find((command) => command.name === name)?.options['format']?.choices ?? [];
  return choices.length === 0 ? [[]] : choices.map((choice) => ['--format', choice]);
};

/** What is sent through each subcommand: operands and options, each in all of its formats. */
const judging = [
  [],
  ['--pack', packs.broken],
  ['--pack', packs.none],
  ['--pack', packs.missing],
  ['--prices', files.prices],
  ['--prices', files.badPrices],
  ['--prices', files.missing],
  ['--today', all],
];
const plans = [files.good, files.strange, files.faulty, files.keys, files.broken, files.brokenJson, files.json, files.missing];
const cases: Readonly<Record<string, readonly (readonly string[])[]>> = {
  check: [
    ...judging.map((options) => [...plans, ...options]),
    ...plans.map((file) => [file]),
    ...['text', 'json', 'markdown', all].map((format) => [...plans, '--table', '--format', format]),
    [files.good, '--max-cost', '1', '--min-maintainability', '100'],
    [files.good, '--max-cost', all],
  ],
  completion: [['bash'], ['zsh'], ['fish'], ['powershell'], [all]],
  diff: [
    [files.good, files.strange],
    [files.good, files.faulty],
    [files.json, files.good, '--ignore-moved'],
    ...plans.map((file) => [files.good, file]),
    ...judging.map((options) => [files.good, files.json, ...options]),
    ...[all, `HEAD:${all}`, `${all}:${all}`].map((word) => [word, files.good]),
  ],
  export: ['json', 'svg', 'yaml', all].flatMap((to) =>
    [
      ...[files.good, files.comment, files.json, files.faulty].map((file) => [file]),
      ...judging.map((options) => [files.good, ...options]),
    ].map((args) => [...args, '--to', to]),
  ),
  exporters: [[], [all]],
  fmt: [[files.good, '--check'], [files.strange, '--check'], [files.broken, files.missing, '--check'], [files.broken], ['-']],
  'git-setup': [[all], ['--check', all]],
  knowledge: [[], [all]],
  limits: [[], [all]],
  man: [[]],
  // the merged text is that of the files, byte for byte; messages are looked at
  merge: [
    [files.good, files.good, files.good, '--marker-size', all],
    [files.good, files.broken, files.missing],
    [all, all, all],
  ],
  pack: [[packs.broken], [packs.none], [packs.missing], [packs.broken, packs.none]],
  revise: [
    ...[files.revised, files.revisedJson, files.faulty, files.broken, files.missing].map((file) => [file, '--note', all, '--author', all]),
    [files.revised, '--id', all],
    [files.revised, '--id', '::error::a'],
    [files.revised, '--date', all],
    ['-'],
    [all],
  ],
  packet: [
    ...plans.map((file) => [file, '--out', `${all}.txt`]),
    [files.good, '--out', 'x.html', '--since', all],
    [files.good, '--out', 'x.html', '--since', files.broken],
    [files.good, '--out', 'x.pdf', '--paper', all],
    [files.good, '--out', 'x.pdf', '--parts', all],
    [files.good, '--out', 'x.html', '--organisation', all, '--logo', all],
    [files.missing, '--out', 'x.pdf'],
  ],
  rules: [[], [all], ['one-region']],
  schema: [[], [all]],
  score: [...plans.map((file) => [file]), ...judging.map((options) => [files.good, ...options]), [files.good, '--scale', all]],
  scoring: [[], [all]],
  services: [[], [all]],
  safeguards: [[], [all]],
  starts: [[], [all]],
  textconv: plans.map((file) => [file]),
};

async function printed(args: readonly string[], colour = false, input = '') {
  const out: string[] = [];
  const data: string[] = [];
  const exit = await run(args, {
    input: Readable.from([Buffer.from(input)]),
    out: (text) => void (out.push(text), data.push(text)),
    talk: (text) => void out.push(`${text}\n`),
    colour,
    columns: 80,
    today: '2026-11-21',
    version: '0.0.0',
  });
  return { exit, out: out.join(''), data: data.join('') };
}

describe('hostile text', () => {
  it('has a case for every subcommand', () => {
    expect(Object.keys(cases).sort()).toEqual([...commandNames].sort());
  });

  for (const [name, inputs] of Object.entries(cases))
    it.each(formatsOf(name).map((format) => format.join(' ')))(`does nothing in what ${name} prints %s`, async (format) => {
      const options = format === '' ? [] : format.split(' ');
      for (const input of inputs) {
        const { out } = await printed([name, ...input, ...options], false, JSON.stringify(withoutFaults()));
        expect({ input, acts: actsIn(out) }).toEqual({ input, acts: [] });
        expect(out).not.toBe('');
      }
    });

  it.each(commandNames)('does nothing in what %s says of a wrong command line', async (name) => {
    for (const args of [[`--${all}`], [all, `--format=${all}`], ['--format'], [all, all, all], ['-\u001b', all]])
      expect(actsIn((await printed([name, ...args])).out)).toEqual([]);
    for (const args of [[all], ['help', all], [`--${all}`], ['::error::a']]) expect(actsIn((await printed(args)).out)).toEqual([]);
  });

  it('does nothing on a screen with colours, which stay', async () => {
    const { out } = await printed(['check', files.good, files.faulty, files.broken, '--pack', packs.broken], true);
    expect(out).toMatch(/\u001b\[1m/);
    expect(actsIn(out.replace(/\u001b\[(?:0|1|2|31|32|33|34)m/g, ''))).toEqual([]);
  });

  it('is the same for programs that read JSON, SARIF and YAML', async () => {
    const { data: json, exit } = await printed(['check', files.good, '--format', 'json']);
    expect({ exit, problems: (JSON.parse(json) as { problems: unknown }).problems, json }).toEqual({ exit: 1, problems: [], json }); // it can be read
    expect(JSON.parse(json)).toMatchObject({ plan: { name: all } });
    const { data: exported } = await printed(['export', files.good, '--to', 'json']);
    expect(readPlan(exported, 'a.json').plan).toEqual(readPlan(JSON.stringify(withoutFaults()), 'a.json').plan);
    for (const file of [files.good, files.comment]) {
      const { data: yaml } = await printed(['export', file, '--to', 'yaml']);
      const { data: asJson } = await printed(['export', file, '--to', 'json']);
      expect(readPlan(yaml, 'a.yaml').plan).toEqual(readPlan(asJson, 'a.json').plan);
    }
    const { data: svg } = await printed(['export', files.good, '--to', 'svg']);
    expect(textOf(readXml(svg))).toContain('##vso[task');
  });
});

describe('safe text', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...hostile, '##', 'vso[', '[', ':', '::', 'a::', '\n', ' ', '\u001b[31m', '\\', '"', '\ud800'),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

  it('acts nowhere, is one line, and is the same when it is made safe again', () => {
    fc.assert(
      fc.property(text, (one) => {
        const made = safe(one);
        expect(actsIn(`\n${made}\n`)).toEqual([]);
        expect(made).not.toMatch(/[\r\n\u2028\u2029\u0085]/);
        expect(safe(made)).toBe(made);
        expect(acts(made)).toBe(false);
        expect(actsIn(safeLines(one, false))).toEqual([]);
        expect(actsIn(`${markdown(one)}\n${markdownLine(one)}`)).toEqual([]);
      }),
    );
  });

  it('says the same as JSON, XML and YAML', () => {
    fc.assert(
      fc.property(text, (one) => {
        const json = safeJson(JSON.stringify({ [one]: one }, null, 2));
        expect(actsIn(json)).toEqual([]);
        expect(JSON.parse(json)).toEqual({ [one]: one });
        if (/\p{Cs}/u.test(one)) return; // no YAML or XML holds half a character
        const yaml = safeYaml(`a: ${JSON.stringify(one)}\nb:\n  - ${JSON.stringify(one)}\n`);
        expect(actsIn(yaml)).toEqual([]);
        expect(parse(yaml)).toEqual({ a: one, b: [one] });
        const xml = safeXml(`<a>${visible(one).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</a>`);
        expect(actsIn(xml)).toEqual([]);
      }),
    );
  });

  it.each([['Übung: «Daten» – 日本語 العربية 👩‍💻 ❤️ C++ a::b #1 50 % ~ $5'], ['std::vector, 10:30, {a: b}, # heading, ## two']])(
    'leaves ordinary words as they are: %s',
    (words) => {
      expect(safe(words)).toBe(words);
    },
  );

  it('is readable', () => {
    expect(safe('a\u001b[31mb\n##vso[c]\u202e\u{e0041}')).toBe('a\\u001b[31mb\\n#\\u0023vso[c]\\u202e\\u{e0041}');
    expect(safeLines(`${styleOf(true).red('a')}\u001b[5m\n  ::error::b`, true)).toBe('\u001b[31ma\u001b[0m\\u001b[5m\n  :\\u003aerror::b');
    expect(markdown('<b> | [a](http://b) `c` @d e@f.g &lt; www.h.i')).toBe(
      '\\<b\\> \\| \\[a\\](http\\://b) \\`c\\` \\\\u0040d e@f.g &amp;lt; www\\.h.i',
    );
  });
});
