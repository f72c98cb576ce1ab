import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Running } from '../harness/app';

/* Edges: both ends, kind, title and direction are changed on the canvas, by pointer and by keyboard. */

const plan = `pipedraft: 1
name: Edges
context: {approach: code}
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
  second: {service: azure-storage, title: Second lake}
  notebook: {service: code-repository, title: Repository}
edges:
  - {from: copy, to: lake, kind: data, title: Orders}
layout:
  copy: [0, 0]
  lake: [0, 200]
  second: [320, 200]
  notebook: [640, 200]
`;

async function opened(start: (options: object) => Promise<Running>, folder: string): Promise<Running> {
  const file = join(folder, 'edges.pipedraft.yaml');
  writeFileSync(file, plan);
  const running = await start({ files: [file], size: { width: 1600, height: 900 } });
  await running.workbench.settled();
  return running;
}

const line = ({ page }: Running, name: RegExp) => page.getByRole('img', { name });
const orders = /^data from Copy to Lake, Orders/;

/** A point of an edge that nothing covers: a little after its start. */
async function pointOn(running: Running, name: RegExp): Promise<{ x: number; y: number }> {
  return line(running, name)
    .locator('.stroke')
    .evaluate((path: SVGPathElement) => {
      const at = path.getPointAtLength(24).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: at.x, y: at.y };
    });
}

/** Drags an end of the selected edge to a node. */
async function dragEnd(running: Running, end: 'from' | 'to', to: string, drop = true): Promise<void> {
  const { page, workbench } = running;
  const handle = await page.locator(`circle.end[data-end="${end}"]`).boundingBox();
  const target = await workbench.place(to);
  if (!handle) throw new Error('The end of the edge is not shown.');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
  if (drop) await page.mouse.up();
}

test('an end is dragged to another node, in one step; a node that does not fit says why', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page } = running;
  const at = await pointOn(running, orders);
  await page.mouse.click(at.x, at.y);
  await dragEnd(running, 'to', 'Second lake');
  await expect(line(running, /^data from Copy to Second lake, Orders/)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(line(running, orders)).toHaveCount(1);

  const again = await pointOn(running, orders);
  await page.mouse.click(again.x, again.y);
  await dragEnd(running, 'to', 'Repository', false);
  await expect(page.getByText('takes no data').first()).toBeVisible();
  await page.mouse.up();
  await expect(line(running, orders)).toHaveCount(1);
  expect(running.troubles).toEqual([]);
});

test('an end is moved by keyboard', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page, workbench } = running;
  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(line(running, orders)).toHaveClass(/selected/);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('where the edge leads');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Lead the data from/ })).toBeVisible();
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await expect(line(running, /^data from Copy to Second lake, Orders/)).toHaveClass(/selected/);

  // on to one of its nodes
  await page.keyboard.press('Alt+ArrowDown');
  await expect(workbench.node('Second lake')).toHaveClass(/selected/);
});

test('an edge is named where it is, by a double click and by its key', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page } = running;
  const at = await pointOn(running, orders);
  await page.mouse.dblclick(at.x, at.y);
  const field = page.getByRole('textbox', { name: 'Title of the edge' });
  await expect(field).toHaveValue('Orders');
  await field.fill('Invoices');
  await page.keyboard.press('Enter');
  await expect(line(running, /^data from Copy to Lake, Invoices/)).toHaveCount(1);

  await page.keyboard.press('F2');
  await field.fill('Something else');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(line(running, /^data from Copy to Lake, Invoices/)).toHaveCount(1);
  expect(running.troubles).toEqual([]);
});

test('a line is never thinner than it can be seen', async ({ start, folder }) => {
  const { page } = await opened(start, folder);
  const widths = async () =>
    page.locator('.lines .stroke').evaluateAll((all) =>
      all.map((one) => {
        const { a: zoom } = (one as SVGPathElement).getScreenCTM() ?? { a: 0 };
        return Number.parseFloat(getComputedStyle(one).strokeWidth) * zoom;
      }),
    );
  const further = async () => {
    await page.keyboard.press('ControlOrMeta+-');
    return Math.min(...(await widths()));
  };
  await expect.poll(further).toBeLessThan(1); // the plan is small
  await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(0.7);
});

