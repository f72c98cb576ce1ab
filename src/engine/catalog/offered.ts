import type { Field } from './service';

/** True if a field for a machine size is documented to take a size, or says nothing of it. */
export function isOffered(field: Field, sku: string | undefined): boolean {
  return (
    field.type !== 'vm' || field.offered === undefined || sku === undefined || new RegExp(`^Standard_(?:${field.offered})$`, 'i').test(sku)
  );
}
