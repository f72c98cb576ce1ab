import { marked, type Token, type Tokens } from 'marked';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { HelpBlock, HelpInline, HelpPage } from '../src/ipc/help.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const id = 'virtual:pipedraft-help';

/** Pages beside those of guide/ and rules/. */
const reference = [
  'glossary',
  'scoring',
  'costs',
  'limits',
  'cli',
  'how-to/use-your-prices',
  'how-to/teach-your-rules',
  'how-to/check-in-ci',
  'how-to/compare-plans',
];

/** Puts the pages of docs/ that the help shows, and the licences, into the main process, read once at build time. */
export function help(): Plugin {
  return {
    name: 'pipedraft-help',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      const docs = join(root, 'docs');
      const licences = ['LICENSE', 'THIRD-PARTY-LICENCES.md'].map((name) => join(root, name));
      for (const file of [...sourcesOf(docs).map(({ file }) => file), ...licences]) this.addWatchFile(file);
      const all = { pages: readHelp(docs), licences: licences.map((file) => readFileSync(file, 'utf8')).join('\n\n') };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))});`;
    },
  };
}

/**
 * The pages of the help, as blocks without any HTML.
 * @param docs the project's docs/
 * @throws if a page has something that the help cannot show, or a link to nothing
 */
export function readHelp(docs: string): readonly HelpPage[] {
  const sources = sourcesOf(docs);
  const ids = new Set(sources.map((source) => source.id));
  const pages = sources.map(({ id: page, file, section }) => new Reader(docs, page, ids).page(readFileSync(file, 'utf8'), section));
  refuseDeadAnchors(pages);
  return pages;
}

function sourcesOf(docs: string) {
  const inOrder = readFileSync(join(docs, 'guide', 'README.md'), 'utf8');
  const at = (name: string) => inOrder.indexOf(`](${name})`);
  const named = (folder: string) => readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const source = (page: string, section: HelpPage['section']) => ({ id: page, file: join(docs, `${page}.md`), section });
  return [
    ...named('guide')
      .sort((one, other) => at(one) - at(other))
      .map((name) => source(`guide/${basename(name, '.md')}`, 'guide')),
    ...reference.map((page) => source(page, 'reference')),
    ...named('rules')
      .sort()
      .map((name) => source(`rules/${basename(name, '.md')}`, 'rules')),
  ];
}

/** Reads one page. */
class Reader {
  readonly #anchors = new Map<string, number>();

  constructor(
    private readonly docs: string,
    private readonly id: string,
    private readonly ids: ReadonlySet<string>,
  ) {}

  page(text: string, section: HelpPage['section']): HelpPage {
    const blocks = this.#blocks(marked.lexer(text));
    const [first] = blocks;
    if (first?.type !== 'heading' || first.level !== 1) throw this.#wrong('does not begin with a title');
    return { id: this.id, title: wordsOf(first.inside), section, blocks, text: blocks.slice(1).map(blockWords).join('\n') };
  }

  #blocks(tokens: readonly Token[]): HelpBlock[] {
    return tokens.flatMap((token) => this.#block(token) ?? []);
  }

  #block(token: Token): HelpBlock | undefined {
    switch (token.type) {
      case 'heading': {
        const { tokens, depth } = token as Tokens.Heading;
        const inside = this.#inline(tokens);
        return { type: 'heading', level: depth, anchor: this.#anchorOf(wordsOf(inside)), inside };
      }
      case 'paragraph':
      case 'text': {
        const { tokens = [], text } = token as Tokens.Paragraph | Tokens.Text;
        const [only] = tokens;
        if (only?.type === 'image' && tokens.length === 1) return this.#picture(only as Tokens.Image);
        return { type: 'paragraph', inside: tokens.length > 0 ? this.#inline(tokens) : [plain(text)] };
      }
      case 'list': {
        const { ordered, start, items } = token as Tokens.List;
        const first = typeof start === 'number' && start !== 1 ? { first: start } : {};
        return { type: 'list', ordered, ...first, items: items.map((item) => this.#blocks(item.tokens)) };
      }
      case 'table': {
        const { header, rows, align } = token as Tokens.Table;
        return {
          type: 'table',
          head: header.map((cell) => this.#inline(cell.tokens)),
          rows: rows.map((row) => row.map((cell) => this.#inline(cell.tokens))),
          right: align.map((side) => side === 'right'),
        };
      }
      case 'code':
        return { type: 'code', text: (token as Tokens.Code).text };
      case 'blockquote':
        return { type: 'quote', inside: this.#blocks((token as Tokens.Blockquote).tokens) };
      case 'space':
      case 'def':
        return undefined;
      case 'html':
        if (/^\s*<!--[^]*-->\s*$/.test(token.raw)) return undefined;
        throw this.#wrong(`has HTML: ${token.raw}`);
      default:
        throw this.#wrong(`has a ${token.type}, which the help cannot show`);
    }
  }

  #inline(tokens: readonly Token[]): HelpInline[] {
    return tokens.flatMap((token): HelpInline | HelpInline[] => {
      switch (token.type) {
        case 'text':
          return 'tokens' in token && token.tokens ? this.#inline(token.tokens) : plain((token as Tokens.Text).text);
        case 'escape':
          return plain((token as Tokens.Escape).text);
        case 'codespan':
          return { type: 'code', text: plain((token as Tokens.Codespan).text) };
        case 'strong':
          return { type: 'strong', inside: this.#inline((token as Tokens.Strong).tokens) };
        case 'em':
          return { type: 'emphasis', inside: this.#inline((token as Tokens.Em).tokens) };
        case 'br':
          return '\n';
        case 'link':
          return this.#link(token as Tokens.Link);
        default:
          throw this.#wrong(`has a ${token.type} in a line: ${token.raw}`);
      }
    });
  }

  /** A link to a page of the help or the web; the words alone if it leads to a file that is not in the help. */
  #link({ href, tokens }: Tokens.Link): HelpInline | HelpInline[] {
    const inside = this.#inline(tokens);
    if (/^https:\/\//.test(href)) return { type: 'source', url: href, inside };
    if (/^\w+:/.test(href)) return inside;
    const [path = '', anchor] = href.split('#');
    const file = path === '' ? `${this.id}.md` : posix.join(posix.dirname(this.id), path);
    if (!existsSync(join(this.docs, file))) throw this.#wrong(`has a link to ${href}, which is not there`);
    const page = file.replace(/\.md$/, '');
    if (page === 'guide/README') return { type: 'link', to: '', inside };
    return this.ids.has(page) ? { type: 'link', to: anchor === undefined ? page : `${page}#${anchor}`, inside } : inside;
  }

  #picture({ href, text }: Tokens.Image): HelpBlock {
    const file = posix.basename(href);
    if (!existsSync(join(this.docs, 'guide', 'pictures', file))) throw this.#wrong(`has a picture that is not there: ${href}`);
    return { type: 'picture', file, alt: plain(text) };
  }

  /** The anchor of a heading as GitHub makes it. */
  #anchorOf(title: string): string {
    const anchor = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const before = this.#anchors.get(anchor) ?? 0;
    this.#anchors.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  }

  #wrong(what: string): Error {
    return new Error(`docs/${this.id}.md ${what}.`);
  }
}

