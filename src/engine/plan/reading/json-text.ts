import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Problem } from '../../errors';
import { placeOf, refuseText } from './yaml-text';

/** Reads JSON that is not trusted. `at` finds the place of a path in the text. */
export function readJson(
  text: string,
):
  | { readonly value: unknown; readonly at: (path: readonly (string | number)[]) => Problem['place'] }
  | { readonly problems: readonly [Problem, ...Problem[]] } {
  const before = refuseText(text);
  if (before) return { problems: [before] };

  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const problems: Problem[] = errors.map(({ error, offset }) => ({
    message: `This is not JSON: ${words(printParseErrorCode(error))}.`,
    fix: 'Mend the line in a text editor. Only YAML may hold comments.',
    place: placeOf(text, offset),
  }));
  if (tree) problems.push(...keyProblems(text, tree));
  const [first, ...rest] = problems;
  if (first) return { problems: [first, ...rest] };
  return { value: JSON.parse(text) as unknown, at: (path) => (tree ? placeInTree(text, tree, path) : undefined) };
}

function keyProblems(text: string, node: Node): Problem[] {
  const problems: Problem[] = [];
  if (node.type === 'object') {
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      const name = String(key?.value);
      const place = placeOf(text, key?.offset ?? property.offset);
      if (seen.has(name))
        problems.push({
          message: `The key "${name}" stands twice in the same map.`,
          fix: 'Remove or rename one of them: only one could count.',
          place,
        });
      if (name === '__proto__' || name === 'constructor' || name === 'prototype')
        problems.push({ message: `"${name}" cannot be used as a key.`, fix: 'Choose another name.', place });
      seen.add(name);
    }
  }
  for (const child of node.children ?? []) problems.push(...keyProblems(text, child));
  return problems;
}

function placeInTree(text: string, root: Node, path: readonly (string | number)[]): Problem['place'] {
  let node: Node = root;
  let offset = root.offset;
  for (const step of path) {
    const child: Node | undefined =
      node.type === 'object' ? node.children?.find((property) => property.children?.[0]?.value === step) : node.children?.[Number(step)];
    if (!child) break;
    offset = child.offset;
    node = child.type === 'property' ? (child.children?.[1] ?? child) : child;
  }
  return placeOf(text, offset);
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
