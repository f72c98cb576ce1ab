import { packetParts, revisionSince, same, usualParts, type PacketPart, type PacketPlan } from '#engine/plan';
import type { PacketOffer, Preview } from '#ipc';
import { ask } from '../state/ask';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Settings } from '../state/settings.svelte';

/** The parts that show a comparison; what they say of the plan is of the state after. */
const ofComparison: readonly PacketPart[] = ['overview', 'details', 'changes', 'cost', 'scores', 'findings'];

/** Milliseconds after which a layout is worth cancelling when its options change. */
const longLayout = 1500;

/** The options of a packet while its dialog is open, and the preview of the sheets that they give. */
export class PacketChoice {
  #packet = $state.raw<PacketPlan>({});
  #preview = $state.raw<Preview | undefined>(undefined);
  #offers = $state.raw<readonly PacketOffer[]>([]);
  #failure = $state.raw<string | undefined>(undefined);
  #isLayingOut = $state(false);
  #isCancelled = $state(false);
  /** Start of the layout that is running, in milliseconds. */
  #since = 0;
  #wanted: PacketPlan | undefined;
  #isClosed = false;
  /** Done once the main process knows what the packet shows changes since. */
  #ready: Promise<unknown> | undefined;
  #earlier = $state.raw<string | undefined>(undefined);

  /** @param compared name of the state that the plan was compared with last, to print what changed since */
  constructor(
    private readonly editor: PlanEditor,
    private readonly settings: Settings,
    compared?: string,
  ) {
    const { paper, orientation } = settings.choices;
    const { parts: _, since: __, ...look } = editor.plan.packet ?? { paper, orientation };
    this.#packet = compared === undefined ? (editor.plan.packet ?? look) : { ...look, parts: [...ofComparison] };
    this.#earlier = compared;
    if (compared !== undefined) this.#ready = ask('packetEarlier', { wanted: 'compared' });
    this.#layOut();
  }

