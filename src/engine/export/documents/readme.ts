import { list } from '../../format';
import { titleOf, type NodeId } from '../../plan';
import { ExportContext, type ExportInput } from '../context';
import type { TextLines } from '../emit/text-lines';
import type { Exported, Exporter, Gap } from '../exporter';
import { firstRun } from './first-run';
import type { FirstStep } from './first-step';
import { code, oneLine, table } from './markdown-text';

/** The README of a bundle: what is still to be filled in, the defaults taken, and a list of all files. */
export function readme(
  lines: TextLines,
  input: ExportInput,
  { files, gaps, defaults, remarks }: Exported,
  targets: readonly Exporter[],
  others: readonly Exporter[],
): void {
  const { file } = input;
  const { plan } = input.graph;
  lines.add(`<!-- Exported from ${oneLine(file).replace(/--/g, '- -')} -->`, `# ${oneLine(plan.name)}: the files that build it`, '');
  lines.add(
    `These files are written from ${code(file)}. The plan stays the source: change the plan, or state a setting of a node in it, and export again. Edits in these files are kept and merged.${documentsOf(files)}`,
    '',
  );
  stillOpen(lines, plan, gaps);
  if (remarks.length > 0) {
    lines.add('## Not in the files', '');
    for (const { nodes, text } of remarks)
      lines.add(`- ${nodes.length > 0 ? `${nodes.map((id) => `\`${id}\``).join(', ')}: ` : ''}${oneLine(text)}`);
    lines.gap();
  }
  if (defaults.length > 0) {
    lines.add('## Defaults taken', '', 'State the setting in the plan to have another value.', '');
    table(
      lines,
      ['setting', 'value'],
      defaults.map(({ node, setting, value }) => [`\`${node}.${setting}\``, code(value)]),
    );
  }
  beforeTheFirstRun(lines, firstRun(new ExportContext(input), files));
  lines.add('## What wrote the files', '');
  for (const { meta } of targets) lines.add(`- ${meta.title} (\`${meta.id}\`): ${meta.covers}`);
  lines.gap();
  if (others.length > 0)
    lines.add(
      `The plan has something for these too, and they are not written: \`exports.targets\` leaves out ${list(others.map(({ meta }) => `${meta.title} (\`${meta.id}\`)`))}.`,
      '',
    );
  lines.add('## Files', '');
  table(
    lines,
    ['file', 'written by', 'nodes'],
    files.map(({ path, exporter, blocks }) => [
      `\`${path}\``,
      targets.find(({ meta }) => meta.id === exporter)?.meta.title ?? exporter,
      [...new Set(blocks.flatMap(({ nodes }) => nodes))].map((id) => `\`${id}\``).join(', '),
    ]),
  );
}

function beforeTheFirstRun(lines: TextLines, steps: readonly FirstStep[]): void {
  if (steps.length === 0) return;
  lines.add('## The first time, in this order', '');
  steps.forEach(({ text, commands }, at) => {
    lines.add(`${at + 1}. ${text}`);
    if (commands.length === 0) return;
    lines.add('', '   ```sh', ...commands.map((command) => `   ${command}`), '   ```', '');
  });
  lines.gap();
}

function stillOpen(lines: TextLines, plan: ExportInput['graph']['plan'], gaps: readonly Gap[]): void {
  lines.add('## Still to be filled in', '');
  if (gaps.length === 0) {
    lines.add('Nothing: the plan states every value that the files need.', '');
    return;
  }
  lines.add(
    'The plan does not state these values. Each is `GAP(node.setting)` in the files, which no target accepts. `grep -rn "GAP(" .` finds them.',
    '',
  );
  const bySetting = new Map<string, { gap: Gap; files: Set<string> }>();
  for (const gap of gaps) {
    const key = `${gap.node ?? 'exports'}.${gap.setting}`;
    const entry = bySetting.get(key) ?? { gap, files: new Set<string>() };
    entry.files.add(gap.file);
    bySetting.set(key, entry);
  }
  table(
    lines,
    ['setting', 'of', 'how', 'where'],
    [...bySetting].map(([key, { gap, files }]) => [
      `\`${key}\``,
      gap.node === undefined ? 'the plan' : oneLine(titleOf(plan, gap.node as NodeId)),
      oneLine(gap.how),
      [...files].map((path) => `\`${path}\``).join(', '),
    ]),
  );
}

/** Sentences that name the documents with the figures of the plan and the reasons behind it. */
function documentsOf(files: Exported['files']): string {
  const summary = files.find(({ exporter }) => exporter === 'markdown')?.path;
  const decision = files.find(({ exporter }) => exporter === 'adr')?.path.replace(/\/[^/]*$/, '');
  return [
    ...(summary === undefined ? [] : [` Cost, scores and findings are in \`${summary}\`.`]),
    ...(decision === undefined ? [] : [` Why it is built this way is in \`${decision}\`.`]),
  ].join('');
}
