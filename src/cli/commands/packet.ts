import { extname } from 'node:path';
import { readPicture } from '#disk';
import { PlanGraph } from '#engine/catalog';
import { exporterById, runExporters } from '#engine/export';
import { counted } from '#engine/format';
import { layoutPacket, type Organisation } from '#engine/packet';
import { basisOptions, readBasis, type JudgedWith } from '../basis';
import { UsageError, type Command, type ExitCode, type OptionValues } from '../command';
import { withConfig } from '../configured';
import { missingCharacters } from '../output/missing-characters';
import { safe } from '../output/safe-text';
import { writeOut } from '../output/write-out';
import { packetOptions, packetOptionsOf } from '../packet-options';
import { packetSource } from '../packet-input';
import { readPlans } from '../plans';
import { sinceOption } from '../since';

const kinds: Readonly<Record<string, 'pdf' | 'html' | 'md'>> = { '.pdf': 'pdf', '.html': 'html', '.htm': 'html', '.md': 'md' };

/** Writes the review packet of a plan: all that a reviewer needs, without the application. */
export const packet: Command = {
  name: 'packet',
  summary: 'write the review packet of a plan as PDF, web page or Markdown',
  operands: 'PLAN',
  options: {
    out: { type: 'string', value: 'FILE', help: 'the file to write; its ending says what it is: .pdf, .html, or .md for the summary' },
    ...packetOptions,
    ...sinceOption,
    author: {
      type: 'string',
      value: 'NAME',
      help: 'who is responsible for the plan, for the title block (default: the author of the newest commit of the file)',
    },
    organisation: { type: 'string', value: 'NAME', help: 'whose plan it is, for the title block (default: as a pack says)' },
    logo: {
      type: 'string',
      value: 'FILE',
      help: "the organisation's logo for the title block: a PNG, JPEG or SVG of up to 2 MiB (default: as a pack says)",
    },
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day, which the packet shows (default: today)' },
  },
  async run(files, typed, terminal): Promise<ExitCode> {
    if (files.length !== 1) throw new UsageError('Name one plan.');
    const options = await withConfig(packet, typed, files[0] ?? '.');
    const out = options.text('out');
    if (out === undefined) throw new UsageError('Name the file to write with --out, such as --out review.pdf.');
    const kind = kinds[extname(out).toLowerCase()];
    if (!kind) throw new UsageError(`--out ends in .pdf, .html or .md, not "${extname(out)}".`);
    const today = options.day('today') ?? terminal.today;
    const author = options.text('author');
    const given = { today, ...(author === undefined ? {} : { author }), packet: packetOptionsOf(options), since: options.text('since') };
    const { basisOf, isBroken, organisation: ofPacks } = await readBasis(options, today, terminal);
    if (isBroken) return 2; // the problems were reported; a good file is not overwritten
    const organisation = await organisationFor(options, ofPacks);
    for (const named of await readPlans(files, terminal)) {
      const basis = basisOf(named.read.plan);
      const { input, evaluation, fileName } = await packetSource(named, basis, { ...given, organisation }, terminal);
      if (kind === 'md') {
        const markdown = exporterById('markdown');
        const graph = new PlanGraph(named.read.plan, basis.catalog, basis.book);
        const text = markdown && runExporters({ graph, file: fileName, evaluation }, [markdown]).files[0]?.text;
        if (text === undefined) throw new UsageError('The plan has no nodes, so there is nothing to summarise.');
        await written(out, text, '', terminal.talk);
        continue;
      }
      const { createShaper, writeHtml, writePdf } = await import('#paper'); // other commands start without it
      const bytes = Buffer.from(named.read.text, 'utf8');
      const type = named.read.format === 'yaml' ? 'application/yaml' : 'application/json';
      const list = layoutPacket(input, await createShaper());
      const missing = missingCharacters(list.facts.missing);
      if (missing !== undefined) terminal.talk(missing);
      const content =
        kind === 'pdf'
          ? await writePdf(list, { date: today, attachment: { name: fileName, type, description: 'The plan of this packet', bytes } })
          : await writeHtml(list, { plan: { name: fileName, bytes } });
      await written(out, content, ` (${counted(list.sheets.length, 'sheet')})`, terminal.talk);
    }
    return 0;
  },
};

/** Name and logo of the organisation: each is that of the command line or configuration file, or else that of the packs. */
async function organisationFor(options: OptionValues, ofPacks: JudgedWith['organisation']): Promise<Organisation> {
  const file = options.text('logo');
  const picture = file === undefined ? ofPacks.picture : await readPicture(file);
  const logo = picture && (await (await import('#paper')).makeLogo(picture));
  const name = options.text('organisation')?.trim() ?? ofPacks.name;
  return { ...(name ? { name } : {}), ...(logo ? { logo } : {}) };
}

async function written(out: string, content: string | Uint8Array, about: string, talk: (line: string) => void): Promise<void> {
  const doubt = await writeOut(out, content);
  talk(`${safe(out)} written${about}.`);
  if (doubt) talk(`${doubt.problem} ${doubt.fix}`);
}
