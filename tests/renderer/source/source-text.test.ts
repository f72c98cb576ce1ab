import { describe, expect, it } from 'vitest';
import { planText, readPlan, type PlanFormat, type TextBase } from '#engine/plan';
import type { EvaluationUpdate } from '#ipc';
import { Answers } from '../../../src/renderer/source/answers.ts';
import type { TextRead } from '../../../src/renderer/source/source-messages.ts';
import { SourceText } from '../../../src/renderer/source/source-text.svelte.ts';
import type { TextReader } from '../../../src/renderer/source/source-thread.ts';
import { Drafts } from '../../../src/renderer/state/drafts.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';

const written = `# who pays for this?\r
pipedraft: 1\r
name: Typed\r
nodes:\r
  lake: {service: azure-storage, title: Lake}   # cheap\r
  train: {service: azure-ml-jobs-sdk}\r
edges:\r
  - {from: lake, to: train, kind: data}\r
`;

/** A window's source pane without a window. */
function aPane({ text = written, format = 'yaml' as PlanFormat, drafts = new Drafts() } = {}) {
  const editor = new PlanEditor(
    {
      keep: () => Promise.resolve({ dirty: true }),
      evaluate: ({ revision }) => Promise.resolve({ revision, evaluation: {} as EvaluationUpdate['evaluation'] }),
      soon: () => undefined,
    },
    (plan) => plan,
    (error) => {
      throw error;
    },
    () => clock.now,
  );
  const clock = { now: 0 };
  const opened: TextBase = { text, format };
  editor.open({
    plan: readPlan(text, `a.${format}`).plan,
    file: { id: 'a', name: null, folder: null, format, dirty: false },
    notice: null,
  });
  const answers = new Answers();
  /** Run before an answer arrives. */
  const meanwhile = { do: () => {} };
  const answer = async <T>(work: () => T): Promise<T> => {
    const done = work();
    await Promise.resolve();
    const now = meanwhile.do;
    meanwhile.do = () => {};
    now();
    return done;
  };
  const reader: TextReader = {
    write: (plan, as, base) => answer(() => answers.to({ kind: 'write', sent: { plan }, format: as, opened: base }) as string),
    read: (said, as, plan) => answer(() => answers.to({ kind: 'read', sent: { plan }, format: as, text: said }) as TextRead),
    schema: () => Promise.resolve({}),
    stop: () => {},
  };
  let shown = '';
  let waiting: (() => void) | undefined;
  const restores: (() => void)[] = [];
  const pane = new SourceText({
    owner: editor,
    reader,
    view: {
      text: () => shown,
      length: () => shown.length,
      isComposing: () => false,
      replace: (next) => (shown = next),
      undoTyping: () => false,
      redoTyping: () => false,
      forgetTyping: () => {},
    },
    drafts,
    draft: () => 'a source',
    format: () => format,
    after: (_, work) => {
      waiting = work;
      return () => (waiting = undefined);
    },
    discarded: (restore) => restores.push(restore),
    fail: (error) => {
      throw error;
    },
  });
  return {
    editor,
    pane,
    drafts,
    opened,
    meanwhile,
    restores,
    clock,
    get shown() {
      return shown;
    },
    /** What a save would write. */
    saved: () => planText(editor.plan, format, opened),
    /** Types over a part of the text, and pauses. */
    async type(over: string, by: string): Promise<void> {
      expect(shown).toContain(over);
      shown = shown.replace(over, by);
      pane.typed();
      waiting?.();
      await pane.read();
    },
    /** Types and does not pause. */
    typeOn(over: string, by: string): void {
      shown = shown.replace(over, by);
      pane.typed();
    },
  };
}

describe('the source of a plan', () => {
  it('shows the text of the file and follows the plan', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    expect(it.shown).toBe(written.replaceAll('\r\n', '\n'));
    it.editor.edit('Rename', [{ type: 'change-node', id: 'lake', set: { title: 'Pond' } }]);
    await it.pane.follow();
    expect(it.shown).toContain('title: Pond}   # cheap');
  });

  it('is written back byte for byte where nobody typed, with the line ends of the file', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('name: Typed\n', 'name: Typed # twice\nsummary: Once\n');
    expect(it.editor.plan.summary).toBe('Once');
    expect(it.saved()).toBe(written.replace('name: Typed\r\n', 'name: Typed # twice\r\nsummary: Once\r\n'));
  });

  it('keeps a comment, which changes nothing of the plan, through edits of the plan', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('# cheap', '# cheap, for now');
    it.editor.edit('Rename', [{ type: 'set-plan', set: { name: 'Other' } }]);
    await it.pane.follow();
    expect(it.shown).toContain('name: Other\n');
    expect(it.saved()).toContain('# cheap, for now\r\n');
  });

  it('is undone and redone by the plan’s history, to the byte', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('# cheap', '# dear');
    it.editor.edit('Rename', [{ type: 'set-plan', set: { name: 'Other' } }]);
    await it.pane.follow();
    expect([it.editor.undo(), it.editor.undo()]).toEqual(['Rename', 'Edit the text']);
    await it.pane.follow();
    expect(it.saved()).toBe(written);
    expect(it.shown).toBe(written.replaceAll('\r\n', '\n'));
    it.editor.redo();
    expect(it.saved()).toBe(written.replace('# cheap', '# dear'));
  });

  it('makes one step of what is typed without a pause', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('title: Lake', 'title: Lakes');
    it.clock.now += 500;
    await it.type('title: Lakes', 'title: Lakeside');
    it.clock.now += 1500;
    await it.type('title: Lakeside', 'title: Lakeside 2');
    expect(it.editor.history.steps.map(({ label }) => label)).toEqual(['Edit the text', 'Edit the text']);
  });

  it('changes only what the text changes', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    const before = it.editor.plan;
    await it.type('title: Lake', 'title: Sea');
    expect(it.editor.plan.nodes['train']).toBe(before.nodes['train']);
    expect(it.editor.plan.edges).toBe(before.edges);
  });
});

