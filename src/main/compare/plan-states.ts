import { UserError } from '#engine/errors';
import { packetOptions, type PacketSince } from '#engine/packet';
import { revisionSince, type PacketPlan, type Revision } from '#engine/plan';
import { today } from '../evaluation/today';
import type { Library } from '../library/library';
import type { PlanDocument } from '../plans/plan-document';
import type { FileOrigin, OtherPlan, Questions, SinceIssue } from './compare-answers';
import type { CompareThread } from './compare-thread';
import type { PlanOrigin } from './plan-in-git';

type Document = Pick<PlanDocument, 'plan' | 'path' | 'isDirty'>;

/** A plan that changes are counted from. */
export interface NamedState {
  /** It in words: `the last commit`. */
  readonly name: string;
  readonly state: OtherPlan;
}

/** A plan without a file has no earlier state that git knows. */
export const unsaved = {
  problem: 'This plan has no file yet, so no earlier state of it is known.',
  fix: 'Save and commit it, or choose a file with the earlier state.',
} as const;

/** Digits of a commit that people write. */
const shortId = 10;

/** What the repository of a plan's file says of it, for its packet and its revisions. The thread of comparisons reads it. */
export class PlanStates {
  constructor(private readonly options: { readonly library: Library; readonly thread: Pick<CompareThread, 'ask'> }) {}

  /** Where the plan comes from. What is not saved is in no commit. */
  async origin({ path, isDirty }: Document): Promise<PlanOrigin> {
    if (path === undefined) return {};
    const { origin } = await this.#about(path);
    return isDirty && origin.isUncommitted !== undefined ? { ...origin, isUncommitted: true } : origin;
  }

  /** The name that git is configured with; `null` without one. */
  async userName({ path }: Document): Promise<string | null> {
    return (await this.#about(path ?? null)).userName;
  }

  /**
   * Changes since the earlier state that a packet names; `undefined` if the packet has no part about changes, or there is no such state.
   * @param other another state, in place of a revision
   */
  async since(document: Document, packet: PacketPlan, other: NamedState | undefined): Promise<PacketSince | undefined> {
    const { plan, path } = document;
    if (!packetOptions(packet, plan).parts.includes('changes')) return undefined;
    if (other) return { name: other.name, ...(await this.#ask('sinceIssue', { plan, from: other.state })) };
    const revision = revisionSince(plan, packet.since);
    if (!revision)
      return packet.since === undefined
        ? undefined
        : { name: `revision ${packet.since}`, problem: `The plan has no revision “${packet.since}”.`, fix: 'Choose another revision.' };
    return {
      name: `revision ${revision.id} of ${revision.date}`,
      then: figuresOf(revision),
      ...(await this.#sinceRevision(plan, path, revision)),
    };
  }

  /** @throws UserError if the plan cannot be read in a state that it shall be compared with */
  async refuseUnread({ plan }: Document, from: OtherPlan): Promise<void> {
    const answer = await this.#ask('sinceIssue', { plan, from });
    if ('problem' in answer) throw new UserError(answer.problem, answer.fix);
  }

  async #sinceRevision(plan: Document['plan'], path: string | undefined, { id, date }: Revision): Promise<SinceIssue> {
    if (path === undefined) return unsaved;
    const answer = await this.#ask('sinceIssue', { plan, from: { file: path, issued: { id, date } } });
    return 'commit' in answer && answer.commit !== undefined ? { ...answer, commit: answer.commit.slice(0, shortId) } : answer;
  }

  #about(file: string | null): Promise<FileOrigin> {
    return this.#ask('origin', { file });
  }

  async #ask<K extends 'origin' | 'sinceIssue'>(name: K, question: Questions[K]): Promise<K extends 'origin' ? FileOrigin : SinceIssue> {
    const { library, thread } = this.options;
    return JSON.parse(await thread.ask(name, question, { additions: library.additions, today: today() })) as K extends 'origin'
      ? FileOrigin
      : SinceIssue; // the thread wrote it
  }
}

function figuresOf({ cost, scores }: Revision): Pick<Revision, 'cost' | 'scores'> {
  return { ...(cost && { cost }), ...(scores && { scores }) };
}
