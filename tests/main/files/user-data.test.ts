import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putInOrder } from '../../../src/main/files/user-data.ts';
import { oneMessage } from '../../../src/main/files/start-notes.ts';
import { ownFolder } from '../../harness/folder.ts';

describe('the folder of user data', () => {
  it('is made where there is none, and left as it is where all is well', () => {
    const folder = join(ownFolder(), 'deep', 'data');
    expect(putInOrder(folder)).toEqual({ folder, notes: [] });
    mkdirSync(join(folder, 'recovery'));
    writeFileSync(join(folder, 'recent.json'), '{}');
    expect(putInOrder(folder)).toEqual({ folder, notes: [] });
    expect(readdirSync(folder).sort()).toEqual(['recent.json', 'recovery']);
  });

  it('has entries of the wrong kind set aside, also those of Chromium, and keeps what was set aside before', () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'recovery'), 'x');
    writeFileSync(join(folder, 'recovery.broken'), 'older');
    writeFileSync(join(folder, 'IndexedDB'), 'x');
    mkdirSync(join(folder, 'Preferences'));
    const { notes } = putInOrder(folder);
    expect(notes.map(({ fix }) => fix).join('\n')).toContain(join(folder, 'recovery.broken-2'));
    expect(notes).toHaveLength(3);
    expect(readFileSync(join(folder, 'recovery.broken'), 'utf8')).toBe('older');
    expect(existsSync(join(folder, 'Preferences'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('may have links to folders elsewhere, but none that lead nowhere', () => {
    const folder = ownFolder();
    symlinkSync(ownFolder(), join(folder, 'recovery'));
    symlinkSync(join(folder, 'none'), join(folder, 'packs'));
    expect(putInOrder(folder).notes.map(({ problem }) => problem)).toEqual([expect.stringContaining(join(folder, 'packs'))]);
  });

  it.skipIf(process.platform === 'win32')('is a temporary one while another machine holds the lock, with a copy of what is kept', () => {
    const [folder, temporary] = [ownFolder(), ownFolder()];
    writeFileSync(join(folder, 'recent.json'), 'kept');
    symlinkSync('elsewhere-1', join(folder, 'SingletonLock'));
    const { folder: instead, notes } = putInOrder(folder, { temporary, host: 'here' });
    expect(instead.startsWith(temporary)).toBe(true);
    expect(readFileSync(join(instead, 'recent.json'), 'utf8')).toBe('kept');
    expect(notes).toEqual([expect.objectContaining({ problem: expect.stringContaining('"elsewhere"') })]);
    expect(putInOrder(folder, { temporary, host: 'elsewhere' })).toEqual({ folder, notes: [] });
  });

  it('is a temporary one where none can be made', () => {
    const [outer, temporary] = [ownFolder(), ownFolder()];
    writeFileSync(join(outer, 'file'), 'x');
    const { folder, notes } = putInOrder(join(outer, 'file', 'data'), { temporary });
    expect(folder.startsWith(temporary)).toBe(true);
    expect(notes[0]?.problem).toContain('cannot write to its folder');
  });
});

describe('what is told after a start', () => {
  const note = (name: string) => ({ problem: `${name} is torn.`, fix: `It is kept as ${name}.broken.` });

  it('is nothing, a note itself, or one message with all of them', () => {
    expect(oneMessage([])).toBeUndefined();
    expect(oneMessage([note('a')])).toEqual(note('a'));
    expect(oneMessage([note('a'), note('b')])?.fix).toBe('• a is torn. It is kept as a.broken.\n• b is torn. It is kept as b.broken.');
  });
});
