import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { ExportContext, pathProblem, prefixOf } from '#engine/export';
import { exported, inputOf, planFrom, shipped, textOf } from './harness.ts';

const plan = (more: string) => `pipedraft: 1\nname: A plan\nnodes:\n  environment: {service: conda-environments}\n${more}`;

describe('gaps', () => {
  it('are named with their file, line, place and how to fill them', () => {
    const { gaps } = exported(inputOf(planFrom(plan(''))), 'conda');
    expect(gaps).toMatchObject([
      { node: 'environment', setting: 'packages', file: 'ml/environments/environment.conda.yml', line: 9, where: 'dependencies[2].pip[0]' },
    ]);
    expect(gaps[0]?.how).toContain('settings.packages');
  });

  it('are gone once the setting is stated', () => {
    const stated = planFrom(plan('').replace('conda-environments}', 'conda-environments, settings: {packages: [pandas==2.2.3]}}'));
    const all = exported(inputOf(stated), 'conda');
    expect(all.gaps).toEqual([]);
    expect(textOf(all, 'ml/environments/environment.conda.yml')).toContain('- pandas==2.2.3');
  });
});

describe('a path', () => {
  it.each([
    '../up.yml',
    '/etc/passwd',
    'C:/x',
    'a//b',
    'a/./b',
    'con/x.yml',
    'a/nul.txt',
    'a\\b',
    '.git/hooks/pre-commit',
    'x/a.',
    'a\u0000b',
    '',
    '.pipedraft/exports.json',
    '.PipeDraft/x.yml',
    '~/x.yml',
    'ml/\u202etxt.yml',
    `${'ä'.repeat(128)}/x.yml`,
  ])('is refused: %j', (path) => {
    expect(pathProblem(path)).toBeDefined();
  });
  it('is refused for its real fault', () => {
    expect(pathProblem('./a.yml')).toContain('"."');
    expect(pathProblem('a:b/x.yml')).toContain('Windows refuses');
    expect(pathProblem('C:/x.yml')).toContain('absolute');
  });
  it.each(['ml/a.yml', '.github/workflows/a.yml', 'README.md', 'x-1/ä.json'])('is taken: %s', (path) => {
    expect(pathProblem(path)).toBeUndefined();
  });
  it('among the workflows of GitHub is refused for other files', () => {
    const moved = planFrom(`${plan('')}exports: {layout: {ml: .github/workflows}}\n`);
    expect(() => exported(inputOf(moved), 'conda')).toThrow('GitHub would take the files for some');
  });
  it('of a definition that leaves the folder stops the export', () => {
    const bad = planFrom(plan('').replace('conda-environments}', 'conda-environments, definition: ../secret.yml}'));
    expect(() => exported(inputOf(bad), 'conda')).toThrow('leaves the folder');
  });
});

describe('the prefix', () => {
  it.each([
    ['churn-scoring.pipedraft.yaml', 'churn-scoring'],
    ['folder/Größe 2.pipedraft.json', 'gro-e-2'],
    ['7 dwarfs.yml', 'dwarfs'],
    ['日本.pipedraft.yaml', 'plan'],
  ])('of %s is %s', (file, prefix) => {
    expect(prefixOf(file)).toBe(prefix);
  });
  it('is always a valid one', () => {
    fc.assert(
      fc.property(fc.string(), (file) => {
        expect(prefixOf(file)).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
      }),
    );
  });
});

describe('a bundle', () => {
  it('is refused when the plan moves its README out of the folder', () => {
    const bad = planFrom(plan('exports: {targets: [csv], layout: {docs: ../elsewhere}}\n'));
    expect(() => exported(inputOf(bad))).toThrow('leaves the folder');
  });

  it('is refused when the plan names an exporter that does not exist', () => {
    expect(() => exported(inputOf(planFrom(plan('exports: {targets: [bicep, becip]}\n'))))).toThrow(
      '"becip", and there is no such exporter',
    );
  });

  it('has the id of the region, however the plan writes it', () => {
    const region = (text: string) => new ExportContext(inputOf(planFrom(plan(`context: {region: ${text}}\n`)))).region;
    expect([region('West Europe'), region('westeurope'), region('Mars Central')]).toEqual(['westeurope', 'westeurope', 'Mars Central']);
  });
});

it('gives the same bytes for the same plan, and a README that lists every file', () => {
  const [first, second] = [exported(shipped('churn-scoring')), exported(shipped('churn-scoring'))];
  expect(first.files).toEqual(second.files);
  const readme = textOf(first, 'README.md');
  for (const { path } of first.files) if (path !== 'README.md') expect(readme).toContain(`\`${path}\``);
});
