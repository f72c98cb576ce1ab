import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPicture, readPictureIn } from '#disk';
import { makeLogo } from '#paper';
import { ownFolder } from '../harness/folder';
import { readPng } from './png-reader';
import { redPixel } from './sample';

/* Pictures that people choose as the logo of their organisation. */

/** 16 × 8 light grey pixels. */
const greyJpeg = [
  '/9j/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAALCAAIABABAREA/8QAFQAA',
  'AgAAAAAAAAAAAAAAAAAAAAb/xAAUEAABAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AGgD/9k=',
].join('');
const svg = (inside: string, root = 'width="40" height="20"') => `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`;
const half = svg('<rect width="20" height="20" fill="#c80000"/>');

function fileOf(name: string, content: string | Buffer): string {
  const file = join(ownFolder(), name);
  writeFileSync(file, content);
  return file;
}
const logoOf = async (name: string, content: string | Buffer) => makeLogo(await readPicture(fileOf(name, content)));
const pixelsOf = (base64: string) => readPng(Buffer.from(base64, 'base64'));

describe('a logo', () => {
  it('of shapes is painted sharply, in colour and in grey, and transparent elsewhere', async () => {
    const logo = await logoOf('logo.svg', half);
    expect([logo.width, logo.height]).toEqual([640, 320]);
    expect(pixelsOf(logo.data).pixel(10, 10)).toEqual([200, 0, 0, 255]);
    expect(pixelsOf(logo.data).pixel(600, 10)).toEqual([0, 0, 0, 0]);
    const [red = 0, green, blue, alpha] = pixelsOf(logo.grey).pixel(10, 10);
    expect([green, blue, alpha]).toEqual([red, red, 255]);
    expect(Math.abs(red - 0x60)).toBeLessThan(12); // as bright as the red: look.ts has the same sum
  });

  it.each([
    ['PNG', 'logo.png', Buffer.from(redPixel, 'base64'), [1, 1]],
    ['JPEG', 'logo.jpeg', Buffer.from(greyJpeg, 'base64'), [16, 8]],
    ['SVG with another size in its view box', 'a.svg', svg('<path d="M0 0h300v10H0z"/>', 'viewBox="0 0 300 10"'), [960, 32]],
    ['SVG in millimetres', 'a.svg', svg('<path d="M0 0h300v300H0z"/>', 'width="100mm" height="50mm" viewBox="0 0 9 9"'), [640, 320]],
    [
      'SVG that says that it has the whole width',
      'a.svg',
      svg('<path d="M0 0h9v9H0z"/>', 'width="100%" height="100%" viewBox="0 0 9 9"'),
      [320, 320],
    ],
  ] as const)('may be a %s', async (_, name, content, size) => {
    const { width, height, data } = await logoOf(name, typeof content === 'string' ? content : Buffer.from(content));
    expect([width, height]).toEqual(size);
    expect(pixelsOf(data).pixel(Math.floor(width / 2), Math.floor(height / 2))[3]).toBeGreaterThan(100);
  });

  it('has nothing of the file but its pixels, and the same bytes each time', async () => {
    const script = '<script>alert(1)</script><style>@import url(https://example.com/a.css);</style>';
    const logo = await logoOf(
      'logo.svg',
      half.replace('<rect', `${script}<a href="https://example.com"><rect`).replace('</svg>', '</a></svg>'),
    );
    expect(Buffer.from(logo.data, 'base64').toString('latin1')).not.toMatch(/script|example/);
    expect(logo).toEqual(await logoOf('logo.svg', half));
  });

  it.each([
    ['text as a picture', 'a.png', 'not a picture', '"a.png" is not a PNG, JPEG or SVG picture.'],
    ['a GIF', 'a.png', 'GIF89a', '"a.png" is not a PNG, JPEG or SVG picture.'],
    ['an empty file', 'a.svg', '', '"a.svg" is not a PNG, JPEG or SVG picture.'],
    ['an SVG with text', 'a.svg', svg('<text>Contoso</text>'), '"a.svg" has text, whose font is not in it.'],
    ['an SVG that shows a file', 'a.svg', svg('<image href="/etc/passwd"/>'), '"a.svg" shows another picture inside.'],
    ['an SVG with entities', 'a.svg', `<!DOCTYPE svg [<!ENTITY a "b">]>${half}`, '"a.svg" defines entities, which are not read.'],
    ['an SVG without a size', 'a.svg', svg('<path d="M0 0h9"/>', ''), '"a.svg" does not say how large its picture is.'],
    ['a line', 'a.svg', svg('<path d="M0 0h9"/>', 'width="900" height="1"'), 'is more than 50 times as long as it is high'],
    ['an empty SVG', 'a.svg', svg(''), '"a.svg" is damaged, or shows nothing.'],
    ['a broken SVG', 'a.svg', svg('<rect width="20"'), '"a.svg" is damaged, or shows nothing.'],
    ['a damaged PNG', 'a.png', Buffer.from(redPixel, 'base64').fill(7, 40), '"a.png" is damaged, or shows nothing.'],
    ['a cut-off JPEG', 'a.jpg', Buffer.from(greyJpeg, 'base64').subarray(0, 20), '"a.jpg" does not say how large its picture is.'],
    ['a large file', 'a.svg', half + ' '.repeat(2 * 1024 * 1024), 'a picture for a logo has 2 MiB at most.'],
    ['a PNG that unpacks to too much', 'a.png', largePng(), '"a.png" has 60000 × 60000 pixels; a logo has 25 million at most.'],
  ] as const)('is not %s', async (_, name, content, problem) => {
    const error: unknown = await logoOf(name, typeof content === 'string' ? content : Buffer.from(content)).catch((one: unknown) => one);
    expect(error).toMatchObject({ name: 'UserError' });
    expect((error as Error).message.replaceAll(/"[^"]*[/\\]([^"/\\]+)"/g, '"$1"')).toContain(problem);
  });
});

function largePng(): Buffer {
  const png = Buffer.from(redPixel, 'base64');
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
}

describe('a picture of a pack', () => {
  it('is read inside the folder, and nowhere else', async () => {
    const folder = ownFolder();
    const other = ownFolder();
    mkdirSync(join(folder, 'images'));
    writeFileSync(join(folder, 'images/logo.svg'), half);
    writeFileSync(join(other, 'secret.svg'), half);
    expect(await readPictureIn(folder, 'images/logo.svg')).toMatchObject({ name: 'logo.svg', width: 40, height: 20 });
    for (const path of ['../secret.svg', `images/../../${other.split('/').at(-1) ?? ''}/secret.svg`, join(other, 'secret.svg')])
      await expect(readPictureIn(folder, path)).rejects.toThrow('leads out of the folder');
    await expect(readPictureIn(folder, 'images/none.svg')).rejects.toMatchObject({ name: 'UserError' });
    symlinkSync(other, join(folder, 'linked'));
    await expect(readPictureIn(folder, 'linked/secret.svg')).rejects.toThrow('leads out of the folder');
    symlinkSync(join(folder, 'images/logo.svg'), join(folder, 'link.svg'));
    await expect(readPictureIn(folder, 'link.svg')).rejects.toThrow('is a link');
  });
});
