import { idPattern, type NodeId, type Plan } from './model';

/** A readable id for a new node, made from its title and not used in the plan: `copy-orders`, `copy-orders-2`. */
export function freshId(plan: Pick<Plan, 'nodes'>, title: string): NodeId {
  return freshKey(plan.nodes, title, 'node');
}

/** A readable key that a map does not have yet. @param otherwise what it is made from when the title gives none */
export function freshKey(taken: Readonly<Record<string, unknown>>, title: string, otherwise: string): string {
  const base = slug(title, otherwise);
  if (!Object.hasOwn(taken, base)) return base;
  for (let number = 2; ; number += 1) {
    const id = `${base.slice(0, 60)}-${number}`;
    if (!Object.hasOwn(taken, id)) return id;
  }
}

function slug(title: string, otherwise: string): string {
  const words = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return idPattern.test(words) ? words : otherwise;
}
