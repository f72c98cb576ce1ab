import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import SearchListHarness from './SearchListHarness.svelte';

const fruits = ['apple', 'apricot', 'banana', 'cherry', 'quince'];

function shown(more: Record<string, unknown> = {}) {
  const heard = { onchoose: vi.fn(), oncancel: vi.fn(), onactive: vi.fn() };
  const { rerender } = render(SearchListHarness, {
    label: 'Fruits',
    find: (query: string) => fruits.filter((fruit) => fruit.includes(query)),
    ...heard,
    ...more,
  });
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Fruits' });
  const press = (key: string) => fireEvent.keyDown(field, { key });
  /** The row that the field names as the active one. */
  const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent.trim();
  return { ...heard, field, press, active, rerender };
}

describe('a list that is searched', () => {
  it('has the keyboard at once, its first row chosen, and says how many there are', async () => {
    const { field, active, onactive } = shown();
    expect(document.activeElement).toBe(field);
    expect(active()).toBe('apple');
    expect(onactive.mock.calls).toEqual([['apple']]);
    expect(screen.getByText('5 results')).toBeTruthy();
    await fireEvent.input(field, { target: { value: 'an' } });
    expect(active()).toBe('banana');
    expect(screen.getByText('1 result')).toBeTruthy();
    await fireEvent.input(field, { target: { value: 'plum' } });
    expect(field.hasAttribute('aria-activedescendant')).toBe(false);
    expect(onactive).toHaveBeenLastCalledWith(undefined);
    expect(screen.getByText('Nothing matches.')).toBeTruthy();
  });

  it('is walked by the arrow keys, Home and End, around the ends', async () => {
    const { press, active, onactive } = shown();
    for (const [key, at] of [
      ['ArrowDown', 'apricot'],
      ['End', 'quince'],
      ['ArrowDown', 'apple'],
      ['ArrowUp', 'quince'],
      ['Home', 'apple'],
      ['PageDown', 'quince'],
    ] as const) {
      await press(key);
      expect(active(), key).toBe(at);
    }
    expect(onactive).toHaveBeenLastCalledWith('quince');
  });

  it('chooses with Enter, and leaves with Escape', async () => {
    const { press, onchoose, oncancel } = shown({ query: 'ap' });
    await press('ArrowDown');
    await press('Enter');
    expect(onchoose.mock.calls).toEqual([['apricot']]);
    await press('Escape');
    expect(oncancel).toHaveBeenCalledOnce();
  });

  it('shows why a row cannot be chosen, and does not choose it', async () => {
    const { press, active, onchoose } = shown({ disabled: (fruit: string) => (fruit === 'apricot' ? 'Out of season' : undefined) });
    await press('ArrowDown');
    expect(active()).toContain('Out of season');
    await press('Enter');
    await fireEvent.click(screen.getByRole('option', { name: /apricot/ }));
    expect(onchoose).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toBe('Out of season');
    await press('ArrowUp');
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  it('keeps the row that was walked to when others come before it, and starts anew when something else is typed', async () => {
    const { field, press, active, rerender } = shown();
    await press('ArrowDown');
    await rerender({ find: () => ['quince', 'cherry', 'apricot', 'apple'] });
    expect(active()).toBe('apricot');
    await fireEvent.input(field, { target: { value: 'x' } });
    expect(active()).toBe('quince');
  });

  it('stands in groups that have names', () => {
    shown({ group: (fruit: string) => (fruit.startsWith('a') ? 'With an A' : 'Others') });
    const groups = screen
      .getAllByRole('group')
      .map((one) => [one.getAttribute('aria-label'), one.querySelectorAll('[role=option]').length]);
    expect(groups).toEqual([
      ['With an A', 2],
      ['Others', 3],
    ]);
  });

  it('draws only the rows in view, and the active one always', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => `row ${at}`);
    const { press, active } = shown({ find: () => many });
    expect(screen.getAllByRole('option').length).toBeLessThan(40);
    await press('End');
    expect(active()).toBe('row 4999');
    expect(screen.getAllByRole('option').length).toBeLessThan(40);
    expect(screen.getByRole('option', { name: 'row 4999' }).getAttribute('aria-posinset')).toBe('5000');
  });
});
