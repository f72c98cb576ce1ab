import type { PlanEdit } from '../../plan';
import { comparePackVersions, type Rule } from '../rule';
import { ours } from '../sources';

/** A plan that was agreed with an organisation's rules must not pass because the rules were left out. */
export const packsLoaded: Rule = {
  meta: {
    id: 'packs-loaded',
    title: 'The packs that the plan names are loaded',
    severity: 'error',
    family: 'organisation',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A plan can name the packs that it is checked with, each with the version of the last check (`context.packs`). When one is not loaded, its rules, prices and weights do not count, and a plan passes that should not; when an older one is loaded, problems fixed since then come back. So a plan whose pack is not loaded has an error, and does not pass.',
  },

  *check({ plan, packs }) {
    const named = plan.context.packs ?? {};
    for (const [id, version] of Object.entries(named)) {
      const path = ['context', 'packs', id];
      const loaded = packs.find((pack) => pack.id === id);
      if (!loaded) {
        yield {
          path,
          message: `The plan is checked with the pack "${id}" ${version}, which is not loaded.`,
          why: 'Its rules, prices and weights do not count now, so fewer findings or other costs mean nothing. Load it in the library, or name its folder with --pack.',
          fixes: () => [{ title: `Check the plan without the pack "${id}"`, edits: [without(named, id)] }],
        };
        continue;
      }
      const order = comparePackVersions(loaded.version, version);
      if (order < 0)
        yield {
          path,
          message: `The pack "${loaded.name}" is loaded in version ${loaded.version}; the plan was last checked with ${version}.`,
          why: 'An older pack undoes later changes. Load the newer one.',
          severity: 'warning',
        };
      else if (order > 0)
        yield {
          path,
          message: `The pack "${loaded.name}" is loaded in version ${loaded.version}; the plan was last checked with ${version}.`,
          why: 'The content of the pack may have changed since, although the plan has not.',
          severity: 'info',
          fixes: () => [
            {
              title: `Take over version ${loaded.version}`,
              edits: [{ type: 'set-context', set: { packs: { ...named, [id]: loaded.version } } }],
            },
          ],
        };
    }
  },
};

function without(named: Readonly<Record<string, string>>, id: string): PlanEdit {
  const rest = Object.fromEntries(Object.entries(named).filter(([other]) => other !== id));
  return { type: 'set-context', set: { packs: Object.keys(rest).length > 0 ? rest : undefined } };
}
