import { expect, it } from 'vitest';
import type { UsageView } from '#ipc';
import { UsageViews } from '../../../src/renderer/state/usage-views.svelte.ts';

const view = (problem: string): UsageView => ({ fields: { size: { shown: true, fallback: null, fromNeeds: false, problem } } });

function views() {
  const asked: string[] = [];
  const ask = ({ node }: { readonly node: string }) => {
    asked.push(node);
    return Promise.resolve(view(`asked for ${node}`));
  };
  const usage = new UsageViews({
    ask,
    fail: (error) => {
      throw error;
    },
  });
  return { usage, asked };
}

it('a usage form is asked for once when it begins to be shown; answers about the plan bring it along from then on', async () => {
  const { usage, asked } = views();
  const hide = usage.show('lake');
  await Promise.resolve();
  expect([usage.of('lake'), usage.shown]).toEqual([view('asked for lake'), 'lake']);
  usage.take('lake', view('after an edit'));
  expect([usage.of('lake'), asked]).toEqual([view('after an edit'), ['lake']]);
  hide();
  expect(usage.shown).toBeNull();
});

it('an evaluation about another node, or about one that is shown no more, changes nothing', async () => {
  const { usage } = views();
  const hide = usage.show('lake');
  const late = usage.show('train');
  hide(); // the form before goes after the next one came
  await Promise.resolve();
  usage.take('lake', view('too late'));
  expect([usage.of('lake'), usage.of('train'), usage.shown]).toEqual([undefined, view('asked for train'), 'train']);
  late();
  usage.take('train', view('too late'));
  usage.take(null, view('of nothing'));
  expect(usage.of('train')).toEqual(view('asked for train'));
});
