import { createContext } from 'svelte';
import type { Edge } from '#engine/plan';

/** Edits the title of an edge in place. */
export class EdgeTitleEditor {
  /** The edge whose title is being edited. */
  edge = $state.raw<Edge | undefined>(undefined);

  /** @param name gives an edge a title; an empty one removes it */
  constructor(private readonly name: (edge: Edge, title: string) => void) {}

  start(edge: Edge): void {
    this.edge = edge;
  }

  commit(title: string): void {
    const { edge } = this;
    this.edge = undefined;
    if (edge) this.name(edge, title);
  }

  cancel(): void {
    this.edge = undefined;
  }
}

export const [getEdgeTitleEditor, setEdgeTitleEditor] = createContext<EdgeTitleEditor>();
