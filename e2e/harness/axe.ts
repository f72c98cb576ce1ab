import axe from 'axe-core';
import type { Page } from '@playwright/test';

/** Violations that axe-core finds in the window, as lines with the view, the rule and the elements. */
export async function violations(page: Page, view: string): Promise<string[]> {
  // the page's policy blocks scripts, but not those that the test tool evaluates
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations: all } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } }, // of WCAG 2.2; axe has it off by default
      iframes: false, // the sheets have their own policy and are made for paper
    });
    return all.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
    }));
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${view}: ${id}: ${node.replace(/\s+/g, ' ')}`));
}
