import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import { surely } from '../harness/main';
import { chainOf, example } from '../harness/plans';

/* The window as some users set up their system: magnified, without motion, in colours of their own. */

test('magnified to 200 %, every control is within the window or can be scrolled to', async ({ start, folder }) => {
  test.slow();
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { page, app, workbench, troubles } = await start({ files: [file], size: { width: 1280, height: 800 } });
  await workbench.settled();
  await surely(() => app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.setZoomFactor(2)));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  const cut: string[] = [];
  const look = async (view: string) => cut.push(...(await cutOff(page)).map((control) => `${view}: ${control}`));

  await expect(workbench.palette).toBeVisible();
  await look('the plan');
  await page.keyboard.press('F8');
  await look('a finding');
  // of the panels at the sides there is the one that was asked for last
  await page.keyboard.press('Escape');
  await workbench.menu('context');
  await expect(workbench.inspector.getByRole('combobox', { name: 'Approach' })).toBeFocused();
  await expect(workbench.palette).toHaveCount(0);
  await look('the context');
  await workbench.menu('add-node');
  await expect(workbench.palette.getByRole('searchbox')).toBeFocused();
  await expect(workbench.inspector).toHaveCount(0);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('CPU cluster');
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  await look('what is found');
  await page.keyboard.press('Enter');
  await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('CPU cluster');
  await look('a node');
  await page.keyboard.press('Control+Enter');
  await page.locator('.picker').waitFor();
  await look('what follows');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('treegrid').waitFor();
  await look('the outline');
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('tab', { name: 'Cost' }).click();
  await look('the cost');
  for (const score of ['Maintainability', 'A month']) {
    await workbench.score(score).click();
    await look(score);
    await page.keyboard.press('Escape');
  }
  for (const dialog of [
    'guided-start',
    'print',
    'price-books',
    'packs',
    'settings',
    'help-contents',
    'keys',
    'report-problem',
    'about',
    'palette',
    'saved-views',
  ]) {
    await workbench.menu(dialog);
    await page.locator('dialog[open]').waitFor();
    if (dialog === 'guided-start') await page.getByRole('region', { name: 'The first plan' }).waitFor();
    await look(dialog);
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  expect(cut).toEqual([]);
  expect(troubles).toEqual([]);
});

test('at 900 pixels the name of the plan can be read beside a cost of many words', async ({ start, folder }) => {
  const file = join(folder, 'gen.pipedraft.yaml');
  writeFileSync(
    file,
    chainOf(12).replace('name: A long chain', 'name: Short name').replace('service: azure-storage', 'service: azure-data-factory'),
  );
  const { page, workbench } = await start({ files: [file], size: { width: 900, height: 600 } });
  await workbench.settled();
  await expect(workbench.score('A month')).toContainText('at least');
  const name = page.getByRole('heading', { name: 'Short name', level: 1 });
  expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

/** What the page keeps of what moved in it. */
interface Moving {
  pipedraftMoved: string[];
}

test('nothing moves for who wants less motion', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('CPU cluster').click();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight'); // so that there is something to tidy
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => {
    const moved: string[] = [];
    Object.assign(window, { pipedraftMoved: moved });
    const lasting = () => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0);
    for (const type of ['transitionrun', 'animationstart'])
      document.addEventListener(type, ({ target }) => {
        if (lasting().length > 0) moved.push(`${type} of ${(target as Element).className.toString()}`);
      });
    // the canvas goes where it is sent to at once: a place for what was asked for, another where it is resized by that
    const viewport = document.querySelector('.svelte-flow__viewport');
    if (viewport)
      new MutationObserver(() => moved.push((viewport as HTMLElement).style.transform)).observe(viewport, { attributeFilter: ['style'] });
  });
  const moved = () => page.evaluate(() => (window as unknown as Moving).pipedraftMoved.splice(0));

  const goes: Readonly<Record<string, readonly string[]>> = {};
  const does = async (what: string) => {
    await workbench.menu(what);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    Object.assign(goes, { [what]: [...new Set(await moved())] });
  };
  for (const what of ['zoom-in', 'zoom-reset', 'fit', 'toggle-problems', 'toggle-inspector', 'toggle-palette']) await does(what);
  await workbench.menu('toggle-palette');
  await does('tidy');
  await page.getByRole('button', { name: 'Apply' }).click();
  await does('fit');
  for (const what of ['toggle-outline', 'history', 'settings']) await does(what);
  await page.keyboard.press('Escape');
  expect(Object.entries(goes).filter(([, places]) => places.length > 2 || places.some((one) => one.includes(' of ')))).toEqual([]);
  expect(goes['zoom-reset']).toHaveLength(1); // it did go
  expect(troubles).toEqual([]);
});

