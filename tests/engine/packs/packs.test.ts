import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { applyPack, manifestFile, type Basis, type PackFile } from '#engine/packs';
import { emptyPlan, readPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { book, catalog, examples, icons, scoring } from '../../harness/resources.ts';

const base: Basis = { catalog, book, scoring, rules, packs: [] };
const iconNames = new Set(Object.keys(icons));
const exampleFolder = join(import.meta.dirname, '../../../docs/packs/contoso');
const cases = join(import.meta.dirname, 'cases');

function filesOf(folder: string): PackFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'report.txt' && entry.name !== 'README.md')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') };
    });
}

const manifest = { path: manifestFile, text: 'pack: 1\nid: own\nname: Own\nversion: "1"\n' };
const ruleFile = (keys: string) => ({ path: 'rules/own.yaml', text: `id: own-rule\ntitle: Own rule\nseverity: warning\n${keys}\n` });
const judged = (plan: Plan, files: readonly PackFile[], today = '2026-11-21') => {
  const { basis, report } = applyPack(base, files, iconNames);
  expect(report.faults).toEqual([]);
  return evaluate({ plan, ...basis, today });
};
const ownFindings = (plan: Plan, keys: string) =>
  judged(plan, [manifest, ruleFile(keys)]).findings.filter(({ rule }) => rule === 'own-rule');

describe('a pack with faults', () => {
  it.each(readdirSync(cases))('%s: lists them with their places, and the rest counts', async (name) => {
    const { basis, report } = applyPack(base, filesOf(join(cases, name)), iconNames);
    const faults = report.faults.map((fault) => formatProblem('', fault)).sort();
    const rest = {
      services: report.services,
      rules: report.rules,
      severities: report.severities,
      meters: report.meters,
      weights: report.weights,
      synonyms: report.synonyms,
    };
    await expect(`${faults.join('\n')}\n\nwhat counts: ${JSON.stringify(rest)}\n`).toMatchFileSnapshot(join(cases, name, 'report.txt'));
    expect(faults).not.toEqual([]);
    if (!report.pack) expect(basis).toBe(base);
  });

  it('is refused when a pack of its id is there', () => {
    const first = applyPack(base, [manifest], iconNames);
    const second = applyPack(first.basis, [manifest], iconNames);
    expect(second.report.faults.map(({ message }) => message)).toEqual(['A pack "own" is there already (Own 1).']);
    expect(second.basis).toBe(first.basis);
  });

  it('never throws, whatever the files hold', () => {
    const names = [
      'pipedraft.pack.yaml',
      'rules/a.yaml',
      'services/a.yaml',
      'prices/a.yaml',
      'prices/a.csv',
      'prices/a.json',
      'scoring.yaml',
      'synonyms.yaml',
    ];
    const good = filesOf(exampleFolder);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.json(), fc.constantFrom(...good.map(({ text }) => text)))),
        (texts) => {
          const files = [manifest, ...Object.entries(texts).map(([path, text]) => ({ path, text }))];
          applyPack(base, files, iconNames);
        },
      ),
    );
  });
});

