import type { Locator, Page } from '@playwright/test';

/** The comparison, as its user sees it. */
export class CompareDialogPage {
  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^(Compare|Resolve conflicts)/ });
  }

  get list(): Locator {
    return this.dialog.getByRole('listbox', { name: 'Changes' });
  }

  get changes(): Locator {
    return this.list.getByRole('option');
  }

  /** A change by its words. Names have a space where a word is hidden from view. */
  change(words: string): Locator {
    const pattern = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/: /g, ' ?: ');
    return this.list.getByRole('option', { name: new RegExp(pattern) });
  }

  get current(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  get picture(): Locator {
    return this.dialog.getByRole('img', { name: /^Both plans/ });
  }

  get sideBySide(): Locator {
    return this.dialog.getByRole('checkbox', { name: 'Side by side' });
  }

  get drawings(): Locator {
    return this.dialog.getByRole('region', { name: /^Drawing of / });
  }

  /** One of the drawings side by side. @param name of its plan, as in "the last commit" */
  drawing(name: string): Locator {
    return this.dialog.getByRole('region', { name: `Drawing of ${name}`, exact: true });
  }

  /** What is said to a screen reader. */
  get said(): Locator {
    return this.dialog.locator('[aria-live=polite]');
  }

  get other(): Locator {
    return this.dialog.getByRole('combobox', { name: 'Compare with' });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
