import { UserError } from '../errors';
import { cardHeight, cardWidth, shortName, shortText, type PacketPart } from '../plan';
import type { Draft, PacketContext } from './context';
import type { Box, DisplayList, Shaper } from './display-list';
import { legibleScale } from './drawing/draw-cards';
import { planDrawing, type PlanDrawing } from './drawing/plan-drawing';
import type { PacketInput } from './input';
import { lookOf, type Look } from './look';
import { formatsOf, type PaperFormat } from './options';
import { costSheets } from './parts/cost';
import { changeSheets } from './parts/changes';
import { contextSheets } from './parts/context';
import { decisionSheets } from './parts/decisions';
import { findingSheets } from './parts/findings';
import { revisionSheets } from './parts/revisions';
import { scoreSheets } from './parts/scores';
import { sourceSheets } from './parts/sources';
import { finishSheets } from './sheets/finish';
import { jointsOf, type Joints } from './sheets/connectors';
import { detailScale, largestArea, sheetsFor } from './sheets/detail-sheet';
import { detailSheets } from './sheets/detail-sheets';
import { isLegibleWhole, overviewSheet } from './sheets/overview-sheet';
import { tilesOf, type Tile } from './sheets/tiles';
import { titleBlocks } from './sheets/title-block';
import { oneLine, Texts } from './texts';

/** What the layout found out about a packet, for those who choose its options. */
export interface PacketFacts {
  readonly sheets: number;
  readonly orientation: 'portrait' | 'landscape';
  /** Sheets that show a piece of the plan; 0 if one sheet shows all of it legibly. */
  readonly detailSheets: number;
  /** Size of the smallest text in the drawing where it is legible, in points; `undefined` if no part shows the plan legibly. */
  readonly smallestText: number | undefined;
  /** Scale of the drawing on the detail sheets, or on the sheet with the whole plan: points for a unit of the plan. */
  readonly scale: number | undefined;
  /** Characters that no font of the packet has, in the order of their codes. */
  readonly missing: readonly string[];
}

/** Between the content of a sheet and its title block. */
const blockGap = 8;
/** The drawing's smallest text, in the plan's units. */
const smallestUnits = 10;

/** Shares of the time that a layout takes until the plan is drawn, and until it is divided; measured with 500 and 5,000 nodes. */
const [drawn, divided] = [0.2, 0.5];

/**
 * Lays a packet out: every sheet with its final positions, so that preview, PDF, web page and paper agree.
 * @param report told how far it is, from 0 to 1
 * @throws UserError if the options leave no room for a card
 */
export function layoutPacket(
  given: PacketInput,
  shaper: Shaper,
  report: (share: number) => void = () => undefined,
): DisplayList & { readonly facts: PacketFacts } {
  const input = withClouds(given);
  const { options, plan } = input;
  const formats = formatsOf(options);
  const texts = new Texts(shaper);
  const look = lookOf(options.colours, options.smallestText);
  const drawing = planDrawing(input, texts, look);
  report(drawn);
  const plans = formats.map((format, at) => {
    const division = divide(input, format, drawing, look, texts);
    report(drawn + ((divided - drawn) * (at + 1)) / formats.length);
    return division;
  });
  const best = plans.reduce((a, b) => (b.sheets < a.sheets || (b.sheets === a.sheets && b.scale > a.scale) ? b : a));
  const drafts = layOut(best, input, (share) => report(divided + (1 - divided) * share));
  const list = finishSheets(drafts, best.format, titleBlocks(input, texts, look, best.format.inner.width));
  const isShown = options.parts.includes('details') || (options.parts.includes('overview') && best.isWhole);
  const facts: PacketFacts = {
    sheets: list.length,
    orientation: best.format.orientation,
    detailSheets: options.parts.includes('details') ? best.tiles.length : 0,
    scale: isShown ? best.scale : undefined,
    smallestText: isShown ? best.scale * smallestUnits : undefined,
    missing: [...shaper.missing].sort(),
  };
  return {
    title: oneLine(shortName(plan.name)),
    ...(plan.summary === undefined ? {} : { subject: oneLine(shortText(plan.summary)) }),
    language: 'en',
    ...(input.author === undefined ? {} : { author: oneLine(input.author) }),
    sheets: list,
    facts,
  };
}

/** With the part about changes, the drawing shows them. */
function withClouds(input: PacketInput): PacketInput {
  const { since, options } = input;
  if (!options.parts.includes('changes') || !since || !('changes' in since)) return input;
  return { ...input, changes: { since: since.name, list: since.changes } };
}

