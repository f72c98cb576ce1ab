import type { PlanGraph } from '../../catalog';
import { agreeing, counted, list } from '../../format';
import { settingsOf } from '../../plan';
import type { Found, MissingValue, Rule } from '../rule';
import { ours } from '../sources';

/** A job that deploys stops at the first value that is missing, which is late to learn of it. */
export const exportsComplete: Rule = {
  meta: {
    id: 'exports-complete',
    title: 'Exported files have every value that they need',
    severity: 'warning',
    family: 'check-in',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Checks plans that state `exports`. The exporters write a plan into the files that its services check in. A value that a file needs and the plan does not state is written as `GAP(node.setting)`, which every target refuses, and jobs that deploy stop on it. The rule names each missing value once, with the files that need it. It is an error if no file can be written at all, such as for a path outside of the folder.',
  },

  *check({ plan, graph, missing }) {
    if (plan.exports === undefined) return;
    const { values, refused } = missing();
    if (refused)
      yield {
        severity: 'error',
        ...(refused.path?.[0] === 'nodes' ? { nodes: [String(refused.path[1])] } : {}),
        path: refused.path ?? ['exports'],
        message: `The plan cannot be exported. ${refused.problem}`,
        why: refused.fix,
      };
    for (const value of values) yield found(graph, value);
  },
};

function found(graph: PlanGraph, { node: id, setting, how, files }: MissingValue): Found {
  const node = id === undefined ? undefined : graph.get(id);
  const where = files.length <= 2 ? list(files.map((file) => `"${file}"`)) : `"${files[0]}" and ${counted(files.length - 1, 'other file')}`;
  if (!node) {
    const path = setting === 'region' ? ['context', 'region'] : ['exports', setting];
    return {
      path,
      message: `The plan does not state ${setting === 'region' ? 'its region' : `"${setting}"`}, which ${where} ${agreeing(files.length, 'needs', 'need')}.`,
      why: how,
    };
  }
  const stated = settingsOf(node.service).find((one) => one.id === setting);
  // some values are how much, which a node states as usage
  const field = stated ? undefined : node.service?.usage.find((one) => one.id === setting);
  return {
    nodes: [node.id],
    path: ['nodes', node.id, field ? 'usage' : 'settings', setting],
    message: `"${node.title}" does not state "${stated?.title ?? field?.title ?? setting}", which ${where} ${agreeing(files.length, 'needs', 'need')}.`,
    why: how,
  };
}
