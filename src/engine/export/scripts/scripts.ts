import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';
import { edgeComment, marksFor, ownerLine, releaseOf, type Release } from '../parts/release-model';
import type { Need, ReleasePart } from '../parts/release-part';
import type { ReleaseRun } from '../parts/release-runs';
import { mlHead, waitLines } from '../parts/release-shell';
import { plainText, word } from '../parts/release-text';
import { pipelineTools, toolsOf } from '../parts/release-tools';

/** Scripts that deploy and start what pipelines would: for the script nodes of a plan, and for plans without a tool that releases. */
export const scripts: Exporter = {
  meta: {
    id: 'scripts',
    title: 'Deployment scripts',
    group: 'release',
    covers: 'Bash scripts that deploy what is exported and start trainings, safe to run twice.',
    services: ['deployment-scripts', 'human-approval'],
  },

  applies: (context) => context.has('deployment-scripts') || (!context.has(...pipelineTools) && hasWork(releaseOf(context, undefined))),

  *write(context) {
    const tools = context.of('deployment-scripts');
    for (const tool of tools) yield script(context, releaseOf(context, tool), mainFile(context, tool) ?? '');
    if (toolsOf(context).length > 0) return;
    const release = releaseOf(context, undefined);
    if (hasWork(release)) yield script(context, release, `${context.folder('scripts')}/deploy.sh`);
  },
};

function hasWork({ parts, runs }: Release): boolean {
  return parts.length + runs.length > 0;
}

function script(context: ExportContext, release: Release, path: string): Draft {
  const { tool } = release;
  const parts = ordered(context, release);
  const lines = new TextLines();
  lines.add('#!/usr/bin/env bash');
  const all = [...parts, ...release.runs];
  lines.add(
    '#',
    `# ${path} [PART...]   without a part: ${parts.length > 0 ? parts.map(({ id }) => id).join(', ') : 'nothing'}`,
    ...(parts.some(({ isUntrained }) => isUntrained)
      ? [
          `# Left out until a training has registered a model: ${parts
            .filter(({ isUntrained }) => isUntrained)
            .map(({ id }) => id)
            .join(', ')}. Run it again then.`,
        ]
      : []),
    ...(release.runs.length > 0 ? [`# Only when named: ${release.runs.map(({ id }) => id).join(', ')}`] : []),
    '# Sign in first: az login. Every command may run twice.',
    'set -euo pipefail',
    `cd "$(dirname "\${BASH_SOURCE[0]}")/${
      path
        .split('/')
        .slice(1)
        .map(() => '..')
        .join('/') || '.'
    }"`,
    'root=$PWD',
    '',
  );
  for (const [name, value] of Object.entries(release.variables)) lines.add(`export ${name}="\${${name}:-${defaultText(value)}}"`);
  lines.add('export VERSION="${VERSION:-$(date -u +%Y%m%d%H%M%S)}" # one for all that this call makes', '');
  lines.add(...guard(), ...(all.some((one) => isGated(one)) ? approval() : []));
  const tools = new Set<Need>(all.flatMap((one) => [...one.needs, ...('release' in one ? one.release.flatMap(({ needs }) => needs) : [])]));
  for (const part of parts) partFunction(lines, part);
  for (const run of release.runs) runFunction(lines, run);
  lines.add(
    `for command in ${['az', ...tools].join(' ')}; do`,
    '  if ! command -v "$command" > /dev/null; then echo "Install $command first." >&2; exit 1; fi',
    'done',
    ...(parts.some(({ isUntrained }) => isUntrained)
      ? ['if [ "$#" -gt 0 ]; then export UNTRAINED=1; fi # a part that is named has to succeed']
      : []),
    `if [ "$#" -eq 0 ]; then set -- ${parts.map(({ id }) => id).join(' ')}; fi`,
    'for part in "$@"; do',
    '  case "$part" in',
    ...all.map(({ id }) => `    ${id}) part_${id} ;;`),
    '    *)',
    `      echo "No part $part. There are: ${all.map(({ id }) => id).join(', ')}." >&2`,
    '      exit 2 ;;',
    '  esac',
    'done',
  );
  return {
    path,
    nodes: release.nodes,
    edges: all.flatMap(({ edges }) => edges.map(({ id }) => id)),
    head: ownerLine(tool),
    format: 'text',
    comment: '# ',
    lines,
    executable: true,
  };
}

