import axe from 'axe-core';
import type { Page } from '@playwright/test';

/**
 * Violations that axe-core finds in the window, as lines with the view, the rule and the elements.
 * @param targets true to look at the size of targets too: WCAG 2.2 asks for it, and axe has it off by default
 */
export async function violations(page: Page, view: string, { targets = false } = {}): Promise<string[]> {
  // the page's policy blocks scripts, but not those that the test tool evaluates
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (hasTargets) => {
    const { violations: all } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: hasTargets } },
      iframes: false, // the sheets have their own policy and are made for paper
    });
    return all.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
    }));
  }, targets);
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${view}: ${id}: ${node.replace(/\s+/g, ' ')}`));
}
