import { describe, expect, it } from 'vitest';
import { applyEdits, patchJson, patchYaml, readPlan, withSchemaLine, writePlanJson, type PlanEdit } from '#engine/plan';

function edited(text: string, ...edits: PlanEdit[]): string {
  return patchYaml(text, applyEdits(readPlan(text, 'plan.yaml').plan, edits));
}

const lake: PlanEdit = { type: 'add-node', id: 'lake', node: { service: 'azure-storage', title: 'Lake' }, place: { at: [480, 120] } };

describe('line ends and byte order marks', () => {
  const text =
    '\ufeffpipedraft: 1\r\nname: A # why\r\nnodes:\r\n  a:\r\n    service: x\r\n    note: |\r\n      one\r\n      two\r\nlayout:\r\n  a: [0, 0]\r\n';

  it('are those of the file for lines that come', () => {
    const after = edited(text, lake, { type: 'change-node', id: 'a', set: { note: 'three\nfour' } });
    expect(after.startsWith('\ufeffpipedraft: 1\r\nname: A # why\r\n')).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(edited(text, { type: 'change-node', id: 'a', set: { title: 'A' } })).toBe(
      text.replace('service: x\r\n', 'service: x\r\n    title: A\r\n'),
    );
  });

  it('are those of the lines around, where a file mixes them', () => {
    const mixed = 'pipedraft: 1\nname: A\nnodes:\n  a:\r\n    service: x\r\n  b:\n    service: y\n';
    expect(edited(mixed, { type: 'change-node', id: 'a', set: { title: 'A' } })).toBe(
      mixed.replace('service: x\r\n', 'service: x\r\n    title: A\r\n'),
    );
    expect(edited(mixed, { type: 'change-node', id: 'b', set: { title: 'B' } })).toBe(`${mixed}    title: B\n`);
    expect(edited(mixed, { type: 'order-nodes', order: ['b', 'a'] })).toBe(
      'pipedraft: 1\nname: A\nnodes:\n  b:\n    service: y\n  a:\r\n    service: x\r\n',
    );
  });

  it('stay in JSON, whose text stays whole while it says the same', () => {
    const json = '\ufeff{"name": "A",\r\n "pipedraft": 1}\r\n';
    const { plan } = readPlan(json, 'plan.json');
    expect(patchJson(json, plan)).toBe(json);
    const later = { ...plan, name: 'B' };
    expect(patchJson(json, later)).toBe(`\ufeff${writePlanJson(later).replaceAll('\n', '\r\n')}`);
  });

  it('are those of the file for the line that points at the schema', () => {
    const line = '# yaml-language-server: $schema=./pipedraft-v1.schema.json';
    expect(withSchemaLine(text)).toBe(text.replace('\ufeff', `\ufeff${line}\r\n`));
    expect(withSchemaLine('name: A\n')).toBe(`${line}\nname: A\n`);
    for (const there of [withSchemaLine(text), '# ours\n#yaml-language-server: $schema=../other.json\nname: A\n'])
      expect(withSchemaLine(there)).toBe(there);
  });
});

