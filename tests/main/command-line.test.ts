import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../../src/main/command-line.ts';

const folder = resolve('/plans');
const inFolder = (...names: readonly string[]) => names.map((name) => resolve(folder, name));

it.each([
  ['nothing', ['pipedraft'], []],
  ['a file', ['pipedraft', 'a.yaml'], inFolder('a.yaml')],
  [
    'several files, relative and not',
    ['pipedraft', 'sub/a.yaml', resolve('/other/b.json')],
    [...inFolder('sub/a.yaml'), resolve('/other/b.json')],
  ],
  ['switches of the system, wherever they stand', ['pipedraft', '--no-sandbox', 'a.yaml', '-psn_0_1', '--flag=b.yaml'], inFolder('a.yaml')],
  ['an argument that is empty', ['pipedraft', '', 'a.yaml'], inFolder('a.yaml')],
  ['a name with spaces and another script', ['pipedraft', 'der Plan – größer.yaml'], inFolder('der Plan – größer.yaml')],
])('a released application reads %s', (_, argv, files) => {
  expect(filesOf(argv, folder, false)).toEqual(files);
});

it('run from source, the first argument is the application itself', () => {
  expect(filesOf(['electron', '--no-sandbox', '/checkout', 'a.yaml'], folder, true)).toEqual(inFolder('a.yaml'));
  expect(filesOf(['electron', '/checkout'], folder, true)).toEqual([]);
});

it('an application that was started in a folder that is gone names the files that it cannot look for', () => {
  const [relative, whole] = filesOf(['pipedraft', 'a.yaml', resolve('/plans/b.yaml')], undefined, false);
  expect(relative).toMatchObject({ problem: expect.stringContaining('"a.yaml"') as string });
  expect(whole).toBe(resolve('/plans/b.yaml'));
});
