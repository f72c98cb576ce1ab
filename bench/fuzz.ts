import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../src/cli/run';
import { UserError, type Problem, PlanProblems } from '#engine/errors';
import { documentOf, formatYaml, patchYaml, readPlan, writePlanJson, writePlanYaml, type PlanFile } from '#engine/plan';
import { examples } from '#resources';
import { brokenBy } from './fuzz-answer';

export { brokenBy };

/*
 * Texts that nobody would write, and what must hold of each of them. A case is made of its number and a seed alone, so that it can be made again.
 */

/** Laws for every text. */
export const laws = {
  'reading never fails': 'A text is read, or refused in words.',
  'what is written is read back': 'A plan that was read is the same after it was written as YAML, as JSON, and into its own text.',
  'saving changes nothing': 'A plan that was not changed is saved as the text that it was read from.',
  'messages are ours': 'What is said of a text holds no words of a library.',
  'nothing takes long': 'Reading takes less than two seconds.',
  'the command never fails': 'The command ends with 0, 1 or 2, and says why.',
  'answers are whole documents': 'JSON, SARIF and JUnit are whole, whatever is wrong with the plans.',
  'output is safe':
    'What the command prints holds no control characters, none that turn the direction of a line, and no commands to a build server.',
} as const;
export type Law = keyof typeof laws;

export interface Broken {
  readonly law: Law;
  readonly why: string;
  readonly name: string;
  readonly text: string;
}

/** The text of a case, and the name of its file. */
export function caseOf(seed: number, number: number): { readonly name: string; readonly text: string } {
  return makeText(seeded(seed * 1_000_003 + number));
}

/** Laws that a case breaks. */
export async function tryCase(seed: number, number: number): Promise<readonly Broken[]> {
  const random = seeded(seed * 1_000_003 + number);
  const { name, text } = makeText(random);
  const broken: Broken[] = [];
  const tell = (law: Law, why: unknown) =>
    broken.push({
      law,
      why: why instanceof Error ? (why.stack ?? why.message).split('\n').slice(0, 3).join(' ') : String(why),
      name,
      text,
    });

  const before = process.cpuUsage();
  let read: PlanFile | undefined;
  try {
    read = readPlan(text, name);
  } catch (error) {
    if (!(error instanceof UserError)) tell('reading never fails', error);
    if (error instanceof PlanProblems) {
      const foreign = error.problems.find(({ message, fix }: Problem) => libraryWords.test(message) || libraryWords.test(fix));
      if (foreign) tell('messages are ours', `${foreign.message} ${foreign.fix}`);
    }
  }
  const { user, system } = process.cpuUsage(before);
  if (user + system > 2_000_000) tell('nothing takes long', `${Math.round((user + system) / 1000)} ms`);
  if (read) readBack(read, tell);
  await command(name, text, random, tell);
  return broken;
}

/** Typical wording of zod, yaml and jsonc-parser. */
const libraryWords =
  /Invalid input|Too (?:big|small)|expected (?:string|number|array|object|record|int)\b|received|flow (?:map|sequence)|block (?:map|seq)|-scalar|indicator|implicit|Unrecognized/;

function readBack({ plan, text, format }: PlanFile, tell: (law: Law, why: unknown) => void): void {
  const said = JSON.stringify(documentOf(plan));
  const again: readonly (readonly [how: string, name: string, write: () => string])[] = [
    ['YAML', 'plan.yaml', () => writePlanYaml(plan)],
    ['JSON', 'plan.json', () => writePlanJson(plan)],
    ...(format === 'yaml' ? [['its own text, formatted', 'plan.yaml', () => formatYaml(text, plan)] as const] : []),
  ];
  for (const [how, name, write] of again) {
    try {
      if (JSON.stringify(documentOf(readPlan(write(), name).plan)) !== said)
        tell('what is written is read back', `as ${how} it is another plan`);
    } catch (error) {
      tell('what is written is read back', error);
    }
  }
  if (format !== 'yaml') return;
  try {
    if (patchYaml(text, plan) !== text) tell('saving changes nothing', 'the text is another one');
  } catch (error) {
    tell('saving changes nothing', error);
  }
}

const commands = [
  ['check'],
  ['check', '--format', 'json'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'junit'],
  ['check', '--format', 'markdown'],
  ['score'],
  ['fmt', '--check'],
  ['export', '--to', 'svg'],
] as const;