describe('aliases', () => {
  const text = `pipedraft: 1
name: A
nodes:
  a:
    service: azure-storage
    usage: &u {storedData: 2 TB} # of all
  b: {service: azure-storage, usage: *u }
  c:
    service: azure-storage
    owner: &o Data platform
    usage: *u # as above
  d:
    service: azure-storage
    owner: *o
`;

  it('stay where nothing changes, and where something else does', () => {
    expect(edited(text)).toBe(text);
    expect(edited(text, { type: 'change-node', id: 'd', set: { title: 'D' } })).toBe(
      text.replace('  d:\n    service: azure-storage\n', '  d:\n    service: azure-storage\n    title: D\n'),
    );
  });

  it('are written out in the node that is edited, and stay in the others', () => {
    expect(edited(text, { type: 'set-usage', id: 'c', set: { storedData: '3 TB' } })).toBe(
      text.replace('usage: *u # as above', 'usage: {storedData: 3 TB} # as above'),
    );
  });

  it('are written out where they stand when the value that they repeat is edited; those of other values stay', () => {
    const after = text.replace('{storedData: 2 TB}', '{storedData: 3 TB}').replaceAll('*u', '{storedData: 2 TB}');
    expect(edited(text, { type: 'set-usage', id: 'a', set: { storedData: '3 TB' } })).toBe(after);
    expect(after).toContain('owner: *o');
  });

  it('are written out when the node goes that holds the value', () => {
    const after = edited(text, { type: 'remove-nodes', ids: ['a'], heal: false });
    expect(after).toBe(text.replace(/ {2}a:\n.*\n.*\n/, '').replaceAll('*u', '{storedData: 2 TB}'));
  });

  it('are written out when they would come before the value', () => {
    const after = edited(text, { type: 'order-nodes', order: ['d', 'a', 'b', 'c'] });
    expect(after).toContain('  d:\n    service: azure-storage\n    owner: Data platform\n');
    expect(Object.keys(readPlan(after, 'plan.yaml').plan.nodes)).toEqual(['d', 'a', 'b', 'c']);
  });
});

describe('a flow collection', () => {
  const text = `pipedraft: 1
name: A
context: {estate: [ docker,azure-devops ],  region: westeurope}
nodes: {a: {service: x},
  b: {service: y} }
edges: [
    {from: a, to: b, kind: data}, # first

    # the second
    { from: b,to: a, kind: control }
  ]
waivers: [ {rule: one, because: agreed},{rule: two, because: agreed} ]
`;

  it('is not reflowed when one entry changes', () => {
    expect(edited(text, { type: 'set-context', set: { region: 'uksouth' } })).toBe(text.replace('westeurope', 'uksouth'));
    expect(edited(text, { type: 'set-context', set: { estate: ['docker', 'github-actions'] } })).toBe(
      text.replace('azure-devops', 'github-actions'),
    );
    expect(edited(text, { type: 'change-edge', edge: { from: 'b', to: 'a', kind: 'control' }, set: { kind: 'code' } })).toBe(
      text.replace('kind: control', 'kind: code'),
    );
    expect(edited(text, { type: 'change-node', id: 'b', set: { note: 'two\nlines' } })).toBe(
      text.replace('{service: y}', '{service: y, note: "two\\nlines"}'),
    );
  });

  it('gets and loses lines where each entry has its own', () => {
    expect(edited(text, { type: 'add-edge', edge: { from: 'a', to: 'b', kind: 'model' } })).toBe(
      text.replace('# first\n', '# first\n    {from: a, to: b, kind: model},\n'),
    );
    expect(edited(text, { type: 'remove-edges', edges: [{ from: 'b', to: 'a', kind: 'control' }] })).toBe(
      text.replace('    # the second\n    { from: b,to: a, kind: control }\n', ''),
    );
    expect(edited(text, { type: 'remove-edges', edges: [{ from: 'a', to: 'b', kind: 'data' }] })).toBe(
      text.replace('    {from: a, to: b, kind: data}, # first\n\n', '\n'),
    );
  });

  it('loses an entry with its comma on a line that entries share', () => {
    expect(edited(text, { type: 'remove-waiver', at: 0 })).toBe(text.replace('{rule: one, because: agreed},', ''));
    expect(edited(text, { type: 'remove-waiver', at: 1 })).toBe(text.replace(',{rule: two, because: agreed}', ''));
  });

  it('keeps what is left of two waivers of one rule, whatever the order of their keys', () => {
    const left = `  - because: still # agreed in May
    rule: one
`;
    const text = `pipedraft: 1
name: Two
waivers:
  - because: first
    rule: one
${left}`;
    expect(edited(text, { type: 'remove-waiver', at: 0 })).toBe(`pipedraft: 1\nname: Two\nwaivers:\n${left}`);
  });
});
