import { describe, expect, it } from 'vitest';
import { rules } from '#engine/validate';
import { readPlan, type PacketPlan, type Plan } from '#engine/plan';
import { PacketMaker, type PacketQuestion } from '../../../src/main/output/make-packet.ts';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';
import { joinedPlan } from '../../../bench/plans.ts';

const basis = { catalog, book, scoring, rules, packs: [] };
const today = '2026-11-21';
const churn = readPlan(examples.find(({ file }) => file.startsWith('churn-scoring'))?.text ?? '', 'churn.yaml').plan;

function question(plan: Plan, packet: PacketPlan, want: PacketQuestion['want']): PacketQuestion {
  return {
    plan,
    planNumber: 1,
    file: 'churn.pipedraft.yaml',
    origin: { commit: '5d6e7f8' },
    since: undefined,
    packet,
    want,
    carried: { name: 'churn.pipedraft.yaml', format: 'yaml', opened: undefined, pointsAtSchema: false, hasSchema: false },
  };
}

describe('a packet for a window', () => {
  it('is one page with an anchor for each sheet', async () => {
    const answer = await new PacketMaker().make(
      question(churn, { paper: 'A3', orientation: 'landscape' }, 'page'),
      basis,
      today,
      () => undefined,
    );
    if (!('page' in answer)) throw new Error('no page');
    const { sheets, size, facts } = answer.page;
    const html = new TextDecoder().decode(answer.page.html);
    expect(sheets.length).toBe(facts.sheets);
    expect([Math.round(size.width), Math.round(size.height)]).toEqual([1191, 842]);
    for (const at of sheets.keys()) expect(html).toContain(`id="sheet-${at + 1}"`);
    expect(html).not.toContain('<script');
  });

  it('is the same PDF twice, tells how far it is, and carries the plan', async () => {
    const shares: number[] = [];
    const packet: PacketPlan = { parts: ['findings', 'cost'] };
    const make = async () => {
      const answer = await new PacketMaker().make(question(churn, packet, 'pdf'), basis, today, (share) => void shares.push(share));
      return 'pdf' in answer ? Buffer.from(answer.pdf) : Buffer.alloc(0);
    };
    const [first, second] = [await make(), await make()];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.equals(second)).toBe(true);
    expect(shares.at(-1)).toBe(1);
    expect(first.includes('/EmbeddedFile')).toBe(true);
  });

  it('says how far its layout is, and that of a file too', async () => {
    const maker = new PacketMaker();
    for (const want of ['page', 'pdf'] as const) {
      const shares: number[] = [];
      await maker.make(question(joinedPlan(60), { paper: 'A4' }, want), basis, today, (share) => void shares.push(share));
      expect(shares.length).toBeGreaterThan(5);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      // the PDF of a packet that was laid out for its preview is all writing
      expect(shares[0]).toBeLessThan(0.1);
      expect(shares.at(-1)).toBe(want === 'pdf' ? 1 : 0.9);
    }
  });

  it('is offered on other paper where that takes fewer sheets', async () => {
    const plan = joinedPlan(60);
    const answer = await new PacketMaker().make(
      question(plan, { paper: 'A4', orientation: 'portrait', parts: ['details'] }, 'offers'),
      basis,
      today,
      () => undefined,
    );
    if (!('offers' in answer)) throw new Error('no offers');
    expect(answer.offers.map(({ set }) => set)).toContainEqual({ paper: 'A3' });
    for (const { sheets } of answer.offers) expect(sheets).toBeGreaterThan(0);
  });

  it('is not offered on other paper where one sheet shows the plan', async () => {
    const plan = readPlan('pipedraft: 1\nname: One\nnodes:\n  lake: {service: azure-storage}\n', 'one.yaml').plan;
    const answer = await new PacketMaker().make(question(plan, {}, 'offers'), basis, today, () => undefined);
    expect(answer).toEqual({ offers: [] });
  });
});
