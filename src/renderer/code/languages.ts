import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { Language, StreamLanguage, defineLanguageFacet } from '@codemirror/language';
import { clike } from '@codemirror/legacy-modes/mode/clike';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { powerShell } from '@codemirror/legacy-modes/mode/powershell';
import { python } from '@codemirror/legacy-modes/mode/python';
import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { xml } from '@codemirror/legacy-modes/mode/xml';
import type { Extension } from '@codemirror/state';
import { GFM, parser as markdownParser } from '@lezer/markdown';

/*
 * The languages of exported files. YAML and JSON have parsers of their own; the others are modes of one maintained package, a few kilobytes
 * each, which is enough for colours. A file of another kind is shown plain.
 */

const words = (text: string): Record<string, boolean> => Object.fromEntries(text.split(' ').map((word) => [word, true]));

/** Bicep has no mode: its words, comments and strings are like those of C. */
const bicep = clike({
  name: 'bicep',
  keywords: words('targetScope metadata param var resource module output existing type func import extension for in if assert using'),
  types: words('string int bool object array'),
  atoms: words('true false null'),
  multiLineStrings: true,
});

/** HCL likewise: blocks, strings, and comments with a hash or slashes. */
const hcl = clike({
  name: 'hcl',
  keywords: words('terraform provider resource data variable output module locals for in if dynamic'),
  types: words('string number bool list map set object any'),
  atoms: words('true false null'),
  hooks: {
    '#': (stream: { skipToEnd(): void }) => {
      stream.skipToEnd();
      return 'comment';
    },
  },
});

/** Markdown of GitHub: the parser alone, since the whole language would bring HTML, CSS and JavaScript along. */
const markdown = new Language(defineLanguageFacet(), markdownParser.configure(GFM), [], 'markdown');

/** Mermaid has no mode: comments, words, texts, arrows and the names of nodes. */
const mermaid = simpleMode({
  start: [
    { regex: /%%.*/, token: 'comment' },
    { regex: /"[^"]*"/, token: 'string' },
    { regex: /\|[^|]*\|/, token: 'string' },
    { regex: /(?:flowchart|graph|subgraph|end|direction|classDef|class|style|linkStyle|click)\b/, token: 'keyword' },
    { regex: /[-.=]+>?|[xo<]--/, token: 'punctuation' },
    { regex: /[\w-]+/, token: 'propertyName' },
  ],
});

/** A table of text: only numbers have a colour, since nearly everything else is words. */
const csv = simpleMode({
  start: [
    { regex: /"(?:[^"]|"")*"?/, token: 'string' },
    { regex: /-?\d+(?:\.\d+)?(?=,|$)/, token: 'number' },
    { regex: /,/, token: 'punctuation' },
    { regex: /[^,"]+/, token: null },
  ],
});

const byEnding: Readonly<Record<string, () => Extension>> = {
  yml: yaml,
  yaml,
  mlproject: yaml,
  json,
  bicep: () => StreamLanguage.define(bicep),
  bicepparam: () => StreamLanguage.define(bicep),
  tf: () => StreamLanguage.define(hcl),
  tfvars: () => StreamLanguage.define(hcl),
  sh: () => StreamLanguage.define(shell),
  ps1: () => StreamLanguage.define(powerShell),
  py: () => StreamLanguage.define(python),
  toml: () => StreamLanguage.define(toml),
  dockerfile: () => StreamLanguage.define(dockerFile),
  drawio: () => StreamLanguage.define(xml),
  md: () => markdown,
  mmd: () => StreamLanguage.define(mermaid),
  mermaid: () => StreamLanguage.define(mermaid),
  csv: () => StreamLanguage.define(csv),
  xml: () => StreamLanguage.define(xml),
  svg: () => StreamLanguage.define(xml),
};

/** The language of a file, by its name. */
export function languageOf(path: string): Extension {
  const name = path.replace(/^.*[/\\]/, '').toLowerCase();
  return (byEnding[name] ?? byEnding[name.replace(/^.*\./, '')])?.() ?? [];
}
