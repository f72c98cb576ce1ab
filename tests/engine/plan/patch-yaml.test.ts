import { describe, expect, it } from 'vitest';
import { applyEdits, patchYaml, readPlan, type PlanEdit } from '#engine/plan';

const handWritten = `# Our scoring pipeline. Ask the data platform before you change it.
pipedraft: 1
name: 'Churn scoring'    # the board knows it by this name

context:
    region: westeurope   # data must not leave
    team: { size: 4 }

nodes:
    # starts everything
    nightly:
        service: azure-devops
        title: "Nightly release"

    copy-orders:   # the slow one
        service: adf-copy-activity
        title: Copy orders from SQL
        usage:
            diu: 4        # more did not help
            runsPerMonth: 30
        note: |
            Two lines
            of prose.

edges:
- { from: nightly, to: copy-orders, kind: control } # at two in the morning

layout:
    nightly: [0, 120]
    copy-orders: [ 240, 120 ]
`;

/** The lines of a text that another does not have, and the other way round. */
function difference(before: string, after: string): { readonly gone: string[]; readonly come: string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

function edited(text: string, ...edits: PlanEdit[]): string {
  return patchYaml(text, applyEdits(readPlan(text, 'plan.yaml').plan, edits));
}

describe('a small edit of a hand-written file', () => {
  it('changes one line for a title, and keeps its quotes', () => {
    const after = edited(handWritten, { type: 'change-node', id: 'nightly', set: { title: 'Nightly: release' } });
    expect(difference(handWritten, after)).toEqual({
      gone: ['        title: "Nightly release"'],
      come: ['        title: "Nightly: release"'],
    });
  });

  it('changes one line for a move', () => {
    const after = edited(handWritten, { type: 'move-nodes', to: { 'copy-orders': [248, 120] } });
    expect(difference(handWritten, after)).toEqual({ gone: ['    copy-orders: [ 240, 120 ]'], come: ['    copy-orders: [ 248, 120 ]'] });
  });

  it('changes one line for a usage value, and keeps the comment behind it', () => {
    const after = edited(handWritten, { type: 'set-usage', id: 'copy-orders', set: { diu: 8 } });
    expect(difference(handWritten, after)).toEqual({
      gone: ['            diu: 4        # more did not help'],
      come: ['            diu: 8        # more did not help'],
    });
  });

  it('adds a node as one hunk and one line of layout, indented like its neighbours', () => {
    const after = edited(handWritten, {
      type: 'add-node',
      id: 'lake',
      node: { service: 'azure-storage', title: 'Lake' },
      place: { at: [480, 120] },
    });
    expect(difference(handWritten, after)).toEqual({
      gone: [],
      come: ['    lake:', '      service: azure-storage', '      title: Lake', '    lake: [480, 120]'],
    });
    expect(after).toContain('            of prose.\n    lake:\n      service: azure-storage\n      title: Lake\n\nedges:');
  });

  it('adds a pin as one line, whatever the order of the others', () => {
    const first = edited(handWritten, { type: 'pin-nodes', ids: ['nightly'], pinned: true });
    expect(first).toBe(`${handWritten}pinned:\n  - nightly\n`);
    expect(edited(first, { type: 'pin-nodes', ids: ['copy-orders'], pinned: true })).toBe(
      `${handWritten}pinned:\n  - copy-orders\n  - nightly\n`,
    );
    const unsorted = `${handWritten}pinned: [nightly, copy-orders] # as agreed\n`;
    expect(edited(unsorted)).toBe(unsorted);
    expect(edited(unsorted, { type: 'pin-nodes', ids: ['nightly'], pinned: false })).toBe(
      `${handWritten}pinned: [copy-orders] # as agreed\n`,
    );
    expect(edited(first, { type: 'pin-nodes', ids: ['nightly'], pinned: false })).toBe(handWritten);
  });

  it('adds groups and notes as one line each, sorted, and takes them out again', () => {
    const group: PlanEdit = { type: 'add-group', id: 'ingest', group: { title: 'Ingest', nodes: ['nightly', 'copy-orders'] } };
    const note: PlanEdit = { type: 'add-note', id: 'why', note: { text: 'Batch, since the shop closes', at: [520, 120] } };
    const both = edited(handWritten, group, note);
    expect(difference(handWritten, both)).toEqual({
      gone: [],
      come: [
        'groups:',
        '  ingest: {title: Ingest, nodes: [copy-orders, nightly]}',
        'notes:',
        '  why: {text: "Batch, since the shop closes", at: [520, 120]}',
      ],
    });
    expect(both.indexOf('groups:')).toBeLessThan(both.indexOf('layout:'));
    const out = edited(both, { type: 'group-nodes', ids: ['copy-orders'], group: undefined });
    expect(difference(both, out).come).toEqual(['  ingest: {title: Ingest, nodes: [nightly]}']);
    expect(edited(both, { type: 'remove-groups', ids: ['ingest'] }, { type: 'remove-notes', ids: ['why'] })).toBe(handWritten);
  });

  it('changes what a note says or where it is, and nothing else of it', () => {
    const noted = `${handWritten}notes:\n  why: { text: 'Why?', at: [ 1, 2 ] } # ask Ana\n`;
    expect(edited(noted, { type: 'move-notes', to: { why: [8, 2] } })).toBe(noted.replace('[ 1, 2 ]', '[ 8, 2 ]'));
    expect(edited(noted, { type: 'change-note', id: 'why', set: { text: 'So' } })).toBe(noted.replace("'Why?'", "'So'"));
  });

  it('leaves the order in which somebody wrote the nodes of a group', () => {
    const grouped = `${handWritten}groups:\n  all:\n    nodes:\n      - nightly # first\n      - copy-orders\n`;
    expect(edited(grouped)).toBe(grouped);
    expect(edited(grouped, { type: 'change-group', id: 'all', set: { title: 'All' } })).toBe(
      grouped.replace('  all:\n', '  all:\n    title: All\n'),
    );
  });

  it('adds an edge as one line', () => {
    const after = edited(handWritten, { type: 'add-edge', edge: { from: 'copy-orders', to: 'nightly', kind: 'data' } });
    expect(difference(handWritten, after)).toEqual({ gone: [], come: ['- {from: copy-orders, to: nightly, kind: data}'] });
  });

  it('removes a node with the comment that belongs to it, and nothing else', () => {
    const after = edited(handWritten, { type: 'remove-nodes', ids: ['nightly'], heal: false });
    expect(difference(handWritten, after).come).toEqual([]);
    expect(difference(handWritten, after).gone).toEqual([
      '    # starts everything',
      '    nightly:',
      '        service: azure-devops',
      '        title: "Nightly release"',
      'edges:',
      '- { from: nightly, to: copy-orders, kind: control } # at two in the morning',
      '    nightly: [0, 120]',
    ]);
  });

  it('renames an id where it stands', () => {
    const after = edited(handWritten, { type: 'rename-id', from: 'nightly', to: 'release' });
    expect(difference(handWritten, after).come).toEqual([
      '    release:',
      '- { from: release, to: copy-orders, kind: control } # at two in the morning',
      '    release: [0, 120]',
    ]);
  });

  it('puts a node elsewhere with its comments, and leaves the blank lines', () => {
    const after = edited(handWritten, { type: 'order-nodes', order: ['copy-orders', 'nightly'] });
    expect(difference(handWritten, after)).toEqual({ gone: [], come: [] });
    expect(after.slice(after.indexOf('nodes:'), after.indexOf('edges:'))).toBe(`nodes:
    copy-orders:   # the slow one
        service: adf-copy-activity
        title: Copy orders from SQL
        usage:
            diu: 4        # more did not help
            runsPerMonth: 30
        note: |
            Two lines
            of prose.

    # starts everything
    nightly:
        service: azure-devops
        title: "Nightly release"

`);
  });

  it('puts nodes elsewhere that stand on one line, or at the end of a file without a line end', () => {
    const order: PlanEdit = { type: 'order-nodes', order: ['c', 'a', 'b'] };
    expect(edited('pipedraft: 1\nname: A\nnodes: { a: {service: x}, b: {service: y},  c: {service: z} } # all\n', order)).toBe(
      'pipedraft: 1\nname: A\nnodes: { c: {service: z}, a: {service: x},  b: {service: y} } # all\n',
    );
    expect(edited('pipedraft: 1\nname: A\nnodes:\n  a: {service: x}\n  b: {service: y}\n  c: {service: z}', order)).toBe(
      'pipedraft: 1\nname: A\nnodes:\n  c: {service: z}\n  a: {service: x}\n  b: {service: y}',
    );
  });

  it('keeps a comment that stands inside of a node with it, and one that stands apart where it is', () => {
    const text = 'pipedraft: 1\nname: A\nnodes:\n  # first part\n\n  a:\n    service: x\n    # of a\n  # of b\n  b:\n    service: y\n';
    expect(edited(text, { type: 'order-nodes', order: ['b', 'a'] })).toBe(
      'pipedraft: 1\nname: A\nnodes:\n  # first part\n\n  # of b\n  b:\n    service: y\n  a:\n    service: x\n    # of a\n',
    );
  });

  it('keeps the line ends of Windows', () => {
    const windows = handWritten.replaceAll('\n', '\r\n');
    const after = edited(windows, { type: 'change-node', id: 'copy-orders', set: { title: 'Copy' } });
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(difference(windows, after).come).toEqual(['        title: Copy\r']);
  });

  it('adds to a file without a line end at its end', () => {
    const after = edited('pipedraft: 1\nname: A', { type: 'set-plan', set: { summary: 'B' } });
    expect(after).toBe('pipedraft: 1\nname: A\nsummary: B\n');
  });
});
