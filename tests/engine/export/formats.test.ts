import { expect, it } from 'vitest';
import { exporters } from '#engine/export';
import { catalog } from '../../harness/resources.ts';

/*
 * The catalog says of each service which exporters write its files: rules about checking in read it there. Those that are written on
 * request write what others of the list do.
 */

it.each(catalog.services.map((service) => [service.id, service] as const))('%s is exported as its catalog file says', (id, service) => {
  const writers = exporters.filter(({ meta }) => meta.services.includes(id) && meta.onRequest !== true).map(({ meta }) => meta.id);
  expect([...service.definition.formats].sort()).toEqual(writers.sort());
});
