import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';
import { checkCommand, checkedPaths, edgeComment, marksFor, ownerLine, releaseLine, releaseOf, type Release } from '../parts/release-model';
import { infrastructureCheck, needsTerraform } from '../parts/release-infrastructure';
import type { ReleasePart } from '../parts/release-part';
import type { ReleaseRun } from '../parts/release-runs';
import { mlHead, waitLines, warningLine } from '../parts/release-shell';
import { plainText, triggerPath } from '../parts/release-text';
import {
  actions,
  gapsAction,
  gapsFolder,
  gapsStep,
  loginStep,
  needSteps,
  protectedLines,
  renewLines,
  runStep,
  versionLine,
  type SignIn,
} from './steps';

/*
 * The workflows of GitHub Actions. It is one thing, since the main workflow and those of runs share their jobs and steps.
 */

/** GitHub Actions: a workflow that checks and deploys, and one for each run that it starts. */
export const githubActions: Exporter = {
  meta: {
    id: 'github-actions',
    title: 'GitHub Actions',
    group: 'release',
    covers: 'Workflows that check the plan, deploy what is exported, start trainings and release models after an approval.',
    services: ['github-actions', 'code-repository', 'human-approval'],
  },

  applies: (context) => context.has('github-actions'),

  *write(context) {
    const tools = context.of('github-actions');
    if (tools.length === 0) return;
    for (const tool of tools) {
      const workflow = new Workflow(context, tool, releaseOf(context, tool));
      yield workflow.main();
      for (const run of workflow.release.runs) yield workflow.run(run);
    }
    yield {
      path: `${gapsFolder}/action.yml`,
      nodes: tools.map(({ id }) => id),
      format: 'yaml',
      value: gapsAction(),
    };
  },
};

/** A hosted runner ends a job after this many minutes. */
const hostedMinutes = 360;
const standardRunners: Readonly<Record<string, string>> = {
  'linux-2-core': 'ubuntu-latest',
  'windows-2-core': 'windows-latest',
  macos: 'macos-latest',
};

/** The workflows of one tool. */
class Workflow {
  readonly #file: string;
  readonly #branch: string;

  constructor(
    private readonly context: ExportContext,
    private readonly tool: GraphNode,
    readonly release: Release,
  ) {
    this.#file = mainFile(context, tool) ?? '';
    this.#branch = plainText(context.text(tool, 'branch') ?? 'main');
  }

