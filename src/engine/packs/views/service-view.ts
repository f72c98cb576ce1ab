import type { Service } from '../../catalog';
import type { Steps } from '../steps';

/** A service as expressions see it; also one that the catalog does not have. */
export class ServiceView {
  readonly #service: Service | undefined;
  readonly #id: string;
  readonly #steps: Steps;

  constructor(service: Service | undefined, id: string, steps: Steps) {
    this.#service = service;
    this.#id = id;
    this.#steps = steps;
  }

  #step(number = 1): Service | undefined {
    this.#steps.take(number);
    return this.#service;
  }

  get id() {
    this.#step();
    return this.#id;
  }
  get name() {
    return this.#step()?.name ?? this.#id;
  }
  get stages() {
    return this.#step(10)?.stages ?? [];
  }
  get approach() {
    return this.#step()?.approach;
  }
  get state() {
    return this.#step()?.status.state ?? 'unknown';
  }
  get retiresOn() {
    return this.#step()?.status.retiresOn;
  }
  get managed() {
    return this.#step()?.managed;
  }
  get startup() {
    return this.#step()?.startup;
  }
  get lockIn() {
    return this.#step()?.lockIn.level;
  }
  get languages() {
    return this.#step(10)?.languages ?? [];
  }
  get skills() {
    return Object.fromEntries((this.#step(10)?.skills ?? []).map(({ skill, level }) => [skill, level]));
  }
  get formats() {
    return this.#step(10)?.definition.formats ?? [];
  }
}
