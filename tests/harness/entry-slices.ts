import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

/*
 * The entries of a plan's file with their bytes: each key of the plan, of its nodes and of its other maps, each edge and each waiver. An
 * entry goes from its key to the end of its value, with the comment after it on its line.
 */

export interface Slice {
  /** Place and value of the entry. */
  readonly says: string;
  readonly bytes: string;
}

/** @param withComments true to include the comment after an entry on its line */
export function entrySlices(text: string, { withComments = true } = {}): readonly Slice[] {
  const { contents } = parseDocument(text, { uniqueKeys: false });
  const slices: Slice[] = [];
  const document = parseDocument(text, { uniqueKeys: false });
  const add = (place: string, start: number, node: Node | null, least: number): void => {
    const end = Math.max(node?.range?.[1] ?? 0, least);
    const bytes = text.slice(start, end).trimEnd();
    // the comma after an entry belongs to its list and depends on the next entry; without a comma, a comment needs a space
    const comment = /^[ \t]*,?[ \t]*(#[^\n]*)/.exec(text.slice(start + bytes.length))?.[1];
    const behind = comment === undefined || !withComments ? '' : ` ${comment}`;
    slices.push({ says: `${place} ${JSON.stringify(node?.toJS(document))}`, bytes: (bytes + behind).trimEnd() });
  };
  const walk = (node: unknown, place: string, depth: number): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || !key.range) continue;
        const inner = `${place}/${String(key.value)}`;
        add(inner, key.range[0], value as Node | null, key.range[1] + 1);
        if (depth < (place === '/nodes' ? 3 : 2)) walk(value, inner, depth + 1);
      }
    } else if (isSeq(node) && depth === 1) {
      for (const item of node.items as Node[]) add(place, item.range?.[0] ?? 0, item, 0);
    }
  };
  walk(contents, '', 0);
  return slices;
}
