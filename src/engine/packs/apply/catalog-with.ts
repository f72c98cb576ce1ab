import { Catalog, type Service } from '../../catalog';

/** A catalog with additional services, or with services that replace those of the same ids. */
export function catalogWith(base: Catalog, services: readonly Service[]): Catalog {
  const mine = new Set(services.map(({ id }) => id));
  return new Catalog(
    [...base.services.filter(({ id }) => !mine.has(id)), ...services],
    base.skills,
    base.starts,
    base.sizes,
    base.safeguards,
  );
}
