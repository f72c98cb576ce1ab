import { CompletionContext } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { planJsonSchema, readPlan } from '#engine/plan';
import { completePlan } from '../../../src/renderer/source/completion.ts';
import { mapOf, pathAt } from '../../../src/renderer/source/text-map.ts';
import { writingPlace } from '../../../src/renderer/source/writing-place.ts';
import { catalog } from '../../harness/resources.ts';

const written = `pipedraft: 1
name: Typed
assumptions: {runs: 30}
context:
  team:
    size: 3
    skills: {python: strong}
nodes:
  lake: {service: azure-storage, title: Lake}
  train:
    service: azure-ml-jobs-sdk
    usage:
      runsPerMonth: 30
edges:
  - {from: lake, to: train, kind: data}
  - from: lake
    to: train
    kind: control
pinned: [lake]
`;
const plan = readPlan(written, 'a.yaml').plan;

/** The text with the caret where `|` is. */
function at(marked: string): { readonly state: EditorState; readonly position: number } {
  const position = marked.indexOf('|');
  return { state: EditorState.create({ doc: marked.replace('|', ''), extensions: yaml() }), position };
}

function offered(marked: string): readonly string[] {
  const { state, position } = at(marked);
  const complete = completePlan({
    plan: () => plan,
    services: () => catalog.services,
    service: (id) => catalog.get(id),
    skills: () => catalog.skills,
    rules: () => [{ id: 'no-retired-service', title: 'No retired service' }],
    schema: () => planJsonSchema(),
  });
  return complete(new CompletionContext(state, position, true))?.options.map(({ label }) => label) ?? [];
}

describe('the place in the plan of a place in the text', () => {
  it.each([
    ['context:\n  te|', ['context'], true],
    ['context:\n  team:\n    size: 3\n  ap|', ['context'], true],
    ['nodes:\n  lake:\n    service: az|', ['nodes', 'lake', 'service'], false],
    ['nodes:\n  lake: {service: az|', ['nodes', 'lake', 'service'], false],
    ['nodes:\n  lake: {service: azure-storage, ti|}', ['nodes', 'lake'], true],
    ['nodes:\n  lake:\n    usage:\n      |', ['nodes', 'lake', 'usage'], true],
    ['nodes:\n  lake:\n    usage: {stored: 80 G|}', ['nodes', 'lake', 'usage', 'stored'], false],
    ['edges:\n  - {from: la|}', ['edges', 0, 'from'], false],
    ['edges:\n  - from: lake\n    to: tr|', ['edges', 0, 'to'], false],
    ['edges:\n- from: lake\n  ki|', ['edges', 0], true],
    ['na|', [], true],
  ] as const)('is found in %j', (marked, path, isKey) => {
    const { state, position } = at(marked);
    const place = writingPlace(state, position);
    expect([place?.path.map((step) => (typeof step === 'number' ? 0 : step)), place?.isKey]).toEqual([path, isKey]);
  });

  it('is none in a comment', () => {
    const { state, position } = at('nodes: # la|');
    expect(writingPlace(state, position)).toBeUndefined();
  });

  it('has nodes, edges and paths', () => {
    const { state } = at(`${written}|`);
    const text = (range: { readonly from: number; readonly to: number } | undefined) => range && state.sliceDoc(range.from, range.to);
    const { nodes, edges, placeOf } = mapOf(state);
    expect(text(nodes.get('lake'))).toBe('lake: {service: azure-storage, title: Lake}');
    expect(text(nodes.get('train'))).toMatch(/^train:\n.*runsPerMonth: 30$/s);
    expect([...edges.keys()]).toEqual(['lake/train/data', 'lake/train/control']);
    expect(text(edges.get('lake/train/control'))).toBe('from: lake\n    to: train\n    kind: control');
    expect(text(placeOf(['nodes', 'train', 'usage', 'runsPerMonth']))).toBe('runsPerMonth: 30');
    expect(text(placeOf(['nodes', 'train', 'usage', 'missing']))).toMatch(/^usage:/);
    expect(text(placeOf(['edges', 1, 'kind']))).toBe('kind: control');
    expect(pathAt(state, written.indexOf('kind: control') + 8)).toEqual(['edges', 1, 'kind']);
  });
});

describe('completion', () => {
  it.each([
    ['the keys of the plan', 'pipedraft: 1\nna|', ['name', 'nodes', 'edges']],
    ['the keys of a node', 'nodes:\n  lake:\n    |', ['service', 'title', 'usage']],
    ['services', 'nodes:\n  lake:\n    service: az|', ['azure-storage']],
    ['services that already run', 'context:\n  estate: [az|]', ['azure-devops']],
    ['ids at the ends of an edge', `${written.split('edges:')[0]}edges:\n  - {from: l|`, ['lake', 'train']],
    ['ids in a list', 'pinned:\n  - l|', ['lake', 'train']],
    ['kinds of edge', 'edges:\n  - {from: lake, to: train, kind: d|}', ['data', 'control', 'runs-on']],
    ['fields of the service', 'nodes:\n  train:\n    service: azure-ml-jobs-sdk\n    usage:\n      r|', ['runsPerMonth']],
    ['fields in one line', 'nodes:\n  train: {service: azure-ml-jobs-sdk, usage: {r|}}', ['runsPerMonth']],
    ['units', 'context:\n  needs:\n    dataVolume: 80 |', ['80 GB', '80 TB']],
    ['assumptions', 'nodes:\n  train:\n    service: azure-ml-jobs-sdk\n    usage:\n      runsPerMonth: $|', ['$runs']],
    ['skills', 'context:\n  team:\n    skills: {p|}', ['python', 'sql']],
    ['levels of a skill', 'context:\n  team:\n    skills: {python: s|}', ['none', 'basic', 'strong']],
    ['rules', 'waivers:\n  - rule: n|', ['no-retired-service']],
  ])('offers %s', (_, marked, expected) => {
    expect(offered(marked)).toEqual(expect.arrayContaining(expected));
  });

  it('does not offer a key that is there', () => {
    expect(offered('nodes:\n  lake:\n    service: azure-storage\n    |')).not.toContain('service');
  });
});
