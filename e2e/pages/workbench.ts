import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { answerSave } from '../harness/dialogs';
import { actOnce, surely } from '../harness/main';

/** The window as its user sees it: things are found by role and name. */
export class WorkbenchPage {
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

  get palette(): Locator {
    return this.page.getByRole('region', { name: 'Services' });
  }

  get problems(): Locator {
    return this.page.getByRole('list', { name: 'Findings' });
  }

  /** A node on the canvas by its title. */
  node(title: string): Locator {
    return this.canvas.locator('.svelte-flow__node').filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** The cards that are drawn, all of them. */
  get cards(): Locator {
    return this.canvas.locator('.svelte-flow__node .card');
  }

  /** The picture that a large plan is drawn on from afar. */
  get overview(): Locator {
    return this.canvas.locator('.overview');
  }

  /**
   * Where places of the plan are in the window, when all of it is in view.
   * @param last the place of the last node; the first is at the origin
   */
  async overviewPlaces(last: { readonly width: number; readonly height: number }): Promise<(x: number, y: number) => [number, number]> {
    const canvas = await box(this.canvas);
    const [x, y, zoom] = await this.canvas.locator('.svelte-flow__viewport').evaluate((element) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
      return [e, f, a] as const;
    });
    if (last.width * zoom + x > canvas.width || last.height * zoom + y > canvas.height) throw new Error('Not all of the plan is in view.');
    return (planX, planY) => [canvas.x + x + planX * zoom, canvas.y + y + planY * zoom];
  }

  /** Waits until the view has kept its place and zoom for ten frames. */
  async viewAtRest(): Promise<void> {
    await this.canvas.locator('.svelte-flow__viewport').evaluate(async (element) => {
      let last = '';
      for (let kept = 0; kept < 10;) {
        await new Promise(requestAnimationFrame);
        const { transform } = getComputedStyle(element);
        kept = transform === last ? kept + 1 : 0;
        last = transform;
      }
    });
  }

  /** A row of the problem list that says some words. */
  problem(words: string | RegExp): Locator {
    return this.problems.getByRole('listitem').filter({ hasText: withAnyQuotes(words) });
  }

  /** What is said of a file that cannot be read. */
  get unreadable(): Locator {
    return this.page.getByRole('dialog', { name: /cannot be read$/ });
  }

  /** A line about something that could not be done. */
  refusal(words: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: withAnyQuotes(words) });
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

  /** Drags a service from the palette to a place of the canvas, in pixels from its top left corner, as the centre of the card. */
  async drag(service: string, to: { readonly x: number; readonly y: number }): Promise<void> {
    const palette = await box(this.palette);
    const item = this.palette
      .getByRole('button')
      .filter({ has: this.page.getByText(service, { exact: true }) })
      .first();
    await this.page.mouse.move(palette.x + palette.width / 2, palette.y + palette.height / 2);
    await expect(async () => {
      const at = await box(item);
      const away = at.y + at.height / 2 - (palette.y + palette.height / 2);
      if (Math.abs(away) > palette.height / 2 - 80) await this.page.mouse.wheel(0, away);
      expect(Math.abs(away)).toBeLessThan(palette.height / 2 - 80);
    }).toPass({ intervals: [20] });
    const from = await box(item);
    const canvas = await box(this.canvas);
    await this.page.mouse.move(from.x + 40, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 80, from.y + 40, { steps: 3 });
    await this.page.mouse.move(canvas.x + to.x, canvas.y + to.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Where a card is in the window. */
  async place(title: string): Promise<{ x: number; y: number; width: number; height: number }> {
    return box(this.node(title).locator('.card'));
  }

  /** The middle of a port, shown by pointing at its card. */
  async port(title: string, kind: string): Promise<{ x: number; y: number }> {
    await this.node(title).hover();
    const { x, y, width, height } = await box(
      this.node(title).getByRole('button', { name: new RegExp(`^Connect ${kind.replace('-', ' ')} from`), includeHidden: true }),
    );
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Draws an edge from a port of one node to another node. */
  async connect(from: string, kind: string, to: string): Promise<void> {
    const port = await this.port(from, kind);
    const target = await box(this.node(to));
    await this.page.mouse.move(port.x, port.y);
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

  /** What the system's title bar says, of the first window. */
  async windowTitle(): Promise<string> {
    return surely(() => this.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getTitle() ?? ''));
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

  get pictureDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Export picture' });
  }

  get printDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Print for review' });
  }

  /** Opens the preview, where it is not open, for a paper. @returns its sheets */
  async print(paper: string, orientation: string): Promise<Locator> {
    if (!(await this.printDialog.isVisible())) await this.page.keyboard.press('Control+p');
    await this.printDialog.getByLabel('Paper').selectOption(paper);
    await this.printDialog.getByLabel('Orientation').selectOption(orientation);
    await this.printDialog.getByText(/^\d+ sheets?, (?:landscape|portrait)\.$/).waitFor();
    const frame = this.page.frameLocator('iframe[title="Preview of the sheets"]');
    await frame.locator('.sheet').first().waitFor();
    return frame.locator('.sheet');
  }

  /** Exports a picture of the plan with the options that are set. */
  async exportPicture(format: 'PNG' | 'SVG'): Promise<void> {
    await this.menu('export-picture');
    await this.pictureDialog.getByRole('radio', { name: format }).check({ force: true });
    await this.pictureDialog.getByRole('button', { name: 'Export…' }).click();
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

  /** Runs an item of the native menu, once it is enabled: the window tells its menu of a change with a short delay. */
  async menu(id: string): Promise<void> {
    await expect
      .poll(() => surely(() => this.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id)), {
        message: `The menu has an enabled item "${id}".`,
      })
      .toBe(true);
    await actOnce(() =>
      this.app.evaluate(({ Menu }, item) => {
        const found = Menu.getApplicationMenu()?.getMenuItemById(item);
        if (!found?.enabled) throw new Error(`The menu has no enabled item "${item}".`);
        found.click();
      }, id),
    );
  }
}

async function box(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await locator.boundingBox();
  if (!found) throw new Error('It is not on the screen.');
  return found;
}

/** The window shows the quotation marks of the engine's texts as curly ones. */
function withAnyQuotes(words: string | RegExp): string | RegExp {
  if (typeof words !== 'string') return new RegExp(words.source.replaceAll('"', '["“”]'), words.flags);
  if (!words.includes('"')) return words;
  const plain = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(plain.replaceAll('"', '["“”]'), 'i');
}
