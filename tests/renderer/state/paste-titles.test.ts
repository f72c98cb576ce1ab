import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { pasteTitles } from '../../../src/renderer/state/paste-titles.ts';

const plan: Plan = {
  ...emptyPlan(''),
  nodes: { copy: { service: 'adf-copy-activity', title: 'Copy' }, lake: { service: 'azure-storage' } },
  notes: { why: { text: 'Why?', at: [0, 0] } },
};
const copied =
  '# yaml-language-server: $schema=./pipedraft-v1.schema.json\npipedraft: 1\nname: A\nnodes:\n  copy: {service: adf-copy-activity, title: Copy}\n';
const inserted = vi.fn();

beforeEach(() => {
  inserted.mockReset();
  document.execCommand = (_: string, __?: boolean, text?: string) => {
    inserted(text);
    return true;
  };
});
afterEach(() => document.body.replaceChildren());

/** Pastes a text into an element. @returns whether the browser was kept from pasting it */
async function paste(tag: 'input' | 'textarea' | 'div', text: string, read: () => Promise<Plan | null> = () => Promise.resolve(plan)) {
  const field = document.createElement(tag);
  document.body.append(field);
  field.focus();
  const event = new Event('paste', { cancelable: true, bubbles: true }) as ClipboardEvent;
  Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
  Object.defineProperty(event, 'target', { value: field });
  await pasteTitles(event, read);
  return event.defaultPrevented;
}

describe('copied nodes in a text field', () => {
  it('are their titles: with commas in one line, else one a line', async () => {
    expect(await paste('input', copied)).toBe(true);
    expect(inserted).toHaveBeenLastCalledWith('Copy, lake, Why?');
    await paste('textarea', copied.replaceAll('\n', '\r\n'));
    expect(inserted).toHaveBeenLastCalledWith('Copy\nlake\nWhy?');
  });

  it('are their text where that is no part of a plan after all, or cannot be read', async () => {
    await paste('input', copied, () => Promise.resolve(null));
    expect(inserted).toHaveBeenLastCalledWith(copied);
    await paste('input', copied, () => Promise.reject(new Error('unreadable')));
    expect(inserted).toHaveBeenLastCalledWith(copied);
  });

  it('leave everything else to the browser', async () => {
    expect(await paste('input', 'nodes: are fine')).toBe(false);
    expect(await paste('textarea', 'about pipedraft: 1\nnodes:')).toBe(false);
    expect(await paste('div', copied)).toBe(false);
    expect(inserted).not.toHaveBeenCalled();
  });
});
