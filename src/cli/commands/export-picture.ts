import { evaluate } from '#engine/evaluate';
import { drawingSheet, type DisplayList, type PictureOptions, type Shaper } from '#engine/packet';
import type { Basis } from '#engine/packs';
import { shortName } from '#engine/plan';
import { icons } from '#resources';
import { basename } from 'node:path';
import { UsageError, type OptionValues, type Terminal } from '../command';
import { missingCharacters } from '../output/missing-characters';
import { ownOutput } from '../output/own-output';
import { safe, safeXml } from '../output/safe-text';
import { writeOut } from '../output/write-out';
import type { NamedPlan } from '../plans';

/** Formats that are pictures of the whole plan. */
export const pictureFormats = ['svg', 'png', 'pdf'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What a command line may say of a picture. */
export const pictureOptions = {
  scale: { type: 'string', value: 'N', help: 'size of a PNG: 1 is what a screen shows, at most 4 (default: 2)' },
  transparent: { type: 'boolean', help: 'an SVG or PNG without a background' },
  heading: { type: 'boolean', help: 'with name and day above a picture' },
  legend: { type: 'boolean', help: 'with a legend below a picture' },
  outlines: { type: 'boolean', help: 'an SVG whose letters are outlines: it looks the same in every program, and cannot be searched' },
  'with-plan': { type: 'boolean', help: 'an SVG that carries the plan: the application opens it as that plan' },
} as const;

/** Options that are for some of the formats. */
const only: Readonly<Partial<Record<keyof typeof pictureOptions, { readonly to: readonly PictureFormat[]; readonly words: string }>>> = {
  scale: { to: ['png'], words: '--scale is for PNG: the others can be enlarged without loss.' },
  transparent: { to: ['svg', 'png'], words: '--transparent is for SVG and PNG.' },
  outlines: { to: ['svg'], words: '--outlines is for SVG.' },
  'with-plan': { to: ['svg'], words: '--with-plan is for SVG.' },
};

const scales = { usual: 2, least: 0.05, most: 4 } as const;

export function isPicture(format: string): format is PictureFormat {
  return pictureFormats.some((one) => one === format);
}

/** A plan as a drawing, with its findings and its cost. */
export function drawnPlan(
  { read: { plan } }: NamedPlan,
  basis: Basis,
  today: string,
  report: (fault: Error) => void,
  shaper: Shaper,
  options: PictureOptions = {},
): DisplayList {
  const { findings, cost } = evaluate({ plan, ...basis, today, report });
  return drawingSheet({ plan, catalog: basis.catalog, icons, findings, cost }, shaper, 1, options);
}

/**
 * Draws a plan, with its findings and its cost, as a picture.
 * @throws UsageError if the command line does not say where to; UserError if the picture is too large
 */
export async function exportPicture(
  to: PictureFormat,
  named: NamedPlan,
  basis: Basis,
  today: string,
  options: OptionValues,
  terminal: Terminal,
): Promise<void> {
  const { file, read } = named;
  const out = options.text('out');
  const toOutput = out === undefined || ownOutput.has(out);
  if (toOutput && to !== 'svg') throw new UsageError(`A picture is not text. Name the file with --out, such as --out plan.${to}.`);
  for (const [name, rule] of Object.entries(only))
    if (options.given[name] !== undefined && !rule.to.includes(to)) throw new UsageError(rule.words);
  const scale = options.number('scale') ?? scales.usual;
  if (!(scale >= scales.least && scale <= scales.most))
    throw new UsageError(`--scale is a number from ${scales.least} to ${scales.most}, not "${options.text('scale') ?? ''}".`);
  const transparent = options.flag('transparent');
  const { createShaper, writePdf, writePng, writeSvg } = await import('#paper'); // other commands start without it
  const shaper = await createShaper();
  const list = drawnPlan(named, basis, today, ({ message }) => terminal.talk(`${file}: ${message}`), shaper, {
    ...(options.flag('heading') ? { title: shortName(read.plan.name), date: today } : {}),
    legend: options.flag('legend'),
    isTransparent: transparent,
  });
  const missing = missingCharacters([...shaper.missing].sort());
  if (missing !== undefined) terminal.talk(missing);
  const [sheet] = list.sheets;
  if (!sheet) throw new Error('A drawing has one sheet.');
  const svg = () =>
    writeSvg(sheet, {
      language: list.language,
      letters: options.flag('outlines') ? 'outlines' : 'text',
      ...(options.flag('with-plan') ? { plan: { name: basename(file), text: read.text } } : {}),
    });
  if (toOutput) return terminal.out(safeXml(await svg()));
  const content =
    to === 'svg' ? await svg() : to === 'pdf' ? await writePdf(list, { date: today }) : await writePng(sheet, { scale, transparent });
  const doubt = await writeOut(out, content);
  if (to === 'svg') terminal.note(`${safe(out)} written.`);
  else terminal.talk(`${safe(out)} written.`);
  if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
}
