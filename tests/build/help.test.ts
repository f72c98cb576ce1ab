import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { linksOf, readHelp } from '../../build/help.ts';

const docs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Documentation with one page of the guide. */
function docsWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-help-'));
  folders.push(folder);
  const files: Record<string, string> = {
    'guide/README.md': '# Guide\n\n[one](one.md)\n',
    'guide/one.md': text,
    'rules/a-rule.md': '# A rule\n',
    'guide/pictures/cost.webp': '',
    'adr/0001.md': '# A decision\n',
  };
  for (const page of [
    'glossary',
    'scoring',
    'costs',
    'limits',
    'cli',
    'how-to/use-your-prices',
    'how-to/teach-your-rules',
    'how-to/check-in-ci',
    'how-to/compare-plans',
  ])
    files[`${page}.md`] = `# ${page}\n\n## Part two\n`;
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

const pageWith = (text: string) => readHelp(docsWith(`# One\n\n${text}`))[0];

describe('the pages of the help', () => {
  it('are the guide in its own order, the reference and a page for each rule', () => {
    const pages = readHelp(docs);
    expect(pages.slice(0, 3).map(({ id }) => id)).toEqual(['guide/start', 'guide/first-plan', 'guide/draw']);
    expect(pages.find(({ id }) => id === 'glossary')?.title).toBe('Glossary');
    expect(pages.filter(({ section }) => section === 'rules').length).toBeGreaterThan(100);
  });

  it('link to each other; links to files outside the help are words', () => {
    const page = pageWith('See [words](../glossary.md#part-two), [a rule](../rules/a-rule.md) and [a decision](../adr/0001.md).');
    expect(linksOf(page?.blocks)).toEqual(['glossary#part-two', 'rules/a-rule']);
    expect(page?.text).toContain('See words, a rule and a decision.');
  });

  it('keep an address of the web as one, and nothing else that an address can be', () => {
    const page = pageWith('[here](https://example.com/a) and [there](javascript:alert(1)).');
    expect(page?.blocks[1]).toEqual({
      type: 'paragraph',
      inside: [{ type: 'source', url: 'https://example.com/a', inside: ['here'] }, ' and ', 'there', '.'],
    });
  });

  it('write signs as they are', () => {
    expect(pageWith('`a < b` & "c"')?.text).toBe('a < b & "c"');
  });

  it('show pictures, tables, lists and code', () => {
    const page = pageWith('![Cost](pictures/cost.webp)\n\n| a | n |\n| --- | ---: |\n| x | 1 |\n\n- one\n- two\n\n```yaml\nname: x\n```\n');
    expect(page?.blocks.map(({ type }) => type)).toEqual(['heading', 'picture', 'table', 'list', 'code']);
    expect(page?.blocks[2]).toMatchObject({ right: [false, true], rows: [[['x'], ['1']]] });
  });

  it('number a list from where its page does', () => {
    const page = pageWith('1. one\n2. two\n\nBetween.\n\n3. three\n');
    expect(page?.blocks.filter(({ type }) => type === 'list')).toEqual([
      { type: 'list', ordered: true, items: expect.any(Array) as unknown },
      { type: 'list', ordered: true, first: 3, items: expect.any(Array) as unknown },
    ]);
  });

  it.each([
    ['HTML', 'Some <b>bold</b> text', /docs\/guide\/one\.md has a html in a line/],
    ['a block of HTML', '<div>x</div>', /has HTML/],
    ['a link to a file that is not there', '[x](nothing.md)', /has a link to nothing\.md/],
    ['a link to a heading that is not there', '[x](../glossary.md#nothing)', /glossary#nothing, which has no such heading/],
    ['a picture that is not there', '![x](pictures/no.webp)', /has a picture that is not there/],
  ])('refuse %s when the application is built', (_, text, problem) => {
    expect(() => pageWith(text)).toThrow(problem);
  });
});
