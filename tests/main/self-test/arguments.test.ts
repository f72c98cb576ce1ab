import { expect, it } from 'vitest';
import { filesOf } from '../../../src/main/command-line.ts';
import { selfTestOf } from '../../../src/main/self-test/arguments.ts';

it.each([
  [['pipedraft'], undefined],
  [['pipedraft', '--self-test'], { folder: undefined }],
  [['pipedraft', '--self-test='], { folder: undefined }],
  [['pipedraft', '--self-test=out/a=b', 'plan.pipedraft.yaml'], { folder: 'out/a=b' }],
  [['pipedraft', '--self-tests', 'self-test'], undefined],
])('%j asks for the self-test %j', (argv, wanted) => {
  expect(selfTestOf(argv)).toEqual(wanted);
});

it('is no file', () => {
  expect(filesOf(['pipedraft', '--self-test=out', 'plan.pipedraft.yaml'], '/home', false)).toEqual(['/home/plan.pipedraft.yaml']);
});