  get packet(): PacketPlan {
    return this.#packet;
  }
  /** The last preview; it may be of earlier options while new ones are laid out. */
  get preview(): Preview | undefined {
    return this.#preview;
  }
  get offers(): readonly PacketOffer[] {
    return this.#offers;
  }
  /** The reason that the options give no sheets. */
  get failure(): string | undefined {
    return this.#failure;
  }
  get isLayingOut(): boolean {
    return this.#isLayingOut;
  }
  /** True if the user cancelled the layout: there is no preview until it is asked for again. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** The parts in the order of the sheets. */
  readonly parts: readonly PacketPart[] = $derived.by(() => this.#packet.parts ?? usualParts(this.editor.plan, this.#packet.since));

  /** True if the plan says the same. */
  readonly isKept: boolean = $derived.by(() => same(this.editor.plan.packet, this.#packet));

  /** Sets options; `undefined` takes one away, so that its default holds. Paper and orientation are remembered for plans that state none. */
  set(values: { readonly [K in keyof PacketPlan]?: PacketPlan[K] | undefined }): void {
    const next = Object.fromEntries(
      Object.entries({ ...this.#packet, ...values }).filter(([, value]) => value !== undefined),
    ) as PacketPlan;
    if (same(next, this.#packet)) return;
    this.#packet = next;
    const { paper, orientation } = next;
    if (typeof paper === 'string') this.settings.set('paper', paper);
    if (orientation) this.settings.set('orientation', orientation);
    this.#layOut();
  }

  /** Prints a part, or leaves it out; at least one stays. */
  setPart(part: PacketPart, isPrinted: boolean): void {
    const { parts } = this;
    if (!isPrinted) return parts.length > 1 ? this.#setParts(parts.filter((one) => one !== part)) : undefined;
    if (parts.includes(part)) return;
    // beside the part that usually comes before it
    const before = packetParts.slice(0, packetParts.indexOf(part)).findLast((one) => parts.includes(one));
    const at = before === undefined ? 0 : parts.indexOf(before) + 1;
    this.#setParts([...parts.slice(0, at), part, ...parts.slice(at)]);
  }

  /** Moves a part among the printed ones. */
  movePart(part: PacketPart, by: -1 | 1): void {
    const from = this.parts.indexOf(part);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.parts.length) return;
    const parts = this.parts.filter((one) => one !== part);
    this.#setParts([...parts.slice(0, to), part, ...parts.slice(to)]);
  }

  #setParts(parts: readonly PacketPart[]): void {
    this.set({ parts: same(parts, usualParts(this.editor.plan, this.#packet.since)) ? undefined : [...parts] });
  }

  /** Name of the file, or revision of git, since which changes are shown; without one, they are shown since a revision of the plan. */
  get earlier(): string | undefined {
    return this.#earlier;
  }

  /** Id of the revision since which changes are shown; `undefined` if there is none, or a file is chosen. */
  get since(): string | undefined {
    return this.#earlier === undefined ? revisionSince(this.editor.plan, this.#packet.since)?.id : undefined;
  }

  /** Shows changes since a revision. @param id without one, the last revision */
  async sinceRevision(id: string | undefined): Promise<void> {
    if (this.#earlier !== undefined) {
      await ask('packetEarlier', { wanted: 'none' });
      this.#earlier = undefined;
      this.#layOut();
    }
    this.set({ since: id === this.editor.plan.revisions?.at(-1)?.id ? undefined : id });
  }

  /** Asks for a file with an earlier state, and shows changes since that. */
  async sinceFile(): Promise<void> {
    await this.#sinceEarlier('choose');
  }

  /** Shows changes since a branch, tag or commit. */
  async sinceGit(revision: string): Promise<void> {
    await this.#sinceEarlier({ revision });
  }

  async #sinceEarlier(wanted: 'choose' | { readonly revision: string }): Promise<void> {
    const name = await ask('packetEarlier', { wanted });
    if (name === null) return;
    this.#earlier = name;
    this.setPart('changes', true);
    this.#layOut();
  }

  /** Writes the options into the plan, as one step. */
  keep(): void {
    this.editor.edit('Keep the packet in the plan', [{ type: 'set-plan', set: { packet: this.#packet } }]);
  }

  /** Takes the options out of the plan, as one step. */
  forget(): void {
    this.editor.edit('Take the packet out of the plan', [{ type: 'set-plan', set: { packet: undefined } }]);
  }

  /** Cancels the layout that is running. */
  cancel(): void {
    this.#isCancelled = true;
    this.#cancelPacket();
  }

  /** Lays out again after it was cancelled. */
  again(): void {
    this.#layOut();
  }

  /** Ends the thread that lays out. */
  close(): void {
    this.#isClosed = true;
    this.#cancelPacket();
    void ask('packetEarlier', { wanted: 'none' });
  }

  /** One layout runs at a time; the next is of the latest options. A short one ends by itself sooner than a new thread starts. */
  #layOut(): void {
    const isRunning = this.#wanted !== undefined;
    this.#isLayingOut = true;
    this.#isCancelled = false;
    this.#wanted = this.#packet;
    if (!isRunning) void this.#run();
    else if (performance.now() - this.#since > longLayout) this.#cancelPacket();
  }

  #cancelPacket(): void {
    void ask('cancelPacket', undefined);
  }

  async #run(): Promise<void> {
    while (this.#wanted && !this.#isClosed) {
      const wanted = this.#wanted;
      this.#since = performance.now();
      try {
        await this.#ready;
        const preview = await ask('preview', wanted);
        if (!preview && this.#isCancelled) {
          [this.#preview, this.#failure, this.#offers, this.#wanted] = [undefined, undefined, [], undefined];
          break;
        }
        if (!preview) continue; // of options that are no longer wanted
        [this.#preview, this.#failure, this.#offers] = [preview, undefined, []];
        if (this.#wanted === wanted && !this.#isClosed) {
          this.#isLayingOut = false;
          const offers = await ask('packetOffers', wanted);
          if (this.#wanted === wanted) this.#offers = offers;
        }
      } catch (error) {
        if (this.#wanted === wanted) this.#failure = error instanceof Error ? error.message : String(error);
      }
      if (this.#wanted === wanted) this.#wanted = undefined;
      else this.#isLayingOut = true;
    }
    this.#isLayingOut = false;
  }
}
