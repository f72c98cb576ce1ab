import type { NodeId } from '#engine/plan';
import type { Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';

/** Source of drafts; tests pass a fake. */
export interface DraftSource {
  ask(input: { readonly answers: Answers | null }): Promise<PlanDraft>;
  fail(error: unknown): void;
}

/** Effect of the last answer on a node of the draft. */
export type DraftChange = { readonly kind: 'new' } | { readonly kind: 'swapped'; readonly from: string };

/** The answers of the guided start, and the draft of the plan for them. */
export class GuidedStart {
  /** As the user gave them: an answer that is not possible for a while returns when it is. */
  #given = $state.raw<Answers>();
  #draft = $state.raw<PlanDraft>();
  #draftedFor: Answers | undefined;
  #changes = $state.raw<ReadonlyMap<NodeId, DraftChange>>(new Map());
  #gone = $state.raw<readonly string[]>([]);
  #asked = 0;

  constructor(private readonly source: DraftSource) {
    void this.#ask(null);
  }

  /** The draft for the latest answers that have one. */
  get draft(): PlanDraft | undefined {
    return this.#draft;
  }

  /** The answers to show: one that is not possible is replaced by one that is. */
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

  /** The reason why an answer is not possible; `undefined` if it is. @param answer such as `starts.commit` */
  closed(answer: string): string | undefined {
    return this.#draft?.closed.find((one) => one.answer === answer)?.because;
  }

  change(set: Partial<Answers>): void {
    const before = this.#given ?? this.#draft?.answers;
    if (!before) return; // nothing was requested yet
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