  #runFile(run: ReleaseRun): string {
    // GitHub looks for workflows in one folder
    const stem = this.#file.replace(/^.*\//, '').replace(/\.ya?ml$/i, '');
    return `.github/workflows/${stem}.${this.context.names.file(run.node.id)}.yml`;
  }

  /** Names of variables of the repository; a name that is none would be an expression. */
  get #signIn(): SignIn {
    const [client, tenant, subscription] = (this.context.list(this.tool, 'oidc') ?? []).map(String);
    const name = (stated: string | undefined, usual: string) => (/^[A-Za-z_]\w*$/.test(stated ?? '') ? (stated ?? usual) : usual);
    return {
      client: name(client, 'AZURE_CLIENT_ID'),
      tenant: name(tenant, 'AZURE_TENANT_ID'),
      subscription: name(subscription, 'AZURE_SUBSCRIPTION_ID'),
    };
  }

  get #environment(): string {
    const { context, tool } = this;
    const stated = context.text(tool, 'environment');
    if (stated === undefined) context.took(tool, 'environment', context.names.prefix);
    return plainText(stated ?? context.names.prefix);
  }

  get #runner(): string {
    const { context, tool } = this;
    const usual = standardRunners[String(context.graph.value(tool, 'runner') ?? 'linux-2-core')];
    const stated = context.text(tool, 'runner');
    return plainText(stated ?? usual ?? context.gapOf(tool, 'runner'));
  }

  get #isHosted(): boolean {
    return this.context.graph.value(this.tool, 'runner') !== 'self-hosted';
  }

  /** What all workflows begin with. */
  #frame(title: string, on: object): Record<string, unknown> {
    return {
      name: plainText(title),
      on,
      permissions: { contents: 'read' },
      concurrency: { group: '${{ github.workflow }}-${{ github.ref }}', 'cancel-in-progress': false },
      defaults: { run: { shell: 'bash' } },
      ...(Object.keys(this.release.variables).length > 0 ? { env: from({ ...this.release.variables }, { nodes: [this.tool.id] }) } : {}),
    };
  }

  main(): Draft {
    const { context, tool, release } = this;
    const { repository } = release;
    const jobs: Record<string, object> = { check: this.#check() };
    const gated = release.parts.filter(({ approval }) => approval);
    if (gated.length > 0) jobs['protected'] = this.#protected(gated, 'check');
    for (const part of release.parts)
      jobs[part.id] = this.#deployJob(part, {
        needs: [...(part.after.length > 0 ? part.after : ['check']), ...(part.approval ? ['protected'] : [])],
        onBranch: part.after.length === 0,
      });
    const value = { ...this.#frame(tool.title, this.#on()), jobs };
    if (repository) {
      fromKey(value, 'on', { nodes: [repository.node.id], edges: [repository.edge.id], comment: edgeComment([repository.edge]) ?? '' });
      if (repository.host !== undefined && repository.host !== 'github')
        context.remark(`GitHub Actions work in repositories on GitHub, and the plan has "${repository.node.title}" elsewhere.`, [
          tool,
          repository.node,
        ]);
    }
    const checks = context.list(tool, 'checks') ?? [];
    if (checks.length === 0)
      context.remark('No tests of the code run in the checks: the plan names no commands (settings.checks).', [tool]);
    const runs = release.runs.map((run) => this.#runFile(run));
    return {
      path: this.#file,
      nodes: release.nodes,
      edges: release.parts.flatMap(({ edges }) => edges.map(({ id }) => id)),
      head: [
        ...ownerLine(tool),
        `Checks every change; brings what is on ${this.#branch} to Azure.`,
        ...(runs.length > 0 ? [`Runs and the release of models: ${runs.join(', ')}`] : []),
      ],
      format: 'yaml',
      value,
      options: { quoteFor11: false },
    };
  }

  #on(): object {
    const { context, tool, release } = this;
    if (!release.repository) {
      context.remark(`No change starts "${tool.title}": the plan has no edge from a repository to it.`, [tool]);
      return { workflow_dispatch: {} };
    }
    const paths = context.list(tool, 'paths')?.map((path) => triggerPath(String(path)));
    const branches = [this.#branch];
    return {
      push: { branches, ...(paths && paths.length > 0 ? { paths } : {}) },
      ...(context.plan.context.needs?.events?.includes('pull-request') ? { pull_request: { branches } } : {}),
      workflow_dispatch: {},
    };
  }

  #check(): object {
    const { context, tool, release } = this;
    const paths = checkedPaths(release, [this.#file, ...release.runs.map((run) => this.#runFile(run))]);
    return {
      name: 'Check',
      'runs-on': this.#runner,
      steps: [
        { uses: actions.checkout },
        { uses: actions.node, with: { 'node-version': 22 } },
        { name: 'The plan passes its checks and its budget', run: checkCommand(context) },
        ...(paths.length > 0 ? [gapsStep(paths, false)] : []),
        ...(release.parts.some(({ id }) => id === 'infra')
          ? [
              ...needSteps(needsTerraform(context) ? ['terraform'] : []),
              {
                name: 'The infrastructure compiles',
                run: infrastructureCheck(context),
              },
            ]
          : []),
        ...(context.list(tool, 'checks') ?? []).map((command) => from({ run: String(command) }, { nodes: [tool.id] })),
      ],
    };
  }

  /** Before the first job of the environment, so that the environment is not created without protection. */
  #protected(parts: readonly ReleasePart[], needs: string): object {
    const { tool } = this;
    const edges = [...new Set(parts.flatMap(({ approval }) => approval?.edges ?? []))];
    const nodes = [...new Set(parts.flatMap(({ approval }) => (approval ? [approval.node.id] : [])))];
    for (const { approval } of parts) this.#remarkReviewers(approval);
    const job = {
      name: 'Somebody has to agree',
      'runs-on': this.#runner,
      ...(needs === '' ? {} : { needs }),
      ...(needs === 'check' ? { if: this.#onBranch } : { if: this.#onScheduleOrBranch }),
      permissions: { contents: 'read', actions: 'read' },
      env: { ENVIRONMENT: this.#environment },
      steps: [{ ...runStep('The environment has required reviewers', protectedLines()), env: { GH_TOKEN: '${{ github.token }}' } }],
    };
    const stated = edges.some(({ edge }) => edge.approval !== undefined) || nodes.some((id) => id !== tool.id);
    fromKey(job, 'name', { comment: stated ? (edgeComment(edges) ?? '') : 'needs.manualApproval' });
    return from(job, { nodes, edges: edges.map(({ id }) => id) });
  }

  #remarkReviewers(approval: ReleasePart['approval']): void {
    if (!approval) return;
    const { context, tool } = this;
    const who = approval.by ?? context.text(approval.node, 'approvers');
    context.remark(
      `${who === undefined ? 'Those who approve' : `"${plainText(who)}"`} must be required reviewers of the environment "${this.#environment}" in the settings of the repository; a workflow cannot say so.`,
      [tool, approval.node],
      approval.edges,
    );
  }

  get #onBranch(): string {
    return `github.event_name != 'pull_request' && github.ref == 'refs/heads/${this.#branch.replace(/'/g, "''")}'`;
  }

  /** Somebody may start a workflow on any branch; a schedule runs on the default one. */
  get #onScheduleOrBranch(): string {
    return `github.event_name == 'schedule' || github.ref == 'refs/heads/${this.#branch.replace(/'/g, "''")}'`;
  }

  #deployJob(part: ReleasePart, { needs, onBranch, version }: { needs: readonly string[]; onBranch: boolean; version?: string }): object {
    const usesVersion = part.lines.some((line) => line.includes('$VERSION'));
    const lines = [
      ...warningLine(part.lines, '::warning::'),
      ...(usesVersion && version === undefined ? [versionLine] : []),
      ...part.lines,
    ];
    const job = {
      name: plainText(part.title),
      'runs-on': this.#runner,
      needs: [...needs],
      ...(onBranch ? { if: this.#onBranch } : {}),
      ...(part.approval ? { environment: this.#environment } : {}),
      permissions: { contents: 'read', 'id-token': 'write' },
      ...(version === undefined ? {} : { env: { VERSION: version } }),
      steps: [
        { uses: actions.checkout },
        ...(part.paths.length > 0 ? [gapsStep(part.paths, true)] : []),
        loginStep(this.#signIn),
        ...needSteps(part.needs),
        runStep(`Deploy: ${part.title}`, lines),
      ],
    };
    const comment = edgeComment(part.edges);
    if (comment !== undefined) fromKey(job, 'name', { comment });
    return from(job, marksFor(part));
  }

  run(run: ReleaseRun): Draft {
    const { tool } = this;
    const jobs: Record<string, object> = {};
    const start = run.link.approval;
    const gate: ReleasePart | undefined = start && { ...emptyPart, approval: start };
    if (gate) jobs['protected_start'] = this.#protected([gate], '');
    jobs['submit'] = this.#submit(run, gate);
    if (run.waits) jobs['wait'] = this.#wait(run);
    const end = run.waits ? 'wait' : 'submit';
    const isGated = run.approval !== undefined;
    if (isGated)
      jobs['protected'] = this.#protected(
        run.release.filter(({ approval }) => approval),
        end,
      );
    // what needs no approval of its own waits for what needs one
    const gated = run.release.filter(({ approval }) => approval).map(({ id }) => id);
    for (const part of run.release)
      jobs[part.id] = this.#deployJob(part, {
        needs: ['submit', end, ...part.after, ...(part.approval ? ['protected'] : gated)].filter(
          (need, at, all) => all.indexOf(need) === at,
        ),
        onBranch: false,
        version: '${{ needs.submit.outputs.version }}',
      });
    const nodes = [tool.id, run.node.id, ...run.nodes.map(({ id }) => id), ...run.release.flatMap((part) => part.nodes)];
    return {
      path: this.#runFile(run),
      nodes: [...new Set(nodes)],
      edges: [...run.edges, ...run.release.flatMap(({ edges }) => edges)].map(({ id }) => id),
      head: ['A workflow of its own, so that its schedule does not deploy infrastructure.', ...releaseLine(run)],
      format: 'yaml',
      value: { ...this.#frame(run.title, this.#startOf(run)), jobs },
      options: { quoteFor11: false },
    };
  }

  #startOf(run: ReleaseRun): object {
    const { cron, runsPerMonth, folders } = run.start;
    const schedule =
      cron === undefined
        ? undefined
        : fromKey({ cron: plainText(cron) }, 'cron', {
            comment: `${runsPerMonth === undefined ? '' : `${runsPerMonth} runs a month; `}five fields, UTC`,
          });
    return {
      ...(schedule ? { schedule: [from(schedule, { nodes: [run.node.id] })] } : {}),
      ...(folders ? { push: { branches: [this.#branch], paths: folders.map((path) => `${triggerPath(path)}/**`) } } : {}),
      workflow_dispatch: {},
    };
  }

  #submit(run: ReleaseRun, gate: ReleasePart | undefined): object {
    const lines = [
      versionLine,
      ...run.lines,
      ...(run.waits ? ['echo "job=$job" >> "$GITHUB_OUTPUT"'] : []),
      'echo "version=$VERSION" >> "$GITHUB_OUTPUT"',
    ];
    const job = {
      name: plainText(run.title),
      'runs-on': this.#runner,
      ...(gate ? { needs: ['protected_start'], environment: this.#environment } : {}),
      if: this.#onScheduleOrBranch,
      permissions: { contents: 'read', 'id-token': 'write' },
      outputs: { ...(run.waits ? { job: '${{ steps.submit.outputs.job }}' } : {}), version: '${{ steps.submit.outputs.version }}' },
      steps: [
        { uses: actions.checkout },
        gapsStep([...run.paths, this.#runFile(run)], true),
        loginStep(this.#signIn),
        ...needSteps(run.needs),
        runStep(`Start: ${run.title}`, lines, 'submit'),
      ],
    };
    const comment = edgeComment(run.edges);
    if (comment !== undefined) fromKey(job, 'name', { comment });
    return from(job, { nodes: run.nodes.map(({ id }) => id), edges: run.edges.map(({ id }) => id) });
  }

  /** GitHub has no jobs without a runner, so a step asks for the state of the run. */
  #wait(run: ReleaseRun): object {
    const { context, tool } = this;
    const minutes = Math.round(60 * run.limit);
    const isTooLong = this.#isHosted && (run.longest ?? 0) * 60 > hostedMinutes;
    const renew = renewLines(this.#signIn);
    const job = {
      name: 'Wait for the end of the run',
      'runs-on': isTooLong ? plainText(context.need(tool, 'waitRunner')) : this.#runner,
      needs: ['submit'],
      permissions: { contents: 'read', 'id-token': 'write' },
      'timeout-minutes': this.#isHosted && !isTooLong ? Math.min(minutes, hostedMinutes) : minutes,
      env: { JOB: '${{ needs.submit.outputs.job }}' },
      steps: [loginStep(this.#signIn), { ...runStep('Ask every minute', [...mlHead, ...waitLines(renew.lines)]), env: renew.env }],
    };
    const expected = run.longest === undefined ? 'the plan states no time for a run' : `up to ${run.longest} hours by the plan`;
    fromKey(job, 'timeout-minutes', { comment: expected });
    return from(job, { nodes: [run.node.id] });
  }
}

const emptyPart: ReleasePart = { id: '', title: '', nodes: [], edges: [], paths: [], lines: [], needs: [], after: [], approval: undefined };
