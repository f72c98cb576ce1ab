import type { Locator, Page } from '@playwright/test';

/** The list of checkpoints, as its user sees it. */
export class CheckpointsDialogPage {
  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Checkpoints' });
  }

  get rows(): Locator {
    return this.dialog.getByRole('option');
  }

  get newName(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Name of the new checkpoint' });
  }

  get name(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Name of this checkpoint' });
  }

  get picture(): Locator {
    return this.dialog.getByRole('img', { name: /^The plan as in/ });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Names the plan as it is now, in the open dialog. */
  async keep(name: string): Promise<void> {
    await this.newName.fill(name);
    await this.newName.press('Enter');
    await this.rows.filter({ hasText: name }).waitFor();
  }
}
