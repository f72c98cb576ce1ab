import type { GraphEdge, GraphNode } from '../../catalog';
import { predecessors, reduced, topological } from '../parts/order';
import { freeName, type JobBuilder } from './job-builder';
import type { Step, StepPort } from './job-model';
import { isPipeline } from '../parts/steps';
import { StepSettings, asMap, asText, tokenPart } from './step-settings';
import { edgeText, portName, titleOf } from './texts';
import { carriesData, isForAutoMl, outputValue } from './values';

/** Steps that the plan draws: nodes that the pipeline starts, or the job's own node. */
export class DrawnSteps {
  readonly #byNode = new Map<GraphNode, Step>();

  constructor(
    readonly job: JobBuilder,
    readonly members: readonly GraphNode[],
  ) {}

  /** One step with the node's id, which has all that is drawn at the node. */
  single(): void {
    const step = this.job.step(this.job.node, new StepSettings(this.job.context, this.job.node));
    this.#border(this.job.node, [step], step);
    if (isPipeline(this.job.context, this.job.node))
      this.job.context.remark(`"${titleOf(this.job.node)}" is one step. Draw its steps, or list them under settings.steps.`, [
        this.job.node,
      ]);
  }

  /** The steps that the pipeline starts. */
  drawn(): void {
    const before = predecessors(this.members, (edge) => edge.from !== this.job.node);
    const order = topological(this.members, before);
    for (const member of order) this.#byNode.set(member, this.job.step(member, new StepSettings(this.job.context, member)));
    for (const member of order) this.#inner(member, order);
    for (const member of order) this.#after(member, order, before);
    for (const member of order) this.#crossing(member);
    if (this.members.includes(this.job.node)) return;
    const first = order.filter((member) => (before.get(member)?.size ?? 0) === 0);
    const last = order.filter((member) => !this.members.some((other) => reduced(other, before).includes(member)));
    const [only] = last;
    this.#border(
      this.job.node,
      first.flatMap((member) => this.#byNode.get(member) ?? []),
      last.length === 1 && only ? this.#byNode.get(only) : undefined,
    );
  }

