import type { KnownPlanCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about the plans that this computer knows. */
export function knownPlanHandlers({ windows, knownPlans }: Parts): HandlersOf<KnownPlanCalls> {
  return {
    knownPlans: (_, from) => knownPlans.list(windows.of(from)),
    knownPlansHidden: (_, from) => knownPlans.hide(windows.of(from)),
    knownPlanCount: () => knownPlans.count(),
    planCard: ({ id }) => knownPlans.card(id),
    openKnown: ({ id }, from) => knownPlans.open(id, windows.of(from)),
    compareKnown: ({ id }, from) => knownPlans.compare(id, windows.of(from)),
    compareTwoKnown: ({ before, after }, from) => knownPlans.compareTwo(before, after, windows.of(from)),
    addPlanFolder: (_, from) => knownPlans.addFolder(windows.of(from)),
    removePlanFolder: ({ id }) => knownPlans.removeFolder(id),
  };
}
