/*
 * Exports of Azure Cost Management: the columns of actual costs, and those of FOCUS. Each row is a charge with the unit price of the
 * agreement that it was billed under. Sources: https://learn.microsoft.com/azure/cost-management-billing/automate/understand-usage-details-fields
 * and https://learn.microsoft.com/azure/cost-management-billing/dataset-schema/cost-usage-details-focus.
 */

/** For each column of ours, the columns that may have it, best first. All in lower case. */
const sources = {
  // the price of the agreement, else the list price
  retailPrice: ['unitprice', 'contractedunitprice', 'effectiveprice', 'paygprice', 'listunitprice'],
  serviceName: ['metercategory', 'x_skumetercategory'],
  productName: ['metersubcategory', 'x_skumetersubcategory'],
  meterName: ['metername', 'x_skumetername'],
  unitOfMeasure: ['unitofmeasure', 'x_pricingunitdescription', 'pricingunit'],
  currencyCode: ['billingcurrency', 'billingcurrencycode', 'x_pricingcurrency'],
} as const;
const regions = ['resourcelocation', 'regionid', 'meterregion', 'x_skuregion'];
const meterRegions = ['meterregion', 'x_skuregion'];
const details = ['additionalinfo', 'x_skudetails'];

/** True for the titles of an export that has the price of a unit. */
export function isBillHead(titles: readonly string[]): boolean {
  const known = titles.map((title) => title.trim().toLowerCase());
  return [sources.retailPrice, sources.serviceName, sources.meterName, sources.unitOfMeasure].every((some) =>
    some.some((one) => known.includes(one)),
  );
}

/** A charge with the titles of a row of prices. @param cells by title, in lower case */
export function fromBill(cells: Readonly<Record<string, string>>): Record<string, string> {
  const first = (some: readonly string[]) => some.map((one) => cells[one] ?? '').find((text) => text !== '') ?? '';
  const zone = first(meterRegions);
  const row = Object.fromEntries(Object.entries(sources).map(([column, some]) => [column, first(some)]));
  return {
    ...row,
    isBill: 'true',
    skuName: row['meterName'] ?? '',
    armSkuName: /"ServiceType"\s*:\s*"([^"]+)"/.exec(first(details))?.[1] ?? '',
    armRegionName: /^zone/i.test(zone) ? zone : first(regions),
    tierMinimumUnits: '0',
    type: typeOf(cells),
  };
}

/** `Consumption` for what was used at the price of the agreement; else the kind of discount or charge, for the reason to leave it out. */
function typeOf(cells: Readonly<Record<string, string>>): string {
  const charge = cells['chargetype'] ?? cells['chargecategory'] ?? 'Usage';
  if (charge.toLowerCase() !== 'usage') return charge;
  const pricing = cells['pricingmodel'] ?? cells['pricingcategory'] ?? '';
  return /^(ondemand|standard|)$/i.test(pricing) ? 'Consumption' : pricing;
}
