/** The list of what is in the packages, in CycloneDX's JSON: the libraries of package-lock.json that ship, and the runtime. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isShipped, licenceOf } from '../licences.mjs';

/**
 * @param {string} root the checkout, with its dependencies installed
 * @param {Readonly<Record<string, string | undefined>>} runtime versions as the runtime itself states them in `process.versions`
 * @param {Date} date of the source
 */
export function sbom(root, runtime, date) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {Record<string, import('../licences.mjs').LockedPackage>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const libraries = Object.entries(packages)
    .filter(([path, locked]) => isShipped(path, locked))
    .map(([path, locked]) => libraryOf(path, locked));
  const components = [...new Map(libraries.map((one) => [one['bom-ref'], one])).values(), ...runtimeOf(runtime)];
  const application = {
    type: 'application',
    'bom-ref': `pkg:generic/pipedraft@${version}`,
    name: 'Pipedraft',
    version,
    licenses: [{ license: { id: 'MIT' } }],
    purl: `pkg:generic/pipedraft@${version}`,
  };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { timestamp: date.toISOString(), component: application },
    components,
    dependencies: [{ ref: application['bom-ref'], dependsOn: components.map((one) => one['bom-ref']) }],
  };
  const hash = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(hash)}` };
}

/** @param {string} path @param {import('../licences.mjs').LockedPackage} locked */
function libraryOf(path, locked) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${locked.version}`;
  const licence = licenceOf(name, locked);
  const sha512 = /^sha512-(.+)$/.exec(locked.integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version: locked.version,
    ...(sha512 && { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    ...(licence && { licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }] }),
    purl,
  };
}

/** @param {Readonly<Record<string, string | undefined>>} versions */
function runtimeOf({ electron, chrome, node, v8 }) {
  const parts = { electron, chromium: chrome, node, v8 };
  return Object.entries(parts).map(([name, version]) => {
    if (version === undefined) throw new Error(`The runtime does not state its version of ${name}.`);
    const purl = `pkg:generic/${name}@${version}`;
    return { type: name === 'electron' ? 'framework' : 'platform', 'bom-ref': purl, name, version, purl };
  });
}

/** A UUID (version 8: of one's own making) from a hash, so that the same content has the same number. @param {string} hash */
function uuidOf(hash) {
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `${variant}${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
