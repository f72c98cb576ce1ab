import { createContext } from 'svelte';
import type { PlanEdit, Waiver } from '#engine/plan';
import type { Finding, Fix } from '#engine/validate';
import type { Output } from '#ipc';
import { counted } from '#engine/format';
import { shownTitleOf } from '../wording/shown';
import { ask } from './ask';
import { asMarkdown } from './finding-markdown';
import type { FindingFixes } from './finding-fixes.svelte';
import type { LongTask } from './long-task.svelte';
import type { Messages } from './messages.svelte';
import type { PlanActions } from './plan-actions.svelte';
import type { PlanEditor } from './plan-editor.svelte';
import type { Selection } from './selection.svelte';

type FixAll = NonNullable<Output<'fixAll'>>;

/** Actions on findings, for every place that shows them, and the state of their dialogs. */
export class FindingActions {
  /** The finding to be waived. */
  waiving = $state.raw<Finding | undefined>(undefined);
  /** True while the last waiver of the plan is the draft. */
  #isDrafted = false;
  /** Id of the rule whose page is shown. */
  explained = $state<string | undefined>(undefined);
  /** Preview of all fixes of a rule, while its dialog is open. */
  fixing = $state.raw<FixAll | undefined>(undefined);

  /** Findings that are not waived, in the order of their numbers. */
  readonly open: readonly Finding[] = $derived.by(() => (this.editor.evaluation?.findings ?? []).filter(({ waived }) => !waived));

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly messages: Messages,
    private readonly fixes: FindingFixes,
    private readonly actions: PlanActions,
    private readonly task: LongTask,
    /** Opens the list of findings, and the inspector if one of its fields is to be focused. */
    private readonly reveal: (withField: boolean) => void,
  ) {}

  /** Shows the nodes and the field of a finding, and its row. @param focusesField false where the list keeps the keyboard */
  show(finding: Finding, { focusesField = true }: { readonly focusesField?: boolean } = {}): void {
    const { selection } = this;
    const { path } = finding;
    this.#goTo(finding);
    if (path?.[0] === 'context' || path?.[0] === 'assumptions') selection.clear();
    this.reveal(path !== undefined);
    if (path && focusesField) selection.focusField(path);
  }

  /** Goes to the finding after or before the current one. */
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

  /** Applies a fix as one undo step. The fix is computed again for the current plan. */
  async fix({ key }: Finding, { title: wanted }: Fix): Promise<void> {
    try {
      const offered = await this.fixes.now(key);
      const live = offered?.find(({ title }) => title === wanted);
      if (!offered) this.messages.notYet();
      else if (!live) this.messages.show({ tone: 'info', text: 'The finding is already gone.' });
      else if (this.editor.edit(live.title, live.edits)) {
        this.actions.history.done(`Done: ${live.title}.`);
        this.actions.selection.letGo();
      }
    } catch (error) {
      this.messages.fail(error);
    }
  }

  get canFixLooked(): boolean {
    return this.#looked !== undefined && this.fixes.of(this.#looked.key).length > 0;
  }

  /** Applies the first fix of the current finding. */
  fixLooked(): void {
    const finding = this.#looked;
    const [fix] = finding ? this.fixes.of(finding.key) : [];
    if (finding && fix) void this.fix(finding, fix);
  }

  get #looked(): Finding | undefined {
    return this.open.find(({ key }) => key === this.selection.finding);
  }

  /** Shows the page of a finding's rule. */
  explain({ rule }: Finding): void {
    this.explained = rule;
  }

  explainLooked(): void {
    this.explained = this.editor.evaluation?.findings.find(({ key }) => key === this.selection.finding)?.rule;
  }

  /** The current finding if it is an open one of a rule, or the rule's first open finding. */
  openOf(rule: string): Finding | undefined {
    const ofRule = this.open.filter((finding) => finding.rule === rule && rule !== 'rule-failed');
    return ofRule.find(({ key }) => key === this.selection.finding) ?? ofRule[0];
  }

  /** Number of open findings of its rule. */
  ofItsRule({ rule }: Finding): number {
    return this.open.filter((finding) => finding.rule === rule).length;
  }

  /** Previews all fixes of a rule, unless the user cancels. */
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
    if (!this.editor.edit(`Fix ${counted(steps.length, 'finding')}`, edits)) return;
    this.actions.history.done(`${counted(steps.length, 'finding')} fixed.`);
    this.actions.selection.letGo();
  }

  /** Copies findings as a table in Markdown. @throws Refusal if they do not reach the clipboard */
  async copy(findings: readonly Finding[]): Promise<void> {
    await ask('copyText', { text: asMarkdown(findings, (id) => shownTitleOf(this.editor.plan, id)) });
    this.messages.show({ tone: 'good', text: `${counted(findings.length, 'finding')} copied as Markdown.` });
  }

  /** Copies all findings that are not waived. */
  copyOpen(): Promise<void> {
    return this.copy(this.open);
  }

  get canWaiveLooked(): boolean {
    return this.#looked !== undefined && this.#looked.rule !== 'rule-failed';
  }

  /** Asks for the reason to waive the current finding. */
  waiveLooked(): void {
    if (this.#looked) this.waive(this.#looked);
  }

  /** Opens the dialog that asks for the reason of a waiver. */
  waive(finding: Finding): void {
    this.waiving = finding;
  }

  /** Saves the draft of a waiver. @param waiver `undefined` while there is no reason yet */
  draftWaiver(waiver: Waiver | undefined): void {
    const last = this.editor.plan.waivers.length - 1;
    const before: readonly PlanEdit[] = this.#isDrafted ? [{ type: 'remove-waiver', at: last }] : [];
    const edits = [...before, ...(waiver ? [{ type: 'add-waiver', waiver } as const] : [])];
    if (this.editor.edit('Waive a finding', edits, { gesture: 'waiver' })) this.#isDrafted = waiver !== undefined;
  }

  /** Discards the draft of the waiver. */
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
    if (last?.rule === waiver.rule && last.because === waiver.because) this.actions.history.done('The finding is waived.');
  }

  /** Removes the waiver of a finding. */
  endWaiver(finding: Finding): void {
    const at = this.#waiverOf(finding);
    if (at < 0 || !this.editor.edit('End a waiver', [{ type: 'remove-waiver', at }])) return;
    this.actions.history.done('The waiver is gone, the finding is back.');
  }

  /** Index of the waiver of a finding. Waivers have no ids: rule, reason, owner, date and a place identify it. */
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

export const [getFindingActions, setFindingActions] = createContext<FindingActions>();
