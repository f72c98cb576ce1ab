import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { BookSummary } from '#ipc';
import BookList from '../../../src/renderer/library/BookList.svelte';

const book = (id: string, said: Partial<BookSummary> = {}): BookSummary => ({
  id,
  title: `Prices ${id}`,
  asOf: '2026-09',
  currency: 'USD',
  meters: 363,
  regions: [],
  loaded: null,
  ...said,
});
const books = [book('own', { loaded: { from: 'contoso.csv', on: '2026-11-21' } }), book('azure')];

function shown() {
  const heard = { onchoose: vi.fn(), onremove: vi.fn() };
  render(BookList, { books, chosen: 'azure', inUse: 'azure', ...heard });
  return heard;
}

describe('the list of price books', () => {
  it('says of each where it is from, and which one is in use', () => {
    shown();
    const [first, second] = [...screen.getByRole('radiogroup').children].map(({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(first).toContain('Loaded from contoso.csv on 2026-11-21');
    expect(first).not.toContain('In use');
    expect(second).toContain('As of 2026-09, 363 prices in USD');
    expect(second).toContain('Ships with Pipedraft');
    expect(second).toContain('In use');
  });

  it('is a group of radio buttons, of which one is chosen', async () => {
    const { onchoose } = shown();
    const radios = screen.getAllByRole<HTMLInputElement>('radio');
    expect(radios.map(({ checked }) => checked)).toEqual([false, true]);
    await fireEvent.click(radios[0] as HTMLElement);
    expect(onchoose.mock.calls).toEqual([['own']]);
  });

  it('removes only what was loaded', async () => {
    const { onremove } = shown();
    const buttons = screen.getAllByRole('button');
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(['Remove Prices own']);
    await fireEvent.click(buttons[0] as HTMLElement);
    expect(onremove.mock.calls).toEqual([[books[0]]]);
  });
});
