import type { GraphEdge, GraphNode } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { predecessors, reduced, topological } from '../parts/order';
import { pipelinesOf } from '../parts/steps';
import { isPipeline, stepsOf } from './services';
import { StepSettings, asMap, asText, tokenPart } from './step-settings';
import { edgeText, portName, titleOf } from './texts';
import { carriesData, inputValue, outputValue, type JobValue } from './values';

/*
 * A pipeline job before it is written: its inputs and outputs, and its steps with the ports that are bound to them. Edges between two
 * steps become bindings, edges that cross the border become inputs and outputs of the job.
 */

export interface JobPort {
  readonly name: string;
  readonly value: JobValue;
  readonly edges: readonly GraphEdge[];
  /** The step that writes it is not known. */
  loose?: boolean;
}

export interface StepPort {
  readonly name: string;
  readonly type: string;
  readonly edges: readonly GraphEdge[];
  /** The expression that it is bound to; an output without one is only read by other steps. */
  readonly bound: string | undefined;
  /** Its path is an argument of the command; a port that only keeps the order is none. */
  readonly argument: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string | number | boolean;
  /** Name of the input of the job that it is bound to. */
  readonly input: string;
}

export interface Step {
  readonly key: string;
  readonly node: GraphNode;
  readonly settings: StepSettings;
  /** Name of the component, and of its file. */
  readonly component: string;
  readonly file: string;
  readonly title: string;
  readonly inputs: StepPort[];
  readonly outputs: StepPort[];
  readonly parameters: Parameter[];
}

export interface Job {
  readonly node: GraphNode;
  readonly steps: readonly Step[];
  readonly inputs: readonly JobPort[];
  readonly outputs: readonly JobPort[];
}

/** A node as a job: a pipeline with the steps that it starts or lists, or one step with the node's id. */
export function jobOf(context: ExportContext, node: GraphNode): Job {
  const members = isPipeline(context, node) ? stepsOf(node) : [];
  return new JobBuilder(context, node, members).build();
}

class JobBuilder {
  readonly #inputs: JobPort[] = [];
  readonly #outputs: JobPort[] = [];
  readonly #steps: Step[] = [];
  readonly #byNode = new Map<GraphNode, Step>();

  constructor(
    readonly context: ExportContext,
    readonly node: GraphNode,
    readonly members: readonly GraphNode[],
  ) {}

