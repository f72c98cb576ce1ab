import { evaluate } from '#engine/evaluate';
import { drawingSheet } from '#engine/packet';
import type { Basis } from '#engine/packs';
import { shortName } from '#engine/plan';
import { icons } from '#resources';
import { UsageError, type OptionValues, type Terminal } from '../command';
import { missingCharacters } from '../output/missing-characters';
import { safe } from '../output/safe-text';
import { writeOut } from '../output/write-out';
import type { NamedPlan } from '../plans';

/** Formats that are pictures of the whole plan. */
export const pictureFormats = ['png', 'pdf'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What a command line may say of a picture. */
export const pictureOptions = {
  scale: { type: 'string', value: 'N', help: 'size of a PNG: 1 is what a screen shows, at most 4 (default: 2)' },
  transparent: { type: 'boolean', help: 'a PNG without a background' },
  heading: { type: 'boolean', help: 'with name and day above a PNG or PDF' },
  legend: { type: 'boolean', help: 'with a legend below a PNG or PDF' },
} as const;

const scales = { usual: 2, least: 0.05, most: 4 } as const;

export function isPicture(format: string): format is PictureFormat {
  return pictureFormats.some((one) => one === format);
}

/**
 * Draws a plan, with its findings and its cost, as a picture.
 * @throws UsageError if the command line does not say where to; UserError if the picture is too large
 */
export async function exportPicture(
  to: PictureFormat,
  { file, read: { plan } }: NamedPlan,
  basis: Basis,
  today: string,
  options: OptionValues,
  terminal: Terminal,
): Promise<void> {
  const out = options.text('out');
  if (out === undefined) throw new UsageError(`A picture is not text. Name the file with --out, such as --out plan.${to}.`);
  const scale = options.number('scale') ?? scales.usual;
  if (!(scale >= scales.least && scale <= scales.most))
    throw new UsageError(`--scale is a number from ${scales.least} to ${scales.most}, not "${options.text('scale') ?? ''}".`);
  if (to === 'pdf' && options.given['scale'] !== undefined) throw new UsageError('--scale is for PNG: a PDF can be enlarged without loss.');
  const transparent = options.flag('transparent');
  if (to === 'pdf' && transparent) throw new UsageError('--transparent is for PNG.');
  const { findings, cost } = evaluate({ plan, ...basis, today, report: ({ message }) => terminal.talk(`${file}: ${message}`) });
  const { createShaper, writePdf, writePng } = await import('#paper'); // other commands start without it
  const shaper = await createShaper();
  const list = drawingSheet({ plan, catalog: basis.catalog, icons, findings, cost }, shaper, 1, {
    ...(options.flag('heading') ? { title: shortName(plan.name), date: today } : {}),
    legend: options.flag('legend'),
    isTransparent: transparent,
  });
  const missing = missingCharacters([...shaper.missing].sort());
  if (missing !== undefined) terminal.talk(missing);
  const [sheet] = list.sheets;
  if (!sheet) throw new Error('A drawing has one sheet.');
  const bytes = to === 'pdf' ? await writePdf(list, { date: today }) : await writePng(sheet, { scale, transparent });
  const doubt = await writeOut(out, bytes);
  terminal.talk(`${safe(out)} written.`);
  if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
}
