import { tick } from 'svelte';
import type { Session } from '../app/session.svelte';
import type { CommandId } from '#commands';
import { alignments, type Alignment } from '../state/actions/align';
import type { ArrangeActions } from '../state/actions/arrange-actions';
import type { Command, MenuCommands } from './command';

type Aligning = Extract<CommandId, `align-${Alignment}`>;

/** A command for each alignment. */
function aligning(arrange: ArrangeActions): Record<Aligning, Command> {
  const entries = alignments.map(
    ({ id }) => [`align-${id}`, { enabled: () => arrange.isPossible(id), run: () => arrange.run(id) }] as const,
  );
  return Object.fromEntries(entries) as Record<Aligning, Command>; // one for each id of the table
}

/** The commands of the menu Plan. */
export function planCommands(session: Session): MenuCommands<'plan'> {
  const { editor, plan, selection, files, port, append, groups, tidier, findings, panels, dialogs, hasNodes, hasPlan } = session;
  const selectedNodes = () => selection.nodes.size > 0;
  const inGroup = () => groups.holding(selection.nodes).length > 0;
  return {
    'add-node': {
      enabled: hasPlan,
      run: () => {
        panels.showSide('palette');
        // before the next key: a letter on the selected node would open the list of what follows it
        void tick().then(() => session.focusServices?.());
      },
    },
    append: { enabled: hasPlan, run: () => append.pick() },
    swap: {
      enabled: () => selection.node !== undefined,
      run: () => {
        if (selection.node !== undefined) append.pickFor({ type: 'swap', node: selection.node });
      },
    },
    note: {
      enabled: () => selection.node !== undefined,
      run: () => {
        const { node } = selection;
        panels.showSide('inspector');
        if (node !== undefined) selection.focusField(['nodes', node, 'note']);
      },
    },
    'new-note': { enabled: () => hasPlan() && port.actions !== undefined, run: () => port.actions?.writeNew() },
    link: {
      enabled: () => selection.node !== undefined && Object.keys(editor.plan.nodes).length > 1,
      run: () => (dialogs.open = 'link'),
    },
    'edge-next': { enabled: () => plan.edges.canWalk, run: () => plan.edges.walk() },
    'edge-source': { enabled: () => plan.edges.selected !== undefined, run: () => (dialogs.open = 'edge-source') },
    'edge-target': { enabled: () => plan.edges.selected !== undefined, run: () => (dialogs.open = 'edge-target') },
    'edge-reverse': {
      enabled: () => plan.edges.selected !== undefined,
      run: () => {
        if (plan.edges.selected) plan.edges.reverse(plan.edges.selected);
      },
    },
    group: {
      enabled: () => selectedNodes() && plan.groups.whole === undefined,
      run: () => {
        const nodes = [...selection.nodes];
        if (plan.groups.toJoin !== undefined) plan.groups.join(plan.groups.toJoin);
        else if (port.actions) port.actions.group(nodes);
        else plan.groups.add(nodes, 'Group');
      },
    },
    ungroup: { enabled: inGroup, run: () => plan.groups.ungroup() },
    'toggle-group': { enabled: inGroup, run: () => plan.groups.toggle() },
    tidy: { enabled: hasNodes, run: () => void tidier.start('everything') },
    'tidy-selection': { enabled: selectedNodes, run: () => void tidier.start('selection') },
    'tidy-new': { enabled: () => tidier.hasNew, run: () => void tidier.start('new') },
    'send-to-lane': { enabled: () => plan.placing.strays.length > 0, run: () => plan.placing.sendToLane() },
    'take-stage': { enabled: () => plan.placing.stageHere !== undefined, run: () => plan.placing.takeStage() },
    turn: { enabled: hasNodes, checked: () => editor.plan.direction === 'left-to-right', run: () => plan.placing.turn() },
    ...aligning(plan.arrange),
    pin: { enabled: selectedNodes, checked: () => tidier.selectionIsPinned, run: () => tidier.pin() },
    context: {
      enabled: hasPlan,
      run: () => {
        selection.clear();
        panels.showSide('inspector');
        selection.focusField(['context', 'approach']);
      },
    },
    'price-books': { enabled: hasPlan, run: () => files.when(async () => void (dialogs.open = 'prices')) },
    packs: { run: () => (dialogs.open = 'packs') },
    'next-finding': { enabled: () => findings.open.length > 0, run: () => findings.walk(1) },
    'previous-finding': { enabled: () => findings.open.length > 0, run: () => findings.walk(-1) },
    'fix-finding': { enabled: () => findings.canFixLooked, run: () => findings.fixLooked() },
    'waive-finding': { enabled: () => findings.canWaiveLooked, run: () => findings.waiveLooked() },
    'copy-findings': { enabled: () => findings.open.length > 0, run: () => files.when(() => findings.copyOpen()) },
    'rule-page': { enabled: () => selection.finding !== undefined, run: () => findings.explainLooked() },
  };
}
