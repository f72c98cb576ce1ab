import { nodesWhere } from '../../catalog';
import { isOwnKey } from '../../plan';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { nearestOne } from '../wording';

const rejecting = nodesWhere(({ node }) => node.decision?.rejected !== undefined);

/** A misspelt skill counts as one that nobody has, and a misspelt service of the estate as one that nobody runs: quietly. */
export const knownNames: Rule = {
  meta: {
    id: 'known-names',
    title: 'Skills and services have names from the catalog',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: "The team's skills, the services that the organisation runs and the services that were turned down are named by the catalog's ids. Any other word counts for nothing in the scores, and nobody notices. A word that is close to no name of the catalog may be intended, so it is only a hint.",
  },

  *check(input) {
    yield* skills(input);
    yield* estate(input);
    yield* rejected(input);
  },
};

function* skills({ plan, catalog }: RuleInput): Generator<Found> {
  const { team } = plan.context;
  const nearest = nearestOne(catalog.skills.map(({ id }) => id));
  for (const skill of Object.keys(team?.skills ?? {})) {
    if (isOwnKey(skill) || catalog.skill(skill)) continue;
    const named = catalog.skills.find(({ name }) => name.toLowerCase() === skill.toLowerCase());
    const near = named?.id ?? nearest(skill);
    const fix = (title: string, next: string | undefined): Fix => ({
      title,
      edits: [{ type: 'set-context', set: { team: { ...team, skills: unlessEmpty(renamed(team?.skills ?? {}, skill, next)) } } }],
    });
    yield {
      path: ['context', 'team', 'skills', skill],
      ...(near === undefined ? { severity: 'info' } : {}),
      message: `The team's skills name "${skill}", which is not a skill of the catalog${near === undefined ? '' : `; "${near}" is close to it`}.`,
      why: 'No service asks for it, so it adds nothing to the skills score.',
      fixes: () => [
        ...(near === undefined || Object.hasOwn(team?.skills ?? {}, near) ? [] : [fix(`Name it "${near}"`, near)]),
        fix(`Take "${skill}" away`, undefined),
      ],
    };
  }
}

function* estate({ plan, catalog }: RuleInput): Generator<Found> {
  const { estate: services = [] } = plan.context;
  const nearest = nearestOne(catalog.services.map(({ id }) => id));
  for (const [at, id] of services.entries()) {
    if (catalog.get(id)) continue;
    const near = nearest(id);
    const change = (next: string | undefined) =>
      services.flatMap((other, place) => (place !== at ? [other] : next === undefined || services.includes(next) ? [] : [next]));
    const fix = (title: string, next: string | undefined): Fix => ({
      title,
      edits: [{ type: 'set-context', set: { estate: unlessEmpty(change(next)) } }],
    });
    yield {
      path: ['context', 'estate', at],
      ...(near === undefined ? { severity: 'info' } : {}),
      message: `The services that the organisation runs include "${id}", which the catalog does not have${near === undefined ? '' : `; ${catalog.nameOf(near)} is close to it`}.`,
      why: 'What the organisation runs already counts for the integration score only when it is named as the catalog names it.',
      fixes: () => [...(near === undefined ? [] : [fix(`Name it ${catalog.nameOf(near)}`, near)]), fix(`Take "${id}" away`, undefined)],
    };
  }
}

/** A service outside the catalog may well have been turned down; only a typing error is worth a finding. */
function* rejected({ graph, catalog }: RuleInput): Generator<Found> {
  const nearest = nearestOne(catalog.services.map(({ id }) => id));
  for (const one of rejecting(graph)) {
    const { id } = one;
    const { decision } = one.node;
    const turnedDown = decision?.rejected;
    if (!turnedDown) continue;
    for (const service of Object.keys(turnedDown)) {
      if (isOwnKey(service) || catalog.get(service)) continue;
      const near = nearest(service);
      if (near === undefined) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'decision', 'rejected', service],
        message: `"${one.title}" was chosen over "${service}", which the catalog does not have; ${catalog.nameOf(near)} is close to it.`,
        why: 'The decision record shows services by their names, which it can only look up by the ids of the catalog.',
        fixes: () =>
          Object.hasOwn(turnedDown, near)
            ? []
            : [
                {
                  title: `Name it ${catalog.nameOf(near)}`,
                  edits: [{ type: 'change-node', id, set: { decision: { ...decision, rejected: renamed(turnedDown, service, near) } } }],
                },
              ],
      };
    }
  }
}

/** A map with one key renamed in its place, or taken away. */
function renamed<T>(map: Readonly<Record<string, T>>, key: string, next: string | undefined): Record<string, T> {
  return Object.fromEntries(
    Object.entries(map).flatMap(([name, value]): [string, T][] =>
      name !== key ? [[name, value]] : next === undefined ? [] : [[next, value]],
    ),
  );
}

/** An empty key is not written. */
function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}
