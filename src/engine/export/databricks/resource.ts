import { legible } from '../../plan';
import type { Draft } from '../emit/draft';

/** A resource of a bundle, and the file that it is in. */
export interface Resource {
  readonly path: string;
  /** Key below "resources", such as "jobs". */
  readonly kind: string;
  readonly key: string;
  readonly value: object;
  readonly nodes: readonly string[];
  readonly edges?: readonly string[];
}

/** Everything that the nodes of a plan give for a bundle. */
export interface Parts {
  readonly resources: readonly Resource[];
  readonly variables: Readonly<Record<string, object>>;
  /** Notebooks. */
  readonly stubs: readonly Draft[];
}

/** A text of the plan in one line of a bundle: "${…}" would be read as a reference to a variable. */
export function inert(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim().replace(/\$\{/g, '$ {');
}
