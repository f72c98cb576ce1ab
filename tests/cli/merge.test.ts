import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* What `pipedraft merge` answers for files. */

const run = builtCommand();
const base = '# Plan of Ada\npipedraft: 1\nname: Small # ok\nnodes:\n  lake: {service: azure-storage}\n';
const ours = base.replace('{service: azure-storage}', '{service: azure-storage, title: Lake}  # mine');
const theirs = `${base}  # the model\n  train:\n    service: azure-ml-command-job # new\n`;

/** A folder with the three files. */
function folder(sides: {
  readonly base?: string | Uint8Array;
  readonly ours?: string | Uint8Array;
  readonly theirs?: string | Uint8Array;
}): string {
  const own = ownFolder();
  for (const [name, text] of Object.entries({ base, ours, theirs, ...sides })) writeFileSync(join(own, name), text);
  return own;
}
const three = ['base', 'ours', 'theirs'];

describe('pipedraft merge', () => {
  it('prints the text of ours with what theirs changed, comments of both included', async () => {
    const merged = await run(['merge', ...three], { in: folder({}) });
    expect(merged).toEqual({ exit: 0, talk: '', out: `${ours}  # the model\n  train:\n    service: azure-ml-command-job # new\n` });
  });

  it('reads one side from standard input', async () => {
    const own = folder({});
    const out = `${ours}  # the model\n  train:\n    service: azure-ml-command-job # new\n`;
    expect(await run(['merge', 'base', 'ours', '-'], { in: own, input: theirs })).toEqual({ exit: 0, talk: '', out });
    expect(await run(['merge', 'base', '-', 'theirs'], { in: own, input: ours })).toEqual({ exit: 0, talk: '', out });
    expect(await run(['merge', '-', 'ours', 'theirs'], { in: own, input: base })).toEqual({ exit: 0, talk: '', out });
    const broken = await run(['merge', 'base', 'ours', '-', '--path', 'a.pipedraft.yaml'], { in: own, input: 'name: [' });
    expect(broken.talk).toContain('a.pipedraft.yaml: "theirs" cannot be read as a plan');
    const twice = await run(['merge', '-', 'ours', '-'], { in: own, input: base });
    expect(twice.exit).toBe(2);
    expect(twice.talk).toContain('Standard input can be read once');
  });

  it('writes to --out, with the line ends and the mark of ours', async () => {
    const windows = `\ufeff${ours.replaceAll('\n', '\r\n')}`;
    const own = folder({ ours: windows });
    expect(await run(['merge', ...three, '--out', 'ours'], { in: own })).toEqual({ exit: 0, talk: '', out: '' });
    expect(readFileSync(join(own, 'ours'), 'utf8')).toBe(
      `${windows}  # the model\r\n  train:\r\n    service: azure-ml-command-job # new\r\n`,
    );
  });

  it('marks what contradicts, names it, and ends with 1', async () => {
    const own = folder({ theirs: theirs.replace('{service: azure-storage}', '{service: azure-storage, title: Store}') });
    const { exit, out, talk } = await run(['merge', ...three, '--marker-size', '9', '--path', 'plans/a.pipedraft.yaml'], { in: own });
    expect(exit).toBe(1);
    expect(talk.split('\n')).toEqual([
      'plans/a.pipedraft.yaml: conflict: Node "lake", title: ours says "Lake", theirs "Store".',
      'plans/a.pipedraft.yaml: 1 conflict. Both sides are in the text, between "<<<<<<<" and ">>>>>>>": keep one side of each.',
      '',
    ]);
    expect(out).toContain(
      '<<<<<<<<< ours\n  lake: {service: azure-storage, title: Lake}  # mine\n=========\n  lake: {service: azure-storage, title: Store}  # mine\n>>>>>>>>> theirs\n',
    );
  });

  it('reads JSON where --path says so', async () => {
    const json = (plan: object) => `${JSON.stringify({ pipedraft: 1, name: 'Small', ...plan })}\n`;
    const own = folder({ base: json({}), ours: json({ summary: 'A' }), theirs: json({ context: { region: 'westeurope' } }) });
    const { exit, out } = await run(['merge', ...three, '--path', 'a.pipedraft.json'], { in: own });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({ pipedraft: 1, name: 'Small', summary: 'A', context: { region: 'westeurope' } });
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
  ])('takes a plan for one that both sides added if the base %s', async (_, empty) => {
    const own = folder(empty === undefined ? {} : { base: empty });
    const first = empty === undefined ? 'nowhere' : 'base';
    const { exit, talk } = await run(['merge', first, 'ours', 'theirs'], { in: own });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
  });

  it('merges lines where a plan cannot be read, and says which and why', async () => {
    const own = folder({ base: base.replace('pipedraft: 1', 'pipedraft: 2'), theirs: theirs.replace('name: Small', 'name: Large') });
    const { exit, out, talk } = await run(['merge', ...three], { in: own });
    expect(exit).toBe(1);
    expect(talk).toContain('ours: "base" cannot be read as a plan, so lines were merged.\nours (base):2:');
    expect(talk).toContain('This plan is of version 2; this Pipedraft reads version 1.');
    expect(out).toContain('<<<<<<< ours\n');
  });

  it('does not call a result good that is no plan', async () => {
    const own = folder({ base: 'pipedraft: 2\nname: A\n', ours: 'pipedraft: 2\nname: A\nsummary: S\n', theirs: 'pipedraft: 2\nname: B\n' });
    const { exit, talk } = await run(['merge', ...three], { in: own });
    expect(exit).toBe(1);
    expect(talk).not.toBe('');
  });

  it('does not call a side good that is no plan, though only it differs', async () => {
    const own = folder({ theirs: base, ours: 'pipedraft: 2\nname: A\n' });
    const { exit, out, talk } = await run(['merge', ...three], { in: own });
    expect({ exit, out }).toEqual({ exit: 1, out: 'pipedraft: 2\nname: A\n' });
    expect(talk).toContain('ours: there is no conflict, but the result is no plan. Correct it before you commit it.\nours (ours):1:');
  });

  it.each([
    [['merge', 'base', 'ours'], 'Name three files'],
    [['merge', 'base', 'nowhere', 'gone'], 'There is no file "nowhere".'],
    [['merge', 'base', 'ours', 'binary'], 'not a text file'],
    [['merge', ...three, '--marker-size', '0'], '--marker-size needs a whole number from 1 to 1000'],
  ])('%j cannot be used, and nothing is written', async (args, says) => {
    const own = folder({});
    writeFileSync(join(own, 'binary'), Buffer.from([0x1f, 0x8b, 0, 0xff]));
    const { exit, talk, out } = await run([...args, '--out', 'result'], { in: own });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(talk).toContain(says);
    expect(existsSync(join(own, 'result'))).toBe(false);
  });
});
