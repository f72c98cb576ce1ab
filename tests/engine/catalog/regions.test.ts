import { describe, expect, it } from 'vitest';
import { isRegion, nearestRegion, pricesOf, regionId, regionName } from '#engine/catalog';

describe('a region', () => {
  it.each([
    ['westeurope', 'westeurope'],
    ['West Europe', 'westeurope'],
    ['(Europe) West Europe', 'westeurope'],
    ['West Europe (Netherlands)', 'westeurope'],
    ['  WEST   EUROPE ', 'westeurope'],
    ['west-europe', 'westeurope'],
    ['EU West', 'westeurope'],
    ['US East 2', 'eastus2'],
    ['US East', 'eastus'],
    ['US North Central', 'northcentralus'],
    ['AP Southeast', 'southeastasia'],
    ['AP East', 'eastasia'],
    ['JA East', 'japaneast'],
    ['IN Central', 'centralindia'],
    ['BR South', 'brazilsouth'],
    ['(US) US Gov Virginia', 'usgovvirginia'],
    ['Australia Central 2', 'australiacentral2'],
    ['On-premises', 'onpremises'],
    ['Global', 'global'],
  ])('%s is %s', (written, id) => {
    expect(regionId(written)).toBe(id);
    expect(isRegion(regionId(written))).toBe(true);
  });

  it.each(['atlantis', 'EU Atlantis', 'westeurop', '', '(Europe)'])('is not "%s"', (written) => {
    expect(regionId(written)).toBe(written);
    expect(isRegion(written)).toBe(false);
  });

  it('is found again by its display name', () => {
    for (const id of ['westus3', 'chilecentral', 'uaenorth', 'jioindiawest']) expect(regionId(regionName(id))).toBe(id);
    expect(regionName('our-datacentre')).toBe('our-datacentre');
  });

  it.each([
    ['westeurop', 'westeurope'],
    ['West Eruope', 'westeurope'],
    ['Europe West', 'westeurope'],
    ['sweden-centrl', 'swedencentral'],
    ['atlantis', undefined],
    ['our-datacenter', 'our-datacentre'],
  ])('that was meant by "%s" is %s', (written, near) => {
    expect(nearestRegion(written, ['our-datacentre'])).toBe(near);
  });
});

it('prices are named by their country if it is the US, else by their regions', () => {
  expect(pricesOf(['eastus2', 'westus'])).toBe('US prices');
  expect(pricesOf(['westeurope'])).toBe('prices of West Europe');
  expect(pricesOf(['westeurope', 'eastus'])).toBe('prices of East US and West Europe');
  expect(pricesOf(['westeurope', 'eastus', 'ours'])).toBe('prices of 3 other regions');
});
