import { CST, Lexer, isCollection, isMap, isSeq, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { dashOf, lineStart, startOf } from './entries';
import type { Remarks } from './tree';

/*
 * Comments and blank lines of a YAML text, each with its entry. A comment behind something belongs to that. One on a line of its own
 * belongs to the entry below it, unless it is indented like the thing that ends above: then it closes that. The parser attaches comments
 * as well, but gives those at the end of a map to its innermost value, and joins two that are near each other.
 */

/** An entry of a map or an item of a list. */
interface Entry {
  readonly start: number;
  readonly column: number;
  readonly within: Group;
  /** The map or list in it. */
  value?: Group;
  readonly before: string[];
  readonly after: string[];
  blank: boolean;
}

/** A map or a list. */
interface Group {
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly isFlow: boolean;
  /** The entry whose value it is. */
  readonly of: Entry | undefined;
  readonly entries: Entry[];
  readonly trailing: string[];
}

/** Comments and blank lines around the parts of a document. */
export interface AllRemarks {
  /** Around an entry of a map (its pair), or an item of a list. */
  around(entry: Pair | Node): Remarks;
  /** Comment lines behind the last entry of a map or list. */
  trailing(collection: Node): readonly string[];
}

/** @param text with line ends as on Linux and without a byte order mark */
export function remarksIn(text: string, document: Document.Parsed): AllRemarks {
  const outline = new Outline(text);
  if (isCollection(document.contents)) outline.add(document.contents, undefined);
  outline.remark(commentsIn(text));
  return {
    around: (entry) => {
      const found = outline.entryOf.get(entry);
      if (!found) return {};
      const { before, after, blank } = found;
      return {
        ...(before.length > 0 ? { before } : {}),
        ...(after.length > 0 ? { after: after.join(' ') } : {}),
        ...(blank ? { blank } : {}),
      };
    },
    trailing: (collection) => outline.groupOf.get(collection)?.trailing ?? [],
  };
}

interface Comment {
  readonly start: number;
  readonly text: string;
}

class Outline {
  readonly entryOf = new Map<Pair | Node, Entry>();
  readonly groupOf = new Map<Node, Group>();
  /** In the order of the text. */
  readonly #entries: Entry[] = [];

  constructor(readonly text: string) {}

  add(node: YAMLMap | YAMLSeq, of: Entry | undefined): Group {
    const first = isMap(node) ? node.items[0]?.key : undefined;
    const start = first && !node.flow ? startOf(this.text, first as Node) : (node.range?.[0] ?? 0);
    const group: Group = {
      column: this.#column(start),
      start,
      end: node.range?.[1] ?? 0,
      isFlow: node.flow === true,
      of,
      entries: [],
      trailing: [],
    };
    this.groupOf.set(node, group);
    for (const [at, item] of (node.items as (Pair | Node)[]).entries()) {
      const key = 'key' in item ? (item.key as Node) : undefined; // parsed documents hold nodes
      const value = ('key' in item ? item.value : item) as Node | null;
      const begin = key
        ? startOf(this.text, key)
        : isSeq(node) && !node.flow
          ? dashOf(this.text, node, at)
          : startOf(this.text, item as Node);
      const blank = this.#isBlankAbove(begin);
      const entry: Entry = { start: begin, column: this.#column(begin), within: group, before: [], after: [], blank };
      group.entries.push(entry);
      this.#entries.push(entry);
      this.entryOf.set(item, entry);
      if (isCollection(value)) entry.value = this.add(value as YAMLMap | YAMLSeq, entry);
    }
    return group;
  }

  remark(comments: readonly Comment[]): void {
    let next = 0; // the first entry below the comment
    for (const comment of comments) {
      while ((this.#entries[next]?.start ?? Infinity) < comment.start) next += 1;
      this.#place(comment, this.#entries[next - 1], this.#entries[next]);
    }
  }

  #place({ start, text }: Comment, above: Entry | undefined, below: Entry | undefined): void {
    const line = lineStart(this.text, start);
    const ahead = this.text.slice(line, start).trim();
    const alone = ahead === '' || above === undefined || /^\.\.\.|^---/.test(this.text.slice(line, start));
    if (!alone) {
      let entry = above;
      while (entry.within.isFlow && entry.within.end <= start && entry.within.of) entry = entry.within.of;
      entry.after.push(text);
      return;
    }
    const isApart = this.#isBlankAbove(start);
    const group = above && this.#groupFor(start, above, ahead === '' ? start - line : 0, below);
    if (below && (group === undefined || below.within === group)) {
      if (below.before.length === 0) below.blank = isApart;
      else if (isApart) below.before.push('');
      below.before.push(text);
      if (this.#isBlankAbove(below.start) && this.#isLastAbove(start, below)) below.before.push('');
    } else if (group && group.entries.length === 0 && group.of) group.of.after.push(text);
    else group?.trailing.push(...(isApart ? [''] : []), text);
  }

  /** The map or list that contains a comment on a line of its own. */
  #groupFor(start: number, above: Entry, column: number, below: Entry | undefined): Group {
    for (let open = above.value ?? above.within; ; open = open.of.within) {
      if (open.isFlow && open.start < start && start < open.end) return open;
      if (!open.of) break;
    }
    if (below && column <= below.column) return below.within;
    let group = above.within;
    while (group.of && (group.isFlow || group.column > column)) group = group.of.within;
    return group;
  }

  /** True if only blank lines separate a comment and an entry. */
  #isLastAbove(start: number, entry: Entry): boolean {
    const lineEnd = this.text.indexOf('\n', start);
    return this.text.slice(lineEnd, lineStart(this.text, entry.start)).trim() === '';
  }

  #isBlankAbove(offset: number): boolean {
    const line = lineStart(this.text, offset);
    return line > 0 && this.text.slice(lineStart(this.text, line - 1), line).trim() === '';
  }

  #column(offset: number): number {
    return offset - lineStart(this.text, offset);
  }
}

function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    const type = CST.tokenType(source);
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue; // marks of the lexer, not in the text
    if (type === 'comment') comments.push({ start: offset, text: source.trimEnd() });
    offset += source.length;
  }
  return comments;
}
