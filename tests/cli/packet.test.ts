import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planInSvg } from '#paper';
import { builtCommand } from '../harness/command';
import { ownFolder } from '../harness/folder';
import { TestRepository, whyNoGit } from '../harness/git';
import { readPng } from '../paper/png-reader';
import { attachedTo, hasTool, printed, textOf } from '../paper/tools';

/* The packet and pictures, as the built command writes them in a folder that has nothing but a plan. */

const run = builtCommand();
const example = readFileSync(join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml'), 'utf8');
const day = ['--today', '2026-11-21'];
const hasPoppler = ['pdfinfo', 'pdftotext', 'pdfdetach'].every(hasTool);

function folderWith(plan = example): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'plan.pipedraft.yaml'), plan);
  return folder;
}

const packet = (folder: string, ...args: string[]) => run(['packet', 'plan.pipedraft.yaml', ...day, ...args], { in: folder });
const picture = (folder: string, ...args: string[]) => run(['export', 'plan.pipedraft.yaml', ...day, ...args], { in: folder });

describe('pipedraft packet', () => {
  it('writes the same PDF each time, and says how many sheets it has', async () => {
    const folder = folderWith();
    const [one, other] = await Promise.all([packet(folder, '--out', 'a.pdf'), packet(folder, '--out', 'b.PDF')]);
    expect(one).toMatchObject({ exit: 0, out: '' });
    expect(one.talk).toMatch(/^a\.pdf written \(\d+ sheets\)\.\n$/);
    expect(other.exit).toBe(0);
    expect(readFileSync(join(folder, 'a.pdf')).equals(readFileSync(join(folder, 'b.PDF')))).toBe(true);
  });

  it.skipIf(!hasPoppler)('writes a PDF with the plan in it, on the paper that is asked for (needs poppler-utils)', async () => {
    const folder = folderWith();
    await packet(folder, '--out', 'a.pdf', '--paper', 'a3', '--orientation', 'portrait', '--parts', 'overview,findings', '--author', 'Zoë');
    const file = join(folder, 'a.pdf');
    expect(attachedTo(file).toString()).toBe(example);
    const about = printed('pdfinfo', file);
    expect(about).toMatch(/^Page size: +841\.\d+ x 1190\.\d+ pts/m);
    expect(about).toMatch(/^Title: +Churn scoring$/m);
    expect(about).toMatch(/^Author: +Zoë$/m);
    expect(textOf(file)).toContain('Findings');
    expect(textOf(file)).not.toContain('Decisions');
  });

  it('writes a page that needs nothing else, and the summary as Markdown', async () => {
    const folder = folderWith();
    expect((await packet(folder, '--out', 'a.html')).exit).toBe(0);
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toMatch(/^<!doctype html>[^]*Churn scoring[^]*<\/html>\n$/);
    expect(await packet(folder, '--out', 'a.md')).toMatchObject({ exit: 0, talk: 'a.md written.\n' });
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toContain('# Churn scoring');
  });

  it('shows the organisation of a pack, of the configuration file, and of the command line, the later before the earlier', async () => {
    const logo = (colour: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="${colour}"/></svg>`;
    const folder = folderWith();
    mkdirSync(join(folder, 'pack'));
    const manifest = 'pack: 1\nid: own\nname: Own\nversion: "1"\norganisation: { name: Of the pack, logo: logo.svg }\n';
    writeFileSync(join(folder, 'pack/pipedraft.pack.yaml'), manifest);
    writeFileSync(join(folder, 'pack/logo.svg'), logo('#ff0000'));
    writeFileSync(join(folder, 'other.svg'), logo('#0000ff'));
    const shown = async (...args: string[]) => {
      const { exit, talk } = await packet(folder, '--out', 'a.html', '--parts', 'overview,context', ...args);
      expect(exit, talk).toBe(0);
      const page = readFileSync(join(folder, 'a.html'), 'utf8');
      const pictures = [...page.matchAll(/href="data:image\/png;base64,([^"]+)"/g)].map(([, data = '']) =>
        readPng(Buffer.from(data, 'base64')),
      );
      return {
        name: /Of the [a-z]+/.exec(page)?.[0],
        colours: pictures.map((one) => one.pixel(5, 5).slice(0, 3)),
        uses: page.split('<use ').length - 1,
      };
    };
    expect(await shown()).toEqual({ name: undefined, colours: [], uses: 0 });
    expect(await shown('--pack', 'pack')).toEqual({ name: 'Of the pack', colours: [[255, 0, 0]], uses: 3 });
    writeFileSync(join(folder, '.pipedraftrc.yaml'), 'config: 1\npacks: [pack]\norganisation: Of the project\n');
    expect(await shown()).toMatchObject({ name: 'Of the project', colours: [[255, 0, 0]] });
    expect(await shown('--organisation', 'Of the line', '--logo', 'other.svg')).toMatchObject({
      name: 'Of the line',
      colours: [[0, 0, 255]],
    });
    writeFileSync(join(folder, '.pipedraftrc.yaml'), 'config: 1\nlogo: other.svg\n');
    expect(await shown('--grey')).toMatchObject({ name: undefined, colours: [expect.arrayContaining([expect.any(Number)])] });
  });

  it('refuses a logo that cannot be used, and says why', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>A</text></svg>');
    const refused = await packet(folder, '--out', 'a.pdf', '--logo', 'logo.svg');
    expect(refused.exit).toBe(2);
    expect(refused.talk).toContain('"logo.svg" has text, whose font is not in it. Turn its text into paths, or export it as PNG.');
    expect(existsSync(join(folder, 'a.pdf'))).toBe(false);
    mkdirSync(join(folder, 'pack'));
    const manifest = 'pack: 1\nid: own\nname: Own\nversion: "1"\norganisation: { logo: logo.svg }\n';
    writeFileSync(join(folder, 'pack/pipedraft.pack.yaml'), manifest);
    const faulty = await packet(folder, '--out', 'a.pdf', '--pack', 'pack');
    expect(faulty.exit).toBe(2);
    expect(faulty.talk).toMatch(/pack.logo\.svg/);
    writeFileSync(join(folder, 'pack/pipedraft.pack.yaml'), manifest.replace('logo.svg', '../logo.svg'));
    const outside = await run(['pack', 'pack'], { in: folder });
    expect(outside.exit).toBe(1);
    expect(outside.talk).toContain('must be the path of a PNG, JPEG or SVG inside the folder of the pack');
  });

  it('names characters that it cannot draw', async () => {
    const folder = folderWith(example.replace('Churn scoring', 'Churn \ue000 scoring'));
    const { exit, talk } = await packet(folder, '--out', 'a.pdf', '--parts', 'overview');
    expect(exit).toBe(0);
    expect(talk).toContain('No font of the packet has 1 character of the plan, drawn as boxes: U+E000.\n');
  });

  it.skipIf(whyNoGit)('names the commit of a plan, and says whether it is as it was committed', async () => {
    const repository = new TestRepository(ownFolder());
    const id = repository.commit({ 'plan.pipedraft.yaml': example });
    await packet(repository.folder, '--out', 'a.html', '--parts', 'overview');
    expect(readFileSync(join(repository.folder, 'a.html'), 'utf8')).toContain(id.slice(0, 10));
    writeFileSync(join(repository.folder, 'plan.pipedraft.yaml'), `${example}# changed\n`);
    await packet(repository.folder, '--out', 'b.html', '--parts', 'overview');
    expect(readFileSync(join(repository.folder, 'b.html'), 'utf8').replaceAll(/(<style>[^]*?<\/style>|<[^>]*>|\s)+/g, ' ')).toContain(
      'with uncommitted changes',
    );
  });

  it.skipIf(whyNoGit)('shows what changed since a revision, a file and a git revision', async () => {
    const repository = new TestRepository(ownFolder());
    const { folder } = repository;
    const file = join(folder, 'plan.pipedraft.yaml');
    const page = async (...args: string[]) => {
      const done = await packet(folder, '--out', 'a.html', ...args);
      return {
        ...done,
        html: done.exit === 0 ? readFileSync(join(folder, 'a.html'), 'utf8').replaceAll(/(<style>[^]*?<\/style>|<[^>]*>|\s)+/g, ' ') : '',
      };
    };
    repository.commit({ 'plan.pipedraft.yaml': example });
    expect((await page()).html).not.toContain('since revision');
    const issued = await run(['revise', 'plan.pipedraft.yaml', '--date', '2026-11-21', '--note', 'First issue', '--author', 'Ada'], {
      in: folder,
    });
    expect(issued).toMatchObject({ exit: 0, out: '' });
    expect(issued.talk).toContain('revision A of 2026-11-21 issued by Ada: 561 USD a month; maintainability 97, skills 80,');
    const text = readFileSync(file, 'utf8');
    expect(text.replace(/revisions:\n(?: +.*\n)+/, '')).toBe(example);

    const early = await page('--parts', 'changes');
    expect(early.exit).toBe(0);
    expect(early.talk).toContain('No commit has revision "A" of 2026-11-21');
    expect(early.html).toContain('is not known');
    expect(early.html).toContain('with uncommitted changes');

    const id = repository.commit({ 'plan.pipedraft.yaml': text });
    writeFileSync(file, text.replace('title: Nightly window', 'title: Weekly window'));
    const later = await page('--parts', 'overview,details,changes,revisions');
    expect(later.html).toMatch(new RegExp(`1 change since revision A of 2026-11-21, which commit ${id.slice(0, 10)} has`));
    expect(later.html).toContain('Weekly window');
    expect(later.html).toContain('First issue');
    for (const since of ['A', 'HEAD', 'earlier.yaml']) {
      writeFileSync(join(folder, 'earlier.yaml'), example);
      expect((await page('--since', since)).html, since).toContain('1 change since');
    }
    expect(await page('--since', 'B')).toMatchObject({
      exit: 2,
      talk: expect.stringContaining('"B" is neither a file nor a revision') as string,
    });

    expect(await run(['revise', 'plan.pipedraft.yaml', '--id', 'A'], { in: folder })).toMatchObject({
      exit: 2,
      talk: expect.stringContaining('Revision "A" was issued already.') as string,
    });
    await run(['revise', 'plan.pipedraft.yaml'], { in: folder });
    expect(readFileSync(file, 'utf8')).toMatch(/- id: B\n/);
  });

  it.each<[args: string[], says: string]>([
    [[], 'Name the file to write with --out, such as --out review.pdf.'],
    [['--out', 'a.doc'], '--out ends in .pdf, .html or .md, not ".doc".'],
    [['--out', 'a.pdf', '--paper', 'B5'], 'or a size such as 500x700, not "B5".'],
    [['--out', 'a.pdf', '--paper', '10x10'], 'The margins are larger than the paper "10 × 10 mm".'],
    [['--out', 'a.pdf', '--parts', 'overview,finding'], '--parts has "finding", which is no part of a packet.'],
    [['--out', 'a.pdf', '--smallest-text', '30'], 'The smallest text cannot have 30 pt.'],
    [['--out', 'a.pdf', '--margin', 'wide'], '--margin needs a number'],
  ])('says what is wrong with %j', async (args, says) => {
    const folder = folderWith();
    const { exit, talk } = await packet(folder, ...args);
    expect(exit).toBe(2);
    expect(talk).toContain(says);
    expect(existsSync(join(folder, 'a.pdf'))).toBe(false);
  });
});

describe('pipedraft export --to png and pdf', () => {
  it('paints the plan, in the size that is asked for, without the program for this machine', async () => {
    const folder = folderWith();
    expect(await picture(folder, '--to', 'png', '--out', '1.png', '--scale', '1')).toMatchObject({ exit: 0, talk: '1.png written.\n' });
    await picture(folder, '--to', 'png', '--out', '2.png', '--scale', '2', '--transparent', '--heading', '--legend');
    const [one, two] = ['1.png', '2.png'].map((name) => readPng(readFileSync(join(folder, name))));
    expect(one?.channels).toBe(3);
    expect(two?.channels).toBe(4);
    expect(two?.width).toBeGreaterThan((one?.width ?? 0) * 2 - 4);
    expect(two?.height).toBeGreaterThan((one?.height ?? 0) * 2 + 20); // heading and legend
    expect(two?.pixel(1, 1)[3]).toBe(0);
  });

  it('draws the plan as SVG, which carries it and needs no font on request', async () => {
    const folder = folderWith();
    const plain = await picture(folder, '--to', 'svg');
    expect(plain.out).toMatch(/^<svg [^]*<text [^]*<\/svg>\s*$/);
    expect(planInSvg(plain.out)).toBeUndefined();
    await picture(folder, '--to', 'svg', '--out', 'a.svg', '--outlines', '--with-plan', '--heading', '--legend', '--transparent');
    const svg = readFileSync(join(folder, 'a.svg'), 'utf8');
    expect(svg).not.toContain('<text');
    expect(planInSvg(svg)).toBe(example);
  });

  it('draws the plan as a PDF of one page', async () => {
    const folder = folderWith();
    expect((await picture(folder, '--to', 'pdf', '--out', 'a.pdf')).exit).toBe(0);
    expect(readFileSync(join(folder, 'a.pdf')).subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it.each<[args: string[], says: string]>([
    [['--to', 'png'], 'A picture is not text. Name the file with --out, such as --out plan.png.'],
    [['--to', 'png', '--out', 'a.png', '--scale', '9'], '--scale is a number from 0.05 to 4, not "9".'],
    [['--to', 'pdf', '--out', 'a.pdf', '--scale', '2'], '--scale is for PNG'],
    [['--to', 'svg', '--scale', '2'], '--scale is for PNG'],
    [['--to', 'pdf', '--out', 'a.pdf', '--transparent'], '--transparent is for SVG and PNG.'],
    [['--to', 'png', '--out', 'a.png', '--outlines'], '--outlines is for SVG.'],
    [['--to', 'png', '--out', 'a.png', '--with-plan'], '--with-plan is for SVG.'],
    [['--to', 'json', '--legend'], '--legend is for pictures: --to svg, png and pdf.'],
    [['--to', 'png', '--out', 'a.png', '--gaps'], '--gaps is for exporters'],
  ])('says what is wrong with %j', async (args, says) => {
    const { exit, talk } = await picture(folderWith(), ...args);
    expect(exit).toBe(2);
    expect(talk).toContain(says);
  });
});
