import { edgeId, type EdgeKind, type Position, type Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Candidate } from '../state/candidates';
import type { Box, CanvasPort } from '../state/canvas-port.svelte';
import type { CatalogView } from '../state/catalog-view.svelte';
import type { EdgeTarget } from '../state/edge-drop.svelte';
import type { PlanActions } from '../state/plan-actions.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';
import type { MenuItem } from '../ui/menu-item';
import { candidatesFor, puttingOf, type Spot } from './putting';

/** A service that is being chosen for a spot. */
export interface Picking {
  readonly spot: Spot;
  readonly query: string;
  readonly anchor: Box;
}

/** An edge from or onto a collapsed group, and the nodes that it can connect. */
export interface Joining {
  readonly among: readonly (readonly [from: string, to: string])[];
  readonly kind: EdgeKind;
  readonly at: { readonly x: number; readonly y: number };
}

/** Adds services where they can stand: after a node, in an edge, in a node's place, or by themselves. */
export class AppendFlow {
  picking = $state.raw<Picking | undefined>(undefined);
  joining = $state.raw<Joining | undefined>(undefined);

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly port: CanvasPort,
    private readonly plan: PlanActions,
  ) {}

  /** Where a service goes that is named, not placed. */
  readonly #spot = $derived.by((): Extract<Spot, { type: 'append' | 'insert' }> | undefined => {
    const edge = this.editor.plan.edges.find((one) => edgeId(one) === this.selection.edge);
    if (edge) return { type: 'insert', edge };
    return this.selection.node === undefined ? undefined : { type: 'append', from: this.selection.node };
  });

  /** Where `addNamed` adds, for the command palette; empty when that is by itself. */
  readonly addsTo = $derived.by((): string => {
    if (this.#spot?.type === 'append') return `after “${this.plan.titleOf(this.#spot.from)}”, if it can follow`;
    return this.#spot ? 'into the selected edge, if it can stand there' : '';
  });

  /** The two services that are the likeliest to follow the selected node, to be had at once. */
  readonly likeliest = $derived.by((): readonly MenuItem[] => {
    const { node: from } = this.selection;
    if (from === undefined) return [];
    const spot = { type: 'append', from } as const;
    const first = candidatesFor(this.editor.plan, this.catalog, spot).filter(({ against }) => against === undefined);
    return first.slice(0, 2).map((candidate) => ({
      id: `append ${candidate.service.id}`,
      title: `Append ${candidate.service.shortName}`,
      run: () => this.picked(spot, candidate),
    }));
  });

  /** Asks for a service: to follow the selected node, to stand in the selected edge, or to begin with. @param query what was typed */
  pick(query = ''): void {
    this.pickFor(this.#spot ?? { type: 'add', at: this.port.actions?.center() ?? [0, 0] }, query);
  }

  pickFor(spot: Spot, query = ''): void {
    const anchor = this.port.outlineBox ?? this.#anchorOf(spot);
    if (anchor) this.picking = { spot, query, anchor };
  }

  /** Puts a service where it was chosen for. */
  picked(spot: Spot, candidate: Candidate): void {
    this.picking = undefined;
    if (spot.type === 'swap') void this.plan.swap(spot.node, candidate.service);
    else this.plan.place(puttingOf(this.editor.placed, this.catalog, spot, candidate));
  }

  /** Adds a service where it can stand: after what is selected, else by itself. */
  addNamed(service: Service): void {
    const spot = this.#spot;
    const candidate = spot && candidatesFor(this.editor.plan, this.catalog, spot).find((one) => one.service.id === service.id);
    if (spot && candidate && candidate.against === undefined) this.picked(spot, candidate);
    else this.plan.add(service, undefined);
  }

  /** Adds a service that was dropped. @param into the edge that it was dropped on */
  addDropped(service: Service, stage: Stage | undefined, at?: Position, into?: EdgeTarget): void {
    if (!at || !into || typeof into.kinds === 'string') return this.plan.add(service, stage, at);
    const candidate = { service, stage: stage ?? service.stages[0], kinds: into.kinds };
    this.plan.place(puttingOf(this.editor.placed, this.catalog, { type: 'insert', edge: into.edge, at }, candidate));
  }

  /** What an edge onto or from a collapsed group can connect, as a menu. */
  joinItems({ among, kind }: Joining): MenuItem[] {
    const isFromOne = new Set(among.map(([from]) => from)).size === 1;
    return among.map(([from, to]) => ({
      id: `${from} ${to}`,
      title: isFromOne ? this.plan.titleOf(to) : `${this.plan.titleOf(from)} → ${this.plan.titleOf(to)}`,
      keys: this.catalog.get(this.editor.plan.nodes[isFromOne ? to : from]?.service ?? '')?.shortName,
      run: () => this.plan.connect(from, to, kind),
    }));
  }

  /** The place on the canvas that the list for a spot opens beside. */
  #anchorOf(spot: Spot): Box | undefined {
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
