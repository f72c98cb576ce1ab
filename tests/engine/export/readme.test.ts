import { describe, expect, it } from 'vitest';
import { exported, inputOf, planFrom, shipped, shippedNames, textOf } from './harness.ts';

describe('the README of a bundle', () => {
  it('says what to do the first time, in order', () => {
    const readme = textOf(exported(shipped('churn-scoring')), 'README.md');
    const steps = [...readme.matchAll(/^(\d+)\. (.{1,30})/gm)].map(([, at, text]) => `${at} ${text}`);
    expect(steps).toEqual([
      '1 Put the `pipedraft` command in',
      '2 In Azure DevOps, make the serv',
      '3 Make a pipeline of each file.',
      '4 Run the pipeline of `azure-pip',
      '5 Run the other pipelines once b',
      '6 Install the self-hosted integr',
      '7 Start the triggers of the fact',
      '8 Whoever works in notebooks mak',
    ]);
  });

  it('says what each exporter covers, and which ones the plan leaves out', () => {
    const plan = planFrom(`pipedraft: 1
name: A plan
exports: {targets: [bicep, conda]}
nodes:
  lake: {service: azure-storage}
  env: {service: conda-environments}
  nightly: {service: azure-data-factory}
`);
    const readme = textOf(exported(inputOf(plan)), 'README.md');
    expect(readme).toMatch(/^- .* \(`conda`\): /m);
    expect(readme).toContain('`exports.targets` leaves out ');
    expect(readme).not.toContain('Slides (`pptx`)');
  });

  it('says where the rest is, and which nodes have no file', () => {
    const readme = textOf(exported(shipped('churn-scoring')), 'README.md');
    expect(readme).toContain('Cost, scores and findings are in `summary.md`. Why it is built this way is in `docs/decisions`.');
    expect(readme).toMatch(/^- `report`: No file is written for "Churn report" \(Power BI\)\. A report has no text/m);
    expect(readme.match(/No file is written for/g)).toHaveLength(1);
  });

  it('names a node once for a remark, and no training by hand that the release starts', () => {
    const plan = planFrom(`pipedraft: 1
name: A plan
nodes:
  release: {service: github-actions}
  train: {service: azure-ml-jobs-sdk}
  score: {service: azure-ml-batch-endpoints}
  serve: {service: azure-ml-managed-online-endpoints}
edges:
  - {from: train, to: score, kind: model}
  - {from: train, to: serve, kind: model}
  - {from: release, to: train, kind: control, does: start}
  - {from: release, to: serve, kind: control, does: deploy, approval: {by: Ada}}
`);
    const all = exported(inputOf(plan));
    for (const { nodes, text } of all.remarks) expect([text, nodes]).toEqual([text, [...new Set(nodes)]]);
    const readme = textOf(all, 'README.md');
    expect(readme).toContain('Run the training, if nothing has started it: a release leaves "score" out');
    expect(readme).not.toContain('az ml job create');
  });

  it('names the nodes and edges that nothing can be written from', () => {
    const plan = planFrom(`pipedraft: 1
name: A plan
nodes:
  lake: {service: azure-storage, title: Lake}
  odd: {service: no-such-service, title: Odd}
edges:
  - {from: lake, to: lake, kind: data}
  - {from: lake, to: nowhere, kind: data}
`);
    const readme = textOf(exported(inputOf(plan)), 'README.md');
    expect(readme).toContain('- `odd`: The catalog has no service "no-such-service"');
    expect(readme).toContain('- `lake`: Its data edge to itself is not written.');
    expect(readme).toContain('The data edge from "lake" to "nowhere" has an end that does not exist');
  });

  it.each(shippedNames())('of %s names only files that are there', (name) => {
    const { files } = exported(shipped(name));
    const paths = files.map(({ path }) => path);
    const readme = files.find(({ path }) => path === 'README.md')?.text ?? '';
    const named = [...readme.matchAll(/(?:--yml-path|--file|--template-file|bash|workflow run) @?([\w./-]+)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.filter((path) => !paths.includes(path) && !paths.includes(`.github/workflows/${path}`))).toEqual([]);
    expect(readme).toContain('## The first time, in this order');
  });
});

describe('the figures of a decision record', () => {
  const plan = (because: string, size: number) =>
    planFrom(`pipedraft: 1
name: A decision
context: {region: westeurope}
nodes:
  lake:
    service: azure-storage
    title: Lake
    usage: {storedData: ${size} TB}
    decision: {because: ${because}}
`);
  const path = 'docs/decisions/lake.md';
  const first = textOf(exported(inputOf(plan('It is there already.', 2)), 'adr'), path);
  const later = (because: string) =>
    textOf(exported({ ...inputOf(plan(because, 200)), earlier: (one) => (one === path ? first : undefined) }, 'adr'), path);

  it('stay those of the first export while the decision is the same', () => {
    expect(textOf(exported(inputOf(plan('It is there already.', 200)), 'adr'), path)).not.toBe(first);
    expect(later('It is there already.')).toBe(first);
  });

  it('are those of now once the decision is another', () => {
    expect(later('It is cheap.')).toBe(textOf(exported(inputOf(plan('It is cheap.', 200)), 'adr'), path));
  });
});

describe('a plan whose scripts serve what a training makes', () => {
  const readme = textOf(exported(shipped('template-no-code')), 'README.md');

  it('has the endpoint and its monitor after the training', () => {
    const calls = [...readme.matchAll(/^ +bash scripts\/deploy\.sh(.*)$/gm)].map(([, parts = '']) => parts.trim());
    expect(calls).toEqual(['', 'score drift']);
    expect(readme).toMatch(/\n\d+\. Run the training[^]*az ml job create --file ml\/jobs\/train-automl\.yml[^]*\n\d+\. Then deploy again/);
  });
});

it('shows what a plan says as text, in every column of its table', () => {
  const title = ']]>--><script>alert(1)</script>';
  const plan = planFrom(`pipedraft: 1\nname: T\nnodes:\n  job: {service: azure-ml-jobs-sdk, title: '${title}'}\n`);
  const readme = textOf(exported(inputOf(plan)), 'README.md');
  expect(readme).toContain('script');
  expect(readme).not.toMatch(/(?<!\\)<script/);
});
