import raw from 'virtual:pipedraft-resources/catalog';
import {
  Catalog,
  SafeguardTable,
  SizeEnds,
  Starts,
  type SafeguardsFile,
  type Service,
  type SizeSeries,
  type Skill,
  type StartsFile,
} from '#engine/catalog';

export const catalog = new Catalog(
  raw.services as readonly Service[],
  raw.skills as readonly Skill[],
  new Starts(raw.starts as StartsFile),
  new SizeEnds((raw.sizes as { readonly series: readonly SizeSeries[] }).series),
  new SafeguardTable(raw.safeguards as SafeguardsFile),
);
