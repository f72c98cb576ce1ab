import { describe, expect, it } from 'vitest';
import type { ExportPreview, ExportView } from '#ipc';
import { ExportChoice } from '../../../src/renderer/export/export-choice.svelte.ts';

function viewOf(chosen: readonly string[], planned: readonly string[] = ['a', 'b']): ExportView {
  return {
    folder: { path: '/work', origin: 'plan', gone: null },
    fault: null,
    targets: ['a', 'b', 'c'].map((id) => ({ id, title: id, group: 'data', covers: '', applies: id !== 'c', files: 1, gaps: 0 })),
    chosen,
    planned,
    files: chosen.map((id) => ({ path: `${id}/file.yml`, state: 'new', gaps: 0, isOfSelection: false })),
    aboutSelection: null,
    gaps: [],
    remarks: [],
  };
}

function made(
  view: (targets: readonly string[] | null) => Promise<ExportView> = (targets) => Promise.resolve(viewOf(targets ?? ['a', 'b'])),
) {
  const asked: (readonly string[] | null)[] = [];
  const failed: unknown[] = [];
  const choice = new ExportChoice({
    view: ({ targets }) => {
      asked.push(targets);
      return view(targets);
    },
    preview: (path) =>
      Promise.resolve({ path, state: 'new', text: path, disk: null, next: path, isText: true, owner: null, blocks: [] } as ExportPreview),
    selected: () => ({ nodes: [], edges: [] }),
    fail: (error) => failed.push(error),
  });
  return { choice, asked, failed };
}

describe('the choice of an export', () => {
  it('begins with what the plan calls for, and shows the first file', async () => {
    const { choice, asked } = made();
    await choice.load();
    expect(asked).toEqual([null]);
    expect(choice.path).toBe('a/file.yml');
    expect(choice.preview?.text).toBe('a/file.yml');
  });

  it('asks for the chosen exporters in their order, and for the plan’s own when they are chosen again', async () => {
    const { choice, asked } = made();
    await choice.load();
    await choice.choose('a', false);
    expect(choice.targets).toEqual(['b']);
    await choice.choose('a', true);
    expect(choice.targets).toBeNull();
    expect(asked).toEqual([null, ['b'], null]);
  });

  it('knows when the plan states what was chosen', async () => {
    let planned = ['a', 'b'];
    const { choice } = made((targets) => Promise.resolve(viewOf(targets ?? planned, planned)));
    await choice.load();
    await choice.choose('a', false);
    planned = ['b'];
    await choice.load();
    expect(choice.targets).toBeNull();
  });

  it('drops the late answer to an earlier question', async () => {
    const answers: ((view: ExportView) => void)[] = [];
    const { choice } = made(() => new Promise((resolve) => answers.push(resolve)));
    const [first, second] = [choice.load(), choice.load()];
    answers[1]?.(viewOf(['b']));
    await second;
    answers[0]?.(viewOf(['a', 'b']));
    await first;
    expect(choice.view?.chosen).toEqual(['b']);
    expect(choice.busy).toBe(false);
  });

  it('reports an error and is ready again', async () => {
    const { choice, failed } = made(() => Promise.reject(new Error('no')));
    await choice.load();
    expect(failed).toHaveLength(1);
    expect(choice.busy).toBe(false);
  });

  it('opens the folders above a file that is shown', async () => {
    const { choice } = made();
    await choice.load();
    choice.toggle('b');
    expect(choice.isOpen('b')).toBe(false);
    await choice.show('b/file.yml', 3);
    expect(choice.isOpen('b')).toBe(true);
    expect(choice.line).toBe(3);
  });
});
