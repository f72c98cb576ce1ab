import { shortName, type Edge } from '../../plan';
import type { Box } from '../display-list';
import type { PacketChange } from '../input';
import type { Texts } from '../texts';

/* Clouds around what changed since an earlier state, as on engineering drawings. */

/** A cloud around something that changed. */
export interface Cloud {
  /** Of the change, from 1. */
  readonly number: number;
  readonly kind: Exclude<PacketChange['kind'], 'removed'>;
  readonly of: NonNullable<PacketChange['place']>;
  /** What it goes around, in the plan's units. */
  readonly box: Box;
}

/** Around the middle of an edge. */
const titleSize = 10;
const edgeRoom = { width: 26, height: 18, title: 140 } as const;

interface DrawnThing {
  readonly id: string;
  readonly box: Box;
}

/** What a drawing has that can have a cloud. */
interface Drawn {
  readonly nodes: ReadonlyMap<string, DrawnThing>;
  readonly edges: readonly { readonly id: string; readonly edge: Edge; readonly middle: readonly [number, number] }[];
  readonly frames: readonly DrawnThing[];
  readonly notes: readonly DrawnThing[];
  readonly texts: Texts;
}

/** The clouds of what a plan's drawing shows. */
export function cloudsOf(changes: readonly PacketChange[], drawing: Drawn): readonly Cloud[] {
  const boxes: Readonly<Record<Cloud['of']['type'], ReadonlyMap<string, Box>>> = {
    node: new Map([...drawing.nodes].map(([id, { box }]) => [id, box])),
    edge: new Map(drawing.edges.map((edge) => [edge.id, aroundMiddle(edge, drawing)])),
    group: new Map(drawing.frames.map(({ id, box }) => [id, box])),
    note: new Map(drawing.notes.map(({ id, box }) => [id, box])),
  };
  return changes.flatMap(({ kind, place }, at): Cloud[] => {
    const box = place && boxes[place.type].get(place.id);
    return box && kind !== 'removed' ? [{ number: at + 1, kind, of: place, box }] : [];
  });
}

function aroundMiddle({ edge, middle: [x, y] }: Drawn['edges'][number], { texts }: Drawn): Box {
  const title = edge.title ? Math.min(edgeRoom.title, texts.width(shortName(edge.title), titleSize)) : 0;
  const width = edgeRoom.width + title;
  return { x: x - width / 2, y: y - edgeRoom.height / 2, width, height: edgeRoom.height };
}
