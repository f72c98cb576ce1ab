import { EditorState } from '@codemirror/state';
import { ensureSyntaxTree } from '@codemirror/language';
import { classHighlighter, highlightTree } from '@lezer/highlight';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/renderer/code/languages.ts';

/** The parts of a text that have a colour, with the colour's class. */
function coloured(path: string, text: string): string[] {
  const state = EditorState.create({ doc: text, extensions: [languageOf(path)] });
  const tree = ensureSyntaxTree(state, text.length, 5000);
  const found: string[] = [];
  if (tree) highlightTree(tree, classHighlighter, (from, to, classes) => found.push(`${classes}: ${text.slice(from, to)}`));
  return found;
}

describe('the colours of exported files', () => {
  it('tell headings, code and links of Markdown apart', () => {
    const found = coloured(
      'docs/summary.md',
      '# Churn\n\n**Cost** is `EUR 1` by [the list](cost.csv).\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    );
    expect(found).toContain('tok-heading:  Churn');
    expect(found).toContain('tok-strong: Cost');
    expect(found.some((one) => one.includes('tok-url') && one.includes('cost.csv'))).toBe(true);
  });

  it('tell words, texts and arrows of Mermaid apart', () => {
    const found = coloured('docs/churn.mmd', '%% plan\nflowchart LR\n  train["Train"] -->|model| serve\n');
    expect(found).toContain('tok-comment: %% plan');
    expect(found).toContain('tok-keyword: flowchart');
    expect(found).toContain('tok-string: "Train"');
    expect(found).toContain('tok-propertyName: serve');
  });

  it('tell cells of a table apart', () => {
    const found = coloured('cost.csv', 'node,title,month\ntrain,"Train, weekly",12.50\n');
    expect(found).toContain('tok-string: "Train, weekly"');
    expect(found).toContain('tok-number: 12.50');
    expect(found.filter((one) => one.startsWith('tok-propertyName'))).toEqual([]);
  });

  it.each(['a.yml', 'a.json', 'main.bicep', 'main.tf', 'deploy.sh', 'Dockerfile', 'MLproject', 'a.drawio'])('are there for %s', (path) => {
    expect(coloured(path, '# word: "text" {}\n<a b="c"/>\n').length).toBeGreaterThan(0);
  });

  it('are none for a file of an unknown kind', () => {
    expect(coloured('a.unknown', '# word\n')).toEqual([]);
  });
});
