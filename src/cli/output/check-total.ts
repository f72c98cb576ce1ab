import { counted, list } from '#engine/format';
import { severities, type Severity } from '#engine/validate';
import { isEvaluated, type CheckedPlan } from './evaluated';
import type { Style } from './style';

const names: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'advice' };

/** What a check found in all plans together, in a line. */
export class CheckTotal {
  #evaluated = 0;
  #unread = 0;
  #waived = 0;
  #failing = 0;
  #exceeded = 0;
  #faults = 0;
  readonly #bySeverity = new Map<Severity, number>();

  get isAnyEvaluated(): boolean {
    return this.#evaluated > 0;
  }

  add({ plan, faults, fails }: CheckedPlan): void {
    this.#faults += faults.length;
    if (!isEvaluated(plan)) {
      this.#unread += 1;
      return;
    }
    this.#evaluated += 1;
    this.#exceeded += plan.exceeded.length;
    for (const finding of plan.evaluation.findings) {
      if (finding.waived) this.#waived += 1;
      else this.#bySeverity.set(finding.severity, (this.#bySeverity.get(finding.severity) ?? 0) + 1);
      if (fails(finding, plan)) this.#failing += 1;
    }
  }

  /** Such as `2 plans checked: 1 error, 3 warnings, 2 waived. The check fails because of 1 finding.` */
  sentence(style: Style): string {
    const counts = severities.flatMap((severity) => {
      const count = this.#bySeverity.get(severity) ?? 0;
      return count === 0 ? [] : [severity === 'info' ? `${count} ${names.info}` : counted(count, names[severity])];
    });
    const found = [...counts, ...(this.#waived > 0 ? [`${this.#waived} waived`] : [])];
    const unread = this.#unread > 0 ? `, ${this.#unread} not readable` : '';
    const reasons = [
      ...(this.#failing > 0 ? [counted(this.#failing, 'finding')] : []),
      ...(this.#exceeded > 0 ? [counted(this.#exceeded, 'limit')] : []),
      ...(this.#unread > 0 ? [`${counted(this.#unread, 'plan')} that cannot be read`] : []),
    ];
    const result =
      reasons.length > 0
        ? style.red(`The check fails because of ${list(reasons, 'and')}.`)
        : this.#faults > 0
          ? style.yellow('Packs have faults: see standard error.')
          : style.green('The check passes.');
    return `${counted(this.#evaluated, 'plan')} checked${unread}: ${found.length > 0 ? found.join(', ') : 'no findings'}. ${result}`;
  }
}
