export { applyPack, applyPacks, logoPathOf } from './apply-pack';
export type { Applied } from './apply-pack';
export { manifestFile, ManifestSchema, RuleFileSchema, SynonymsSchema } from './pack';
export type { Basis, PackFile, PackFolder, PackReport } from './pack';
export { PackPricesSchema } from './pack-prices';
export { packLimits } from './limits';
