import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf } from '#engine/plan';
import { chooseDestination, namedFor, type Found, type Purpose } from '../../../src/main/files/destination.ts';

const purposes: readonly Purpose[] = ['plan', 'yaml', 'json', 'svg', 'png', 'pdf'];

describe('the name of a file that is written', () => {
  it.each<[Purpose, string, string]>([
    ['plan', '/a/plan', '/a/plan.pipedraft.yaml'],
    ['plan', '/a/plan.yaml', '/a/plan.yaml'],
    ['plan', '/a/Plan.YML', '/a/Plan.YML'],
    ['plan', '/a/plan.json', '/a/plan.json'],
    ['plan', '/a/plan.pipedraft', '/a/plan.pipedraft.yaml'],
    ['plan', '/a/plan.v2', '/a/plan.v2.pipedraft.yaml'],
    ['plan', '/a/plan.txt', '/a/plan.txt.pipedraft.yaml'],
    ['plan', '/a/plan.', '/a/plan.pipedraft.yaml'],
    ['plan', '/a/plan. ', '/a/plan.pipedraft.yaml'],
    ['plan', '/a.yaml/plan', '/a.yaml/plan.pipedraft.yaml'],
    ['plan', '/a/.yaml', '/a/.yaml'],
    ['plan', '/a/plan.yaml ', '/a/plan.yaml'],
    ['plan', 'C:\\a\\plan', 'C:\\a\\plan.pipedraft.yaml'],
    ['yaml', '/a/plan', '/a/plan.pipedraft.yaml'],
    ['yaml', '/a/plan.json', '/a/plan.json.pipedraft.yaml'],
    ['json', '/a/plan', '/a/plan.pipedraft.json'],
    ['json', '/a/plan.pipedraft', '/a/plan.pipedraft.json'],
    ['json', '/a/plan.yaml', '/a/plan.yaml.pipedraft.json'],
    ['svg', '/a/drawing', '/a/drawing.svg'],
    ['svg', '/a/drawing.png', '/a/drawing.png.svg'],
    ['svg', '/a/plan.pipedraft', '/a/plan.pipedraft.svg'],
    ['png', '/a/drawing.PNG', '/a/drawing.PNG'],
    ['pdf', '/a/sheets', '/a/sheets.pdf'],
  ])('for %s, %j is %j', (purpose, typed, file) => {
    expect(namedFor(typed, purpose)).toBe(file);
  });

  it('is what was typed, or that with something behind it; and naming it again changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...purposes), fc.string({ minLength: 1 }), (purpose, typed) => {
        const file = namedFor(typed, purpose);
        expect(namedFor(file, purpose)).toBe(file);
        if (file !== typed) expect(file.startsWith(typed.replace(/(?<=[^\s./\\])[\s.]+$/, ''))).toBe(true);
        if (purpose === 'json') expect(formatOf(file)).toBe('json');
        if (purpose === 'yaml') expect(formatOf(file)).toBe('yaml');
      }),
    );
  });
});

/** A user who types these names and answers in this way, and a disk. */
function steps(
  typed: readonly string[],
  disk: Readonly<Record<string, Found>>,
  answers: readonly ('replace' | 'another' | 'cancel')[] = [],
) {
  const names = [...typed];
  const left = [...answers];
  const suggested: string[] = [];
  const asked: string[] = [];
  return {
    suggested,
    asked,
    choose: (suggestion: string) => {
      suggested.push(suggestion);
      return Promise.resolve(names.shift());
    },
    find: (file: string) => Promise.resolve(disk[file] ?? 'nothing'),
    ask: (file: string, found: Found) => {
      asked.push(`${found} ${file}`);
      return Promise.resolve(left.shift() ?? 'cancel');
    },
  };
}

describe('choosing where to write', () => {
  it('asks about the file that gets its extension after the dialog', async () => {
    const user = steps(['victim', 'other'], { 'victim.pipedraft.yaml': 'file' }, ['another']);
    expect(await chooseDestination('plan', 'first', user)).toEqual({ file: 'other.pipedraft.yaml', replaces: false, isOwn: false });
    expect(user.asked).toEqual(['file victim.pipedraft.yaml']);
    expect(user.suggested).toEqual(['first', 'victim.pipedraft.yaml']);
  });

  it('does not ask a second time about a name that the dialog asked about', async () => {
    const user = steps(['victim.svg'], { 'victim.svg': 'file' });
    expect(await chooseDestination('svg', 'first', user)).toEqual({ file: 'victim.svg', replaces: true, isOwn: false });
    expect(user.asked).toEqual([]);
  });

  it('replaces when told so, and gives up when told so', async () => {
    const disk = { 'victim.png': 'file' } as const;
    expect(await chooseDestination('png', 'x', steps(['victim'], disk, ['replace']))).toMatchObject({ file: 'victim.png', replaces: true });
    expect(await chooseDestination('png', 'x', steps(['victim'], disk, ['cancel']))).toBeUndefined();
    expect(await chooseDestination('png', 'x', steps([], disk))).toBeUndefined();
  });

  it('saves a plan to its own file, and exports nothing there', async () => {
    const disk = { 'own.yaml': 'own' } as const;
    expect(await chooseDestination('plan', 'x', steps(['own.yaml'], disk))).toEqual({ file: 'own.yaml', replaces: true, isOwn: true });
    const user = steps(['own.yaml'], disk);
    expect(await chooseDestination('yaml', 'x', user)).toBeUndefined();
    expect(user.asked).toEqual(['own own.yaml']);
  });

  it.each(purposes)('never gives %s a file that is open in another window', async (purpose) => {
    const file = namedFor('open', purpose);
    const user = steps([file, 'open', 'free'], { [file]: 'open' }, ['another', 'another']);
    expect(await chooseDestination(purpose, 'x', user)).toMatchObject({ file: namedFor('free', purpose) });
    expect(user.asked).toEqual([`open ${file}`, `open ${file}`]);
  });
});
