import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import type { Problem } from '#engine/errors';
import type { Finding } from '#engine/validate';
import type { Range, TextMap } from './text-map';

/** Marks of a text that cannot be read, at the places that the reader gives. */
export function problemMarks({ doc }: EditorState, problems: readonly Problem[]): Diagnostic[] {
  return problems.flatMap((problem): Diagnostic[] => {
    const { message, fix, place } = problem;
    const line = doc.line(Math.min(Math.max(place?.line ?? 1, 1), doc.lines));
    const from = Math.min(line.from + (place?.column ?? 1) - 1, line.to);
    const word = /^[^\s,:#}\]]+/.exec(doc.sliceString(from, line.to))?.[0].length ?? 0;
    return [{ from, to: Math.max(from + word, Math.min(from + 1, line.to)), severity: 'error', message: `${message} ${fix}` }];
  });
}

/** The place of a finding: the value to blame, else its first node or edge, else the first line. */
export function placeOfFinding(state: EditorState, map: TextMap, { path, nodes, edges }: Pick<Finding, 'path' | 'nodes' | 'edges'>): Range {
  const named = path && path.length > 1 ? map.placeOf(path) : undefined;
  const range = named ??
    firstOf(edges, map.edges) ??
    firstOf(nodes, map.nodes) ??
    (path && map.placeOf(path)) ?? { from: 0, to: state.doc.length };
  // a whole entry is marked at its first line
  return { from: range.from, to: Math.min(range.to, state.doc.lineAt(range.from).to) };
}

/** More marks than these make the editor slow. The list of findings has them all. */
const mostMarks = 2000;

/** @param act called when the person asks for the details of a finding */
export function findingMarks(
  state: EditorState,
  map: TextMap,
  findings: readonly Finding[],
  act: (finding: Finding) => void,
): Diagnostic[] {
  return findings.slice(0, mostMarks).map((finding) => {
    const { severity, message, why, number } = finding;
    return {
      ...placeOfFinding(state, map, finding),
      severity,
      source: `Finding ${number}`,
      message: `${message} ${why}`,
      actions: [{ name: 'Show in the list', apply: () => act(finding) }],
    };
  });
}

function firstOf(ids: readonly string[], places: ReadonlyMap<string, Range>): Range | undefined {
  const id = ids.find((one) => places.has(one));
  return id === undefined ? undefined : places.get(id);
}