describe('the example pack', () => {
  const { basis, report } = applyPack(base, filesOf(exampleFolder), iconNames);
  const plan = readPlan(
    `pipedraft: 1
name: Next best offer
context: {region: eastus2}
nodes:
  hub: {service: contoso-feature-hub, usage: {readsPerMonth: 3000000}, x-personal-data: true}
  store: {service: azure-storage, region: northeurope}
  offers: {service: azure-ml-managed-online-endpoints, title: Offers, usage: {vmSize: Standard_DS3_v2, instances: 12}}
edges:
  - {from: hub, to: offers, kind: data}
`,
    'plan.yaml',
  ).plan;
  const { findings, cost, fixesOf, packs } = evaluate({ plan, ...basis, today: '2026-11-21' });

  it('has no fault, and does what its documentation says', () => {
    expect(report.faults).toEqual([]);
    expect(report.services).toEqual([
      { id: 'azure-kubernetes-service', name: 'Azure Kubernetes Service (AKS)', how: 'changed' },
      { id: 'contoso-feature-hub', name: 'Contoso Feature Hub', how: 'added' },
    ]);
    expect(report.severities).toEqual([
      { rule: 'one-region', from: 'warning', to: 'error' },
      { rule: 'preferred-successor', from: 'info', to: 'off' },
    ]);
    expect(packs.map(({ id, version }) => `${id} ${version}`)).toEqual(['contoso 1.2.0']);
    expect(basis.catalog.get('azure-databricks')?.synonyms).toContain('lakehouse workspace');
    expect(basis.scoring.maintainability['lock-in']).toMatchObject({ max: 2, worth: { low: 1 } });
    expect(basis.rules.some(({ meta }) => meta.id === 'preferred-successor')).toBe(false);
  });

  it('costs with its own prices, free reads taken off', () => {
    expect(cost.nodes['hub']?.likely).toBeCloseTo(2 * 0.8, 10);
    expect(basis.book.price('vm-ds3-v2', 'westeurope')?.price).toBe(0.27);
    expect(book.price('vm-ds3-v2', 'westeurope')?.price).not.toBe(0.27); // what ships stays as it is
  });

  it("finds in the plan's own words, and fixes", () => {
    const own = findings.filter(({ source }) => source.title.startsWith('Contoso'));
    expect(own.map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`)).toEqual([
      `cost-centre error: The plan costs ${Math.round(cost.monthly.likely * 100) / 100} USD a month and names no cost centre.`,
      'approved-region error: "hub" runs in eastus2, which is not approved.',
      'approved-region error: "Offers" runs in eastus2, which is not approved.',
      'personal-data-native warning: "hub" hands personal data to "Offers" through glue code.',
      'endpoint-has-owner warning: Nobody owns "Offers".',
    ]);
    const region = own.find(({ rule, nodes }) => rule === 'approved-region' && nodes[0] === 'hub');
    expect(region?.path).toEqual(['nodes', 'hub', 'region']);
    expect(fixesOf(region?.key ?? '')).toEqual([
      { title: 'Run it in West Europe', edits: [{ type: 'change-node', id: 'hub', set: { region: 'westeurope' } }] },
    ]);
  });

  it('judges every template and example without a fault of its own', () => {
    for (const { file, text } of examples) {
      const { findings: all } = evaluate({ plan: readPlan(text, file).plan, ...basis, today: '2026-11-21' });
      expect(
        all.filter(({ rule }) => rule === 'rule-failed'),
        file,
      ).toEqual([]);
    }
  });
});

describe('a rule of a pack', () => {
  const two: Plan = {
    ...emptyPlan('Two'),
    nodes: { a: { service: 'azure-storage', usage: { storedData: '5 GB' } }, b: { service: 'nothing-known', region: 'westeurope' } },
    edges: [{ from: 'a', to: 'b', kind: 'data' }],
  };

  it('sees nodes, edges, services, usage and what leads where', () => {
    const says = (holds: string, subject = 'node') =>
      ownFindings(two, `for: ${subject}\nholds: ${JSON.stringify(holds)}\nmessage: m\nwhy: w`).flatMap(({ nodes, edges }) => [
        ...nodes,
        ...edges,
      ]);
    expect(says('node.service.state != "unknown"')).toEqual(['b']);
    expect(says('!node.upstream.exists(n, n.id == "a")')).toEqual(['b']);
    expect(says('node.outgoing.all(e, e.kind != "data")')).toEqual(['a']);
    expect(says('edge.from.id == "b"', 'edge')).toEqual(['a/b/data']);
    expect(says('!has(node.region)')).toEqual(['b']);
    expect(says('"storedData" in node.usage && node.usage.storedData == 5.0')).toEqual(['b']);
    expect(says('!("storedData" in node.usage) || node.costKnown')).toEqual(['a']);
  });

  it('says which places it could not be checked for', () => {
    const findings = ownFindings(two, 'for: node\nholds: node.region == "westeurope"\nmessage: m\nwhy: w');
    expect(findings.map(({ message, nodes }) => [message, nodes])).toEqual([
      ['"Own rule" could not be checked for 1 place: No such key: region.', ['a']],
    ]);
  });

  it('fills texts with values, and with "unknown" where there is none', () => {
    const [finding] = ownFindings(
      two,
      `for: plan\nholds: "false"\nmessage: '{plan.nodes.size()} nodes: {plan.nodes.map(n, n.id)}, budget {plan.budgetPerMonth}, {{as is}}'\nwhy: '{plan.costPerMonth > 0.5}'`,
    );
    expect(finding?.message).toBe('2 nodes: a, b, budget unknown, {as is}');
    expect(finding?.why).toBe('false');
  });

  it('matches patterns in linear time', () => {
    const plan = { ...two, nodes: { a: { service: 'azure-storage', title: `${'a'.repeat(500)}!` } }, edges: [] };
    expect(ownFindings(plan, `for: node\nholds: 'node.title.matches("^(a+)+$")'\nmessage: m\nwhy: w`)).toHaveLength(1);
  });

  it('stops when it has looked at too much, and says so', () => {
    const nodes = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`n${at}`, { service: 'azure-storage' }]));
    const findings = ownFindings(
      { ...two, nodes, edges: [] },
      'for: node\nholds: plan.nodes.exists(n, n.id == "x" && n.title == "y")\nmessage: m\nwhy: w',
    );
    expect(findings.at(0)?.message).toBe('"Own rule" was not checked to its end: the plan is too large for what the rule looks at.');
  });
});
