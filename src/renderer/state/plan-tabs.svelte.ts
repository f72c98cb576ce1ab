import type { Tabs, TabView } from '#ipc';

/** The tabs of the window as the main process has them. Every page of the window shows them alike. */
export class PlanTabs {
  #now: Tabs = $state.raw({ tabs: [], canReopen: false });

  constructor(tabs: Tabs) {
    this.#now = tabs;
  }

  get all(): readonly TabView[] {
    return this.#now.tabs;
  }

  /** True if there is another plan in the window. */
  get areSeveral(): boolean {
    return this.#now.tabs.length > 1;
  }

  get canReopen(): boolean {
    return this.#now.canReopen;
  }

  list(tabs: Tabs): void {
    this.#now = tabs;
  }
}
