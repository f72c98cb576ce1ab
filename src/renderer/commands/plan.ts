import type { Session } from '../app/session.svelte';
import type { MenuCommands } from './command';

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
        requestAnimationFrame(() => session.focusServices?.());
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
        if (node !== undefined) requestAnimationFrame(() => selection.focusField(['nodes', node, 'note']));
      },
    },
    'new-note': { enabled: () => hasPlan() && port.actions !== undefined, run: () => port.actions?.writeNew() },
    link: {
      enabled: () => selection.node !== undefined && Object.keys(editor.plan.nodes).length > 1,
      run: () => (dialogs.open = 'link'),
    },
    group: {
      enabled: () => selectedNodes() && plan.wholeGroup === undefined,
      run: () => {
        const nodes = [...selection.nodes];
        if (plan.groupToJoin !== undefined) plan.joinGroup(plan.groupToJoin);
        else if (port.actions) port.actions.group(nodes);
        else plan.group(nodes, 'Group');
      },
    },
    ungroup: { enabled: inGroup, run: () => plan.ungroup() },
    'toggle-group': { enabled: inGroup, run: () => plan.toggleGroup() },
    tidy: { enabled: hasNodes, run: () => void tidier.start('everything') },
    'tidy-selection': { enabled: selectedNodes, run: () => void tidier.start('selection') },
    'tidy-new': { enabled: () => tidier.hasNew, run: () => void tidier.start('new') },
    pin: { enabled: selectedNodes, checked: () => tidier.selectionIsPinned, run: () => tidier.pin() },
    context: {
      enabled: hasPlan,
      run: () => {
        selection.clear();
        panels.showSide('inspector');
        requestAnimationFrame(() => selection.focusField(['context', 'approach']));
      },
    },
    'price-books': { enabled: hasPlan, run: () => files.when(async () => void (dialogs.open = 'prices')) },
    packs: { run: () => (dialogs.open = 'packs') },
    'next-finding': { enabled: () => findings.open.length > 0, run: () => findings.walk(1) },
    'previous-finding': { enabled: () => findings.open.length > 0, run: () => findings.walk(-1) },
    'fix-finding': { enabled: () => findings.canFixLooked, run: () => findings.fixLooked() },
    'rule-page': { enabled: () => selection.finding !== undefined, run: () => findings.explainLooked() },
  };
}
