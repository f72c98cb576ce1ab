import { parseQuantity } from '../../plan';
import type { RuleInput } from '../../validate';
import type { Steps } from '../steps';

/** A plan's needs, as expressions see them. */
export class NeedsView {
  readonly #needs: NonNullable<RuleInput['plan']['context']['needs']>;
  readonly #steps: Steps;

  constructor(needs: NonNullable<RuleInput['plan']['context']['needs']>, steps: Steps) {
    this.#needs = needs;
    this.#steps = steps;
  }

  #step() {
    this.#steps.take(1);
    return this.#needs;
  }

  get schedule() {
    return this.#step().schedule;
  }
  get events() {
    const events = this.#step().events ?? [];
    this.#steps.take(events.length);
    return events;
  }
  get manualApproval() {
    return this.#step().manualApproval;
  }
  get dataVolumeGb() {
    const volume = this.#step().dataVolume;
    return volume === undefined ? undefined : parseQuantity(volume)?.base;
  }
  get distributed() {
    return this.#step().distributed;
  }
  get gpu() {
    return this.#step().gpu;
  }
  get network() {
    return this.#step().network;
  }
  get dataClassification() {
    return this.#step().dataClassification;
  }
  get availability() {
    return this.#step().availability;
  }
  get recoveryHours() {
    const time = this.#step().recoveryTime;
    return time === undefined ? undefined : parseQuantity(time)?.base;
  }
  get serving() {
    const serving = this.#step().serving ?? [];
    this.#steps.take(serving.length);
    return serving;
  }
}