/** @throws if a link leads to a heading that a page does not have */
function refuseDeadAnchors(pages: readonly HelpPage[]): void {
  const anchors = new Set(
    pages.flatMap(({ id: page, blocks }) => [
      page,
      ...blocks.flatMap((block) => (block.type === 'heading' ? [`${page}#${block.anchor}`] : [])),
    ]),
  );
  for (const page of pages)
    for (const to of linksOf(page.blocks))
      if (to !== '' && !anchors.has(to)) throw new Error(`docs/${page.id}.md has a link to ${to}, which has no such heading.`);
}

/** The text of a token without the entities of HTML. */
function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&nbsp;': '\u00a0',
  };
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity).replaceAll(/\s*\n\s*/g, ' ');
}

function wordsOf(inside: readonly HelpInline[]): string {
  return inside.map((piece) => (typeof piece === 'string' ? piece : piece.type === 'code' ? piece.text : wordsOf(piece.inside))).join('');
}

function blockWords(block: HelpBlock): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return wordsOf(block.inside);
    case 'list':
      return block.items.flatMap((item) => item.map(blockWords)).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(wordsOf).join(' ')).join('\n');
    case 'code':
      return block.text;
    case 'quote':
      return block.inside.map(blockWords).join('\n');
    case 'picture':
      return block.alt;
  }
}

/** Every place that a page links to. */
export function linksOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(linksOf);
  if (typeof part !== 'object' || part === null) return [];
  const own = 'type' in part && part.type === 'link' && 'to' in part ? [String(part.to)] : [];
  return [...own, ...Object.values(part).flatMap(linksOf)];
}
