import type { Basis } from '#engine/packs';
import { ruleFailed } from '#engine/validate';
import { knowledge } from '#resources';

/** Addresses of all sources in the catalog, the rules and the scores, some of them several times; `undefined` for a source without one. */
export function* sourcesOf({ catalog, rules, scoring }: Basis): Generator<string | undefined> {
  for (const service of catalog.services) {
    for (const { url } of service.sources) yield url;
    for (const { source } of service.facts) yield source.url;
    for (const { source } of service.limits ?? []) yield source.url;
    for (const field of service.usage) {
      if ('options' in field) for (const { ends } of field.options) if (ends) yield ends.source.url;
      if ('ends' in field && field.ends) yield field.ends.source.url;
    }
  }
  for (const sources of [catalog.starts.file.sources, catalog.safeguards.file.sources])
    for (const { url } of Object.values(sources)) yield url;
  for (const { source } of catalog.sizes.series) yield source.url;
  for (const { source } of knowledge.entries) yield source.url;
  for (const { sources } of [...rules.map(({ meta }) => meta), ruleFailed]) for (const { url } of sources) yield url;
  for (const { url } of Object.values(scoring.sources)) yield url;
}