test('with forced colours, cards, edges, lanes, marks, what is chosen and the focus have those of the system', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const { Canvas, CanvasText, Highlight } = await systemColours(page);
    expect(new Set([Canvas, CanvasText, Highlight]).size).toBe(3);
    const has = (selector: string, property: string, colour: string | undefined) =>
      expect(workbench.canvas.locator(selector).first()).toHaveCSS(property, colour ?? '');
    await workbench.node('Nightly window').click();
    await page.keyboard.press('Alt+ArrowDown'); // by keys, so that it has a ring
    await has('.card', 'border-top-color', CanvasText);
    await has('.card', 'background-color', Canvas);
    await has('.card .stripe', 'background-color', CanvasText);
    await has('.card.selected', 'outline-color', Highlight);
    await has('.svelte-flow__node:focus', 'outline-color', CanvasText);
    await has('.line .stroke', 'stroke', CanvasText);
    await has('marker .filled', 'fill', CanvasText);
    await has('.band', 'outline-color', CanvasText);
    await has('.pill', 'border-top-color', CanvasText);
    await has('.pill .shape', 'fill', CanvasText);
    await expect(page.getByRole('group', { name: 'Filter' }).getByRole('button', { name: 'Errors' })).toHaveCSS(
      'outline-color',
      Highlight ?? '',
    );
  }
  expect(troubles).toEqual([]);
});

test('with forced colours the picture of a large plan has no other colours than those of the system', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(500));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.overview.first().waitFor();
  expect((await coloursOf(page)).size).toBeGreaterThan(1); // the lane's
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await expect.poll(async () => [...(await coloursOf(page))].sort()).toEqual(['black', 'white']);
  expect(troubles).toEqual([]);
});

/** Controls that cannot be seen whole, however one scrolls. What is on the canvas is panned to. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scope = [...document.querySelectorAll('dialog[open], [popover]:popover-open')].at(-1) ?? document.body;
    const controls = scope.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary, [role=option], [role=tab]');
    return [...controls].flatMap((control) => {
      if (control.closest('[role=application]') || !control.checkVisibility()) return [];
      let { left, right, top, bottom } = control.getBoundingClientRect();
      for (let around = control.parentElement; around && around !== document.documentElement; around = around.parentElement) {
        const style = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        // what scrolls brings it in; what only cuts leaves of it what is inside
        if (/auto|scroll/.test(style.overflowX) && right - left <= box.width + 1) [left, right] = moved(left, right, box.left, box.right);
        if (/auto|scroll/.test(style.overflowY) && bottom - top <= box.height + 1) [top, bottom] = moved(top, bottom, box.top, box.bottom);
        if (style.overflowX === 'hidden' && (left < box.left - 1 || right > box.right + 1)) return [nameOf(control, 'cut at its side')];
        if (style.overflowY === 'hidden' && (top < box.top - 1 || bottom > box.bottom + 1)) return [nameOf(control, 'cut')];
        if (around.matches('dialog, [popover]')) break;
      }
      const inside = left > -1 && top > -1 && right < innerWidth + 1 && bottom < innerHeight + 1;
      return inside ? [] : [nameOf(control, `outside, at ${Math.round(left)} ${Math.round(top)}`)];
    });

    function moved(from: number, to: number, least: number, most: number): [number, number] {
      const by = from < least ? least - from : to > most ? most - to : 0;
      return [from + by, to + by];
    }
    function nameOf(control: HTMLElement, how: string): string {
      return `${control.getAttribute('aria-label') ?? (control.textContent.trim() || control.outerHTML.slice(0, 120))} is ${how}`;
    }
  });
}

/** What the system's colours come to. */
function systemColours(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const names = ['Canvas', 'CanvasText', 'Highlight'];
    const colours = names.map((name) => {
      probe.style.outlineColor = name;
      return [name, getComputedStyle(probe).outlineColor] as const;
    });
    probe.remove();
    return Object.fromEntries(colours);
  });
}

/** The colours that the picture of the plan is painted with, where it is not see-through. */
async function coloursOf(page: Page): Promise<ReadonlySet<string>> {
  const found = await page.locator('canvas').evaluateAll((canvases) =>
    canvases.flatMap((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const colours = new Set<string>();
      for (let at = 0; at < pixels.length; at += 4) {
        const [red = 0, green = 0, blue = 0, opacity = 0] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]];
        if (opacity < 255) continue;
        const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
        // the edges of shapes are mixed of what is on both sides
        colours.add(spread > 24 ? 'coloured' : red > 230 ? 'white' : red < 25 ? 'black' : 'mixed');
      }
      return [...colours];
    }),
  );
  return new Set(found.filter((colour) => colour !== 'mixed'));
}
