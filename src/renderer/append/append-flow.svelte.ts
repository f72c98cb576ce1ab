import { edgeId, type EdgeKind, type Position, type Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Candidate } from '../state/candidates';
import type { Box, CanvasPort } from '../state/canvas-port.svelte';
import type { CatalogView } from '../state/catalog-view.svelte';
import { isGone } from '../state/likelihood';
import type { EdgeTarget } from '../state/edge-drop.svelte';
import type { PlanActions } from '../state/plan-actions.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';
import type { MenuItem } from '../ui/menu-item';
import { shownTitleOf } from '../wording/shown';
import { candidatesFor, placementOf, type InsertionPoint } from './placement';

/** A service that is being chosen for a spot. */
export interface Picking {
  readonly spot: InsertionPoint;
  readonly query: string;
  readonly anchor: Box;
}

/** An edge from or onto a collapsed group, and the nodes that it can connect. */
export interface Joining {
  readonly among: readonly (readonly [from: string, to: string])[];
  readonly kind: EdgeKind;
  readonly at: { readonly x: number; readonly y: number };
}

/** Adds services where they fit: after a node, in an edge, in place of a node's service, or unconnected. */
export class AppendFlow {
  picking = $state.raw<Picking | undefined>(undefined);
  joining = $state.raw<Joining | undefined>(undefined);

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly port: CanvasPort,
    private readonly actions: PlanActions,
  ) {}

  /** The spot for a service that is chosen by name. */
  readonly #spot = $derived.by((): Extract<InsertionPoint, { type: 'append' | 'insert' }> | undefined => {
    const edge = this.editor.plan.edges.find((one) => edgeId(one) === this.selection.edge);
    if (edge) return { type: 'insert', edge };
    return this.selection.node === undefined ? undefined : { type: 'append', from: this.selection.node };
  });

  /** The spot at which `addNamed` adds, for the command palette; empty if the service is unconnected. */
  readonly addsTo = $derived.by((): string => {
    if (this.#spot?.type === 'append') return `after “${shownTitleOf(this.editor.plan, this.#spot.from)}”, if it can follow`;
    return this.#spot ? 'into the selected edge, if it fits there' : '';
  });

  /** The two likeliest services to follow the selected node, offered directly. */
  readonly likeliest = $derived.by((): readonly MenuItem[] => {
    const { node: from } = this.selection;
    if (from === undefined) return [];
    const spot = { type: 'append', from } as const;
    const first = candidatesFor(this.editor.plan, this.catalog, spot).filter(
      ({ against, service }) => against === undefined && !isGone(service),
    );
    return first.slice(0, 2).map((candidate) => ({
      id: `append ${candidate.service.id}`,
      title: `Append ${candidate.service.shortName}`,
      run: () => this.picked(spot, candidate),
    }));
  });

  /** Opens the service picker: after the selected node, in the selected edge, or for a first node. @param query the typed text */
  pick(query = ''): void {
    this.pickFor(this.#spot ?? { type: 'add', at: this.port.actions?.center() ?? [0, 0] }, query);
  }

  pickFor(spot: InsertionPoint, query = ''): void {
    const anchor = this.port.outlineBox ?? this.#anchorOf(spot);
    if (anchor) this.picking = { spot, query, anchor };
  }

  /** Adds the chosen service at its spot. */
  picked(spot: InsertionPoint, candidate: Candidate): void {
    this.picking = undefined;
    if (spot.type === 'swap') void this.actions.nodes.swap(spot.node, candidate.service);
    else this.actions.nodes.place(placementOf(this.editor.placed, this.catalog, spot, candidate));
  }

  /** Adds a service where it fits: after the selection, else unconnected. @param stage if not its usual one there */
  addNamed(service: Service, stage?: Stage): void {
    const spot = this.#spot;
    const candidate = spot && candidatesFor(this.editor.plan, this.catalog, spot).find((one) => one.service.id === service.id);
    if (spot && candidate && candidate.against === undefined) this.picked(spot, stage === undefined ? candidate : { ...candidate, stage });
    else this.actions.nodes.add(service, stage);
  }

  /** Adds a service that was dropped. @param into the edge that it was dropped on */
  addDropped(service: Service, stage: Stage | undefined, at?: Position, into?: EdgeTarget): void {
    if (!at || !into || typeof into.kinds === 'string') return this.actions.nodes.add(service, stage, at);
    const candidate = { service, stage: stage ?? service.stages[0], kinds: into.kinds };
    this.actions.nodes.place(placementOf(this.editor.placed, this.catalog, { type: 'insert', edge: into.edge, at }, candidate));
  }

  /** Possible connections of an edge onto or from a collapsed group, as a menu. */
  joinItems({ among, kind }: Joining): MenuItem[] {
    const isFromOne = new Set(among.map(([from]) => from)).size === 1;
    return among.map(([from, to]) => ({
      id: `${from} ${to}`,
      title: isFromOne
        ? shownTitleOf(this.editor.plan, to)
        : `${shownTitleOf(this.editor.plan, from)} → ${shownTitleOf(this.editor.plan, to)}`,
      keys: this.catalog.get(this.editor.plan.nodes[isFromOne ? to : from]?.service ?? '')?.shortName,
      run: () => this.actions.edges.connect(from, to, kind),
    }));
  }

  /** The box on the canvas beside which the list for a spot opens. */
  #anchorOf(spot: InsertionPoint): Box | undefined {
    const { actions } = this.port;
    switch (spot.type) {
      case 'append':
        return actions?.boxOf([spot.from]);
      case 'insert':
        return actions?.boxOf([spot.edge.from, spot.edge.to]);
      case 'swap':
        return actions?.boxOf([spot.node]);
      case 'add':
        return actions?.pointOf(spot.at);
    }
  }
}
