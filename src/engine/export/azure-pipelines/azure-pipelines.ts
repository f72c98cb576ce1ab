import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';
import {
  approversOf,
  checkCommand,
  checkedPaths,
  edgeComment,
  hoursOf,
  instructionsOf,
  marksFor,
  ownerLine,
  releaseLine,
  releaseOf,
  type Release,
} from '../parts/release-model';
import { infrastructureCheck, needsTerraform } from '../parts/release-infrastructure';
import type { ReleasePart } from '../parts/release-part';
import type { ReleaseRun } from '../parts/release-runs';
import { plainText, triggerPath } from '../parts/release-text';
import { cliStep, deploySteps, gapsFile, gapsStep, gapsTemplate, needSteps, templatePath, versionLine, waitJob } from './steps';

/*
 * The files of Azure Pipelines. It is one thing, since the main file and the files of runs share their stages, jobs and steps.
 */

/** Azure Pipelines: a main file that checks and deploys, and one file for each run that it starts. */
export const azurePipelines: Exporter = {
  meta: {
    id: 'azure-pipelines',
    title: 'Azure Pipelines',
    group: 'release',
    covers: 'Pipelines that check the plan, deploy what is exported, start trainings and release models after an approval.',
    services: ['azure-devops', 'code-repository', 'human-approval'],
  },

  applies: (context) => context.has('azure-devops'),

  *write(context) {
    const tools = context.of('azure-devops');
    if (tools.length === 0) return;
    for (const tool of tools) {
      const release = releaseOf(context, tool);
      const pipeline = new Pipeline(context, tool, release, tool === tools[0]);
      yield pipeline.variables();
      yield pipeline.main();
      for (const run of release.runs) yield pipeline.run(run);
    }
    yield {
      path: gapsFile,
      nodes: tools.map(({ id }) => id),
      head: ['Lists what is still to be filled in, and stops when "fail" is true. "paths" are separated by ":".'],
      format: 'yaml',
      value: gapsTemplate(),
    };
  },
};

const hostedHours = 6;

/** The files of one tool. */
class Pipeline {
  readonly #file: string;
  readonly #branch: string;

  constructor(
    private readonly context: ExportContext,
    private readonly tool: GraphNode,
    private readonly release: Release,
    private readonly isFirst: boolean,
  ) {
    this.#file = mainFile(context, tool) ?? '';
    this.#branch = plainText(context.text(tool, 'branch') ?? 'main');
  }

