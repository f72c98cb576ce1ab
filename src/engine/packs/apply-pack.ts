import type { PackInUse } from '../validate';
import { PackReader } from './apply/pack-reader';
import { withPrices } from './apply/prices';
import { rulesOf } from './apply/rules';
import { withServices } from './apply/services';
import { withSeverities } from './apply/severities';
import { withSynonyms } from './apply/synonyms';
import { withWeights } from './apply/weights';
import { ManifestSchema, manifestFile, type Basis, type PackFile, type PackFolder, type PackReport } from './pack';

/** A basis with a pack applied, and a report of its changes. */
export interface Applied {
  readonly basis: Basis;
  readonly report: PackReport;
}

/**
 * Applies a pack. It never throws: problems of the pack are listed, the parts with faults are left out, and the rest counts.
 * @param files of the pack, in any order
 * @param icons names of the icons that services may have
 */
export function applyPack(basis: Basis, files: readonly PackFile[], icons: ReadonlySet<string>): Applied {
  const reader = new PackReader(files);
  const manifest = reader.read(manifestFile, ManifestSchema, 'a pack');
  const nothing = { services: [], rules: [], severities: [], meters: [], weights: [], synonyms: 0 } as const;
  if (!manifest) {
    if (!files.some(({ path }) => path === manifestFile))
      reader.fault(
        manifestFile,
        'The folder has no file of this name, so it is no pack.',
        'Add it: "pack: 1", an id, a name and a version.',
      );
    return { basis, report: { pack: undefined, ...nothing, faults: reader.faults } };
  }
  const { id, name, version, validUntil, summary, publisher, organisation } = manifest.value;
  const about = { summary, publisher, organisation };
  const pack: PackInUse = { id, name, version, ...(validUntil === undefined ? {} : { validUntil }) };
  const earlier = basis.packs.find((other) => other.id === id);
  if (earlier) {
    reader.fault(
      manifestFile,
      `A pack "${id}" is there already (${earlier.name} ${earlier.version}).`,
      'Load one of them only.',
      manifest.placeOf(['id']),
    );
    return { basis, report: { pack: { ...pack, ...about }, ...nothing, faults: reader.faults } };
  }
  reader.refuseStrangers();

  const { book, meters } = withPrices(basis.book, reader);
  const { catalog, services } = withServices(basis.catalog, book, icons, reader);
  const { catalog: searchable, synonyms } = withSynonyms(catalog, reader);
  const added = rulesOf(basis.rules, pack, searchable, reader);
  const { rules, changed } = withSeverities(basis.rules, manifest.value.severities ?? {}, reader, manifest);
  const { scoring, weights } = withWeights(basis.scoring, reader);
  return {
    basis: { catalog: searchable, book, scoring, rules: [...rules, ...added], packs: [...basis.packs, pack] },
    report: {
      pack: { ...pack, ...about },
      services,
      rules: added.map(({ meta }) => ({ id: meta.id, title: meta.title })),
      severities: changed,
      meters,
      weights,
      synonyms,
      faults: reader.faults,
    },
  };
}

/** Applies packs one after the other: a later one sees the changes of earlier ones. @returns a report for each, in their order */
export function applyPacks(
  basis: Basis,
  packs: readonly PackFolder[],
  icons: ReadonlySet<string>,
): { readonly basis: Basis; readonly reports: readonly PackReport[] } {
  const reports: PackReport[] = [];
  let result = basis;
  for (const { files, faults } of packs) {
    const applied = applyPack(result, files, icons);
    result = applied.basis;
    reports.push({ ...applied.report, faults: [...faults, ...applied.report.faults] });
  }
  return { basis: result, reports };
}

/** The path of the logo that the manifest among the files of a pack names; `undefined` if it names none, or is broken. */
export function logoPathOf(files: readonly PackFile[]): string | undefined {
  return new PackReader(files).read(manifestFile, ManifestSchema, 'a pack')?.value.organisation?.logo;
}
