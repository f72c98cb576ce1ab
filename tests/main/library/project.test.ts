import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPackFolder, saveAtomically } from '#disk';
import { packLimits } from '#engine/packs';
import { rules } from '#engine/validate';
import { Library, type MayAdd } from '../../../src/main/library/library.ts';
import { packFiles } from '../../../src/main/library/pack-files.ts';
import { priceBookFiles } from '../../../src/main/library/price-book-files.ts';
import { projectOf, projectPricesFile, readProjectPack } from '../../../src/main/library/project.ts';
import { ownFolder } from '../../harness/folder.ts';
import { catalog, scoring } from '../../harness/resources.ts';
import { aBook, meter } from '../../harness/small-catalog.ts';

const contoso = join(import.meta.dirname, '../../../docs/packs/contoso');

/** A project with a plan in a folder, and a library that has nothing yet. */
function aProject(config: string | undefined, mayAdd?: MayAdd) {
  const folder = join(ownFolder(), 'project');
  mkdirSync(join(folder, '.git'), { recursive: true });
  mkdirSync(join(folder, 'plans'));
  cpSync(contoso, join(folder, 'packs/contoso'), { recursive: true });
  if (config !== undefined) writeFileSync(join(folder, '.pipedraftrc.yaml'), config);
  const library = new Library(
    { catalog, books: [aBook([meter('hour', 2)], { id: 'azure-2026-09', asOf: '2026-09' })], scoring, rules, icons: new Set(['circle']) },
    priceBookFiles(join(folder, '../books'), saveAtomically),
    packFiles(join(folder, '../packs'), saveAtomically),
    mayAdd,
  );
  return { folder, plan: join(folder, 'plans/churn.pipedraft.yaml'), library };
}

const loadContoso = async ({ library, folder }: ReturnType<typeof aProject>) => {
  const from = join(folder, 'packs/contoso');
  await library.addPack({ ...(await readPackFolder(from, packLimits)), from, on: '2026-12-01', id: 'contoso' });
};

describe('the packs and prices of a project', () => {
  it('are found from the folder of the plan upwards, and nothing is loaded', async () => {
    const project = aProject('config: 1\npacks: [packs/contoso]\nprices: prices/own.csv\n');
    expect(await projectOf(project.plan, project.library)).toEqual({
      file: '.pipedraftrc.yaml',
      packs: [{ folder: 'packs/contoso', name: 'Contoso data platform', version: '1.2.0', state: 'missing', fault: null }],
      prices: {
        name: 'prices/own.csv',
        isLoaded: false,
        fault: { problem: 'There is no file "prices/own.csv" in the project.', fix: 'Correct "prices" in .pipedraftrc.yaml.' },
      },
      fault: null,
    });
    expect(project.library.packs).toEqual([]);
  });

  it('are nothing without a configuration file, or with one that names none', async () => {
    const [none, other] = [aProject(undefined), aProject('config: 1\nfail-on: error\n')];
    expect(await projectOf(none.plan, none.library)).toBeNull();
    expect(await projectOf(other.plan, other.library)).toBeNull();
  });

  it('are loaded once the library has the same files, and changed when the folder differs', async () => {
    const project = aProject('config: 1\npacks: [packs/contoso]\n');
    await loadContoso(project);
    expect((await projectOf(project.plan, project.library))?.packs[0]?.state).toBe('loaded');
    writeFileSync(join(project.folder, 'packs/contoso/words.yaml'), 'words: {}\n');
    expect((await projectOf(project.plan, project.library))?.packs[0]?.state).toBe('changed');
  });

  it('say what is wrong with each pack that cannot be read', async () => {
    const project = aProject('config: 1\npacks: [packs/none, plans, packs/contoso]\n');
    const found = await projectOf(project.plan, project.library);
    expect(found?.packs.map(({ state }) => state)).toEqual(['unreadable', 'unreadable', 'missing']);
    expect(found?.packs[0]?.fault?.problem).toContain('none');
  });

  it.each(['../../etc', '/etc', 'packs/../../books', 'packs/link'])('never read %s, which lies outside the project', async (named) => {
    const project = aProject(`config: 1\npacks: ["${named}"]\nprices: "${named}"\n`);
    mkdirSync(join(project.folder, '../books'), { recursive: true });
    symlinkSync(contoso, join(project.folder, 'packs/link'));
    expect((await projectOf(project.plan, project.library))?.packs[0]?.fault?.problem).toContain('lies outside the project');
    await expect(readProjectPack(project.plan, 0)).rejects.toThrow('lies outside the project');
    await expect(projectPricesFile(project.plan)).rejects.toThrow('lies outside the project');
  });

  it('name the line of a configuration file that cannot be used', async () => {
    const project = aProject('config: 1\npakcs: [packs/contoso]\n');
    expect((await projectOf(project.plan, project.library))?.fault?.problem).toMatch(/^\.pipedraftrc\.yaml:2:1: .*pakcs/);
  });

  it('are nothing where the administrator switched packs and prices off', async () => {
    const project = aProject('config: 1\npacks: [packs/contoso]\nprices: own.csv\n', { packs: false, prices: false });
    expect(await projectOf(project.plan, project.library)).toBeNull();
  });

  it('are read from where the file says at that moment', async () => {
    const project = aProject('config: 1\npacks: [packs/contoso]\n');
    expect((await readProjectPack(project.plan, 0)).from).toBe(join(project.folder, 'packs/contoso'));
    await expect(readProjectPack(project.plan, 1)).rejects.toThrow('does not name this pack any more');
  });
});
