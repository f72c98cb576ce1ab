import { describe, expect, it } from 'vitest';
import { graphOnly, withText } from './awkward-plans.ts';
import { exported, shipped, shippedNames } from './harness.ts';

/* The name of the plan's file is in every exported file, and titles are in comments and documents: neither comes from the person who exports. */

const injected = 'echo injected';
const file = `a\n${injected} #\u202e\u0007\u2028${injected} --> \`x.pipedraft.yaml`;
const commands = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe.each(shippedNames())('the files of %s, in a file with a name that would act', (name) => {
  const { files } = exported(graphOnly(withText(shipped(name).graph.plan, file), file));
  // a cell of the table of costs is quoted, with its line ends
  const texts = files.filter(({ bytes, path }) => bytes === undefined && !path.endsWith('.csv'));

  it('have no line that the name begins', () => {
    expect(texts.length).toBeGreaterThan(3);
    const lines = texts.flatMap(({ path, text }) =>
      text.split(/[\n\r\u0085\u2028\u2029]/).flatMap((line) => (line.trim().startsWith(injected) ? [`${path}: ${line}`] : [])),
    );
    expect(lines).toEqual([]);
  });

  it('have no sign in a comment or document that commands its reader', () => {
    const lines = texts.flatMap(({ path, text }) => text.split('\n').flatMap((line) => (commands.test(line) ? [`${path}: ${line}`] : [])));
    expect(lines).toEqual([]);
  });
});