  build(): Job {
    const listed = this.members.length === 0 ? asMap(this.node.node.settings?.['steps']) : undefined;
    if (listed && Object.keys(listed).length > 0) this.#listed(listed);
    else if (this.members.length === 0) this.#single();
    else this.#drawn();
    for (const step of this.#steps) this.#parameters(step);
    return { node: this.node, steps: this.#steps, inputs: this.#inputs, outputs: this.#outputs };
  }

  /** One step with the node's id, which has all that is drawn at the node. */
  #single(): void {
    const step = this.#step(this.node, new StepSettings(this.context, this.node));
    this.#border(this.node, [step], step);
    if (isPipeline(this.context, this.node))
      this.context.remark(`"${titleOf(this.node)}" is one step. Draw its steps, or list them under settings.steps.`, [this.node]);
  }

  /** The steps that the pipeline starts. */
  #drawn(): void {
    const before = predecessors(this.members);
    const order = topological(this.members, before);
    for (const member of order) this.#step(member, new StepSettings(this.context, member));
    for (const member of order) this.#inner(member, order);
    for (const member of order) this.#after(member, order, before);
    for (const member of order) this.#crossing(member);
    const first = order.filter((member) => (before.get(member)?.size ?? 0) === 0);
    const last = order.filter((member) => !this.members.some((other) => reduced(other, before).includes(member)));
    const [only] = last;
    this.#border(
      this.node,
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
          this.context.remark(
            `The steps of "${titleOf(this.node)}" are a circle, which no pipeline of Azure ML can hold: ${edgeText(edge)} is left out.`,
            [writer, member],
            [edge],
          );
        continue;
      }
      const from = this.#byNode.get(writer);
      if (!from) continue;
      const passive = edge.from === writer ? undefined : edge.from;
      const out = this.#outputTo(from, passive ?? member, edge, passive === undefined);
      const name = this.#portFor(edge, edge.from, member.in);
      const type = passive ? out.type : this.#typeBetween(member, name, out.type);
      reader.inputs.push({ name, type, edges: [edge], bound: `\${{parent.jobs.${from.key}.outputs.${out.name}}}`, argument: true });
    }
  }

  /** The member whose result an edge brings: its start, or the last one that writes to what is there. */
  #writerOf(edge: GraphEdge, order: readonly GraphNode[]): GraphNode | undefined {
    if (this.members.includes(edge.from)) return edge.from;
    if (edge.from === this.node) return undefined;
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
      const name = freeName(step.outputs, this.#outputName(step, out, to));
      const stated = asText(asMap(asMap(step.node.node.settings?.['outputs'])?.[name])?.['type']);
      const type = stated ?? (edge.kind === 'model' ? 'mlflow_model' : 'uri_folder');
      const port = { name, type, edges: [edge], bound: undefined, argument: true };
      step.outputs.push(port);
      return port;
    }
    return this.#crossOut(step, out, to);
  }

  /** Inputs and outputs of a member that cross the border of the job. */
  #crossing(member: GraphNode): void {
    const step = this.#byNode.get(member);
    if (!step) return;
    for (const edge of member.in.filter(carriesData)) {
      if (this.members.includes(edge.from) || edge.from === this.node) continue;
      if (step.inputs.some(({ edges }) => edges.includes(edge))) continue;
      this.#crossIn([step], edge, member);
    }
    for (const edge of member.out.filter(carriesData)) {
      if (this.members.includes(edge.to) || edge.to === this.node || edge.to === member) continue;
      this.#crossOut(step, edge, edge.to);
    }
  }

  /** Edges that are drawn at the job's own node: inputs of the first steps, and outputs of the last one. */
  #border(node: GraphNode, first: readonly Step[], last: Step | undefined): void {
    for (const edge of node.in.filter(carriesData)) {
      if (this.members.includes(edge.from) || edge.from === node) continue;
      this.#crossIn(first, edge, node);
    }
    for (const edge of node.out.filter(carriesData)) {
      if (this.members.includes(edge.to) || edge.to === node) continue;
      const writer = last ?? this.#statedWriter(edge);
      if (writer) this.#crossOut(writer, edge, edge.to, node);
      else this.#looseOutput(edge);
    }
  }

  #statedWriter(edge: GraphEdge): Step | undefined {
    const stated = asText(asMap(asMap(this.node.node.settings?.['outputs'])?.[this.#portFor(edge, edge.to, this.node.out)])?.['step']);
    return stated === undefined ? undefined : this.#steps.find(({ key, node }) => key === portName(stated) || node.id === stated);
  }

  /** An output that one of several last steps writes: the plan does not say which. */
  #looseOutput(edge: GraphEdge): void {
    const name = this.#free(this.#outputs, this.#portFor(edge, edge.to, this.node.out), this.node);
    const gap = this.context.gap(
      this.node.id,
      `outputs.${tokenPart(name)}`,
      `Several steps come last. Draw ${edgeText(edge)} from the step that writes it, or name the step as "step" under settings.outputs.${name} of "${titleOf(this.node)}".`,
    );
    const value = outputValue(this.context, this.node, edge, name);
    this.#outputs.push({
      name,
      value: value.name === undefined ? { ...value, path: gap } : { ...value, name: gap },
      edges: [edge],
      loose: true,
    });
  }

  /** @param owner the node that the edge is drawn at */
  #crossIn(steps: readonly Step[], edge: GraphEdge, owner: GraphNode): void {
    const port = this.#portFor(edge, edge.from, owner.in);
    const value = inputValue(this.context, owner, edge, port);
    const same = this.#inputs.find(
      (one) =>
        one.edges[0]?.from === edge.from &&
        one.edges[0].kind === edge.kind &&
        one.value.path === value.path &&
        one.value.type === value.type,
    );
    const name = same?.name ?? this.#free(this.#inputs, port, owner);
    if (same) this.#inputs[this.#inputs.indexOf(same)] = { ...same, edges: [...same.edges, edge] };
    else this.#inputs.push({ name, value, edges: [edge] });
    for (const step of steps) {
      const own = freeName(step.inputs, port);
      step.inputs.push({ name: own, type: value.type, edges: [edge], bound: `\${{parent.inputs.${name}}}`, argument: true });
    }
  }

  #crossOut(step: Step, edge: GraphEdge, to: GraphNode, owner: GraphNode = step.node): StepPort {
    const before = step.outputs.find((one) => one.edges.includes(edge));
    if (before) return before;
    const name = freeName(step.outputs, this.#outputName(step, edge, to));
    const value = outputValue(this.context, owner, edge, name);
    const same = this.#outputs.find(
      (one) => one.value.name !== undefined && one.value.name === value.name && one.value.type === value.type,
    );
    const port = same && step.outputs.find(({ bound }) => bound === `\${{parent.outputs.${same.name}}}`);
    if (same && port) return this.#twice(step, same, port, edge);
    const outer = this.#free(this.#outputs, name === 'best_model' ? this.#portFor(edge, to, edge.from.out) : name, step.node);
    this.#outputs.push({ name: outer, value, edges: [edge] });
    const made = { name, type: value.type, edges: [edge], bound: `\${{parent.outputs.${outer}}}`, argument: true };
    step.outputs.push(made);
    return made;
  }

  /** A result that two edges lead away from is one output, such as a model without a registry that two endpoints serve. */
  #twice(step: Step, outer: JobPort, port: StepPort, edge: GraphEdge): StepPort {
    const both = { ...port, edges: [...port.edges, edge] };
    this.#outputs[this.#outputs.indexOf(outer)] = { ...outer, edges: [...outer.edges, edge] };
    step.outputs[step.outputs.indexOf(port)] = both;
    return both;
  }

  /** Order between members that hand over no data: there is no other way to state it than an empty output that the later one reads. */
  #after(member: GraphNode, order: readonly GraphNode[], before: ReturnType<typeof predecessors>): void {
    const step = this.#byNode.get(member);
    for (const edge of member.in.filter(({ kind }) => kind === 'control')) {
      const earlier = this.#byNode.get(edge.from);
      if (!step || !earlier || earlier === step || order.indexOf(edge.from) > order.indexOf(member)) continue;
      if (!reduced(member, before).includes(edge.from)) continue;
      if (step.inputs.some(({ bound }) => bound?.startsWith(`\${{parent.jobs.${earlier.key}.outputs.`) === true)) continue;
      const name = `after_${earlier.key}`;
      const port = { name, type: 'uri_folder', edges: [edge], argument: false };
      if (!earlier.outputs.some((one) => one.name === name)) earlier.outputs.push({ ...port, bound: undefined });
      step.inputs.push({ ...port, bound: `\${{parent.jobs.${earlier.key}.outputs.${name}}}` });
    }
  }

  #step(node: GraphNode, settings: StepSettings, title = titleOf(node)): Step {
    const { names } = this.context;
    const shared = node !== this.node && pipelinesOf(this.context, node).length > 1;
    const part =
      settings.listed === undefined
        ? undefined
        : freeName(
            this.#steps.map(({ key }) => ({ name: key })),
            portName(settings.listed.name),
          );
    // ids that differ in case only have letters behind them: components are in lower case
    const letters = names.file(node.id) === node.id ? '' : names.file(node.id).slice(node.id.length).replace(/-/g, '_');
    const base = `${names.component(node.id)}${letters}`;
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
    this.#steps.push(step);
    if (part === undefined) this.#byNode.set(node, step);
    return step;
  }

  /** Steps that the settings list, with the inputs and outputs that they name. */
  #listed(listed: Readonly<Record<string, SettingValue>>): void {
    for (const [name, values] of Object.entries(listed))
      this.#step(
        this.node,
        new StepSettings(this.context, this.node, { name, values: asMap(values) ?? {} }),
        `${titleOf(this.node)}: ${name}`,
      );
    for (const edge of this.node.in.filter(carriesData)) if (edge.from !== this.node) this.#crossIn([], edge, this.node);
    const named = new Set<string>();
    this.#steps.forEach((step) => {
      for (const [port, value] of Object.entries(step.settings.map('inputs'))) this.#listedInput(step, portName(port), value);
      for (const [port, value] of Object.entries(step.settings.map('outputs'))) this.#listedOutput(step, portName(port), value, named);
    });
    const [first, last] = [this.#steps[0], this.#steps.at(-1)];
    const read = new Set(this.#steps.flatMap(({ inputs }) => inputs.map(({ bound }) => bound)));
    for (const { name, value, edges } of this.#inputs) {
      const bound = `\${{parent.inputs.${name}}}`;
      if (!read.has(bound)) first?.inputs.push({ name: freeName(first.inputs, name), type: value.type, edges, bound, argument: true });
    }
    for (const edge of this.node.out.filter(carriesData))
      if (last && edge.to !== this.node && !named.has(this.#portFor(edge, edge.to, this.node.out)))
        this.#crossOut(last, edge, edge.to, this.node);
    if (
      this.#steps.length > 1 &&
      this.#steps.slice(1).every(({ inputs }) => !inputs.some(({ bound }) => bound?.includes('parent.jobs.') === true))
    )
      this.context.remark(
        `The steps of "${titleOf(this.node)}" run at the same time: no input under settings.steps names an output of another step ("step.output").`,
        [this.node],
      );
  }

  #listedInput(step: Step, port: string, value: SettingValue): void {
    const map = asMap(value);
    const ref = asText(map ? map['from'] : value) ?? port;
    const type = map ? asText(map['type']) : undefined;
    const [from, output] = ref.split('.', 2);
    const writer = output === undefined ? undefined : this.#steps.find(({ key }) => key === portName(from ?? ''));
    if (writer && writer !== step && output !== undefined) {
      const name = portName(output);
      const out = writer.outputs.find((one) => one.name === name);
      const wanted = asMap(writer.settings.map('outputs')[output]);
      const kind = type ?? out?.type ?? asText(wanted?.['type']) ?? 'uri_folder';
      if (!out) writer.outputs.push({ name, type: asText(wanted?.['type']) ?? kind, edges: [], bound: undefined, argument: true });
      step.inputs.push({
        name: freeName(step.inputs, port),
        type: kind,
        edges: [],
        bound: `\${{parent.jobs.${writer.key}.outputs.${name}}}`,
        argument: true,
      });
      return;
    }
    const outer = this.#inputs.find(({ name, edges }) => name === portName(ref) || edges.some(({ from: node }) => node.id === ref));
    if (outer)
      step.inputs.push({
        name: freeName(step.inputs, port),
        type: outer.value.type,
        edges: outer.edges,
        bound: `\${{parent.inputs.${outer.name}}}`,
        argument: true,
      });
    else
      this.context.remark(
        `The input "${port}" of a step of "${titleOf(this.node)}" names neither another step nor a node with an edge to it.`,
        [this.node],
      );
  }

  #listedOutput(step: Step, port: string, value: SettingValue, named: Set<string>): void {
    const map = asMap(value);
    const to = asText(map ? map['to'] : undefined) ?? port;
    const edge = this.node.out
      .filter(carriesData)
      .find((one) => one.to.id === to || this.#portFor(one, one.to, this.node.out) === portName(to));
    const before = step.outputs.findIndex(({ name }) => name === port);
    if (!edge) {
      const type = (map ? asText(map['type']) : asText(value)) ?? 'uri_folder';
      if (before < 0) step.outputs.push({ name: port, type, edges: [], bound: undefined, argument: true });
      return;
    }
    const outer = this.#portFor(edge, edge.to, this.node.out);
    named.add(outer);
    const target = outputValue(this.context, this.node, edge, outer);
    const free = this.#free(this.#outputs, outer, this.node);
    this.#outputs.push({ name: free, value: target, edges: [edge] });
    if (before >= 0) step.outputs.splice(before, 1);
    step.outputs.push({ name: port, type: target.type, edges: [edge], bound: `\${{parent.outputs.${free}}}`, argument: true });
  }

  /** Values that the command takes beside its data. */
  #parameters(step: Step): void {
    for (const [name, value] of Object.entries(step.settings.map('parameters'))) {
      const map = asMap(value);
      const plainValue = map ? map['value'] : value;
      if (plainValue === undefined || typeof plainValue === 'object') continue;
      const own = freeName([...step.inputs, ...step.parameters], portName(name));
      const input = this.#free(
        [...this.#inputs, ...this.#steps.flatMap(({ parameters }) => parameters.map((one) => ({ name: one.input })))],
        own,
        step.node,
        step.key,
      );
      step.parameters.push({ name: own, type: asText(map?.['type']) ?? typeOf(plainValue), value: plainValue, input });
    }
  }

  /** The port of an edge: the id of the node at its other end, with the kind behind it where two edges lead there. */
  #portFor(edge: GraphEdge, other: GraphNode, edges: readonly GraphEdge[]): string {
    const between = edges.filter((one) => carriesData(one) && (one.from === other || one.to === other));
    const name = this.context.names.symbol(other.id);
    return between.length > 1 ? `${name}_${edge.kind}` : name;
  }

  /** An output that has the name of an input would be a second argument of that name. */
  #outputName(step: Step, edge: GraphEdge, to: GraphNode): string {
    if (step.node.node.service === 'azure-ml-automl' && edge.kind === 'model') return 'best_model'; // the step's own name for it
    const name = this.#portFor(edge, to, edge.from.out);
    const reads = (node: GraphNode) => node.in.some((one) => carriesData(one) && one.from === to);
    return reads(step.node) || reads(edge.from) ? `${name}_out` : name;
  }

  /** A name that no other port of the job has: the step's id follows where two steps have the same. */
  #free(taken: readonly { readonly name: string }[], name: string, node: GraphNode, key = this.context.names.symbol(node.id)): string {
    return taken.some((one) => one.name === name) ? freeName(taken, `${name}_${key}`) : name;
  }
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return 'string';
}

function freeName(taken: readonly { readonly name: string }[], name: string): string {
  let free = name;
  for (let at = 2; taken.some((one) => one.name === free); at += 1) free = `${name}_${at}`;
  return free;
}
