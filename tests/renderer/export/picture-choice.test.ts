import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import type { PictureFacts, PictureRequest } from '#ipc';
import { PictureChoice } from '../../../src/renderer/export/picture-choice.svelte.ts';
import type { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { Settings } from '../../../src/renderer/state/settings.svelte.ts';

afterEach(() => void vi.unstubAllGlobals());

const part: Plan = { ...emptyPlan('Part'), nodes: { lake: { service: 'azure-storage' } }, notes: { why: { text: 'So', at: [0, 0] } } };
const tooLarge = { problem: 'Too many pixels.', fix: 'Use a smaller scale.' };
const facts = (sheets: readonly string[] = []): PictureFacts => ({
  sizes: ([1, 2, 3, 4] as const).map((scale) => ({ scale, width: scale * 100, height: scale * 50, refused: scale > 2 ? tooLarge : null })),
  sheets,
  missing: [],
  preview: null,
});

/** @param answer what the main process says of a picture */
function made(selected: Plan | undefined = part, answer: (asked: PictureRequest) => unknown = () => ({ ok: true, value: facts() })) {
  const asked: PictureRequest[] = [];
  const cancelled: unknown[] = [];
  vi.stubGlobal('window', {
    pipedraft: {
      pictureFacts: (input: PictureRequest) => {
        asked.push(input);
        return Promise.resolve(JSON.stringify(answer(input)));
      },
      cancelPicture: (input: unknown) => {
        cancelled.push(input);
        return Promise.resolve('{"ok":true,"value":null}');
      },
    },
  });
  const settings = new Settings(undefined);
  const editor = { plan: emptyPlan('Plan'), handOver: () => Promise.resolve() } as unknown as PlanEditor;
  return { choice: new PictureChoice(editor, settings, selected), settings, asked, cancelled };
}

const drawn = (choice: PictureChoice) => vi.waitFor(() => expect(choice.isDrawing).toBe(false));

describe('the choice of a picture', () => {
  it('is the whole plan as PNG at first, and remembers what was chosen', () => {
    const { choice, settings } = made();
    expect(choice.request).toMatchObject({ shows: { of: 'plan' }, format: 'png', scale: 2, isTransparent: false, carriesPlan: true });
    choice.show('selection');
    settings.set('pictureScale', '4');
    const next = new PictureChoice({ plan: emptyPlan('Plan') } as unknown as PlanEditor, settings, part);
    expect(next.request).toMatchObject({ shows: { of: 'selection', nodes: ['lake'], notes: ['why'] }, scale: 4 });
  });

  it('is of the plan where the last one was of a selection and nothing is selected', () => {
    const { settings } = made();
    settings.set('pictureOf', 'selection');
    const { choice } = made(undefined);
    expect(choice.shows).toBe('plan');
    expect(new PictureChoice({ plan: emptyPlan('Plan') } as unknown as PlanEditor, settings, undefined).request.shows).toEqual({
      of: 'plan',
    });
  });

  it('never carries the whole plan in a picture of a part, and has no title above a sheet', () => {
    const { choice, settings } = made();
    settings.set('pictureTitle', true);
    choice.show('selection');
    expect([choice.request.carriesPlan, choice.request.hasTitle]).toEqual([false, true]);
    choice.show('sheet');
    choice.showSheet(3);
    expect([choice.request.carriesPlan, choice.request.hasTitle]).toEqual([true, false]);
    expect(choice.request.shows).toEqual({ of: 'sheet', number: 3, packet: { paper: 'A4', orientation: 'best' } });
  });

  it('says how large the file will be, and refuses only the format that is too large', async () => {
    const { choice, settings } = made();
    choice.draw();
    await drawn(choice);
    expect(choice.size).toMatchObject({ width: 200, height: 100 });
    expect(choice.refusal).toBeUndefined();
    settings.set('pictureScale', '3');
    expect(choice.refusal).toEqual(tooLarge);
    settings.set('pictureFormat', 'svg');
    expect(choice.refusal).toBeUndefined();
  });

  it('draws again only for what is drawn otherwise, and one drawing at a time', async () => {
    const { choice, settings, asked } = made();
    const before = choice.drawn;
    settings.set('pictureScale', '1');
    settings.set('pictureFormat', 'svg');
    expect(choice.drawn).toBe(before);
    choice.draw();
    settings.set('pictureLegend', true);
    expect(choice.drawn).not.toBe(before);
    choice.draw();
    settings.set('pictureTransparent', true);
    choice.draw();
    await drawn(choice);
    expect(asked.length).toBeLessThan(3);
    expect(asked.at(-1)).toMatchObject({ hasLegend: true, isTransparent: true });
  });

  it('shows why there is no drawing, and goes on with other options', async () => {
    const { choice } = made(part, ({ shows }) =>
      shows.of === 'sheet' ? { ok: false, problem: 'No sheet.', fix: 'Choose another.' } : { ok: true, value: facts() },
    );
    choice.show('sheet');
    choice.draw();
    await drawn(choice);
    expect(choice.refusal).toMatchObject({ problem: 'No sheet.' });
    choice.show('plan');
    choice.draw();
    await drawn(choice);
    expect(choice.refusal).toBeUndefined();
  });

  it('ends the drawing with the dialog', () => {
    const { choice, cancelled } = made();
    choice.draw();
    choice.close();
    expect(cancelled).toHaveLength(1);
  });
});
