import { linkSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HasOtherNames, saveAtomically } from '#disk';
import { ownFolder } from '../harness/folder.ts';

function linked() {
  const folder = ownFolder();
  const [file, other, third] = ['plan.yaml', 'other.yaml', 'third.yaml'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(file, 'old');
  linkSync(file, other);
  return { folder, file, other, third };
}

describe('a save to a file that has several names', () => {
  it('writes nothing when the names are to be kept', async () => {
    const { file, other, third } = linked();
    linkSync(file, third);
    const error = await saveAtomically(file, 'new', { links: 'keep' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HasOtherNames);
    expect(error).toMatchObject({ others: 2, problem: expect.stringContaining('has 2 other names (hard links)') });
    expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8'), statSync(file).nlink]).toEqual(['old', 'old', 3]);
  });

  it('parts them when told so, without a word', async () => {
    const { file, other } = linked();
    const { doubt } = await saveAtomically(file, 'new', { links: 'part' });
    expect(doubt).toBeUndefined();
    expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['new', 'old']);
    expect((await saveAtomically(file, 'newer', { links: 'keep' })).doubt).toBeUndefined();
  });

  it('parts them and says so when nobody was asked, also through a link', async () => {
    const { folder, file, other } = linked();
    symlinkSync(file, join(folder, 'soft.yaml'));
    const { doubt } = await saveAtomically(join(folder, 'soft.yaml'), 'new');
    expect(doubt?.problem).toContain('its other name (hard links) still has the old content');
    expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['new', 'old']);
  });
});
