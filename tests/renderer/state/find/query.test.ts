import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hitsOf, type NodeFacts } from '../../../../src/renderer/state/find/match.ts';
import { parseQuery, type State } from '../../../../src/renderer/state/find/query.ts';

function node(id: string, said: Partial<NodeFacts> = {}): NodeFacts {
  return {
    id,
    title: id,
    service: '',
    stage: undefined,
    owner: '',
    note: '',
    region: '',
    kinds: new Set(),
    cost: undefined,
    states: new Set(),
    findings: new Set(),
    ...said,
  };
}
const costing = (known: number, complete = true, free = false) => ({ cost: { known, complete, free } });

const nodes = [
  node('copy', { service: 'azure data factory copy activity', owner: 'data team', kinds: new Set(['data']), ...costing(501) }),
  node('lake', { title: 'data lake', service: 'azure storage\nblob', stage: 'data-transfer', ...costing(20, false) }),
  node('train', {
    title: 'train',
    stage: 'training',
    states: new Set<State>(['error']),
    findings: new Set([7]),
    ...costing(0, true, true),
  }),
  node('retrain', { title: 'train again', note: 'ask the data team', states: new Set<State>(['warning', 'unconnected']) }),
];
const find = (text: string) => hitsOf(parseQuery(text), nodes);
const problem = (text: string) => parseQuery(text).problems.join(' ');

describe('finding nodes', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', []],
    ['  ', []],
    ['TRAIN', ['train', 'retrain']], // the exact title first
    ['data', ['lake', 'copy']], // in a title before in a service's name
    ['"data lake"', ['lake']],
    ['"data lake', ['lake']], // not closed yet
    ['blob', ['lake']],
    ['train -again', ['train']],
    ['-train', ['copy', 'lake']],
    ['service:factory', ['copy']],
    ['owner:"data team"', ['copy']],
    ['note:team', ['retrain']],
    ['stage:train', ['train']],
    ['stage:transfer', ['lake']],
    ['-stage:train stage:transfer', ['lake']],
    ['kind:data', ['copy']],
    ['cost:>500', ['copy']],
    ['cost:>0.5k', ['copy']],
    ['cost:>10', ['copy', 'lake']], // at least 20 is more than 10
    ['cost:<=20', ['train']], // at least 20 may be more than 20
    ['cost:501', ['copy']],
    ['cost:unknown', ['lake']],
    ['cost:free', ['train']],
    ['is:error', ['train']],
    ['is:warn', ['retrain']], // still being typed
    ['is:unconnected', ['retrain']],
    ['finding:7', ['train']],
    ['stage:', []], // only begun
    ['train stage:', ['train', 'retrain']],
  ])('%j finds %j', (text, hits) => {
    expect(parseQuery(text).problems).toEqual([]);
    expect(find(text)).toEqual(hits);
  });

  it('says in words what is wrong with a filter, and finds nothing then', () => {
    expect(problem('stage:foo')).toMatch(/^stage: has no “foo”; there are source, experimentation, .* and foundation\.$/);
    expect(problem('kind:wire')).toMatch(/^kind: has no “wire”/);
    expect(problem('is:nice')).toMatch(/^is: has no “nice”/);
    expect(problem('cost:lots')).toBe('cost: wants a comparison such as cost:>500, or unknown or free, not “lots”.');
    expect(problem('finding:two')).toBe('finding: wants the number of a finding, such as finding:7, not “two”.');
    expect(problem('color:red')).toMatch(/^There is no filter “color:”; there are service:, /);
    expect(problem('"color:red"')).toBe('');
    expect(find('train stage:foo')).toEqual([]);
  });

  it('says what may follow a filter that was only begun', () => {
    expect(parseQuery('stage:').hint).toMatch(/^stage: source, experimentation, /);
    expect(parseQuery('train is:').hint).toMatch(/^is: error, /);
    expect(parseQuery('train').hint).toBeUndefined();
  });
});

const anyTerm = fc.constantFrom(
  'train',
  'data',
  'service:azure',
  'stage:train',
  'cost:>10',
  'cost:unknown',
  'is:error',
  'kind:data',
  'note:team',
  'finding:7',
);

describe('every query', () => {
  it('can be read, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab:-" >5.is') })), (text) => {
        const query = parseQuery(text);
        expect(hitsOf(query, nodes).length).toBeLessThanOrEqual(nodes.length);
        for (const said of query.problems) expect(said).toMatch(/\.$/);
      }),
    );
  });

  it('finds what all of its terms find, in any order of them', () => {
    fc.assert(
      fc.property(anyTerm, anyTerm, (one, other) => {
        const both = new Set(find(one).filter((id) => find(other).includes(id)));
        expect(new Set(find(`${one} ${other}`))).toEqual(both);
        expect(new Set(find(`${other} ${one}`))).toEqual(both);
      }),
    );
  });

  it('finds the others with a minus before it', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        expect([...find(term), ...find(`-${term}`)].toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      }),
    );
  });
});
