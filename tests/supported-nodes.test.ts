import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { supportedNodes } from '../scripts/supported-nodes.mjs';

const root = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const [lowest, ...others] = supportedNodes;

describe('the supported versions of Node', () => {
  it('begin with the lowest that npm accepts for source and command', () => {
    expect((JSON.parse(text('package.json')) as { engines: { node: string } }).engines.node).toBe(`>=${lowest}`);
  });

  it.each(['README.md', 'docs/how-to/check-in-ci.md', 'docs/npm-package.md'])('are named by %s', (file) => {
    expect(text(file)).toContain(`${[lowest, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`);
  });
});
