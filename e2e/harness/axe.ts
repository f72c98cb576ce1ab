import axe from 'axe-core';
import type { Page } from '@playwright/test';

/** What axe-core finds in the window as it is now, as lines that name the view, the rule and the elements. */
export async function violations(page: Page, view: string): Promise<string[]> {
  // the page's own policy lets no script in; what the test tool evaluates is outside of it
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations: all } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      iframes: false, // the sheets have a policy of their own, and are made for paper
    });
    return all.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
    }));
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${view}: ${id}: ${node.replace(/\s+/g, ' ')}`));
}
