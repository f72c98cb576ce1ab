import { createContext } from 'svelte';
import type { PlanEdit, Waiver } from '#engine/plan';
import type { Finding, Fix } from '#engine/validate';
import type { Output } from '#ipc';
import { count } from '../wording/format';
import { ask } from './ask';
import type { FindingFixes } from './finding-fixes.svelte';
import type { LongTask } from './long-task.svelte';
import type { Messages } from './messages.svelte';
import type { PlanActions } from './plan-actions.svelte';
import type { PlanEditor } from './plan-editor.svelte';
import type { Selection } from './selection.svelte';

type FixAll = NonNullable<Output<'fixAll'>>;

/** What can be done with a finding, wherever it is shown, and which of its dialogs is open. */
export class FindingDesk {
  /** The finding that is about to be waived. */
  waiving = $state.raw<Finding | undefined>(undefined);
  /** Whether what is typed of its waiver is the last waiver of the plan. */
  #isDrafted = false;
  /** Id of the rule whose page is shown. */
  explained = $state<string | undefined>(undefined);
  /** What fixing all that a rule finds comes to, while it is looked at. */
  fixing = $state.raw<FixAll | undefined>(undefined);

  /** Findings that are not waived, in the order of their numbers. */
  readonly open: readonly Finding[] = $derived.by(() => (this.editor.answer?.findings ?? []).filter(({ waived }) => !waived));

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly messages: Messages,
    private readonly fixes: FindingFixes,
    private readonly plan: PlanActions,
    private readonly task: LongTask,
    /** Opens the list of findings, and the inspector when a field of it is asked for. */
    private readonly reveal: (withField: boolean) => void,
  ) {}

  /** Goes to its nodes and field, and to its row. */
  show(finding: Finding): void {
    const { selection } = this;
    const { path } = finding;
    this.#goTo(finding);
    if (path?.[0] === 'context' || path?.[0] === 'assumptions') selection.clear();
    this.reveal(path !== undefined);
    if (!path) return;
    requestAnimationFrame(() => selection.focusField(path));
  }

  /** Goes to the finding after the one that was looked at last, or before it. */
  walk(by: 1 | -1): void {
    const { open } = this;
    const at = open.findIndex(({ key }) => key === this.selection.finding);
    const next = open[(at < 0 ? (by > 0 ? 0 : open.length - 1) : at + by + open.length) % open.length];
    if (!next) {
      this.messages.show({ tone: 'info', text: 'There are no findings.' });
      return;
    }
    this.#goTo(next);
    this.reveal(false);
  }

  #goTo({ key, nodes, edges, number, severity, message }: Finding): void {
    this.selection.lookAt(key);
    this.selection.show(nodes, edges);
    this.messages.announce(`Finding ${number}, ${severity}: ${message}`);
  }

  /** Mends it: one undo step. The fix is worked out again on the plan as it is now. */
  async fix({ key }: Finding, { title: wanted }: Fix): Promise<void> {
    try {
      const offered = await this.fixes.now(key);
      const live = offered?.find(({ title }) => title === wanted);
      if (!offered) this.messages.notYet();
      else if (!live) this.messages.show({ tone: 'info', text: 'The finding is gone already.' });
      else if (this.editor.edit(live.title, live.edits)) {
        this.plan.done(`Done: ${live.title}.`);
        this.plan.letGo();
      }
    } catch (error) {
      this.messages.fail(error);
    }
  }

  get canFixLooked(): boolean {
    return this.#looked !== undefined && this.fixes.of(this.#looked.key).length > 0;
  }

  /** Does the first fix of the finding that was looked at last. */
  fixLooked(): void {
    const finding = this.#looked;
    const [fix] = finding ? this.fixes.of(finding.key) : [];
    if (finding && fix) void this.fix(finding, fix);
  }

  get #looked(): Finding | undefined {
    return this.open.find(({ key }) => key === this.selection.finding);
  }

  /** Shows the page of its rule. */
  explain({ rule }: Finding): void {
    this.explained = rule;
  }

  explainLooked(): void {
    this.explained = this.editor.answer?.findings.find(({ key }) => key === this.selection.finding)?.rule;
  }

  /** The open finding of a rule that was looked at last, or the first of them. */
  openOf(rule: string): Finding | undefined {
    const ofRule = this.open.filter((finding) => finding.rule === rule && rule !== 'rule-failed');
    return ofRule.find(({ key }) => key === this.selection.finding) ?? ofRule[0];
  }

  /** How many open findings its rule has. */
  ofItsRule({ rule }: Finding): number {
    return this.open.filter((finding) => finding.rule === rule).length;
  }

  /** Shows what fixing all that its rule finds comes to, unless that is cancelled. */
  async fixAll({ rule }: Finding): Promise<void> {
    try {
      const preview = await this.task.run('Working out the fixes', async () => {
        await this.editor.flush();
        const revision = this.editor.revision;
        const answer = await ask('fixAll', { revision, rule });
        return revision === this.editor.revision ? answer : null;
      });
      if (preview === 'cancelled') this.messages.announce('Cancelled. Nothing was changed.');
      else if (preview) this.fixing = preview;
      else this.messages.notYet();
    } catch (error) {
      this.messages.fail(error);
    }
  }

  applyFixes({ edits, steps }: FixAll): void {
    if (!this.editor.edit(`Fix ${count(steps.length, 'finding')}`, edits)) return;
    this.plan.done(`${count(steps.length, 'finding')} fixed.`);
    this.plan.letGo();
  }

  /** Asks for the reason to leave it as it is. */
  waive(finding: Finding): void {
    this.waiving = finding;
  }

  /** Keeps what is typed of a waiver so far. @param waiver nothing while there is no reason yet */
  draftWaiver(waiver: Waiver | undefined): void {
    const last = this.editor.plan.waivers.length - 1;
    const before: readonly PlanEdit[] = this.#isDrafted ? [{ type: 'remove-waiver', at: last }] : [];
    const edits = [...before, ...(waiver ? [{ type: 'add-waiver', waiver } as const] : [])];
    if (this.editor.edit('Waive a finding', edits, { gesture: 'waiver' })) this.#isDrafted = waiver !== undefined;
  }

  /** The waiver is not wanted. */
  forgetWaiver(): void {
    if (this.waiving) this.editor.cancelGesture('waiver');
    this.#isDrafted = false;
    this.waiving = undefined;
  }

  addWaiver(waiver: Waiver): void {
    this.draftWaiver(waiver);
    this.editor.endGesture();
    const last = this.editor.plan.waivers.at(-1);
    this.#isDrafted = false;
    this.waiving = undefined;
    if (last?.rule === waiver.rule && last.because === waiver.because) this.plan.done('The finding is waived.');
  }

  /** Takes away the waiver that covers it. */
  endWaiver(finding: Finding): void {
    const at = this.#waiverOf(finding);
    if (at < 0 || !this.editor.edit('End a waiver', [{ type: 'remove-waiver', at }])) return;
    this.plan.done('The waiver is gone, the finding is back.');
  }

  /** A waiver is told by what a finding says of it: the one of its rule with the same words. */
  #waiverOf({ rule, waived, nodes, edges }: Finding): number {
    return this.editor.plan.waivers.findIndex(
      (waiver) =>
        waiver.rule === rule &&
        waiver.because === waived?.because &&
        waiver.owner === waived.owner &&
        waiver.until === waived.until &&
        (!waiver.on || waiver.on.some((place) => nodes.includes(place) || edges.includes(place))),
    );
  }
}

export const [getFindingDesk, setFindingDesk] = createContext<FindingDesk>();
