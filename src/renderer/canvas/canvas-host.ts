import type { EdgeKind, NodeId, Position } from '#engine/plan';
import type { Viewport } from '../state/canvas-port.svelte';
import type { Ends } from './edges/connector.svelte';

/** A point of the window, in pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The window around the canvas. The canvas asks it to pick services and nodes, and reports its view. */
export interface CanvasHost {
  /** A letter was typed on the canvas: opens the service picker with it. */
  pickService(typed: string): void;
  /** The empty canvas was double-clicked: opens the service picker for a node there. */
  pickAt(at: Position): void;
  /** An edge was dropped on empty canvas: opens the service picker for its target. */
  pickFollower(from: NodeId, kind: EdgeKind, at: Position): void;
  /** An edge was dropped on a collapsed group: asks for one of its nodes. */
  chooseEnds(among: readonly Ends[], kind: EdgeKind, at: Point): void;
  /** Opens the menu of the selection. */
  openMenu(at: Point): void;
  /** The view has come to rest. @param size of the canvas, in pixels */
  looked(viewport: Viewport, size: { readonly width: number; readonly height: number }): void;
  /** The zoom has changed, also while the view moves. */
  zoomed(zoom: number): void;
}
