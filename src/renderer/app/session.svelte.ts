import { tick } from 'svelte';
import { MissingPlaces } from '#engine/plan';
import type { Startup } from '#ipc';
import { AppendFlow } from '../append/append-flow.svelte';
import { commandsOf } from '../commands';
import { Commands } from '../commands/commands.svelte';
import { CostRisks, setCostRisks } from '../cost/cost-risk.svelte';
import { SavedViews, setSavedViews } from '../find/saved-views.svelte';
import { Journal } from '../history/journal';
import { ask } from '../state/ask';
import { CanvasPort, setCanvasPort } from '../state/canvas-port.svelte';
import { CatalogView, setCatalog } from '../state/catalog-view.svelte';
import { Drafts, setDrafts } from '../state/drafts.svelte';
import { EdgeDrop, setEdgeDrop } from '../state/edge-drop.svelte';
import { Finder, setFinder } from '../state/find/finder.svelte';
import { FindingDesk, setFindingDesk } from '../state/finding-desk.svelte';
import { FindingFixes, setFindingFixes } from '../state/finding-fixes.svelte';
import { Groups, setGroups } from '../state/groups.svelte';
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
import type { Library, SavedView } from '../storage/database';
import { keptDrafts } from '../storage/kept-drafts';
import { TidyThread } from '../tidy/tidy-thread';
import { Tidier, setTidier } from '../tidy/tidier.svelte';
import type { HeldPointer } from '../ui/held-pointer';
import { Dialogs } from './dialogs.svelte';
import { Panels } from './panels.svelte';
import { PlanFiles } from './plan-files.svelte';

/** What a window begins with. */
export interface SessionStart {
  readonly startup: Startup;
  readonly settings: Settings;
  readonly library: Library;
  readonly pointer: HeldPointer;
}

/** Everything that a window holds while it is open. */
export type Session = ReturnType<typeof createSession>;

/**
 * Makes everything that a window holds, once, each after what it needs, and gives components what they share. To be called while the root
 * component starts: no module holds state of its own.
 */
export function createSession({ startup, settings, library, pointer }: SessionStart) {
  const messages = setMessages(new Messages());
  const fail = (error: unknown) => messages.fail(error);
  setSettings(settings);
  void setDrafts(new Drafts(keptDrafts(library))).restore();
  const numbers = setNumbers(new Numbers(settings, navigator.language));
  const catalog = setCatalog(new CatalogView(startup));
  const prices = setPrices(new Prices(startup));

  // the plan
  const selection = setSelection(new Selection(() => places.leave()));
  const port = setCanvasPort(new CanvasPort());
  const places: Places = setPlaces(new Places(selection, port));
  const missing = new MissingPlaces();
  const editor = setPlanEditor(
    new PlanEditor(
      { keep: (input) => ask('keep', input), evaluate: (input) => ask('evaluate', input), soon: (work) => queueMicrotask(work) },
      (of) => missing.in(of, (id) => catalog.stageOf(of.nodes[id])),
      fail,
    ),
  );
  const flow = setPlanFlow(new PlanFlow(() => editor.plan, catalog));
  const groups = setGroups(new Groups(() => editor.placed));
  const plan = setPlanActions(new PlanActions(editor, selection, catalog, messages, port, groups));
  const order = setNodeOrder(new NodeOrder(editor, flow, selection, catalog, messages, port));
  setEdgeDrop(
    new EdgeDrop(
      () => editor.plan,
      catalog,
      (x, y) => port.actions?.edgeAt(x, y),
    ),
  );

  // what is said of it
  const fixes = setFindingFixes(
    new FindingFixes({
      judged: () => editor.answer?.revision,
      live: () => editor.revision,
      ask: (input) => ask('fixesOf', input),
      soon: (work) => void requestAnimationFrame(() => work()),
      fail,
    }),
  );
  setCostRisks(new CostRisks({ ask: (input) => ask('costRisk', input), fail }));

  // the window around it
  const panels = new Panels(settings, selection, port);
  const dialogs = new Dialogs();
  const findings = setFindingDesk(
    new FindingDesk(editor, selection, messages, fixes, plan, setLongTask(new LongTask()), (withField) => {
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
  const views = setSavedViews(new SavedViews(library, fail));
  const tidier = setTidier(new Tidier(editor, selection, catalog, messages, port, new TidyThread()));
  const append = new AppendFlow(editor, selection, catalog, port, plan);

  // its file
  const journal = new Journal(library);
  void journal.prune();
  const files = new PlanFiles(editor, selection, groups, messages, library, journal);

  const session = {
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
    dialogs,
    files,
    hasNodes: () => Object.keys(editor.plan.nodes).length > 0,
    hasPlan: () => !files.welcome,
    /** Puts the keyboard into the search field of the services, while that is there. */
    focusServices: undefined as (() => void) | undefined,
    /** Selects a node, brings it into view and puts the keyboard on it. */
    goTo: (id: string) => {
      selection.show([id]);
      port.focus(id);
    },
    /** Shows a saved view. The keyboard is given back to where it was, then it goes to the find bar. */
    showView: (view: SavedView) => void tick().then(() => finder.show(view)),
    get commands(): Commands {
      return commands;
    },
  };
  const commands = new Commands(
    commandsOf(session),
    startup.platform,
    (edit) => void files.doing(() => ask('editText', { edit })),
    () => settings.choices.keyPreset,
    () => pointer.isHeld,
  );
  return session;
}