test('an edge has a menu of its own, by pointer and by key', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page } = running;
  const at = await pointOn(running, orders);
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await expect(page.getByRole('menuitemcheckbox', { name: 'Kind: Data' })).toHaveAttribute('aria-checked', 'true');
  await expect(page.getByRole('menuitem', { name: 'Insert a service…' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Turn round' }).click();
  await expect(line(running, /^data from Lake to Copy, Orders/)).toHaveCount(1);

  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await expect(page.getByText('4 nodes, 0 edges')).toBeVisible();
});

test('an edge has a card that says what it is, by pointer and by keyboard', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page, workbench } = running;
  const card = page.getByRole('tooltip').filter({ hasText: 'Copy → Lake' });
  const isWhole = async () => {
    for (const part of ['Data', 'hands over data', 'Copy → Lake', '“Orders”']) await expect(card).toContainText(part);
    const [box, { width, height }] = [await card.boundingBox(), await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))];
    expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
    // assistive technology reads it with the edge
    const id = await card.getAttribute('id');
    await expect(line(running, orders)).toHaveAttribute('aria-describedby', id ?? 'an id');
  };
  const at = await pointOn(running, orders);
  await page.mouse.move(at.x, at.y);
  await expect(card).toBeVisible();
  await isWhole();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.mouse.move(at.x + 200, at.y);

  await workbench.node('Copy').click();
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(line(running, orders)).toBeFocused();
  await isWhole();
  await page.keyboard.press('Delete');
  await expect(page.getByText('4 nodes, 0 edges')).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(line(running, orders)).toHaveCount(1);
  expect(running.troubles).toEqual([]);
});

test('the card of an edge lists its findings with their severity', async ({ start, folder }) => {
  const file = join(folder, 'wrong.pipedraft.yaml');
  writeFileSync(file, plan.replace('kind: data, title: Orders', 'kind: model'));
  const running = await start({ files: [file], size: { width: 1600, height: 900 } });
  await running.workbench.settled();
  const at = await pointOn(running, /^model from Copy to Lake/);
  await running.page.mouse.move(at.x, at.y);
  const card = running.page.getByRole('tooltip').filter({ hasText: 'Copy → Lake' });
  await expect(card.getByRole('img', { name: 'error' }).first()).toBeVisible();
});

test('a box that only touches the line of an edge selects the edge', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page, workbench } = running;
  const at = await pointOn(running, orders);
  await page.mouse.move(at.x - 60, at.y - 6);
  await page.mouse.down();
  await page.mouse.move(at.x - 30, at.y, { steps: 4 });
  await expect(line(running, orders)).not.toHaveClass(/selected/);
  await page.mouse.move(at.x + 40, at.y + 6, { steps: 4 });
  await page.mouse.up();
  await expect(line(running, orders)).toHaveClass(/selected/);
  await expect(workbench.canvas.locator('.svelte-flow__node.selected')).toHaveCount(0);
  expect(running.troubles).toEqual([]);
});

test('a click on the canvas draws no ring around it, the key that leads there does', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const { page, workbench } = running;
  const ring = () => workbench.canvas.evaluate((canvas) => getComputedStyle(canvas, '::after').borderTopStyle);
  const canvas = await workbench.canvas.boundingBox();
  if (!canvas) throw new Error('There is no canvas.');
  await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height - 60);
  await page.keyboard.press('ArrowDown');
  expect(await ring()).toBe('none');
});

test('the legend lists the kinds of the plan', async ({ start, folder }) => {
  const running = await opened(start, folder);
  const button = running.page.getByRole('button', { name: 'Legend' });
  await button.click();
  await expect(running.page.getByText('hands over data')).toBeVisible();
  await button.click();
  await expect(running.page.getByText('hands over data')).toHaveCount(0);
});
