import { tick } from 'svelte';
import { MissingPlaces, settingsOf } from '#engine/plan';
import type { Startup } from '#ipc';
import { AppendFlow } from '../append/append-flow.svelte';
import type { Commands } from '../commands/commands.svelte';
import { CostRisks, setCostRisks } from '../cost/cost-risk.svelte';
import { SavedViews, setSavedViews } from '../find/saved-views.svelte';
import { Journal } from '../history/journal';
import { ask } from '../state/ask';
import { Checkpoints, setCheckpoints } from '../state/checkpoints.svelte';
import { CanvasPort, setCanvasPort } from '../state/canvas-port.svelte';
import { CatalogView, setCatalog } from '../state/catalog-view.svelte';
import { Drafts, setDrafts } from '../state/drafts.svelte';
import { EdgeDrop, setEdgeDrop } from '../state/edge-drop.svelte';
import { Finder, setFinder } from '../state/find/finder.svelte';
import { FindingActions, setFindingActions } from '../state/finding-actions.svelte';
import { UsageViews, setUsageViews } from '../state/usage-views.svelte';
import { FindingFixes, setFindingFixes } from '../state/finding-fixes.svelte';
import { settled } from '../state/free-places';
import { Groups, setGroups } from '../state/groups.svelte';
import { LaneBands, setLaneBands } from '../state/lane-bands.svelte';
import { LongTask, setLongTask } from '../state/long-task.svelte';
import { Messages, setMessages } from '../state/messages.svelte';
import { NodeOrder, setNodeOrder } from '../state/node-order.svelte';
import { Numbers, setNumbers } from '../state/numbers.svelte';
import { Places, setPlaces } from '../state/places.svelte';
import { PlanActions, setPlanActions } from '../state/plan-actions.svelte';
import { PlanEditor, setPlanEditor } from '../state/plan-editor.svelte';
import { PlanFlow, setPlanFlow } from '../state/plan-flow.svelte';
import { Prices, setPrices } from '../state/prices.svelte';
import { Selection, setSelection } from '../state/selection.svelte';
import { setSettings, type Settings } from '../state/settings.svelte';
import { setStepViews, StepViews } from '../state/step-views';
import type { WindowDatabase, SavedView } from '../storage/database';
import { CheckpointStore } from '../storage/checkpoint-store';
import { keptDrafts } from '../storage/kept-drafts';
import { PlanTabs } from '../state/plan-tabs.svelte';
import { TidyThread } from '../tidy/tidy-thread';
import { Tidier, setTidier } from '../tidy/tidier.svelte';
import type { HeldPointer } from '../ui/held-pointer';
import { Dialogs } from './dialogs.svelte';
import { Panels } from './panels.svelte';
import { PlanFiles } from './plan-files.svelte';

/** The inputs for a window. */
export interface SessionStart {
  readonly startup: Startup;
  readonly settings: Settings;
  readonly database: WindowDatabase;
  readonly pointer: HeldPointer;
}

/** All objects of a window while it is open. */
export type Session = ReturnType<typeof createParts> & { readonly commands: Commands };

