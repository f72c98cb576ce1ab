import { list } from '#engine/format';
import { nearestOf, packetParts, paperNames, type DetailMode, type PacketPart, type PacketPlan } from '#engine/plan';
import { UsageError, type Option, type OptionValues } from './command';

/** What a command line may say of a packet's paper and parts. */
export const packetOptions = {
  paper: {
    type: 'string',
    value: 'NAME|WxH',
    help: `${paperNames.join(', ')}, or a size in millimetres such as 500x700 (default: that of the plan, or A4)`,
  },
  orientation: {
    type: 'string',
    choices: ['portrait', 'landscape', 'best'],
    help: 'the one with fewer sheets is the best (default: best)',
  },
  margin: { type: 'string', value: 'MM', help: 'room at each edge of the paper (default: 10)' },
  gutter: { type: 'string', value: 'MM', help: 'room for the binding at the left edge, besides the margin (default: 0)' },
  'smallest-text': { type: 'string', value: 'PT', help: 'size of the smallest text, from 4 to 14 (default: 6)' },
  parts: {
    type: 'string',
    value: 'PART,PART...',
    help: `the parts, in their order (default: those of the plan, or ${packetParts.join(',')})`,
  },
  details: {
    type: 'string',
    choices: ['tiles', 'stages', 'groups'],
    help: 'what a detail sheet shows: a tile of the plan, a stage, or a group (default: tiles)',
  },
  grey: { type: 'boolean', help: 'no colours' },
} as const satisfies Readonly<Record<string, Option>>;

/** The options that the command line states; the plan's own hold for the others. @throws UsageError if one of them is not what the help says */
export function packetOptionsOf(options: OptionValues): PacketPlan {
  const given = {
    paper: paperOf(options.text('paper')),
    orientation: options.text('orientation') as PacketPlan['orientation'],
    margin: options.number('margin'),
    gutter: options.number('gutter'),
    smallestText: options.number('smallest-text'),
    parts: partsOf(options.text('parts')),
    details: options.text('details') as DetailMode | undefined,
    colours: options.flag('grey') ? ('grey' as const) : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as PacketPlan;
}

function paperOf(text: string | undefined): PacketPlan['paper'] {
  if (text === undefined) return undefined;
  const plain = (name: string) => name.toLowerCase().replaceAll(/[ -]/g, '');
  const named = paperNames.find((name) => plain(name) === plain(text));
  if (named) return named;
  const [, width, height] = /^(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new UsageError(`--paper is one of ${paperNames.join(', ')}, or a size such as 500x700, not "${text}".`);
}

function partsOf(text: string | undefined): PacketPart[] | undefined {
  if (text === undefined) return undefined;
  return text.split(',').map((name) => {
    const part = packetParts.find((one) => one === name.trim());
    if (part) return part;
    const nearest = nearestOf(name.trim(), packetParts);
    const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    throw new UsageError(`--parts has "${name.trim()}", which is no part of a packet. The parts are ${list(packetParts)}.${meant}`);
  });
}