async function command(name: string, text: string, random: () => number, tell: (law: Law, why: unknown) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-fuzz-'));
  const args = commands[Math.floor(random() * commands.length)] ?? commands[0];
  const printed = { out: '', talk: '' };
  const out = (some: string) => void (printed.out += some);
  const talk = (some: string) => void (printed.talk += `${some}\n`);
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    const terminal = { input: nothing(), out, talk, colour: false, columns: 100, today: '2026-11-21', version: '0.0.0' };
    const exit = await run([...args, file], terminal);
    for (const { law, why } of brokenBy({ args, exit, ...printed })) tell(law, why);
  } catch (error) {
    tell('the command never fails', error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // standard input is not used
}

// ---- texts ----

type Random = () => number;

function makeText(random: Random): { readonly name: string; readonly text: string } {
  const example = pick(random, examples).text;
  const isJson = random() < 0.3;
  const name = isJson ? 'plan.json' : 'plan.yaml';
  if (random() < 0.5) {
    const whole = isJson ? JSON.stringify(documentOf(readPlan(example, 'plan.yaml').plan), null, 1) : example;
    return { name, text: withChanges(random, random() < 0.5 ? whole : whole.slice(0, Math.floor(random() * whole.length))) };
  }
  const value: unknown = structuredClone(documentOf(readPlan(example, 'plan.yaml').plan));
  for (let times = 1 + Math.floor(random() * 5); times > 0; times -= 1) changeInside(random, value);
  const text = JSON.stringify(value, null, pick(random, [0, 1, 2])); // JSON is YAML, too
  return { name, text: random() < 0.2 ? withChanges(random, text) : text };
}

/** Pieces of text that mean something to some reader. */
const pieces = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    ': ',
    ':',
    '- ',
    '-',
    '? ',
    ', ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '#',
    ' # ',
    '|',
    '>-',
    '|2',
    '&a ',
    '*a',
    '!t ',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '<<: *a',
    '<<',
  ],
  ...[
    'true',
    'null',
    '~',
    '.nan',
    '.inf',
    '-0',
    '1e999',
    '0x1f',
    '007',
    '12:30',
    '2026-02-30',
    '__proto__',
    'constructor',
    'pipedraft: 2',
    'x-a: &a {b: *a}',
  ],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '日',
    '##vso[task.complete result=Failed;]',
    '::error::x',
    '<script>',
    ']]>',
    '\\',
    '\\u',
    '\\q',
  ],
];

function withChanges(random: Random, text: string): string {
  let result = text;
  for (let times = 1 + Math.floor(random() * 6); times > 0; times -= 1) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() ** 3 * 40);
    const kind = random();
    if (kind < 0.4) result = result.slice(0, at) + pick(random, pieces) + result.slice(at + length);
    else if (kind < 0.6) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.75) result = result.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + result.slice(at + 1);
    else if (kind < 0.9)
      result = result.slice(0, at) + result.slice(at, at + length).repeat(1 + Math.floor(random() * 20)) + result.slice(at);
    else result = result.slice(0, at) + pick(random, pieces).repeat(Math.floor(random() ** 4 * 3000)) + result.slice(at);
  }
  return result;
}

/** Puts something else at some place of a value. */
function changeInside(random: Random, value: unknown): void {
  let at = value;
  for (;;) {
    if (typeof at !== 'object' || at === null) return;
    const keys = Object.keys(at);
    const key = keys.length === 0 ? undefined : pick(random, keys);
    const holder = at as Record<string, unknown>;
    const inside = key === undefined ? undefined : holder[key];
    if (key !== undefined && typeof inside === 'object' && inside !== null && random() < 0.7) {
      at = inside;
      continue;
    }
    if (key !== undefined && random() < 0.25) Reflect.deleteProperty(holder, key);
    else holder[key === undefined || random() < 0.3 ? pick(random, names) : key] = oddValue(random);
    return;
  }
}

const names = [
  'x-own',
  'nodes',
  'service',
  'tittle',
  'a b',
  '',
  '0',
  'on',
  '<<',
  'constructor',
  'é',
  '\u202e',
  'low',
  'kind',
  'a'.repeat(70),
  'toString',
  'hasOwnProperty',
];

function oddValue(random: Random): unknown {
  const values: readonly (() => unknown)[] = [
    () => null,
    () => random() < 0.5,
    () => Math.round((random() - 0.5) * 10 ** Math.floor(random() * 20)),
    () => random() * 1e-7,
    () => pick(random, pieces).repeat(1 + Math.floor(random() ** 4 * 200)),
    () => `${Math.floor(random() * 1000)} ${pick(random, ['GB', 'TB', 'min', 'apples', 'e'])}`,
    () => [],
    () => ({}),
    () => [oddValue(random), oddValue(random)],
    () => ({ [pick(random, names)]: oddValue(random) }),
    () => ({ low: oddValue(random), likely: 2, high: 3 }),
    () => Array.from({ length: Math.floor(random() * 60) }).reduce<unknown>((inner) => [inner], 1),
    () => pick(random, ['train', 'store', 'nobody', 'data', 'azure-storage', '$nobody', 'w/x/data']),
  ];
  return pick(random, values)();
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T; // lists here are never empty
}

/** A small generator of chance. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
