import type { NodeId } from '#engine/plan';
import type { CanvasPort } from '../canvas-port.svelte';
import type { CatalogView } from '../catalog-view.svelte';
import type { Groups } from '../groups.svelte';
import type { Messages } from '../messages.svelte';
import type { PlanEditor } from '../plan-editor.svelte';
import type { Selection } from '../selection.svelte';
import type { StepViews } from '../step-views';

/** The parts of the window that actions work on. */
export interface ActionParts {
  readonly editor: PlanEditor;
  readonly selection: Selection;
  readonly catalog: CatalogView;
  readonly messages: Messages;
  readonly port: CanvasPort;
  readonly groups: Groups;
  /** How steps moved the view. */
  readonly views?: StepViews;
  /** Asks for the reason of a node's service, in its decision record. */
  readonly askReason?: (node: NodeId) => void;
  /** Who issued the last revision here, if git does not say who works here. */
  readonly lastAuthor?: () => string;
  /** True if lanes are drawn; then dropped cards go to a row of a lane. */
  readonly hasLanes?: () => boolean;
}

/** Typing a title is one step, with the label of its last edit. */
export const titleGesture = { gesture: 'title', relabels: true };

/** More nodes than this are not zoomed in to be read. */
export const mostToRead = 20;
