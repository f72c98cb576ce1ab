import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { pipelinesOf } from '../parts/steps';
import type { Job, JobPort, Step, StepPort } from './job-model';
import { asMap, asText, type StepSettings } from './step-settings';
import { portName, titleOf } from './texts';
import { carriesData, inputValue, outputValue } from './values';

/** Inputs, outputs and steps of a job while it is put together. */
export class JobBuilder {
  readonly inputs: JobPort[] = [];
  readonly outputs: JobPort[] = [];
  readonly steps: Step[] = [];

  constructor(
    readonly context: ExportContext,
    readonly node: GraphNode,
  ) {}

  build(): Job {
    for (const step of this.steps) this.parameters(step);
    return { node: this.node, steps: this.steps, inputs: this.inputs, outputs: this.outputs };
  }

  /** @param owner the node that the edge is drawn at */
  crossIn(steps: readonly Step[], edge: GraphEdge, owner: GraphNode): void {
    const port = this.portFor(edge, edge.from, owner.in);
    const value = inputValue(this.context, owner, edge, port);
    const same = this.inputs.find(
      (one) =>
        one.edges[0]?.from === edge.from &&
        one.edges[0].kind === edge.kind &&
        one.value.path === value.path &&
        one.value.type === value.type,
    );
    const name = same?.name ?? this.free(this.inputs, port, owner);
    if (same) this.inputs[this.inputs.indexOf(same)] = { ...same, edges: [...same.edges, edge] };
    else this.inputs.push({ name, value, edges: [edge] });
    for (const step of steps) {
      const own = freeName(step.inputs, port);
      step.inputs.push({ name: own, type: value.type, edges: [edge], bound: `\${{parent.inputs.${name}}}`, argument: true });
    }
  }

  crossOut(step: Step, edge: GraphEdge, to: GraphNode, owner: GraphNode = step.node): StepPort {
    const before = step.outputs.find((one) => one.edges.includes(edge));
    if (before) return before;
    const name = freeName(step.outputs, this.outputName(step, edge, to));
    const value = outputValue(this.context, owner, edge, name);
    const same = this.outputs.find((one) => one.value.name !== undefined && one.value.name === value.name && one.value.type === value.type);
    const port = same && step.outputs.find(({ bound }) => bound === `\${{parent.outputs.${same.name}}}`);
    if (same && port) return this.twice(step, same, port, edge);
    const outer = this.free(this.outputs, name === 'best_model' ? this.portFor(edge, to, edge.from.out) : name, step.node);
    this.outputs.push({ name: outer, value, edges: [edge] });
    const made = { name, type: value.type, edges: [edge], bound: `\${{parent.outputs.${outer}}}`, argument: true };
    step.outputs.push(made);
    return made;
  }

  /** A result that two edges lead away from is one output, such as a model without a registry that two endpoints serve. */
  twice(step: Step, outer: JobPort, port: StepPort, edge: GraphEdge): StepPort {
    const both = { ...port, edges: [...port.edges, edge] };
    this.outputs[this.outputs.indexOf(outer)] = { ...outer, edges: [...outer.edges, edge] };
    step.outputs[step.outputs.indexOf(port)] = both;
    return both;
  }
  step(node: GraphNode, settings: StepSettings, title = titleOf(node)): Step {
    const { names } = this.context;
    const shared = node !== this.node && pipelinesOf(this.context, node).length > 1;
    const part =
      settings.listed === undefined
        ? undefined
        : freeName(
            this.steps.map(({ key }) => ({ name: key })),
            portName(settings.listed.name),
          );
    const base = names.component(node.id);
    const component = (part === undefined ? (shared ? `${base}_in_${names.symbol(this.node.id)}` : base) : `${base}_${part}`).toLowerCase();
    const file =
      part === undefined
        ? shared
          ? `${names.file(node.id)}.${names.file(this.node.id)}`
          : names.file(node.id)
        : `${names.file(node.id)}.${part}`;
    const step: Step = {
      key: part ?? names.symbol(node.id),
      node,
      settings,
      component,
      file,
      title,
      inputs: [],
      outputs: [],
      parameters: [],
    };
    this.steps.push(step);
    return step;
  }

  /** Values that the command takes beside its data. */
  parameters(step: Step): void {
    for (const [name, value] of Object.entries(step.settings.map('parameters'))) {
      const map = asMap(value);
      const plainValue = map ? map['value'] : value;
      if (plainValue === undefined || typeof plainValue === 'object') continue;
      const own = freeName([...step.inputs, ...step.parameters], portName(name));
      const input = this.free(
        [...this.inputs, ...this.steps.flatMap(({ parameters }) => parameters.map((one) => ({ name: one.input })))],
        own,
        step.node,
        step.key,
      );
      step.parameters.push({ name: own, type: asText(map?.['type']) ?? typeOf(plainValue), value: plainValue, input });
    }
  }

  /** The port of an edge: the id of the node at its other end, with the kind behind it where two edges lead there. */
  portFor(edge: GraphEdge, other: GraphNode, edges: readonly GraphEdge[]): string {
    const between = edges.filter((one) => carriesData(one) && (one.from === other || one.to === other));
    const name = this.context.names.symbol(other.id);
    return between.length > 1 ? `${name}_${edge.kind}` : name;
  }

  /** An output that has the name of an input would be a second argument of that name. */
  outputName(step: Step, edge: GraphEdge, to: GraphNode): string {
    if (step.node.node.service === 'azure-ml-automl' && edge.kind === 'model') return 'best_model'; // the step's own name for it
    const name = this.portFor(edge, to, edge.from.out);
    const reads = (node: GraphNode) => node.in.some((one) => carriesData(one) && one.from === to);
    return reads(step.node) || reads(edge.from) ? `${name}_out` : name;
  }

  /** A name that no other port of the job has: the step's id follows where two steps have the same. */
  free(taken: readonly { readonly name: string }[], name: string, node: GraphNode, key = this.context.names.symbol(node.id)): string {
    return taken.some((one) => one.name === name) ? freeName(taken, `${name}_${key}`) : name;
  }
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return 'string';
}

export function freeName(taken: readonly { readonly name: string }[], name: string): string {
  let free = name;
  for (let at = 2; taken.some((one) => one.name === free); at += 1) free = `${name}_${at}`;
  return free;
}
