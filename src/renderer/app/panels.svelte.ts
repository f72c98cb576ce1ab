import { tick } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { CanvasPort } from '../state/canvas-port.svelte';
import type { Selection } from '../state/selection.svelte';
import type { Settings } from '../state/settings.svelte';

export type Side = 'palette' | 'inspector';

/** The panels around the plan: which of them are open, as far as the window has room for them. */
export class Panels {
  /** The list at the bottom that is shown. */
  bottomTab = $state<'problems' | 'cost'>('problems');
  /** A window that is narrow, or magnified, has room for one of the panels at its sides: the one that was asked for last. */
  readonly #narrow = new MediaQuery('width < 900px');
  #side = $derived.by<Side>(() => (this.selection.isEmpty ? 'palette' : 'inspector'));

  constructor(
    private readonly settings: Settings,
    private readonly selection: Selection,
    private readonly port: CanvasPort,
  ) {}

  readonly sides = $derived.by((): Readonly<Record<Side, boolean>> => {
    const { palette, inspector } = this.settings.choices;
    const both = !this.#narrow.current || !palette || !inspector;
    return { palette: palette && (both || this.#side === 'palette'), inspector: inspector && (both || this.#side === 'inspector') };
  });

  /** Beside the canvas of a narrow window there is no room for the outline, so it takes its place. */
  readonly outline = $derived.by(() => {
    const { outline } = this.settings.choices;
    return this.#narrow.current && outline === 'beside' ? 'alone' : outline;
  });

  showSide(side: Side): void {
    this.settings.set(side, true);
    this.#side = side;
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

  /** Shows the outline and goes there, or hides it and goes back to the canvas. */
  showOutline(how: 'off' | 'beside' | 'alone'): void {
    this.settings.set('outline', how);
    this.port.tookKeyboard(how === 'off' ? 'canvas' : 'outline');
    void tick().then(() => this.port.focus(this.selection.node));
  }
}
