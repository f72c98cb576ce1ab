import { nearestOf } from '../plan';

/*
 * Azure's regions by name. Plans, portals, price lists and bills write them in different ways: `westeurope`, `West Europe`,
 * `(Europe) West Europe`, `EU West`. All of these are one region.
 *
 * Source: Azure regions list, https://learn.microsoft.com/azure/reliability/regions-list (read 2025-03-21), and for the regions that
 * opened since, and those of the government and China clouds, https://learn.microsoft.com/azure/availability-zones/az-overview and the
 * names of Azure Resource Manager.
 */

/** Display names by the area that the portal puts before them. The id of a region is its name in lower case, without spaces. */
const names: Readonly<Record<string, readonly string[]>> = {
  US: [
    'Central US',
    'East US',
    'East US 2',
    'North Central US',
    'South Central US',
    'West Central US',
    'West US',
    'West US 2',
    'West US 3',
    'US Gov Arizona',
    'US Gov Texas',
    'US Gov Virginia',
    'US DoD Central',
    'US DoD East',
  ],
  Europe: [
    'Austria East',
    'Belgium Central',
    'Denmark East',
    'France Central',
    'France South',
    'Germany North',
    'Germany West Central',
    'Italy North',
    'North Europe',
    'Norway East',
    'Norway West',
    'Poland Central',
    'Spain Central',
    'Sweden Central',
    'Sweden South',
    'Switzerland North',
    'Switzerland West',
    'UK South',
    'UK West',
    'West Europe',
  ],
  'Asia Pacific': [
    'Australia Central',
    'Australia Central 2',
    'Australia East',
    'Australia Southeast',
    'Central India',
    'China East',
    'China East 2',
    'China East 3',
    'China North',
    'China North 2',
    'China North 3',
    'East Asia',
    'Indonesia Central',
    'Japan East',
    'Japan West',
    'Jio India Central',
    'Jio India West',
    'Korea Central',
    'Korea South',
    'Malaysia West',
    'New Zealand North',
    'South India',
    'Southeast Asia',
    'Taiwan North',
    'West India',
  ],
  Canada: ['Canada Central', 'Canada East'],
  'South America': ['Brazil South', 'Brazil Southeast', 'Chile Central'],
  Mexico: ['Mexico Central'],
  'Middle East': ['Israel Central', 'Qatar Central', 'UAE Central', 'UAE North'],
  Africa: ['South Africa North', 'South Africa West'],
};

/** Places that are no region of Azure and still no mistake: prices there are those that hold everywhere. */
const elsewhere: readonly string[] = ['global', 'onpremises'];

/** Countries and areas as the price list and the bill abbreviate them, before the direction: `EU West`, `US East 2`. */
const abbreviated: Readonly<Record<string, (direction: string) => string>> = {
  us: (direction) => direction.replace(/(\d?)$/, 'us$1'),
  eu: (direction) => `${direction}europe`,
  ap: (direction) => `${direction}asia`,
  au: (direction) => `australia${direction}`,
  br: (direction) => `brazil${direction}`,
  ca: (direction) => `canada${direction}`,
  ch: (direction) => `switzerland${direction}`,
  de: (direction) => `germany${direction}`,
  es: (direction) => `spain${direction}`,
  fr: (direction) => `france${direction}`,
  il: (direction) => `israel${direction}`,
  in: (direction) => (direction === 'central' || direction === 'south' || direction === 'west' ? `${direction}india` : `india${direction}`),
  it: (direction) => `italy${direction}`,
  ja: (direction) => `japan${direction}`,
  kr: (direction) => `korea${direction}`,
  mx: (direction) => `mexico${direction}`,
  no: (direction) => `norway${direction}`,
  nz: (direction) => `newzealand${direction}`,
  pl: (direction) => `poland${direction}`,
  qa: (direction) => `qatar${direction}`,
  se: (direction) => `sweden${direction}`,
  ae: (direction) => `uae${direction}`,
  za: (direction) => `southafrica${direction}`,
};

const displayNames: ReadonlyMap<string, string> = new Map(
  Object.values(names).flatMap((some) => some.map((name) => [pressed(name), name] as const)),
);
const areas: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([area, some]) => some.map((name) => [pressed(name), area] as const)),
);

/** The id of a region, however it is written; the text itself, without spaces around it, if it is no region. */
export function regionId(written: string): string {
  const text = written.trim();
  const plain = pressed(text.replace(/^\([^()]*\)|\([^()]*\)$/g, ''));
  if (displayNames.has(plain) || elsewhere.includes(plain)) return plain;
  const [, area = '', direction = ''] = /^([a-z]{2})[\s_-]+(.+)$/i.exec(text) ?? [];
  const meant = abbreviated[area.toLowerCase()]?.(pressed(direction));
  return meant !== undefined && displayNames.has(meant) ? meant : text;
}

/** True for the id of a region of Azure, and for places that need none. */
export function isRegion(id: string): boolean {
  return displayNames.has(id) || elsewhere.includes(id);
}

/** A region's name as Azure displays it; the id of a place that Azure does not have. */
export function regionName(id: string): string {
  return displayNames.get(id) ?? id;
}

/** The region that was probably meant, if one is near. @param others regions that a price book has beside Azure's */
export function nearestRegion(written: string, others: readonly string[] = []): string | undefined {
  const known = [...displayNames.keys(), ...others];
  const turned = written
    .trim()
    .split(/[\s_-]+/)
    .reverse()
    .join('');
  return nearestOf(pressed(written), known) ?? nearestOf(pressed(turned), known);
}

/** Whose prices these are: `US prices`, `West Europe prices`. @param ids regions, in any order */
export function pricesOf(ids: readonly string[]): string {
  const [area, ...more] = [...new Set(ids.map((id) => areas.get(id)))];
  if (area === 'US' && more.length === 0) return 'US prices';
  const said = [...new Set(ids.map(regionName))].sort();
  return `prices of ${said.length > 2 ? `${said.length} other regions` : said.join(' and ')}`;
}

/** Lower case, without spaces, hyphens, underscores and dots. */
function pressed(text: string): string {
  return text.toLowerCase().replace(/[\s_.-]+/g, '');
}