/** The parts in the order of the plan's `order`, where it states one. */
function ordered(context: ExportContext, { tool, parts }: Release): readonly ReleasePart[] {
  const stated = tool ? context.list(tool, 'order')?.map(String) : undefined;
  if (!stated || stated.length === 0) return parts;
  const at = ({ id, nodes }: ReleasePart) => {
    const found = stated.findIndex((one) => nodes.includes(one) || one === id);
    return found < 0 ? stated.length : found;
  };
  return [...parts].sort((a, b) => at(a) - at(b));
}

function guard(): string[] {
  return [
    '# Stops while a value is still to be filled in.',
    'gaps() {',
    '  local found=0',
    `  grep -rn 'GAP[(]' -- "$@" >&2 || found=$?`,
    '  if [ "$found" -ne 1 ]; then echo "Still to be filled in, or missing: see above, and README.md." >&2; exit 1; fi',
    '}',
    '',
  ];
}

function approval(): string[] {
  return [
    '# Somebody has to agree, at the terminal; where there is none, APPROVED_BY names who did.',
    'approve() {',
    '  if [ -n "${APPROVED_BY:-}" ]; then echo "Approved by $APPROVED_BY."; return; fi',
    '  local answer=no',
    '  if [ -t 0 ]; then read -r -p "$1 Approver: $2. Type yes to go on: " answer; fi',
    '  if [ "$answer" != yes ]; then echo "Nobody agreed." >&2; exit 1; fi',
    '}',
    '',
  ];
}

function isGated(one: ReleasePart | ReleaseRun): boolean {
  return one.approval !== undefined || ('link' in one && one.link.approval !== undefined);
}

function agreed(one: NonNullable<ReleasePart['approval']>, question: string): string {
  const stated = one.node.node.settings?.['approvers'];
  const who = one.by ?? (typeof stated === 'string' ? stated : 'whoever is responsible');
  return `  approve ${word(question)} ${word(plainText(who))}`;
}

/** A part runs in a shell of its own: folders and traps end with it. */
function partFunction(lines: TextLines, part: ReleasePart): void {
  lines.block(marksFor(part), () => {
    const comment = edgeComment(part.edges);
    lines.add(`part_${part.id}() (${comment === undefined ? '' : ` # ${comment}`}`, `  echo ${word(plainText(part.title))}`);
    if (part.paths.length > 0) lines.add(`  gaps ${part.paths.map(word).join(' ')}`);
    if (part.approval) lines.add(agreed(part.approval, `Deploy ${plainText(part.title)}?`));
    lines.add(...part.lines.map((line) => `  ${line}`), ')', '');
  });
}

function runFunction(lines: TextLines, run: ReleaseRun): void {
  const marks = { nodes: run.nodes.map(({ id }) => id), edges: run.edges.map(({ id }) => id) };
  lines.block(marks, () => {
    const comment = edgeComment(run.edges);
    lines.add(`part_${run.id}() (${comment === undefined ? '' : ` # ${comment}`}`, `  echo ${word(plainText(run.title))}`);
    if (run.paths.length > 0) lines.add(`  gaps ${run.paths.map(word).join(' ')}`);
    if (run.link.approval) lines.add(agreed(run.link.approval, `Start ${plainText(run.title)}?`));
    lines.add(...run.lines.map((line) => `  ${line}`));
    if (run.waits) lines.add('  JOB="$job"', ...waitLines().map((line) => `  ${line}`));
    if (run.approval) lines.add(agreed(run.approval, `Release the model of ${plainText(run.title)}?`));
    for (const part of run.release)
      lines.block(marksFor(part), () => {
        const from = edgeComment(part.edges);
        lines.add('  cd "$root"', `  # ${part.id}${from === undefined ? '' : `: ${from}`}`);
        if (part.paths.length > 0) lines.add(`  gaps ${part.paths.map(word).join(' ')}`);
        lines.add(...part.lines.filter((line) => !(run.waits && mlHead.includes(line))).map((line) => `  ${line}`));
      });
    lines.add(')', '');
  });
}

/** A text inside of `"${NAME:-…}"`, where quotes, "$", "`", "\" and "}" would act. */
function defaultText(value: string): string {
  return value.replace(/[^\w.()-]/g, '');
}
