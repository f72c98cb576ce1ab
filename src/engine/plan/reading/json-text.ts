import { createScanner, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Problem } from '../../errors';
import { isOwnKey } from '../model';
import { limits } from '../schema';
import { doubtfulProblem } from './doubtful-number';
import { keyProblem } from './key-problem';
import { jsonWords } from './json-words';
import { linesOf, type Lines } from './lines';
import { refuseText } from './no-plan';
import { ProblemList, refusal, refusalOf, type Refusal } from './problem-list';
import { tooDeep } from './yaml-value';

/** Reads JSON that is not trusted. `at` finds the place of a path in the text. */
export function readJson(
  text: string,
): { readonly value: unknown; readonly at: (path: readonly (string | number)[]) => Problem['place'] } | Refusal {
  const before = refuseText(text);
  if (before) return refusal(before);
  const deep = deepestIn(text);
  if (deep !== undefined) return refusal({ ...tooDeep, place: linesOf(text).at(deep) });

  const lines = linesOf(text);
  const problems = new ProblemList();
  const errors = new Errors();
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  for (const { error, offset } of errors) problems.add({ ...jsonWords(error), place: lines.at(offset) });
  if (tree) {
    addKeyProblems(problems, tree, lines);
    addNumberProblems(problems, tree, text, lines);
  }
  const refused = refusalOf(problems);
  if (refused) return refused;
  const places = new JsonPlaces(tree, lines);
  return { value: JSON.parse(text) as unknown, at: (path) => places.at(path) };
}

/** The parser adds its errors to a list, however many there are: this one takes one more than anybody reads. */
class Errors extends Array<ParseError> {
  override push(...added: ParseError[]): number {
    return this.length > limits.problems ? this.length : super.push(...added);
  }
}

/** The offset at which maps and lists are nested too deep: the parser is recursive. */
function deepestIn(text: string): number | undefined {
  if (!mayNestTooDeep(text)) return undefined;
  const scanner = createScanner(text, true);
  let depth = 0;
  do {
    scanner.scan();
    const first = text.charAt(scanner.getTokenOffset());
    if (first === '{' || first === '[') depth += 1;
    else if (first === '}' || first === ']') depth = Math.max(0, depth - 1);
    if (depth > limits.depth) return scanner.getTokenOffset();
  } while (scanner.getTokenLength() > 0); // the end of the text has no length
  return undefined;
}

/** True if a text has enough brackets to nest too deep; only then are the strings around them located. */
function mayNestTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (depth > limits.depth) return true;
  }
  return false;
}

function addKeyProblems(problems: ProblemList, node: Node, lines: Lines): void {
  if (problems.isFull) return;
  if (node.type === 'object') {
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      const name = String(key?.value);
      const complain = (message: string, fix: string) => problems.add({ message, fix, place: lines.at(key?.offset ?? property.offset) });
      if (seen.has(name)) complain(`The key "${name}" is in the same map twice.`, 'Remove or rename one of them: only one could count.');
      const wrong = keyProblem(name);
      if (wrong) complain(wrong.message, wrong.fix);
      seen.add(name);
    }
  }
  for (const child of node.children ?? []) addKeyProblems(problems, child, lines);
}

function addNumberProblems(problems: ProblemList, node: Node, text: string, lines: Lines): void {
  if (problems.isFull || (node.type === 'property' && isOwnKey(String(node.children?.[0]?.value)))) return;
  const doubtful =
    node.type === 'number' ? doubtfulProblem(text.slice(node.offset, node.offset + node.length), lines.at(node.offset)) : undefined;
  if (doubtful) problems.add(doubtful);
  for (const child of node.children ?? []) addNumberProblems(problems, child, text, lines);
}

/** Finds the places of a text's values. */
class JsonPlaces {
  /** The properties of an object by their keys, for objects that were searched. */
  readonly #properties = new WeakMap<Node, ReadonlyMap<unknown, Node>>();

  constructor(
    readonly root: Node | undefined,
    readonly lines: Lines,
  ) {}

  /** Place of the value at a path; that of the nearest thing above it if it is missing. */
  at(path: readonly (string | number)[]): Problem['place'] {
    if (!this.root) return undefined;
    let node = this.root;
    let offset = node.offset;
    for (const step of path) {
      const child = node.type === 'object' ? this.#propertiesOf(node).get(step) : node.children?.[Number(step)];
      if (!child) break;
      offset = child.offset;
      node = child.type === 'property' ? (child.children?.[1] ?? child) : child;
    }
    return this.lines.at(offset);
  }

  #propertiesOf(object: Node): ReadonlyMap<unknown, Node> {
    let properties = this.#properties.get(object);
    if (!properties) {
      properties = new Map((object.children ?? []).map((property) => [property.children?.[0]?.value as unknown, property]));
      this.#properties.set(object, properties);
    }
    return properties;
  }
}
