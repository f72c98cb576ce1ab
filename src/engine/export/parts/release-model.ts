import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { ReleasePart } from './release-part';
import { partsOf } from './release-parts';
import { releasedByRuns, runsOf, type ReleaseRun } from './release-runs';
import { plainText, uniqueIn, word } from './release-text';
import { toolsOf } from './release-tools';
import { factoryName, resourceGroup, resourceName, workspaceName } from './resources';

/*
 * A release as all its formats see it: what is checked, what is deployed in which order, what is started, and who has to agree. Only the
 * files differ.
 */

export interface Release {
  /** `undefined` for scripts of a plan without a tool that releases. */
  readonly tool: GraphNode | undefined;
  readonly parts: readonly ReleasePart[];
  readonly runs: readonly ReleaseRun[];
  /** Names and values of the environment variables that the commands read. */
  readonly variables: Readonly<Record<string, string>>;
  readonly nodes: readonly string[];
  readonly repository: { readonly node: GraphNode; readonly edge: GraphEdge; readonly host: string | undefined } | undefined;
}

/** Ids that the formats use for parts of their own. */
const reserved: readonly string[] = ['check', 'approve', 'release', 'submit', 'wait', 'protected', 'all', 'help', 'run'];

export function releaseOf(context: ExportContext, tool: GraphNode | undefined): Release {
  const later = releasedByRuns(context, toolsOf(context));
  const taken = new Set(reserved);
  const parts = renamed(partsOf(context, tool, later), taken);
  const runs = runsOf(context, tool).map((run) => {
    const id = uniqueIn(taken, run.id);
    return { ...run, id, release: renamed(run.release, new Set([...reserved, id])) };
  });
  const lines = [...parts, ...runs.flatMap((run) => [run, ...run.release])].flatMap((one) => one.lines).join('\n');
  const edge = tool?.in.find(({ kind, from }) => kind === 'code' && from.node.service === 'code-repository');
  return {
    tool,
    parts,
    runs,
    variables: variablesOf(context, lines),
    nodes: nodesOf(tool, edge?.from, parts, runs),
    repository: edge && { node: edge.from, edge, host: context.text(edge.from, 'host') },
  };
}

function renamed(parts: readonly ReleasePart[], taken: Set<string>): ReleasePart[] {
  const ids = new Map(parts.filter(({ id }) => !id.startsWith('node:')).map(({ id }) => [id, uniqueIn(taken, id)]));
  for (const { id } of parts) if (id.startsWith('node:')) ids.set(id, uniqueIn(taken, id.slice('node:'.length)));
  return parts.map((part) => ({ ...part, id: ids.get(part.id) ?? part.id, after: part.after.flatMap((id) => ids.get(id) ?? []) }));
}

function nodesOf(
  tool: GraphNode | undefined,
  repository: GraphNode | undefined,
  parts: readonly ReleasePart[],
  runs: readonly ReleaseRun[],
): readonly string[] {
  const inside = [...parts.flatMap(({ nodes }) => nodes), ...runs.map(({ node }) => node.id)];
  return [...new Set([...(tool ? [tool.id] : []), ...(repository ? [repository.id] : []), ...inside])];
}

function variablesOf(context: ExportContext, lines: string): Record<string, string> {
  const all: Record<string, () => string> = {
    LOCATION: () => context.region,
    RESOURCE_GROUP: () => resourceGroup(context),
    DATA_FACTORY: () => factoryName(context),
    ML_WORKSPACE: () => workspaceName(context),
    DATABRICKS_WORKSPACE: () => {
      const [drawn] = context.of('azure-databricks');
      return drawn ? resourceName(context, drawn) : context.names.resource('dbw');
    },
  };
  const used = Object.entries(all).filter(([name]) => new RegExp(`\\$${name}\\b`).test(lines));
  return Object.fromEntries(used.map(([name, value]) => [name, plainText(value())]));
}

/** Checks the plan, and its cost where it states a budget. */
export function checkCommand(context: ExportContext): string {
  const { budgetPerMonth } = context.plan.context;
  const limit = budgetPerMonth === undefined ? '' : ` --max-cost ${budgetPerMonth}`;
  return `node tools/pipedraft.mjs check ${word(context.file)}${limit}`;
}

/** Folders and files that a release deploys, for the check that lists all gaps. @param files the files of the release itself */
export function checkedPaths({ parts, runs }: Release, files: readonly string[] = []): readonly string[] {
  const all = [...new Set([...parts, ...runs, ...runs.flatMap(({ release }) => release)].flatMap(({ paths }) => paths)), ...files].sort();
  return all.filter((path) => !all.some((other) => other !== path && path.startsWith(`${other}/`)));
}

/** Where a part comes from, as a comment: `release > nightly`. */
export function edgeComment(edges: readonly GraphEdge[]): string | undefined {
  return edges.length === 0 ? undefined : edges.map(({ from, to }) => `${from.id} > ${to.id}`).join(', ');
}

export function marksFor({ nodes, edges }: { readonly nodes: readonly string[]; readonly edges: readonly GraphEdge[] }) {
  return { nodes, edges: edges.map(({ id }) => id) };
}

/** What the file of a run says about its release: a bundle serves the version that the plan states. */
export function releaseLine({ release }: ReleaseRun): string[] {
  if (release.length === 0) return [];
  const isExact = release.some(({ lines }) => lines.some((line) => line.includes('$VERSION')));
  return [isExact ? 'What follows from the run is released with exactly its version.' : 'What follows from the run is deployed after it.'];
}

/** Lines at the top of a tool's main file. */
export function ownerLine(tool: GraphNode | undefined): string[] {
  return tool?.node.owner === undefined ? [] : [`Owner: ${plainText(tool.node.owner)}`];
}

/** What somebody who approves a run has to look at. */
export function instructionsOf(context: ExportContext, run: ReleaseRun): string {
  const where = run.runs ? ` in ${context.nameOf(run.runs, context.names.asset(run.runs.id))}` : '';
  const what = run.release.map(({ title }) => title).join(', ');
  return plainText(`Look at this run of "${run.title}"${where}. If you agree, its model is released to: ${what}.`);
}

/** Names of the approvers, or a gap that says who has to be stated. */
export function approversOf(context: ExportContext, approval: NonNullable<ReleasePart['approval']>): string {
  return approval.by ?? context.need(approval.node, 'approvers');
}

/** Hours of a stated duration, such as "3 d"; `undefined` for another text. */
export function hoursOf(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s|min|h|d|w)$/.exec(text ?? '');
  const units: Record<string, number> = { s: 1 / 3600, min: 1 / 60, h: 1, d: 24, w: 168 };
  return match ? Number(match[1]) * (units[match[2] ?? 'h'] ?? 1) : undefined;
}
