import type { NodeId } from '#engine/plan';
import type { Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';

/** How drafts are asked for; tests put their own in. */
export interface DraftSource {
  ask(input: { readonly answers: Answers | null }): Promise<PlanDraft>;
  fail(error: unknown): void;
}

/** What the last answer did to a node of the draft. */
export type DraftChange = { readonly kind: 'new' } | { readonly kind: 'swapped'; readonly from: string };

/** The answers of the guided start and the plan that they would give. */
export class GuidedStart {
  /** As they were given: what cannot be had for a while comes back when it can. */
  #given = $state.raw<Answers>();
  #draft = $state.raw<PlanDraft>();
  #draftedFor: Answers | undefined;
  #changes = $state.raw<ReadonlyMap<NodeId, DraftChange>>(new Map());
  #gone = $state.raw<readonly string[]>([]);
  #asked = 0;

  constructor(private readonly source: DraftSource) {
    void this.#ask(null);
  }

  /** The plan for the latest answers that are drafted. */
  get draft(): PlanDraft | undefined {
    return this.#draft;
  }

  /** What stands in the questions: what cannot be had is moved to what can. */
  get answers(): Answers | undefined {
    const draft = this.#draft;
    return this.#given === undefined || this.#given === this.#draftedFor ? draft?.answers : this.#given;
  }

  /** Nodes that the last answer changed. */
  get changes(): ReadonlyMap<NodeId, DraftChange> {
    return this.#changes;
  }

  /** Services, by id, that the last answer took out of the plan. */
  get gone(): readonly string[] {
    return this.#gone;
  }

  /** Why an answer cannot be had, or `undefined` where it can. @param answer such as `starts.commit` */
  closed(answer: string): string | undefined {
    return this.#draft?.closed.find((one) => one.answer === answer)?.because;
  }

  change(set: Partial<Answers>): void {
    const before = this.#given ?? this.#draft?.answers;
    if (!before) return; // nothing is asked yet
    this.#given = { ...before, ...set };
    void this.#ask(this.#given);
  }

  async #ask(answers: Answers | null): Promise<void> {
    this.#asked += 1;
    const number = this.#asked;
    try {
      const draft = await this.source.ask({ answers });
      if (number === this.#asked) this.#receive(draft, answers);
    } catch (error) {
      this.source.fail(error);
    }
  }

  #receive(draft: PlanDraft, answers: Answers | null): void {
    const before = this.#draft?.plan.nodes;
    const now = draft.plan.nodes;
    if (before) {
      this.#changes = new Map(
        Object.entries(now).flatMap(([id, { service }]): [NodeId, DraftChange][] => {
          const from = before[id]?.service;
          if (from === service) return [];
          return [[id, from === undefined ? { kind: 'new' } : { kind: 'swapped', from }]];
        }),
      );
      const there = new Set(Object.values(now).map(({ service }) => service));
      this.#gone = [...new Set(Object.values(before).map(({ service }) => service))].filter((service) => !there.has(service));
    }
    this.#draftedFor = answers ?? undefined;
    this.#draft = draft;
  }
}
