import type { Block, ExportedFile } from '../exporter';
import { gapsIn } from '../gap';
import { commentText } from './comment-text';
import type { Draft } from './draft';
import { blockOf, findInJson, findInYaml, type PrintedGap } from './find-marks';
import { printJson } from './print-json';
import { printYaml } from './print-yaml';

export type { PrintedGap } from './find-marks';

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
  const lines = [`Exported from ${plan}.${whole.nodes.length > 0 ? ` Nodes: ${whole.nodes.join(', ')}.` : ''}`, ...(draft.head ?? [])];
  const about = lines.map(commentText);
  const { text, blocks, gaps } = printed(draft, about);
  const count = text.split('\n').length - 1;
  const all = whole.nodes.length + whole.edges.length > 0 ? [{ first: 1, last: Math.max(count, 1), ...whole }, ...blocks] : blocks;
  const executable = draft.format === 'text' && draft.executable === true;
  const bytes = draft.format === 'binary' ? { bytes: draft.bytes } : {};
  return { file: { path: draft.path, text, ...bytes, exporter, blocks: all, executable }, gaps };
}

function printed(draft: Draft, about: readonly string[]): { text: string; blocks: Block[]; gaps: PrintedGap[] } {
  switch (draft.format) {
    case 'json': {
      const text = `${printJson(draft.value)}\n`;
      return { text, ...findInJson(draft.value, text) };
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
  return { text, ...findInYaml(values, text) };
}
