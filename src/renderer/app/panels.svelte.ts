import { tick } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import { innerWidth } from 'svelte/reactivity/window';
import type { CanvasPort } from '../state/canvas-port.svelte';
import type { Selection } from '../state/selection.svelte';
import type { Settings } from '../state/settings.svelte';

export type Side = 'palette' | 'inspector';

/** Width in pixels below which canvas and source do not fit beside each other. */
const leastForBoth = 560;
/** Width in pixels that the canvas keeps beside the source, and that lines of the source need. */
const [canvasBesideSource, leastSource] = [480, 360];

/** The panels around the plan: the open ones, as far as the window has room for them. */
export class Panels {
  /** The list shown at the bottom. */
  bottomTab = $state<'problems' | 'cost'>('problems');
  /** A narrow or magnified window has room for one side panel: the one that was opened last. */
  readonly #oneSide = new MediaQuery('width < 1024px');
  readonly #narrow = new MediaQuery('width < 900px');
  #side = $derived.by<Side>(() => (this.selection.isEmpty ? 'palette' : 'inspector'));
  /** True if a side panel was asked for since the source was opened: then it is shown even where the canvas gets narrow. */
  #isSideAsked = $state(false);

  constructor(
    private readonly settings: Settings,
    private readonly selection: Selection,
    private readonly port: CanvasPort,
  ) {}

  readonly sides = $derived.by((): Readonly<Record<Side, boolean>> => {
    const { palette, inspector } = this.settings.choices;
    const only = (side: Side) => ({ palette: palette && side === 'palette', inspector: inspector && side === 'inspector' });
    const both = { palette, inspector };
    const fits = (sides: Readonly<Record<Side, boolean>>) => this.#roomBeside(sides) >= canvasBesideSource + leastSource;
    const wanted = this.#oneSide.current && palette && inspector ? only(this.#side) : both;
    if (!this.settings.choices.source || fits(wanted)) return wanted;
    const one = palette && inspector ? only(this.#side) : wanted;
    return this.#isSideAsked || fits(one) ? one : { palette: false, inspector: false };
  });

  /** Width that side panels leave to the plan, in pixels. */
  #roomBeside(sides: Readonly<Record<Side, boolean>>): number {
    const { paletteWidth, inspectorWidth } = this.settings.choices;
    return (innerWidth.current ?? Infinity) - (sides.palette ? paletteWidth : 0) - (sides.inspector ? inspectorWidth : 0);
  }

  /** A narrow window has no room for the outline beside the canvas, so the outline replaces the canvas. */
  readonly outline = $derived.by(() => {
    const { outline } = this.settings.choices;
    return this.#narrow.current && outline === 'beside' ? 'alone' : outline;
  });

  /** Where there is no room for the source beside the canvas, it replaces the canvas and the outline. */
  readonly source = $derived.by(() => {
    if (!this.settings.choices.source) return 'off';
    return this.#roomBeside(this.sides) < leastForBoth ? 'alone' : 'beside';
  });

  /** True if the canvas is drawn. */
  readonly canvas = $derived.by(() => this.outline !== 'alone' && this.source !== 'alone');

  /** True if the person opened the source in this session, and means to type there. */
  sourceAsked = false;

  showSide(side: Side): void {
    this.settings.set(side, true);
    this.#side = side;
    this.#isSideAsked = true;
  }

  toggleSide(side: Side): void {
    if (this.sides[side]) this.settings.set(side, false);
    else this.showSide(side);
  }

  /** Opens the list of findings. */
  showFindings(): void {
    this.settings.set('problems', true);
    this.bottomTab = 'problems';
  }

  /** Shows the source and focuses it, or hides it and focuses the plan. */
  showSource(shown: boolean): void {
    this.sourceAsked = shown;
    this.#isSideAsked = false;
    this.settings.set('source', shown);
    if (!shown) void tick().then(() => this.port.focus(this.selection.node));
  }

  /** Shows the outline and focuses it, or hides it and focuses the canvas. */
  showOutline(how: 'off' | 'beside' | 'alone'): void {
    this.settings.set('outline', how);
    this.port.tookKeyboard(how === 'off' ? 'canvas' : 'outline');
    void tick().then(() => this.port.focus(this.selection.node));
  }
}