  /** Bindings between two members: an edge from one to the other, or through a store, an asset or a registry. */
  #inner(member: GraphNode, order: readonly GraphNode[]): void {
    const reader = this.#byNode.get(member);
    if (!reader) return;
    for (const edge of member.in.filter(carriesData)) {
      const writer = this.#writerOf(edge, order);
      if (writer === undefined) continue;
      if (order.indexOf(writer) >= order.indexOf(member)) {
        if (this.members.includes(edge.from))
          this.job.context.remark(
            `The steps of "${titleOf(this.job.node)}" are a circle, which no pipeline of Azure ML can hold: ${edgeText(edge)} is left out.`,
            [writer, member],
            [edge],
          );
        continue;
      }
      const from = this.#byNode.get(writer);
      if (!from) continue;
      const passive = edge.from === writer ? undefined : edge.from;
      const out = this.#outputTo(from, passive ?? member, edge, passive === undefined);
      const name = this.job.portFor(edge, edge.from, member.in);
      const type = passive ? out.type : this.#typeBetween(member, name, out.type);
      reader.inputs.push({ name, type, edges: [edge], bound: `\${{parent.jobs.${from.key}.outputs.${out.name}}}`, argument: true });
    }
  }

  /** The member whose result an edge brings: its start, or the last one that writes to what is there. */
  #writerOf(edge: GraphEdge, order: readonly GraphNode[]): GraphNode | undefined {
    if (this.members.includes(edge.from)) return edge.from;
    if (edge.from === this.job.node) return undefined;
    const writers = edge.from.in.filter(carriesData).map(({ from }) => from);
    return order
      .filter((member) => member !== edge.to && writers.includes(member) && order.indexOf(member) < order.indexOf(edge.to))
      .at(-1);
  }

  #typeBetween(reader: GraphNode, port: string, usual: string): string {
    return asText(asMap(asMap(reader.node.settings?.['inputs'])?.[port])?.['type']) ?? usual;
  }

  /** The output of a step towards a node, made once. @param inner nothing outside of the job reads it */
  #outputTo(step: Step, to: GraphNode, edge: GraphEdge, inner: boolean): StepPort {
    const out = inner ? edge : (step.node.out.find((one) => carriesData(one) && one.to === to) ?? edge);
    const known = step.outputs.find((port) => port.edges.includes(out));
    if (known) return known;
    if (inner) {
      const name = freeName(step.outputs, this.job.outputName(step, out, to));
      const stated = asText(asMap(asMap(step.node.node.settings?.['outputs'])?.[name])?.['type']);
      const type = stated ?? (edge.kind === 'model' ? 'mlflow_model' : isForAutoMl(edge) ? 'mltable' : 'uri_folder');
      const port = { name, type, edges: [edge], bound: undefined, argument: true };
      step.outputs.push(port);
      return port;
    }
    return this.job.crossOut(step, out, to);
  }

  /** Inputs and outputs of a member that cross the border of the job. */
  #crossing(member: GraphNode): void {
    const step = this.#byNode.get(member);
    if (!step) return;
    for (const edge of member.in.filter(carriesData)) {
      if (this.members.includes(edge.from) || edge.from === this.job.node) continue;
      if (step.inputs.some(({ edges }) => edges.includes(edge))) continue;
      this.job.crossIn([step], edge, member);
    }
    for (const edge of member.out.filter(carriesData)) {
      if (this.members.includes(edge.to) || edge.to === this.job.node || edge.to === member) continue;
      this.job.crossOut(step, edge, edge.to);
    }
  }

  /** Edges that are drawn at the job's own node: inputs of the first steps, and outputs of the last one. */
  #border(node: GraphNode, first: readonly Step[], last: Step | undefined): void {
    for (const edge of node.in.filter(carriesData)) {
      if (this.members.includes(edge.from) || edge.from === node) continue;
      this.job.crossIn(first, edge, node);
    }
    for (const edge of node.out.filter(carriesData)) {
      if (this.members.includes(edge.to) || edge.to === node) continue;
      const writer = last ?? this.#statedWriter(edge);
      if (writer) this.job.crossOut(writer, edge, edge.to, node);
      else this.#looseOutput(edge);
    }
  }

  #statedWriter(edge: GraphEdge): Step | undefined {
    const stated = asText(
      asMap(asMap(this.job.node.node.settings?.['outputs'])?.[this.job.portFor(edge, edge.to, this.job.node.out)])?.['step'],
    );
    return stated === undefined ? undefined : this.job.steps.find(({ key, node }) => key === portName(stated) || node.id === stated);
  }

  /** An output that one of several last steps writes: the plan does not say which. */
  #looseOutput(edge: GraphEdge): void {
    const name = this.job.free(this.job.outputs, this.job.portFor(edge, edge.to, this.job.node.out), this.job.node);
    const gap = this.job.context.gap(
      this.job.node.id,
      `outputs.${tokenPart(name)}`,
      `Several steps come last. Draw ${edgeText(edge)} from the step that writes it, or name the step as "step" under settings.outputs.${name} of "${titleOf(this.job.node)}".`,
    );
    const value = outputValue(this.job.context, this.job.node, edge, name);
    this.job.outputs.push({
      name,
      value: value.name === undefined ? { ...value, path: gap } : { ...value, name: gap },
      edges: [edge],
      loose: true,
    });
  }
  /** Order between members that hand over no data: there is no other way to state it than an empty output that the later one reads. */
  #after(member: GraphNode, order: readonly GraphNode[], before: ReturnType<typeof predecessors>): void {
    const step = this.#byNode.get(member);
    for (const edge of member.in.filter(({ kind }) => kind === 'control')) {
      const earlier = this.#byNode.get(edge.from);
      if (!step || !earlier || earlier === step || edge.from === this.job.node || order.indexOf(edge.from) > order.indexOf(member))
        continue;
      if (!reduced(member, before).includes(edge.from)) continue;
      if (step.inputs.some(({ bound }) => bound?.startsWith(`\${{parent.jobs.${earlier.key}.outputs.`) === true)) continue;
      const name = `after_${earlier.key}`;
      const port = { name, type: 'uri_folder', edges: [edge], argument: false };
      if (!earlier.outputs.some((one) => one.name === name)) earlier.outputs.push({ ...port, bound: undefined });
      step.inputs.push({ ...port, bound: `\${{parent.jobs.${earlier.key}.outputs.${name}}}` });
    }
  }
}
