import { load } from 'js-yaml';
import { parse } from 'yaml';
import { arrange, readPlan, writePlanYaml, type Plan } from '#engine/plan';
import { catalog } from '#resources';
import { joinedPlan } from './plans';

/* Comparison for reading a plan: the two YAML parsers of JavaScript, which give a value that is not checked yet. */

/** A saved plan, each node with a place, a reason and a note; with comments as people write them, or without. */
export function textOf(nodes: number, comments: boolean): string {
  const plan = joinedPlan(nodes);
  const note =
    'Agreed with the data platform: the run may take two hours, the next one waits. Who changes it tells the team that reads the results.';
  const because =
    'One connector covers all three sources, and the team knows it from the pipeline of last year, which nobody wants to write again.';
  const spoken = Object.entries(plan.nodes).map(
    ([id, node]) => [id, { ...node, owner: 'Data platform', note, decision: { because } }] as const,
  );
  const layout = arrange(plan, (id) => catalog.stageOf(plan.nodes[id]?.service ?? ''));
  const text = writePlanYaml({ ...plan, nodes: Object.fromEntries(spoken), layout } as Plan);
  return comments
    ? text.replaceAll(/^ {4}title:/gm, '    # as the board calls it\n    title:').replaceAll(/^(edges|layout):$/gm, '\n$1: # kept sorted')
    : text;
}

export const ways: Readonly<Record<'js-yaml' | 'yaml' | 'ours', (text: string) => unknown>> = {
  'js-yaml': (text) => load(text),
  yaml: (text) => parse(text),
  ours: (text) => readPlan(text, 'plan.pipedraft.yaml').plan,
};

/** Median of some tries in milliseconds, the parsers in turn so that a busy moment of the machine affects all of them. */
export function timed(text: string, tries: number): Readonly<Record<keyof typeof ways, number>> {
  const names = Object.keys(ways) as (keyof typeof ways)[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let at = 0; at < tries; at += 1) {
    for (const name of names) {
      const before = performance.now();
      ways[name](text);
      times.get(name)?.push(performance.now() - before);
    }
  }
  const middle = (name: keyof typeof ways) => times.get(name)?.sort((a, b) => a - b)[Math.floor(tries / 2)] ?? 0;
  return { 'js-yaml': middle('js-yaml'), yaml: middle('yaml'), ours: middle('ours') };
}