  get #own(): string {
    return this.isFirst || this.#isPlaced ? '' : `${this.context.names.file(this.tool.id)}.`;
  }

  /** True if the plan says where the main file is: the others are in a folder of its name then, beside it. */
  get #isPlaced(): boolean {
    return (this.tool.node.definition ?? '').trim() !== '' && /\.ya?ml$/i.test(this.#file);
  }

  get #folder(): string {
    return this.#isPlaced ? this.#file.replace(/\.ya?ml$/i, '') : 'azure-pipelines';
  }

  get #variablesFile(): string {
    return `${this.#folder}/${this.#own}variables.yml`;
  }

  #runFile(run: ReleaseRun): string {
    const name = this.context.names.file(run.node.id);
    return `${this.#folder}/${this.#own}${name === 'variables' ? 'variables.run' : name}.yml`;
  }

  variables(): Draft {
    const { context, tool, release } = this;
    const stated = context.text(tool, 'connection');
    if (stated === undefined) context.took(tool, 'connection', `sc-${context.names.prefix}`);
    const value = from(
      { SERVICE_CONNECTION: plainText(stated ?? `sc-${context.names.prefix}`), ...release.variables },
      { nodes: [tool.id] },
    );
    fromKey(value, 'SERVICE_CONNECTION', { comment: 'Azure Resource Manager, workload identity federation' });
    return {
      path: this.#variablesFile,
      nodes: [tool.id],
      head: ['Names of resources. Scripts read them as environment variables.'],
      format: 'yaml',
      value: { variables: value },
    };
  }

  main(): Draft {
    const { tool, release } = this;
    const { repository } = release;
    const value = {
      ...this.#triggers(),
      resources: this.#resources(),
      pool: this.#pool(),
      variables: [{ template: templatePath(this.#file, this.#variablesFile) }],
      stages: [this.#check(), ...release.parts.map((part) => this.#partStage(part))],
    };
    if (repository)
      fromKey(value, 'trigger', {
        nodes: [repository.node.id],
        edges: [repository.edge.id],
        comment: edgeComment([repository.edge]) ?? '',
      });
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
    };
  }

  #triggers(): object {
    const { context, tool, release } = this;
    if (!release.repository) {
      context.remark(`No change starts "${tool.title}": the plan has no edge from a repository to it.`, [tool]);
      return { trigger: 'none', pr: 'none' };
    }
    const { host, node } = release.repository;
    const paths = context.list(tool, 'paths')?.map((path) => triggerPath(String(path)));
    const branches = { include: [this.#branch] };
    const trigger = { branches, ...(paths && paths.length > 0 ? { paths: { include: paths } } : {}) };
    if (!context.plan.context.needs?.events?.includes('pull-request')) return { trigger, pr: 'none' };
    if (host === 'azure-repos' || host === 'gitlab') {
      context.remark(
        host === 'azure-repos'
          ? `Pull requests: a build validation policy on ${this.#branch} has to run ${this.#file}. Azure Repos reads no "pr" from the file.`
          : `Pull requests: Azure Pipelines does not react to those of GitLab.`,
        [tool, node],
      );
      return { trigger };
    }
    const pr = from({ branches }, { nodes: [tool.id] });
    const value = { trigger, pr };
    if (host === undefined)
      fromKey(value, 'pr', { above: [`In Azure Repos, a build validation policy on ${this.#branch} does this instead.`] });
    return value;
  }

  #resources(): object | undefined {
    const pipelines = this.context.list(this.tool, 'pipelines') ?? [];
    if (pipelines.length === 0) return undefined;
    return { pipelines: pipelines.map((name, at) => ({ pipeline: `other_${at + 1}`, source: plainText(String(name)), trigger: true })) };
  }

  #pool(): object {
    const { context, tool } = this;
    const stated = context.text(tool, 'pool');
    if (stated !== undefined) return { name: plainText(stated) };
    if (context.graph.value(tool, 'agents') === 'self-hosted') return { name: context.gapOf(tool, 'pool') };
    return { vmImage: 'ubuntu-latest' };
  }

  #check(): object {
    const { context, tool, release } = this;
    const checks = context.list(tool, 'checks') ?? [];
    if (checks.length === 0)
      context.remark('No tests of the code run in the checks: the plan names no commands (settings.checks).', [tool]);
    const paths = checkedPaths(release, [this.#file, ...release.runs.map((run) => this.#runFile(run))]);
    const hasInfra = release.parts.some(({ id }) => id === 'infra');
    return {
      stage: 'check',
      displayName: 'Check',
      jobs: [
        {
          job: 'plan',
          displayName: 'Plan and files',
          steps: [
            { task: 'NodeTool@0', inputs: { versionSpec: '22.x' }, displayName: 'Node.js for the pipedraft command' },
            { script: checkCommand(context), displayName: 'The plan passes its checks and its budget' },
            ...(paths.length > 0 ? [gapsStep(this.#file, paths, false)] : []),
            ...(hasInfra
              ? [
                  ...needSteps(needsTerraform(context) ? ['terraform'] : []),
                  {
                    script: infrastructureCheck(context),
                    displayName: 'The infrastructure compiles',
                  },
                ]
              : []),
            ...checks.map((command) => from({ script: String(command) }, { nodes: [tool.id] })),
          ],
        },
      ],
    };
  }

  #partStage(part: ReleasePart): object {
    const onBranch = `and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/${this.#branch.replace(/'/g, "''")}'), ne(variables['Build.Reason'], 'PullRequest'))`;
    const stage = from(
      {
        stage: part.id,
        displayName: plainText(part.title),
        dependsOn: part.after.length > 0 ? [...part.after] : ['check'],
        ...(part.after.length === 0 ? { condition: onBranch } : {}),
        jobs: this.#deployJobs([part], this.#file, `Deploy "${part.title}"?`),
      },
      marksFor(part),
    );
    const comment = edgeComment(part.edges);
    return comment === undefined ? stage : fromKey(stage, 'stage', { comment });
  }

  /** Jobs that deploy parts, after an approval where one of them needs it. @param version expression of the version of a run */
  #deployJobs(parts: readonly ReleasePart[], file: string, instructions: string, version?: string): object[] {
    const { context, tool } = this;
    const approval = parts.find((part) => part.approval)?.approval;
    const environment = context.text(tool, 'environment');
    const jobs: object[] = [];
    if (approval && environment === undefined) jobs.push(this.#approve(approval, instructions));
    if (approval?.by !== undefined && environment !== undefined)
      context.remark(
        `"${plainText(approval.by)}" has to be an approver of the environment ${environment} in Azure DevOps.`,
        [tool],
        approval.edges,
      );
    for (const part of parts) {
      const steps = deploySteps(file, part, version !== undefined);
      const id = parts.length === 1 ? 'deploy' : `deploy_${part.id}`;
      const before = part.after.filter((one) => parts.some((other) => other.id === one)).map((one) => `deploy_${one}`);
      const after = before.length > 0 ? before : approval && environment === undefined ? ['approve'] : [];
      const common = {
        displayName: plainText(`Deploy: ${part.title}`),
        ...(after.length > 0 ? { dependsOn: after } : {}),
        ...(environment !== undefined || approval ? { environment: plainText(environment ?? context.names.prefix) } : {}),
        ...(version === undefined ? {} : { variables: { VERSION: version } }),
      };
      const job =
        environment !== undefined || approval
          ? { deployment: id, ...common, strategy: { runOnce: { deploy: { steps: [{ checkout: 'self' }, ...steps] } } } }
          : { job: id, ...common, steps };
      jobs.push(from(job, marksFor(part)));
    }
    return jobs;
  }

  /** A person has to agree. The gate holds by itself: an environment that nobody has set up would let everything pass. */
  #approve(approval: NonNullable<ReleasePart['approval']>, instructions: string): object {
    const { context, tool } = this;
    const own = approval.node === tool ? undefined : context.text(approval.node, 'timeout');
    const minutes = Math.round(60 * (hoursOf(own ?? context.text(tool, 'approvalTimeout')) ?? 72));
    const approvers = plainText(approversOf(context, approval));
    const job = {
      job: 'approve',
      displayName: 'A person agrees',
      pool: 'server',
      timeoutInMinutes: minutes,
      steps: [
        {
          task: 'ManualValidation@1',
          timeoutInMinutes: minutes,
          inputs: {
            notifyUsers: approvers,
            approvers,
            allowApproversToApproveTheirOwnRuns: false,
            instructions: plainText(instructions),
            onTimeout: 'reject',
          },
        },
      ],
    };
    const stated = approval.edges.some(({ edge }) => edge.approval !== undefined) || approval.node !== tool;
    fromKey(job, 'job', { comment: stated ? (edgeComment(approval.edges) ?? '') : 'needs.manualApproval' });
    return from(job, { nodes: [approval.node.id], edges: approval.edges.map(({ id }) => id) });
  }

  run(run: ReleaseRun): Draft {
    const { tool } = this;
    const file = this.#runFile(run);
    const value: Record<string, unknown> = {
      trigger: run.start.folders
        ? { branches: { include: [this.#branch] }, paths: { include: run.start.folders.map(triggerPath) } }
        : 'none',
      pr: 'none',
      schedules: this.#schedules(run),
      pool: this.#pool(),
      variables: [{ template: templatePath(file, this.#variablesFile) }],
      stages: [this.#runStage(run, file), ...(run.release.length > 0 ? [this.#releaseStage(run, file)] : [])],
    };
    const nodes = [tool.id, run.node.id, ...run.nodes.map(({ id }) => id), ...run.release.flatMap((part) => part.nodes)];
    return {
      path: file,
      nodes: [...new Set(nodes)],
      edges: [...run.edges, ...run.release.flatMap(({ edges }) => edges)].map(({ id }) => id),
      head: ['A pipeline of its own, so that its schedule does not deploy infrastructure.', ...releaseLine(run)],
      format: 'yaml',
      value,
    };
  }

  #schedules(run: ReleaseRun): object[] | undefined {
    const { cron, runsPerMonth } = run.start;
    if (cron === undefined) return undefined;
    const schedule = { cron: plainText(cron), displayName: plainText(run.title), branches: { include: [this.#branch] }, always: true };
    fromKey(schedule, 'cron', { comment: `${runsPerMonth === undefined ? '' : `${runsPerMonth} runs a month; `}five fields, UTC` });
    return [from(schedule, { nodes: [run.node.id] })];
  }

  #runStage(run: ReleaseRun, file: string): object {
    const start = run.link.approval;
    const outputs = run.waits ? ['job', 'version'] : ['version'];
    const usesVersion = run.lines.some((line) => line.includes('$VERSION')) || run.release.length > 0;
    const lines = [
      ...(usesVersion ? [versionLine] : []),
      ...run.lines,
      ...(run.waits ? ['echo "##vso[task.setvariable variable=job;isOutput=true]$job"'] : []),
      ...(usesVersion ? ['echo "##vso[task.setvariable variable=version;isOutput=true]$VERSION"'] : []),
    ];
    const hours = Math.min(run.limit, hostedHours);
    const jobs: object[] = [
      ...(start ? [this.#approve(start, `Start "${run.title}"?`)] : []),
      {
        job: 'submit',
        displayName: run.waits ? 'Submit' : 'Run',
        ...(start ? { dependsOn: ['approve'] } : {}),
        ...(run.waits ? {} : { timeoutInMinutes: Math.round(60 * hours) }),
        steps: [
          gapsStep(file, [...run.paths, file], true),
          ...needSteps(run.needs),
          cliStep({ name: 'submit', title: `Start: ${run.title}`, lines }),
        ],
      },
    ];
    if (outputs.includes('job')) jobs.push(waitJob(run));
    const stage = from(
      {
        stage: run.id,
        displayName: plainText(run.title),
        // somebody may start a run on any branch
        condition: `eq(variables['Build.SourceBranch'], 'refs/heads/${this.#branch.replace(/'/g, "''")}')`,
        jobs,
      },
      { nodes: [run.node.id], edges: run.edges.map(({ id }) => id) },
    );
    return fromKey(stage, 'stage', { comment: edgeComment(run.edges) ?? '' });
  }

  #releaseStage(run: ReleaseRun, file: string): object {
    const [only] = run.release;
    const id = run.release.length === 1 && only && only.id !== run.id ? only.id : `release_${run.id}`;
    const version = `$[ stageDependencies.${run.id}.submit.outputs['submit.version'] ]`;
    const edges = [...new Set(run.release.flatMap((part) => part.edges))];
    const stage = from(
      {
        stage: id,
        displayName: plainText(only && run.release.length === 1 ? only.title : `Release: ${run.title}`),
        dependsOn: run.id,
        jobs: this.#deployJobs(run.release, file, instructionsOf(this.context, run), version),
      },
      { nodes: run.release.flatMap((part) => part.nodes), edges: edges.map((edge) => edge.id) },
    );
    const comment = edgeComment(edges);
    return comment === undefined ? stage : fromKey(stage, 'stage', { comment });
  }
}
