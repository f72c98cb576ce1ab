import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, parseDocument, type Document, type Node, type Range } from 'yaml';
import type { Block, ExportedFile } from '../exporter';
import { gapsIn } from '../gap';
import { marksOf, marksOfKey, type Draft } from './draft';
import type { Origin } from './origin';
import { printJson } from './print-json';
import { printYaml } from './print-yaml';

/** A gap that was found in a printed file. */
export interface PrintedGap {
  readonly owner: string;
  readonly setting: string;
  readonly line: number;
  readonly where: string;
}

export interface Printed {
  readonly file: ExportedFile;
  readonly gaps: readonly PrintedGap[];
}

/**
 * A draft as the text of its file.
 * @param plan file name of the plan, for the line at the top
 */
export function print(draft: Draft, exporter: string, plan: string): Printed {
  const whole = { nodes: draft.nodes ?? [], edges: draft.edges ?? [] };
  const about = [`Exported from ${plan}.${whole.nodes.length > 0 ? ` Nodes: ${whole.nodes.join(', ')}.` : ''}`, ...(draft.head ?? [])];
  const { text, blocks, gaps } = printed(draft, about);
  const lines = text.split('\n').length - 1;
  const all = whole.nodes.length + whole.edges.length > 0 ? [{ first: 1, last: Math.max(lines, 1), ...whole }, ...blocks] : blocks;
  const executable = draft.format === 'text' && draft.executable === true;
  const bytes = draft.format === 'binary' ? { bytes: draft.bytes } : {};
  return { file: { path: draft.path, text, ...bytes, exporter, blocks: all, executable }, gaps };
}

function printed(draft: Draft, about: readonly string[]): { text: string; blocks: Block[]; gaps: PrintedGap[] } {
  switch (draft.format) {
    case 'json': {
      const text = `${printJson(draft.value)}\n`;
      const found = new Found(text);
      found.walk(draft.value, parseDocument(text, { lineCounter: found.counter, keepSourceTokens: false }).contents as Node | null, []);
      return { text, ...found };
    }
    case 'yaml':
      return yamlText([draft.value], about, (value) => printYaml(value, draft.options));
    case 'yaml-documents':
      return yamlText(draft.values, about, (value) => printYaml(value));
    case 'binary':
    case 'text': {
      const comment = draft.format === 'text' ? draft.comment : undefined;
      const shebang = draft.lines.lines[0]?.startsWith('#!') ? 1 : 0;
      const top = comment === undefined ? [] : about.map((line) => `${comment}${line}`);
      const lines = [...draft.lines.lines.slice(0, shebang), ...top, ...draft.lines.lines.slice(shebang)];
      while (lines.at(-1) === '') lines.pop();
      const text = `${lines.join('\n')}\n`;
      const moved = top.length;
      const blocks = draft.lines.blocks.map(({ first, last, origin }) => blockOf(first + moved, last + moved, origin));
      const gaps = lines.flatMap((line, at) =>
        gapsIn(line).map(({ owner, setting }) => ({ owner, setting, line: at + 1, where: line.trim().slice(0, 80) })),
      );
      return { text, blocks, gaps };
    }
  }
}

function yamlText(values: readonly unknown[], about: readonly string[], write: (value: unknown) => string) {
  const text = `${about.map((line) => `# ${line}`).join('\n')}\n${values.map(write).join('---\n')}`;
  const found = new Found(text);
  const documents = parseAllDocuments(text, { lineCounter: found.counter }) as Document[];
  documents.forEach((document, at) =>
    found.walk(values[at], document.contents as Node | null, values.length > 1 ? [`document ${at + 1}`] : []),
  );
  return { text, blocks: found.blocks, gaps: found.gaps };
}

/** Blocks and gaps of a printed value: the value and its parsed text are walked side by side. */
class Found {
  readonly blocks: Block[] = [];
  readonly gaps: PrintedGap[] = [];
  readonly counter = new LineCounter();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  walk(value: unknown, node: Node | null | undefined, path: readonly string[]): void {
    if (!node) return;
    if (isScalar(node)) {
      if (typeof value !== 'string') return;
      for (const { owner, setting } of gapsIn(value))
        this.gaps.push({ owner, setting, line: this.#line(node.range?.[0] ?? 0), where: path.join('.') });
      return;
    }
    this.#mark(marksOf(value), node.range);
    if (isSeq(node) && Array.isArray(value)) {
      node.items.forEach((item, at) => {
        this.#mark(marksOfKey(value, String(at)), (item as Node).range);
        this.walk(value[at], item as Node, [...path.slice(0, -1), `${path.at(-1) ?? ''}[${at}]`]);
      });
    } else if (isMap(node) && typeof value === 'object' && value !== null) {
      for (const { key, value: inner } of node.items) {
        const name = String(isScalar(key) ? key.value : key);
        const start = isScalar(key) ? key.range?.[0] : undefined;
        const innerNode = inner as Node | null;
        const end = innerNode?.range?.[1] ?? start;
        if (start !== undefined && end !== undefined) this.#mark(marksOfKey(value, name), [start, end, end]);
        const innerValue = (value as Record<string, unknown>)[name];
        for (const { owner, setting } of gapsIn(name))
          this.gaps.push({ owner, setting, line: this.#line(start ?? 0), where: path.join('.') });
        this.walk(innerValue, innerNode, [...path, name]);
      }
    }
  }

  #mark(origin: Origin | undefined, range: Range | null | undefined): void {
    if (!range || !origin || (origin.nodes ?? []).length + (origin.edges ?? []).length === 0) return;
    let end = range[1];
    while (end > range[0] && /\s/.test(this.#text[end - 1] ?? '')) end -= 1;
    this.blocks.push(blockOf(this.#line(range[0]), this.#line(Math.max(range[0], end - 1)), origin));
  }

  #line(at: number): number {
    return this.counter.linePos(at).line;
  }
}

function blockOf(first: number, last: number, { nodes = [], edges = [] }: Origin): Block {
  return { first, last, nodes, edges };
}
