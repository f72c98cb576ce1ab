import { edgeId, grid, type GroupId, type Position } from '#engine/plan';
import { blockIdOf, groupOfBlock, noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { PlanFlow } from '../../state/plan-flow.svelte';
import type { Selection } from '../../state/selection.svelte';
import type { Settings } from '../../state/settings.svelte';
import { typesLetter } from '../../ui/pressed-key';
import { isTyping } from '../../wording/keys';
import type { NoteEditor } from '../groups/note-editor.svelte';
import type { Camera } from '../view/camera';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { DrawnSelection } from './drawn-selection.svelte';
import type { KeyboardFocus } from './keyboard-focus.svelte';
import type { Moves } from './moves';

interface Sources {
  readonly settings: { readonly choices: Pick<Settings['choices'], 'keyPreset'> };
  readonly groups: Groups;
  readonly selection: Selection;
  readonly planFlow: PlanFlow;
  readonly visible: Pick<VisibleArea, 'overview'>;
  readonly camera: Pick<Camera, 'look'>;
  readonly notes: Pick<NoteEditor, 'start'>;
  readonly moves: Moves;
  readonly chosen: DrawnSelection;
  readonly keyboard: Pick<KeyboardFocus, 'on'>;
  /** Opens the service picker with the typed letter as the beginning of the name. */
  readonly pickService: (typed: string) => void;
}

const arrows: Readonly<Record<string, Position>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The keys of the canvas that are not commands: arrows, Enter, and letters unless letters are commands. */
export class CanvasKeys {
  /** True after Alt+arrow or a drag with Alt: releasing Alt would open the menu and move the focus there. */
  #usedAlt = false;

  constructor(private readonly of: Sources) {}

  pressed(event: KeyboardEvent): void {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || (event.altKey && event.shiftKey)) return;
    const { settings, selection, camera, visible } = this.of;
    if (event.key === 'Enter' && this.#enter(event.target)) {
      event.preventDefault();
    } else if (settings.choices.keyPreset === 'standard' && typesLetter(event) && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      this.of.pickService(event.key);
    } else if (event.key === 'Enter' && visible.overview && selection.nodes.size > 0) {
      event.preventDefault();
      camera.look([...selection.nodes], 1);
    } else this.#arrow(event);
  }

  /** Alt was used with the pointer: releasing it opens no menu. */
  usedAlt(): void {
    this.#usedAlt = true;
  }

  released(event: KeyboardEvent): void {
    if (event.key !== 'Alt' || !this.#usedAlt) return;
    this.#usedAlt = false;
    event.preventDefault();
  }

  /** Opens the focused block or edits the focused note. @returns true if either has the focus */
  #enter(target: EventTarget | null): boolean {
    const focused = target instanceof Element ? target.closest<HTMLElement>('.svelte-flow__node')?.dataset['id'] : undefined;
    if (focused === undefined) return false;
    const group = groupOfBlock(focused);
    if (group !== undefined) this.#open(group);
    else if (noteOfDrawn(focused) !== undefined) this.of.notes.start(focused);
    else return false;
    return true;
  }

  /** Opens a group and focuses one of its cards. */
  #open(group: GroupId): void {
    const { groups, selection, keyboard } = this.of;
    const members = groups.membersOf(blockIdOf(group));
    groups.open([group]);
    selection.select(members);
    keyboard.on([...selection.nodes][0]); // the tab stop
  }

  /** Arrows move the selection; with Alt they walk along the edges. */
  #arrow(event: KeyboardEvent): void {
    const step = Object.hasOwn(arrows, event.key) ? arrows[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      this.#walk(event.key === 'ArrowRight' || event.key === 'ArrowDown');
      return;
    }
    const by = grid * (event.shiftKey ? 5 : 1);
    this.of.moves.step([step[0] * by, step[1] * by]);
  }

  /** Walks to the next node. The focus follows, so that the next step starts there. */
  #walk(forward: boolean): void {
    const { groups, selection, planFlow, chosen } = this.of;
    const selected = groups.shown.edges.find((one) => edgeId(one) === selection.edge);
    if (selected) {
      this.#goTo(forward ? selected.to : selected.from);
      return;
    }
    const from = chosen.shown.size === 1 ? [...chosen.shown][0] : groups.inPlaceOf(planFlow.order)[0];
    if (from === undefined) return;
    const edge = groups.shown.edges.find((one) => (forward ? one.from === from : one.to === from));
    this.#goTo(edge ? (forward ? edge.to : edge.from) : from);
  }

  #goTo(to: string): void {
    const { groups, selection, keyboard } = this.of;
    const members = groups.membersOf(to);
    if (groupOfBlock(to) === undefined) selection.show([to]);
    else selection.showAsIs(members); // walking passes a collapsed group instead of entering it
    keyboard.on(members[0]);
    this.#usedAlt = true;
  }
}
