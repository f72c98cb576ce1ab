/*
 * Names of Azure's virtual machine sizes. Azure has far more sizes than a price book has prices, so a plan may name a size that is real and
 * that the book lacks. A name counts as one of Azure when it follows the naming convention, which Microsoft describes at
 * https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions (read 2026-12-01): family and sub-family, number of virtual
 * processors, constrained number, additive features in small letters, accelerator, memory, version. The convention begins with version 3 of
 * most families; the older names are listed.
 */

/** Families with their sub-families; the sizes of those in `withVersion` always end in a version. */
const withVersion = 'DC|D|EC|EB|E|FX|F|HB|HX|L|M|NCC|NC|ND|NG|NM|NP|NV|B';
const withoutVersion = 'FX|F|HB|HC|HX|H|L|M|NC|ND|NP|NV|PB|B';
/** One processor, or an even number of them. */
const processors = String.raw`(?:1|\d*[02468])`;
const features = '[abcdefilmnoprst]{0,6}';
const accelerator = String.raw`(?:_(?:A10|A100|H100|H200|T4|MI300X|V620|V710|RTXPRO6000BSE|[A-Z]{2,4}_?GB?\d{3}))?`;

const names: readonly RegExp[] = [
  // D4ds_v5, E8-4s_v5, NC24ads_A100_v4, M176ds_3_v3
  new RegExp(`^(?:${withVersion})${processors}(?:-${processors})?${features}${accelerator}(?:_\\d{1,2})?_v[1-9]$`, 'i'),
  // B2ms, F4s, M64ms, HC44rs, NC6
  new RegExp(`^(?:${withoutVersion})${processors}(?:-${processors})?${features}(?:_Promo)?$`, 'i'),
  // D2, DS3_v2, D14_v2, DS13-4_v2, G3, GS5: the number is a place in the series
  /^DS?(?:[1-5]|1[1-5])(?:-\d)?i?(?:_v2)?(?:_Promo)?$/i,
  /^GS?[1-5](?:-\d{1,2})?$/i,
  // A4, A8m_v2
  /^A(?:\d|1[01])$/i,
  /^A[1248]m?_v2$/i,
];

/** True if a name is one that Azure gives to its sizes; it is not proof that the size exists. */
export function isNameOfSize(sku: string): boolean {
  const [, name] = /^Standard_(.+)$/i.exec(sku) ?? [];
  return name !== undefined && names.some((pattern) => pattern.test(name));
}

/** A name as Azure writes it, where only the prefix, an underscore or a space is amiss: `DS3v2` is `Standard_DS3_v2`. */
export function tidiedName(sku: string): string | undefined {
  const name = sku
    .trim()
    .replace(/^(?:Standard|Std)?[\s_-]*/i, '')
    .replace(/[\s_]+/g, '_')
    .replace(/[_-]?(v\d)$/i, (_, version: string) => `_${version.toLowerCase()}`);
  const tidied = `Standard_${name}`;
  return tidied !== sku && isNameOfSize(tidied) ? tidied : undefined;
}
