import type { SettingValue } from '../../plan';
import { freeName, type JobBuilder } from './job-builder';
import type { Step } from './job-model';
import { StepSettings, asMap, asText } from './step-settings';
import { portName, titleOf } from './texts';
import { carriesData, outputValue } from './values';

/** Steps that the settings list, with the inputs and outputs that they name. */
export function listedSteps(job: JobBuilder, listed: Readonly<Record<string, SettingValue>>): void {
  for (const [name, values] of Object.entries(listed))
    job.step(job.node, new StepSettings(job.context, job.node, { name, values: asMap(values) ?? {} }), `${titleOf(job.node)}: ${name}`);
  for (const edge of job.node.in.filter(carriesData)) if (edge.from !== job.node) job.crossIn([], edge, job.node);
  const named = new Set<string>();
  job.steps.forEach((step) => {
    for (const [port, value] of Object.entries(step.settings.map('inputs'))) listedInput(job, step, portName(port), value);
    for (const [port, value] of Object.entries(step.settings.map('outputs'))) listedOutput(job, step, portName(port), value, named);
  });
  const [first, last] = [job.steps[0], job.steps.at(-1)];
  const read = new Set(job.steps.flatMap(({ inputs }) => inputs.map(({ bound }) => bound)));
  for (const { name, value, edges } of job.inputs) {
    const bound = `\${{parent.inputs.${name}}}`;
    if (!read.has(bound)) first?.inputs.push({ name: freeName(first.inputs, name), type: value.type, edges, bound, argument: true });
  }
  for (const edge of job.node.out.filter(carriesData))
    if (last && edge.to !== job.node && !named.has(job.portFor(edge, edge.to, job.node.out))) job.crossOut(last, edge, edge.to, job.node);
  if (
    job.steps.length > 1 &&
    job.steps.slice(1).every(({ inputs }) => !inputs.some(({ bound }) => bound?.includes('parent.jobs.') === true))
  )
    job.context.remark(
      `The steps of "${titleOf(job.node)}" run at the same time: no input under settings.steps names an output of another step ("step.output").`,
      [job.node],
    );
}

function listedInput(job: JobBuilder, step: Step, port: string, value: SettingValue): void {
  const map = asMap(value);
  const ref = asText(map ? map['from'] : value) ?? port;
  const type = map ? asText(map['type']) : undefined;
  const [from, output] = ref.split('.', 2);
  const writer = output === undefined ? undefined : job.steps.find(({ key }) => key === portName(from ?? ''));
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
  const outer = job.inputs.find(({ name, edges }) => name === portName(ref) || edges.some(({ from: node }) => node.id === ref));
  if (outer)
    step.inputs.push({
      name: freeName(step.inputs, port),
      type: outer.value.type,
      edges: outer.edges,
      bound: `\${{parent.inputs.${outer.name}}}`,
      argument: true,
    });
  else
    job.context.remark(
      `The input "${port}" of a step of "${titleOf(job.node)}" names neither another step nor a node with an edge to it.`,
      [job.node],
    );
}

function listedOutput(job: JobBuilder, step: Step, port: string, value: SettingValue, named: Set<string>): void {
  const map = asMap(value);
  const to = asText(map ? map['to'] : undefined) ?? port;
  const edge = job.node.out.filter(carriesData).find((one) => one.to.id === to || job.portFor(one, one.to, job.node.out) === portName(to));
  const before = step.outputs.findIndex(({ name }) => name === port);
  if (!edge) {
    const type = (map ? asText(map['type']) : asText(value)) ?? 'uri_folder';
    if (before < 0) step.outputs.push({ name: port, type, edges: [], bound: undefined, argument: true });
    return;
  }
  const outer = job.portFor(edge, edge.to, job.node.out);
  named.add(outer);
  const target = outputValue(job.context, job.node, edge, outer);
  const free = job.free(job.outputs, outer, job.node);
  job.outputs.push({ name: free, value: target, edges: [edge] });
  if (before >= 0) step.outputs.splice(before, 1);
  step.outputs.push({ name: port, type: target.type, edges: [edge], bound: `\${{parent.outputs.${free}}}`, argument: true });
}
