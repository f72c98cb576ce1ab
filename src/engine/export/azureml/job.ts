import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { DrawnSteps } from './drawn-steps';
import { JobBuilder } from './job-builder';
import type { Job } from './job-model';
import { listedSteps } from './listed-steps';
import { isPipeline, stepsOf } from '../parts/steps';
import { asMap } from './step-settings';
import { carriesData } from './values';

export type { Job, JobPort, Parameter, Step, StepPort } from './job-model';

/** A node as a job: a pipeline with the steps that it starts or lists, or one step with the node's id. */
export function jobOf(context: ExportContext, node: GraphNode): Job {
  const started = isPipeline(context, node) ? stepsOf(node) : [];
  const members = worksItself(node, started) ? [...started, node].sort((a, b) => a.at - b.at) : started;
  const job = new JobBuilder(context, node);
  const listed = members.length === 0 && isPipeline(context, node) ? asMap(node.node.settings?.['steps']) : undefined;
  if (listed && Object.keys(listed).length > 0) listedSteps(job, listed);
  else if (members.length === 0) new DrawnSteps(job, []).single();
  else new DrawnSteps(job, members).drawn();
  return job.build();
}

/** True if a pipeline hands data to a step that it starts, or takes data from one: it is then a step too, not only their frame. */
function worksItself(node: GraphNode, started: readonly GraphNode[]): boolean {
  const touches = (other: GraphNode) => started.includes(other);
  return [...node.in, ...node.out].filter(carriesData).some(({ from, to }) => {
    const other = from === node ? to : from;
    if (other === node) return false;
    if (touches(other)) return true;
    // through a store, an asset or a registry
    const beyond = from === node ? other.out : other.in;
    return (
      !other.in.some(({ kind }) => kind === 'control') && beyond.filter(carriesData).some((edge) => touches(edge.from) || touches(edge.to))
    );
  });
}
