import type { Catalog } from '../../catalog';
import { nearestOf } from '../../plan';
import { SynonymsSchema } from '../pack';
import { catalogWith } from './catalog-with';
import type { PackReader } from './pack-reader';

/** A catalog with the search words of a pack. */
export function withSynonyms(base: Catalog, reader: PackReader): { readonly catalog: Catalog; readonly synonyms: number } {
  const read = reader.read<Record<string, string[]>>('synonyms.yaml', SynonymsSchema, 'the list of synonyms');
  if (!read) return { catalog: base, synonyms: 0 };
  let number = 0;
  const changed = Object.entries(read.value).flatMap(([id, words]) => {
    const service = base.get(id);
    if (!service) {
      const nearest = nearestOf(
        id,
        base.services.map((one) => one.id),
      );
      reader.fault(
        read.path,
        `There is no service "${id}".`,
        nearest === undefined ? 'Check the id.' : `Did you mean "${nearest}"?`,
        read.placeOf([id]),
      );
      return [];
    }
    const fresh = words.filter((word) => !service.synonyms.includes(word));
    number += fresh.length;
    return [{ ...service, synonyms: [...service.synonyms, ...fresh] }];
  });
  return { catalog: changed.length === 0 ? base : catalogWith(base, changed), synonyms: number };
}