describe('text that cannot be read', () => {
  it('leaves the plan as it is, says where, and is kept', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    const before = it.editor.plan;
    await it.type('title: Lake}', 'titel: Lake}');
    expect(it.editor.plan).toBe(before);
    expect(it.pane.state).toMatchObject({ kind: 'unreadable', problems: [{ place: { line: 5 } }] });
    expect(it.drafts.get('a source')?.text).toContain('titel: Lake}');
  });

  it('is a draft before it is read', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    it.typeOn('title: Lake', 'title: Lakes');
    expect(it.drafts.get('a source')?.text).toContain('title: Lakes');
    await it.pane.settle();
    expect(it.editor.plan.nodes['lake']?.title).toBe('Lakes');
    await Promise.resolve();
    await it.editor.handOver();
    await new Promise((done) => setTimeout(done));
    expect(it.drafts.get('a source')).toBeUndefined();
  });

  it('is there after a restart, and brought into the plan once it can be read', async () => {
    const first = aPane();
    await first.pane.start(first.opened);
    await first.type('title: Lake}', 'title: {Lake}');
    const it = aPane({ drafts: first.drafts });
    await it.pane.start(it.opened);
    expect(it.shown).toContain('title: {Lake}');
    expect(it.pane.state.kind).toBe('unreadable');
    await it.type('title: {Lake}', 'title: Sea}');
    expect(it.editor.plan.nodes['lake']?.title).toBe('Sea');
    expect(it.pane.state.kind).toBe('agrees');
  });

  it('waits for the person when the file has changed since, and then changes only what was typed', async () => {
    const first = aPane();
    await first.pane.start(first.opened);
    await first.type('title: Lake}', 'title: Sea');
    const it = aPane({ drafts: first.drafts, text: written.replace('name: Typed', 'name: Elsewhere') });
    await it.pane.start(it.opened);
    expect(it.pane.state.kind).toBe('outdated');
    await it.type('title: Sea', 'title: Sea}');
    expect([it.editor.plan.name, it.editor.plan.nodes['lake']?.title]).toEqual(['Elsewhere', 'Sea']);
    expect(it.shown).toContain('name: Elsewhere');
    expect(it.shown).toContain('title: Sea}');
  });

  it('does not hold the canvas up: both come together when it can be read', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('name: Typed', 'name: {');
    it.editor.edit('Rename', [{ type: 'change-node', id: 'lake', set: { title: 'Pond' } }]);
    await it.pane.follow();
    expect(it.shown).toContain('name: {');
    await it.type('name: {', 'name: Written');
    expect([it.editor.plan.name, it.editor.plan.nodes['lake']?.title]).toEqual(['Written', 'Pond']);
    expect(it.shown).toContain('name: Written');
    expect(it.shown).toContain('title: Pond}   # cheap');
  });

  it('can be given up, and taken back from that', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    await it.type('name: Typed', 'name: {');
    it.pane.discard();
    expect([it.shown.includes('name: Typed'), it.pane.state.kind]).toEqual([true, 'agrees']);
    it.restores[0]?.();
    expect(it.shown).toContain('name: {');
  });
});

describe('text and plan that change at the same time', () => {
  it('keeps both when the plan is edited while the text is read', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    it.meanwhile.do = () => it.editor.edit('Rename', [{ type: 'change-node', id: 'lake', set: { title: 'Pond' } }]);
    await it.type('name: Typed', 'name: Written');
    expect([it.editor.plan.name, it.editor.plan.nodes['lake']?.title]).toEqual(['Written', 'Pond']);
    expect(it.shown).toContain('title: Pond');
    expect(it.saved().replaceAll('\r\n', '\n')).toBe(it.shown);
  });

  it('keeps what is typed while the text of an edited plan is written', async () => {
    const it = aPane();
    await it.pane.start(it.opened);
    it.editor.edit('Rename', [{ type: 'change-node', id: 'lake', set: { title: 'Pond' } }]);
    it.meanwhile.do = () => it.typeOn('name: Typed', 'name: Written');
    await it.pane.follow();
    expect(it.shown).toContain('name: Written');
    await it.pane.settle();
    expect([it.editor.plan.name, it.editor.plan.nodes['lake']?.title]).toEqual(['Written', 'Pond']);
    expect(it.shown).toContain('title: Pond');
  });

  it('works for JSON', async () => {
    const text = `{"pipedraft": 1,\n "name": "Typed"}\n`;
    const it = aPane({ text, format: 'json' });
    await it.pane.start(it.opened);
    expect(it.shown).toBe(text);
    await it.type('"Typed"', '"Written"');
    expect(it.editor.plan.name).toBe('Written');
    expect(it.saved()).toBe(text.replace('Typed', 'Written'));
  });
});
