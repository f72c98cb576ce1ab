import type { Changes, LiveNode } from '../../catalog';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { LiveFindings } from './live-findings';
import { LiveRule, type LiveDraft, type LiveInput } from './live-rule';

/** The findings of some rules in a plan that changes. After a change only what it touches is checked again. */
export class LiveValidation {
  readonly #rules: readonly LiveRule[];
  readonly #findings: LiveFindings;

  /** @param today the day that counts as today */
  constructor(rules: readonly Rule[], today: string) {
    this.#rules = rules.map((rule) => new LiveRule(rule));
    this.#findings = new LiveFindings(today);
  }

  /**
   * @param changes what has changed since the last time; `undefined` the first time
   * @returns what `validate` finds; unchanged findings keep their objects, and so does the list if all of them are unchanged
   */
  update(changes: Changes<LiveNode> | undefined, live: LiveInput): readonly Finding[] {
    const gone = new Set<LiveDraft>();
    const come: LiveDraft[] = [];
    for (const rule of this.#rules) {
      const difference = changes ? rule.update(changes, live) : rule.check(live);
      for (const draft of difference.gone) gone.add(draft);
      for (const draft of difference.come) come.push(draft);
    }
    return this.#findings.update(gone, come, live.graph, live.plan.waivers);
  }
}
