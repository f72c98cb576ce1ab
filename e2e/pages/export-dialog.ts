import type { Locator, Page } from '@playwright/test';

/** The dialog of exports, as its user sees it. */
export class ExportDialogPage {
  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^(Export the files|Check in)/ });
  }

  get tree(): Locator {
    return this.dialog.getByRole('tree', { name: 'Files' });
  }

  /** A line of the tree by the beginning of its name. */
  row(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name.replace(/[.]/g, '\\.')}\\b`) });
  }

  get text(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Text of the file' });
  }

  tab(name: 'File' | 'Difference' | 'Gaps'): Locator {
    return this.dialog.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
