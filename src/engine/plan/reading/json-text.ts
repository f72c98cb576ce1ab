import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { isNonEmpty, type Problem } from '../../errors';
import { isOwnKey } from '../model';
import { limits } from '../schema';
import { doubtfulProblem } from './doubtful-number';
import { linesOf, mayNestTooDeep, refuseDepth, refuseText } from './yaml-text';

type Lines = ReturnType<typeof linesOf>;

/** Reads JSON that is not trusted. `at` finds the place of a path in the text. */
export function readJson(
  text: string,
):
  | { readonly value: unknown; readonly at: (path: readonly (string | number)[]) => Problem['place'] }
  | { readonly problems: readonly [Problem, ...Problem[]] } {
  const before = refuseText(text) ?? refuseDepth(text, deepestIn(text));
  if (before) return { problems: [before] };

  const lines = linesOf(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const problems: Problem[] = errors.map(({ error, offset }) => ({
    message: `This is not JSON: ${words(printParseErrorCode(error))}.`,
    fix: 'Mend the line in a text editor. Only YAML may hold comments.',
    place: lines.at(offset),
  }));
  if (tree) {
    addKeyProblems(problems, tree, lines);
    addNumberProblems(problems, tree, text, lines);
  }
  if (isNonEmpty(problems)) return { problems };
  return { value: JSON.parse(text) as unknown, at: (path) => (tree ? placeInTree(tree, path, lines) : undefined) };
}

/** The offset at which maps and lists are nested too deep: the parser calls itself for each level. */
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

function addKeyProblems(problems: Problem[], node: Node, lines: Lines): void {
  if (node.type === 'object') {
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      const name = String(key?.value);
      const complain = (message: string, fix: string) => problems.push({ message, fix, place: lines.at(key?.offset ?? property.offset) });
      if (seen.has(name))
        complain(`The key "${name}" stands twice in the same map.`, 'Remove or rename one of them: only one could count.');
      if (name === '__proto__' || name === 'constructor' || name === 'prototype')
        complain(`"${name}" cannot be used as a key.`, 'Choose another name.');
      seen.add(name);
    }
  }
  for (const child of node.children ?? []) addKeyProblems(problems, child, lines);
}

function addNumberProblems(problems: Problem[], node: Node, text: string, lines: Lines): void {
  if (node.type === 'property' && isOwnKey(String(node.children?.[0]?.value))) return;
  const doubtful =
    node.type === 'number' ? doubtfulProblem(text.slice(node.offset, node.offset + node.length), lines.at(node.offset)) : undefined;
  if (doubtful) problems.push(doubtful);
  for (const child of node.children ?? []) addNumberProblems(problems, child, text, lines);
}

function placeInTree(root: Node, path: readonly (string | number)[], lines: Lines): Problem['place'] {
  let node: Node = root;
  let offset = root.offset;
  for (const step of path) {
    const child: Node | undefined =
      node.type === 'object' ? node.children?.find((property) => property.children?.[0]?.value === step) : node.children?.[Number(step)];
    if (!child) break;
    offset = child.offset;
    node = child.type === 'property' ? (child.children?.[1] ?? child) : child;
  }
  return lines.at(offset);
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
