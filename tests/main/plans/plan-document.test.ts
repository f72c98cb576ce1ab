import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChangedOnDisk, SaveQueue, readPlanFile, saveAtomically, type FileChange } from '#disk';
import { applyEdits, changeBetween, emptyPlan, readPlan, sourceOf, type Plan, type PlanEdit } from '#engine/plan';
import type { DocumentServices } from '../../../src/main/plans/document-services.ts';
import { PlanDocument } from '../../../src/main/plans/plan-document.ts';
import { Backups } from '../../../src/main/files/backups.ts';
import { RecoveryStore } from '../../../src/main/files/recovery.ts';
import { ownFolder } from '../../harness/folder.ts';

const text = `# by hand
pipedraft: 1
name:   Churn   # the name
nodes:
  lake: {title: Lake, service: azure-storage}
`;
const rename: PlanEdit = { type: 'change-node', id: 'lake', set: { title: 'Sea' } };

describe('a plan from a file', () => {
  it('is as the file is until something differs', async () => {
    const { document, edit } = await opened();
    expect(document.file).toMatchObject({ name: 'plan.yaml', format: 'yaml', dirty: false });
    edit(rename);
    expect([document.isDirty, document.file.dirty]).toEqual([true, true]);
    edit({ type: 'change-node', id: 'lake', set: { title: 'Lake' } });
    expect(document.isDirty).toBe(false);
    expect(document.isUntouched).toBe(false);
  });

  it('is saved with only what differs changed, and undone to the very bytes', async () => {
    const { document, file, edit } = await opened();
    edit(rename);
    expect(await document.save()).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(text.replace('Lake', 'Sea'));
    expect(document.isDirty).toBe(false);
    edit({ type: 'change-node', id: 'lake', set: { title: 'Lake' } });
    expect(document.isDirty).toBe(true);
    await document.save();
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('keeps its byte order mark and its line ends', async () => {
    const { document, file, edit } = await opened();
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    writeFileSync(file, windows);
    document.reread(await readPlanFile(file));
    await document.save();
    expect(readFileSync(file, 'utf8')).toBe(windows);
    edit(rename);
    await document.save();
    expect(readFileSync(file, 'utf8')).toBe(windows.replace('Lake', 'Sea'));
  });

  it('points at the schema beside it once that was asked for, and then always', async () => {
    const { document, folder, file, edit } = await opened();
    expect(await document.putSchemaBeside()).toEqual({ file: join(folder, 'pipedraft-v1.schema.json'), how: 'written' });
    expect(readFileSync(file, 'utf8')).toBe(text);
    await document.save();
    const pointing = `# yaml-language-server: $schema=./pipedraft-v1.schema.json\n${text}`;
    expect(readFileSync(file, 'utf8')).toBe(pointing);
    edit(rename);
    await document.save();
    expect(readFileSync(file, 'utf8')).toBe(pointing.replace('Lake', 'Sea'));
    expect(await document.putSchemaBeside()).toMatchObject({ how: 'there' });
  });

  it('keeps what the file held at first as a backup', async () => {
    const { document, folder, edit } = await opened();
    edit(rename);
    await document.save();
    const backups = readdirSync(join(folder, 'backups'));
    expect(backups.map((name) => readFileSync(join(folder, 'backups', name), 'utf8'))).toEqual([text]);
  });

  it('is not written over what another program wrote, unless told to', async () => {
    const { document, file, edit } = await opened();
    edit(rename);
    const theirs = text.replace('Lake', 'Theirs');
    writeFileSync(file, theirs);
    await expect(document.save()).rejects.toBeInstanceOf(ChangedOnDisk);
    await expect(document.save('nothing')).rejects.toBeInstanceOf(ChangedOnDisk);
    expect(readFileSync(file, 'utf8')).toBe(theirs);
    expect(document.isDirty).toBe(true);
    await document.save('anything');
    expect(readFileSync(file, 'utf8')).toBe(text.replace('Lake', 'Sea'));
  });

  it('comes back when its file is gone and it is saved as where nothing is', async () => {
    const { document, file } = await opened();
    rmSync(file);
    await expect(document.save()).rejects.toMatchObject({ found: null });
    expect(existsSync(file)).toBe(false);
    await document.save('nothing');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('moves to another file, in the format of its name', async () => {
    const { document, folder, file, edit } = await opened();
    edit(rename);
    await document.saveAs(join(folder, 'other.json'));
    expect(document.file).toMatchObject({ id: join(folder, 'other.json'), name: 'other.json', format: 'json', dirty: false });
    expect(readPlan(readFileSync(join(folder, 'other.json'), 'utf8'), 'other.json').plan.nodes['lake']?.title).toBe('Sea');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('takes over what is in the file now', async () => {
    const { document, file, edit, recovery } = await opened();
    edit(rename);
    await document.flush();
    const theirs = text.replace('Lake', 'Theirs').replace('by hand', 'by theirs');
    writeFileSync(file, theirs);
    document.reread(await readPlanFile(file));
    expect([document.isDirty, document.plan.nodes['lake']?.title]).toEqual([false, 'Theirs']);
    expect((await recovery.list()).entries).toEqual([]);
    await document.save(); // what is there now is what it expects, and what it patches
    expect(readFileSync(file, 'utf8')).toBe(theirs);
  });
});

describe('a text that a person wrote', () => {
  const remarked = text.replace('# the name', '# the name, for now');
  const write = (plan: Plan, to: string): PlanEdit => ({
    type: 'write-text',
    change: changeBetween(plan, { ...plan, source: sourceOf(to, 'yaml') }),
  });

  it('is a change of the plan, and is saved', async () => {
    const { document, file, edit } = await opened();
    edit(write(document.plan, remarked));
    expect(document.isDirty).toBe(true);
    edit(rename);
    await document.save();
    expect(document.isDirty).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(remarked.replace('Lake', 'Sea'));
  });

  it('is no change when it is the text of the file again', async () => {
    const { document, edit, recovery } = await opened();
    edit(write(document.plan, remarked));
    edit(write(document.plan, text));
    expect(document.isDirty).toBe(false);
    expect((await recovery.list()).entries).toEqual([]);
  });

  it('comes back with unsaved work', async () => {
    const first = await opened();
    first.edit(write(first.document.plan, remarked));
    await first.document.close(false);
    const [entry] = (await first.recovery.list()).entries;
    if (!entry) throw new Error('nothing was kept');
    const document = PlanDocument.fromRecovery(first.services, entry, { read: await readPlanFile(first.file), hasHome: true });
    onTestFinished(() => document.close(true));
    expect(document.isDirty).toBe(true);
    await document.save();
    expect(readFileSync(first.file, 'utf8')).toBe(remarked);
  });

  it('is not written into a file of the other format', async () => {
    const { document, folder, edit } = await opened();
    edit(write(document.plan, remarked));
    await document.saveAs(join(folder, 'plan.json'));
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toMatchObject({ name: 'Churn' });
  });
});

describe('what a window sends', () => {
  it('is taken over when it follows on what is there', async () => {
    const { document } = await opened();
    const next = applyEdits(document.plan, [rename]);
    expect(document.take(1, null, changeBetween(emptyPlan(''), document.plan))).toBe(true);
    expect(document.isDirty).toBe(false);
    expect(document.take(2, 1, changeBetween(document.plan, next))).toBe(true);
    expect(document.plan.nodes['lake']?.title).toBe('Sea');
    // a gap: everything has to be sent
    expect(document.take(5, 4, changeBetween(next, next))).toBe(false);
    document.opened(); // a window that loads anew
    expect(document.take(3, 2, changeBetween(next, next))).toBe(false);
    expect(document.take(3, null, changeBetween(emptyPlan(''), next))).toBe(true);
  });

  it('may start from the plan as it was given, until something else was taken over', async () => {
    const { document } = await opened();
    const given = document.opened().plan;
    expect(document.take(1, 'opened', {})).toBe(true);
    expect(document.plan).toBe(given);
    expect(document.take(2, 'opened', {})).toBe(false);
    document.opened();
    expect(document.take(7, 'opened', changeBetween(given, applyEdits(given, [rename])))).toBe(true);
    expect([document.plan.nodes['lake']?.title, document.isDirty]).toEqual(['Sea', true]);
  });
});

describe('unsaved work', () => {
  it('is kept, and forgotten when nothing differs any more', async () => {
    const { document, edit, recovery, file } = await opened();
    edit(rename);
    await document.flush();
    const { entries } = await recovery.list();
    expect(entries).toMatchObject([{ id: document.id, file, format: 'yaml', changes: 1, base: { text } }]);
    edit({ type: 'change-node', id: 'lake', set: { title: 'Lake' } });
    expect((await recovery.list()).entries).toEqual([]);
  });

  it('comes back as it was, and is saved into the file it belongs to', async () => {
    const first = await opened();
    first.edit(rename);
    await first.document.close(false);
    const [entry] = (await first.recovery.list()).entries;
    if (!entry) throw new Error('nothing was kept');
    const document = PlanDocument.fromRecovery(first.services, entry, { read: await readPlanFile(first.file), hasHome: true });
    onTestFinished(() => document.close(true));
    expect([document.isDirty, document.plan.nodes['lake']?.title]).toEqual([true, 'Sea']);
    await document.save();
    expect(readFileSync(first.file, 'utf8')).toBe(text.replace('Lake', 'Sea'));
    document.opened();
    document.historyKept('opened');
    expect((await first.recovery.list()).entries).toEqual([]);
  });

  it('is kept after a save until the window has written its undo history down', async () => {
    const { document, edit, recovery } = await opened();
    edit(rename);
    await document.save();
    expect((await recovery.list()).entries).toMatchObject([{ id: document.id, trail: { changes: [{ step: { number: 1 } }] } }]);
    document.historyKept('opened'); // as it was before the change
    expect((await recovery.list()).entries).toHaveLength(1);
    document.historyKept(document.revision ?? 'opened');
    expect((await recovery.list()).entries).toEqual([]);
  });

  it('is forgotten with a save when the undo history is written down', async () => {
    const { document, edit, recovery } = await opened();
    edit(rename);
    document.historyKept(document.revision ?? 'opened');
    expect((await recovery.list()).entries).toHaveLength(1);
    await document.save();
    expect((await recovery.list()).entries).toEqual([]);
  });

  it('is not written over what was changed since it was kept', async () => {
    const first = await opened();
    first.edit(rename);
    await first.document.close(false);
    const [entry] = (await first.recovery.list()).entries;
    if (!entry) throw new Error('nothing was kept');
    writeFileSync(first.file, text.replace('Lake', 'Theirs'));
    const document = PlanDocument.fromRecovery(first.services, entry, { read: await readPlanFile(first.file), hasHome: true });
    onTestFinished(() => document.close(true));
    await expect(document.save()).rejects.toBeInstanceOf(ChangedOnDisk);
    expect(readFileSync(first.file, 'utf8')).toContain('Theirs');
  });

  it('is discarded when its user says so', async () => {
    const { document, edit, recovery } = await opened();
    edit(rename);
    await document.flush();
    await document.close(true);
    expect((await recovery.list()).entries).toEqual([]);
  });
});

describe('a plan without a file', () => {
  it('is untouched until it holds something', () => {
    const { services } = made();
    expect(fresh(services, emptyPlan('New')).isUntouched).toBe(true);
    expect(fresh(services, { ...emptyPlan('New'), nodes: { a: { service: 'azure-storage' } } }).isUntouched).toBe(false);
    expect(fresh(services, emptyPlan('New')).file).toMatchObject({ name: null, folder: null, format: 'yaml', dirty: false });
  });

  it('cannot be saved before it has one', async () => {
    const { services, folder } = made();
    const document = fresh(services, emptyPlan('New'));
    await expect(document.save()).rejects.toMatchObject({ problem: 'This plan has no file yet.' });
    await document.saveAs(join(folder, 'new.yaml'));
    expect(readFileSync(join(folder, 'new.yaml'), 'utf8')).toContain('name: New');
    expect(document.file).toMatchObject({ name: 'new.yaml', dirty: false });
  });
});

function made() {
  const folder = ownFolder();
  const recovery = new RecoveryStore(join(folder, 'recovery'));
  const services: DocumentServices = {
    saves: new SaveQueue(),
    recovery,
    backups: new Backups(join(folder, 'backups'), saveAtomically),
    version: '0.1.0',
    now: () => new Date('2026-11-21T10:15:30.000Z'),
    log: (error) => {
      throw error;
    },
  };
  return { folder, recovery, services };
}

function fresh(services: DocumentServices, plan: Plan): PlanDocument {
  const document = PlanDocument.fresh(services, plan);
  onTestFinished(() => document.close(true));
  return document;
}

/** A plan that was opened from a file, and how a window edits it. */
async function opened() {
  const { folder, recovery, services } = made();
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, text);
  const told: FileChange[] = [];
  const document = PlanDocument.fromFile(services, file, await readPlanFile(file));
  document.onFileChange = (change) => told.push(change);
  onTestFinished(() => document.close(true));
  let revision = 0;
  const edit = (...edits: readonly PlanEdit[]) => {
    const before = document.plan;
    if (revision === 0) document.take((revision += 1), null, changeBetween(emptyPlan(''), before));
    const change = changeBetween(document.plan, applyEdits(before, edits));
    document.take(revision + 1, revision, change, { number: revision, time: revision, label: 'Edit' });
    revision += 1;
  };
  return { folder, file, recovery, services, document, edit, told };
}
