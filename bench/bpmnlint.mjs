/** bpmnlint on a process of a size, to compare with: tasks in a row with a gateway at every tenth, checked by its recommended rules. */
import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';

/** Milliseconds of the middle one of some tries. @param {number} nodes @returns {Promise<number>} */
export async function timeBpmnlint(nodes) {
  const { rootElement } = await new BpmnModdle().fromXML(processOf(nodes));
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
  const times = [];
  const start = performance.now();
  for (let at = 0; at < 20 && (at < 3 || performance.now() - start < 4000); at += 1) {
    const before = performance.now();
    await linter.lint(rootElement);
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** @param {number} nodes */
function processOf(nodes) {
  const elements = ['<bpmn:startEvent id="n0" name="Start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>'];
  const flows = [];
  for (let at = 1; at < nodes; at += 1) {
    const last = at === nodes - 1;
    const kind = last ? 'endEvent' : at % 10 === 0 ? 'exclusiveGateway' : 'task';
    const ends = `<bpmn:incoming>f${at - 1}</bpmn:incoming>${last ? '' : `<bpmn:outgoing>f${at}</bpmn:outgoing>`}`;
    elements.push(`<bpmn:${kind} id="n${at}" name="Step ${at}">${ends}</bpmn:${kind}>`);
    flows.push(`<bpmn:sequenceFlow id="f${at - 1}" sourceRef="n${at - 1}" targetRef="n${at}" />`);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://bpmn.io/schema/bpmn">
<bpmn:process id="p" isExecutable="false">${elements.join('\n')}${flows.join('\n')}</bpmn:process></bpmn:definitions>`;
}
