import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { answerSave } from '../harness/dialogs';

/** The window as its user sees it: things are found by role and name. */
export class StudioPage {
  constructor(
    readonly page: Page,
    readonly app: ElectronApplication,
  ) {}

  get canvas(): Locator {
    return this.page.getByRole('application', { name: 'Canvas' });
  }

  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' });
  }

  get problems(): Locator {
    return this.page.getByRole('list', { name: 'Findings' });
  }

  /** A node on the canvas by its title. */
  node(title: string): Locator {
    return this.canvas.locator('.svelte-flow__node').filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** A row of the problem list that says some words. */
  problem(words: string | RegExp): Locator {
    return this.problems.getByRole('listitem').filter({ hasText: words });
  }

  score(title: string): Locator {
    return this.page.getByRole('group', { name: 'Scores and cost' }).getByRole('button', { name: new RegExp(`^${title}:`) });
  }

  /** Leaves the welcome page for an empty plan. */
  async startEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Empty plan' }).click();
    await this.canvas.waitFor();
  }

  /** Waits until what is shown is about the plan as it is now. */
  async settled(): Promise<void> {
    await expect(this.page.locator('.checking')).toHaveText('');
    await expect(this.page.locator('.svelte-flow__node .cost').filter({ hasText: '…' })).toHaveCount(0);
  }

  /** Drags a service from the palette to a place of the canvas, in pixels from its top left corner. */
  async dragService(name: string, to: { readonly x: number; readonly y: number }): Promise<void> {
    await this.page.getByRole('searchbox', { name: /Find a service/ }).fill(name);
    const item = this.page.getByRole('button', { name: new RegExp(`^Add ${escape(name)}`) }).first();
    const from = await box(item);
    const canvas = await box(this.canvas);
    await this.page.mouse.move(from.x + 40, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 80, from.y + 40, { steps: 3 });
    await this.page.mouse.move(canvas.x + to.x, canvas.y + to.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Draws an edge from a port of one node to another node. */
  async connect(from: string, kind: string, to: string): Promise<void> {
    const source = this.node(from);
    await source.hover();
    const port = await box(source.getByRole('button', { name: new RegExp(`^Connect ${kind} from`), includeHidden: true }));
    const target = await box(this.node(to));
    await this.page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
    await this.page.mouse.up();
  }

  /** The file's name in the bar at the top, and whether the plan was changed since it was saved. */
  get fileName(): Locator {
    return this.page.locator('header .state');
  }

  get changedMark(): Locator {
    return this.page.getByRole('img', { name: 'changed since the last save' });
  }

  /** What the system's title bar says. */
  async windowTitle(): Promise<string> {
    const window = await this.app.browserWindow(this.page);
    return window.evaluate((one: { getTitle(): string }) => one.getTitle());
  }

  /** Gives a node another title, on its card. */
  async rename(title: string, to: string): Promise<void> {
    await this.startRenaming(title, to);
    await this.page.keyboard.press('Enter');
    await this.node(to).waitFor();
  }

  /** Types another title on a node's card, and leaves it at that. */
  async startRenaming(title: string, to: string): Promise<void> {
    await this.node(title).click();
    await this.page.keyboard.press('F2');
    await this.canvas.getByRole('textbox', { name: 'Title' }).fill(to);
  }

  /** Drops a file on the canvas, as from a folder. */
  async dropFile(path: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const { x, y, width, height } = await box(this.page.locator('.window'));
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
    await session.detach();
  }

  get printDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Print for review' });
  }

  /** Opens the preview, where it is not open, for a paper. @returns its sheets */
  async print(paper: string, orientation: string): Promise<Locator> {
    if (!(await this.printDialog.isVisible())) await this.page.keyboard.press('Control+p');
    await this.printDialog.getByLabel('Paper').selectOption(paper);
    await this.printDialog.getByLabel('Orientation').selectOption(orientation);
    const frame = this.page.frameLocator('iframe[title="Preview of the pages"]');
    await frame.locator('.sheet').first().waitFor();
    return frame.locator('.sheet');
  }

  /** Prints to a file, on the paper that is set. */
  async makePdf(file: string): Promise<void> {
    await answerSave(this.app, file);
    await this.page.keyboard.press('Control+p');
    await this.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
    await this.printDialog.waitFor({ state: 'hidden' });
  }

  /** How many findings the list says there are, waived ones too. */
  async findingCount(): Promise<number> {
    const filters = this.page.getByRole('group', { name: 'Filter' }).getByRole('button');
    const counts = await filters.allTextContents();
    return counts.reduce((sum, text) => sum + Number(/\d+/.exec(text)?.[0] ?? 0), 0);
  }

  /** Runs an item of the native menu. */
  async menu(id: string): Promise<void> {
    await this.app.evaluate(({ Menu }, item) => {
      const found = Menu.getApplicationMenu()?.getMenuItemById(item);
      if (!found?.enabled) throw new Error(`The menu has no enabled item "${item}".`);
      found.click();
    }, id);
  }
}

async function box(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await locator.boundingBox();
  if (!found) throw new Error('It is not on the screen.');
  return found;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