/** Makes all objects of a window but its commands, once, in the order of their dependencies, and shares them with components. */
export function createParts({ startup, settings, database }: SessionStart) {
  const messages = setMessages(new Messages());
  const fail = (error: unknown) => messages.fail(error);
  setSettings(settings);
  void setDrafts(new Drafts(keptDrafts(database))).restore();
  const numbers = setNumbers(new Numbers(settings, navigator.language));
  const catalog = setCatalog(new CatalogView(startup));
  const prices = setPrices(new Prices(startup));

  // the plan
  const selection = setSelection(new Selection(() => places.leave()));
  const port = setCanvasPort(new CanvasPort());
  const places: Places = setPlaces(new Places(selection, port));
  const missing = new MissingPlaces();
  const usage = setUsageViews(new UsageViews({ ask: (input) => ask('describeUsage', input), fail }));
  const editor = setPlanEditor(
    new PlanEditor(
      {
        keep: (input) => ask('keep', input),
        evaluate: async (input) => {
          const usageOf = usage.shown;
          const update = await ask('evaluate', { ...input, usageOf });
          usage.take(usageOf, update?.usage);
          return update;
        },
        soon: (work) => queueMicrotask(work),
      },
      (of) => missing.in(of, (id) => catalog.stageOf(of.nodes[id])),
      fail,
      undefined,
      settled(catalog),
    ),
  );
  const flow = setPlanFlow(new PlanFlow(() => editor.plan, catalog));
  const stepViews = setStepViews(new StepViews());
  setLaneBands(new LaneBands(editor, catalog));
  const groups = setGroups(new Groups(() => editor.placed));
  const plan = setPlanActions(
    new PlanActions({
      editor,
      selection,
      catalog,
      messages,
      port,
      groups,
      views: stepViews,
      askReason: (node) => {
        selection.select([node]);
        panels.showSide('inspector');
        selection.focusField(['nodes', node, 'decision']);
      },
      lastAuthor: () => settings.choices.author,
      hasLanes: () => settings.choices.lanes,
    }),
  );
  const order = setNodeOrder(new NodeOrder(editor, flow, selection, catalog, messages, port));
  setEdgeDrop(
    new EdgeDrop(
      () => editor.plan,
      catalog,
      (x, y) => port.actions?.edgeAt(x, y),
    ),
  );

  // its evaluation
  const fixes = setFindingFixes(
    new FindingFixes({
      evaluated: () => editor.evaluation?.revision,
      live: () => editor.revision,
      ask: (input) => ask('fixesOf', input),
      soon: (work) => void requestAnimationFrame(() => work()),
      later: (work) => void setTimeout(work, 500),
      fail,
    }),
  );
  setCostRisks(new CostRisks({ ask: (input) => ask('costRisk', input), fail }));

  // the window around it
  const panels: Panels = new Panels(settings, selection, port);
  const tabs = new PlanTabs(startup.tabs);
  const dialogs = new Dialogs();
  const task = setLongTask(new LongTask());
  const findings = setFindingActions(
    new FindingActions(editor, selection, messages, fixes, plan, task, (withField) => {
      panels.showFindings();
      if (withField) panels.showSide('inspector');
    }),
  );
  const finder = setFinder(
    new Finder(
      editor,
      catalog,
      flow,
      selection,
      port,
      places,
      () => numbers.marks,
      (id) => groups.membersOf(id),
    ),
  );
  const views = setSavedViews(new SavedViews(database, fail));
  const tidier = setTidier(new Tidier(editor, selection, catalog, messages, port, new TidyThread()));
  const append = new AppendFlow(editor, selection, catalog, port, plan);

  // its file
  const journal = new Journal(database);
  void journal.prune();
  const store = new CheckpointStore(database);
  void store.prune().catch(() => undefined); // the next start tries again
  const checkpoints = setCheckpoints(
    new Checkpoints({
      store,
      text: (of) => ask('planText', { of }),
      openedText: () => ask('openedText', undefined),
      figures: (written) => ask('checkpointFigures', written),
      warn: ({ problem, fix }) => messages.show({ tone: 'error', text: problem, fix }),
    }),
  );
  const files = new PlanFiles(editor, selection, groups, messages, database, journal, checkpoints);

  return {
    startup,
    settings,
    messages,
    catalog,
    prices,
    selection,
    port,
    places,
    editor,
    flow,
    groups,
    plan,
    order,
    fixes,
    findings,
    finder,
    views,
    tidier,
    append,
    panels,
    tabs,
    dialogs,
    task,
    files,
    checkpoints,
    hasNodes: () => Object.keys(editor.plan.nodes).length > 0,
    hasPlan: () => !files.welcome,
    /** Focuses the search field of the services, while it exists. */
    focusServices: undefined as (() => void) | undefined,
    /** Selects a node, brings it into view and focuses it. */
    goTo: (id: string) => {
      selection.show([id]);
      port.focus(id);
    },
    /** Goes to the field that fills a gap of an export. @param node `null` for a value of the plan as a whole */
    goToGap: (node: string | null, setting: string) => {
      const missing = node === null ? undefined : editor.plan.nodes[node];
      if (node !== null && missing) {
        selection.show([node]);
        panels.showSide('inspector');
        const service = catalog.get(missing.service);
        // some values are how much, which a node states as usage
        const isUsage = service?.usage.some(({ id }) => id === setting) && !settingsOf(service).some(({ id }) => id === setting);
        selection.focusField(
          setting === 'definition' ? ['nodes', node, setting] : ['nodes', node, isUsage ? 'usage' : 'settings', setting],
        );
        return;
      }
      selection.clear();
      panels.showSide('inspector');
      selection.focusField(setting === 'region' ? ['context', setting] : ['exports', setting]);
    },
    /** Shows a saved view. The focus first returns to where it was, then moves to the find bar. */
    showView: (view: SavedView) => void tick().then(() => finder.show(view)),
  };
}