/** How a packet divides a plan on one format of paper. */
interface Division {
  readonly format: PaperFormat;
  readonly context: Omit<PacketContext, 'sheetOf'>;
  /** True if one sheet shows the whole plan legibly. */
  readonly isWhole: boolean;
  readonly tiles: readonly Tile[];
  readonly joints: Joints;
  readonly scale: number;
  readonly print: number;
  /** Sheets of the details, about. */
  readonly sheets: number;
}

/** Shares of a detail sheet that are tried for the small print of its connectors. */
const prints = [0.12, 0.22, 0.34] as const;

function divide(input: PacketInput, format: PaperFormat, drawing: PlanDrawing, look: Look, texts: Texts): Division {
  const { parts, details } = input.options;
  const blocks = titleBlocks(input, texts, look, format.inner.width);
  const bodyOf = (sheet: number): Box => {
    const block = sheet === 1 ? blocks.large : blocks.strip;
    return { ...format.inner, height: format.inner.height - block.height - blockGap };
  };
  const context = { input, texts, look, format, drawing, bodyOf };
  const at = (part: PacketPart) => (parts[0] === part ? 1 : 2);
  const whole = isLegibleWhole(context, parts.includes('overview') ? at('overview') : at('details'));
  const body = bodyOf(at('details'));
  const [least] = prints;
  const room = largestArea(body, look, least);
  if (room.width < cardWidth + 80 || room.height < cardHeight + 80)
    throw new UserError(
      `A card with text of ${look.smallest} pt does not fit this paper.`,
      'Choose a larger paper, smaller margins, or a smaller size of the smallest text.',
    );
  if (whole.isLegible) {
    const none: Joints = { connectors: [], whole: [], ends: new Map() };
    return { format, context, isWhole: true, tiles: [], joints: none, scale: whole.scale, print: least, sheets: 0 };
  }
  let best: Division | undefined;
  for (const print of prints) {
    const most = largestArea(body, look, print);
    if (most.width < cardWidth + 80 || most.height < cardHeight + 80) break;
    const tiles = tilesOf(drawing, details, most);
    const scale = Math.max(detailScale(tiles, body, look, print), legibleScale(look));
    const joints = jointsOf(drawing, tiles);
    const sheets = sheetsFor({ tiles, joints, scale, print }, body, drawing);
    if (!best || sheets < best.sheets) best = { format, context, isWhole: false, tiles, joints, scale, print, sheets };
    // more room for small print helps only if there was too little
    if (sheets === tiles.length) break;
  }
  return best as Division; // the first share leaves enough room
}

const listParts: Readonly<Partial<Record<PacketPart, (context: PacketContext, first: number) => readonly Draft[]>>> = {
  changes: changeSheets,
  findings: findingSheets,
  decisions: decisionSheets,
  cost: costSheets,
  scores: scoreSheets,
  context: contextSheets,
  revisions: revisionSheets,
  sources: sourceSheets,
};

/** Rounds until the numbers of the detail sheets, which tables name, are those that they get. */
const mostRounds = 4;

function layOut(division: Division, { options: { parts } }: PacketInput, report: (share: number) => void): readonly Draft[] {
  const { tiles, isWhole } = division;
  const hasDetails = parts.includes('details');
  let start = parts.includes('overview') ? 2 : 1;
  let drafts: Draft[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    drafts = [];
    const sheetOfTile = (tile: number) => start + tile;
    const whole = isWhole ? start : undefined;
    const homes = new Map(tiles.flatMap(({ nodes }, at) => [...nodes].map((id) => [id, sheetOfTile(at)] as const)));
    const sheetOf = (node: string) =>
      division.context.drawing.nodes.has(node) ? (whole ?? (hasDetails ? homes.get(node) : undefined)) : undefined;
    const context: PacketContext = { ...division.context, sheetOf: parts.includes('overview') || hasDetails ? sheetOf : () => undefined };
    let begins = start;
    for (const part of parts) {
      const first = drafts.length + 1;
      if (part === 'overview') {
        drafts.push(overviewSheet(context, first, isWhole, hasDetails ? tiles : [], sheetOfTile));
        if (isWhole) begins = first;
      } else if (part === 'details') {
        if (!isWhole) {
          begins = first;
          drafts.push(...detailSheets(context, first, { ...division, sheetOfTile }));
        } else if (!parts.includes('overview')) {
          begins = first;
          drafts.push(overviewSheet(context, first, true, [], sheetOfTile));
        }
      } else drafts.push(...(listParts[part]?.(context, first) ?? []));
      if (round === 0) report((parts.indexOf(part) + 1) / parts.length); // most packets need no other
    }
    if (begins === start) break;
    start = begins;
  }
  return drafts;
}
