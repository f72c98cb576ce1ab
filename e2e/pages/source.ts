import { expect, type Locator, type Page } from '@playwright/test';

/** The source pane, as its user sees it. */
export class SourcePane {
  constructor(readonly page: Page) {}

  /** The text, which can be typed in. */
  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Source of the plan' });
  }

  /** What it says about the text: why it cannot be read. */
  get state(): Locator {
    return this.page.getByRole('region', { name: 'Source', exact: true }).getByRole('status');
  }

  /** The marked lines of what is selected. */
  get chosen(): Locator {
    return this.text.locator('.cm-chosen');
  }

  get marks(): Locator {
    return this.text.locator('.cm-lintRange');
  }

  get completions(): Locator {
    return this.page.getByRole('listbox', { name: 'Completions' });
  }

  async open(): Promise<void> {
    // a key that is pressed while the window is made reaches nothing
    await expect(async () => {
      if (!(await this.text.isVisible())) await this.page.keyboard.press('Control+u');
      await expect(this.text).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await expect(this.text).toContainText('pipedraft');
  }

  /** A line of the text, by what it holds. */
  line(part: string | RegExp): Locator {
    return this.text.locator('.cm-line').filter({ hasText: part });
  }

  /** Puts the caret at the end of a line. */
  async goTo(part: string | RegExp): Promise<void> {
    const line = this.line(part).first();
    await line.click({ position: { x: 4, y: 4 } });
    await this.page.keyboard.press('End');
  }

  /** The whole text, as far as it is drawn. */
  async lines(): Promise<string[]> {
    return this.text.locator('.cm-line').allInnerTexts();
  }
}
