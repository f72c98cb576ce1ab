import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { layoutPacket, packetInput, type DisplayList, type Organisation, type PacketFacts, type PacketSince } from '#engine/packet';
import type { Basis } from '#engine/packs';
import type { PacketPlan, Plan } from '#engine/plan';
import { costRisk } from '#engine/score';
import type { PacketOffer } from '#ipc';
import { createShaper, writeHtml, writePdf } from '#paper';
import { icons } from '#resources';
import type { PlanOrigin } from '../compare/plan-in-git';
import { carriedFile, type FileParts } from './carried-file';

/** What a packet is made from. Plain data, so that it can go to a thread. */
export interface PacketQuestion {
  readonly plan: Plan;
  /** Of this state of the plan: a packet that was laid out is used again for the same number. */
  readonly planNumber: number;
  /** File name of the plan, or a text that it has none. */
  readonly file: string;
  /** Where it comes from, as far as that is known. */
  readonly origin: PlanOrigin;
  readonly since: PacketSince | undefined;
  readonly organisation?: Organisation;
  readonly packet: PacketPlan;
  readonly want: 'page' | 'pdf' | 'offers';
  /** The plan as a file, which a PDF carries. */
  readonly carried?: FileParts;
}

/** A packet as a web page, and what there is to say about it. */
export interface PacketPage {
  /** As bytes, which go to the main process without a copy: the page of a large plan has a hundred megabytes. */
  readonly html: Uint8Array;
  readonly facts: PacketFacts;
  /** Titles of the sheets, and the size of all of them in points. */
  readonly sheets: readonly string[];
  readonly size: { readonly width: number; readonly height: number };
}

export type PacketAnswer = { readonly page: PacketPage } | { readonly pdf: Uint8Array } | { readonly offers: readonly PacketOffer[] };

type LaidOut = DisplayList & { readonly facts: PacketFacts };

/** Larger sheets of the same family, of which one may hold the whole plan. */
const largerPaper = { A4: 'A3', A3: 'A2', A2: 'A1', A1: 'A0', Letter: 'Tabloid', Legal: 'Tabloid', Tabloid: 'ANSI D' } as const;

/** Makes packets. The last one that was laid out is kept: preview, file and paper are the same. */
export class PacketMaker {
  #kept: { readonly key: string; readonly list: LaidOut } | undefined;

  /** @param report told how far the answer is, from 0 to 1 @throws UserError if the options leave no room to draw in */
  async make(question: PacketQuestion, basis: Basis, today: string, report: (share: number) => void): Promise<PacketAnswer> {
    // a packet that is kept needs no layout: all of the time goes into the file
    let laidOut = 0;
    const list = await this.#list(question, question.packet, basis, today, (share) => {
      laidOut = question.want === 'page' ? 0.9 : 0.5;
      report(share * laidOut);
    });
    switch (question.want) {
      case 'page': {
        const [first] = list.sheets;
        return {
          page: {
            html: new TextEncoder().encode(await writeHtml(list)),
            facts: list.facts,
            sheets: list.sheets.map(({ title }) => title),
            size: { width: first?.width ?? 0, height: first?.height ?? 0 },
          },
        };
      }
      case 'pdf': {
        const text = question.carried && carriedFile(question.plan, question.carried);
        const pdf = await writePdf(list, {
          date: today,
          onSheet: (written) => report(laidOut + ((1 - laidOut) * written) / list.sheets.length),
          ...(text && {
            attachment: {
              name: text.name,
              type: text.type,
              description: 'The plan of this packet',
              bytes: new TextEncoder().encode(text.text),
            },
          }),
        });
        return { pdf };
      }
      case 'offers':
        return { offers: await this.#offers(question, list.facts, basis, today) };
    }
  }

  /** Other options that print fewer sheets. */
  async #offers(question: PacketQuestion, facts: PacketFacts, basis: Basis, today: string): Promise<readonly PacketOffer[]> {
    const { packet } = question;
    const { paper = 'A4', orientation = 'best' } = packet;
    if (facts.detailSheets === 0) return [];
    const larger = typeof paper === 'string' ? largerPaper[paper as keyof typeof largerPaper] : undefined;
    const sets: PacketPlan[] = [
      ...(larger ? [{ paper: larger }] : []),
      ...(orientation === 'best' ? [] : [{ orientation: orientation === 'portrait' ? ('landscape' as const) : ('portrait' as const) }]),
    ];
    const offers: PacketOffer[] = [];
    for (const set of sets) {
      const { facts: other } = await this.#layOut(question, { ...packet, ...set }, basis, today);
      if (other.sheets < facts.sheets) offers.push({ set, sheets: other.sheets });
    }
    return offers;
  }

  async #list(
    question: PacketQuestion,
    packet: PacketPlan,
    basis: Basis,
    today: string,
    report: (share: number) => void,
  ): Promise<LaidOut> {
    const { planNumber, file, origin, since, organisation } = question;
    const key = JSON.stringify([planNumber, file, origin, since, today, basis.book.file.id, organisation, packet]);
    if (this.#kept?.key !== key) this.#kept = { key, list: await this.#layOut(question, packet, basis, today, report) };
    return this.#kept.list;
  }

  async #layOut(
    { plan, file, origin, since, organisation }: PacketQuestion,
    packet: PacketPlan,
    basis: Basis,
    today: string,
    report?: (share: number) => void,
  ): Promise<LaidOut> {
    report?.(0);
    const evaluation = evaluate({ plan, ...basis, today });
    const risk = costRisk(new PlanGraph(plan, basis.catalog, basis.book));
    const input = packetInput({ plan, basis, evaluation, risk, icons, date: today, file, ...origin, since, organisation, packet });
    return layoutPacket(input, await createShaper(), report);
  }
}
