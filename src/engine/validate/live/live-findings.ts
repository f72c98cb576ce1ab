import type { LiveGraph, LiveNode } from '../../catalog';
import { edgeEnds, same, type Plan, type Waiver } from '../../plan';
import type { Finding } from '../finding';
import { severities } from '../rule';
import { idleWaivers } from '../validate';
import { coveringWaiver, lapsed } from '../waivers';
import type { LiveDraft } from './live-rule';

/** A finding in its place. */
interface Entry {
  readonly draft: LiveDraft;
  readonly node: string;
  /** The waiver that covers it. */
  waiver: Waiver | undefined;
  rank: number;
  place: number;
  /** With its number and its waiver. */
  shown: Finding | undefined;
}

/** The findings of a plan that changes, in their order. */
export class LiveFindings {
  #entries: Entry[] = [];
  #waivers: Plan['waivers'] = [];
  #waiverOf: ReturnType<typeof coveringWaiver>;
  /** Findings about the waivers themselves. */
  #about: readonly Entry[] = [];
  #findings: readonly Finding[] = [];

  constructor(private readonly today: string) {
    this.#waiverOf = coveringWaiver([], today);
  }

  /** @returns all findings; the same list as before if none of them differs */
  update(gone: ReadonlySet<LiveDraft>, come: readonly LiveDraft[], graph: LiveGraph, waivers: Plan['waivers']): readonly Finding[] {
    const areOthers = waivers !== this.#waivers;
    if (areOthers) {
      this.#waivers = waivers;
      this.#waiverOf = coveringWaiver(waivers, this.today);
      for (const entry of this.#entries) this.#cover(entry);
    }
    if (gone.size > 0) this.#entries = this.#entries.filter(({ draft }) => !gone.has(draft));
    const fresh = come.map((draft) => this.#entryOf(draft, graph));
    for (const entry of this.#entries) entry.place = placeOf(entry, graph);
    // two lists in order, one after the other, are sorted in one pass
    this.#entries.push(...fresh.sort(inOrder));
    this.#entries.sort(inOrder);
    return this.#shown(graph);
  }

  #entryOf(draft: LiveDraft, graph: LiveGraph): Entry {
    const { nodes, edges } = draft.finding;
    const node = nodes[0] ?? (edges[0] === undefined ? '' : edgeEnds(edges[0]).from);
    const entry: Entry = { draft, node, waiver: undefined, rank: 0, place: -1, shown: undefined };
    entry.place = placeOf(entry, graph);
    this.#cover(entry);
    return entry;
  }

  #cover(entry: Entry): void {
    const { finding } = entry.draft;
    const waiver = this.#waiverOf(finding);
    entry.waiver = waiver;
    entry.rank = (waiver && !lapsed(waiver, this.today) ? 10 : 0) + severities.indexOf(finding.severity);
    entry.shown = undefined;
  }

  #shown(graph: LiveGraph): readonly Finding[] {
    let entries: readonly Entry[] = this.#entries;
    if (this.#waivers.length > 0) {
      const used = new Set<Waiver>();
      for (const { waiver } of this.#entries) if (waiver) used.add(waiver);
      this.#about = idleWaivers(this.#waivers, used, this.today).map(({ finding }) => this.#aboutWaiver({ finding }, graph));
      if (this.#about.length > 0) entries = [...this.#entries, ...this.#about].sort(inOrder);
    }
    const findings = entries.map((entry, at) => this.#numbered(entry, at + 1));
    const before = this.#findings;
    if (findings.length !== before.length || findings.some((finding, at) => finding !== before[at])) this.#findings = findings;
    return this.#findings;
  }

  /** These are few, and not waived themselves. */
  #aboutWaiver(draft: LiveDraft, graph: LiveGraph): Entry {
    const known = this.#about.find((other) => other.draft.finding.key === draft.finding.key);
    if (known && same(known.draft.finding, draft.finding)) return known;
    const entry: Entry = {
      draft,
      node: '',
      waiver: undefined,
      rank: severities.indexOf(draft.finding.severity),
      place: -1,
      shown: undefined,
    };
    entry.place = placeOf(entry, graph);
    return entry;
  }

  #numbered(entry: Entry, number: number): Finding {
    if (entry.shown?.number === number) return entry.shown;
    const { waiver } = entry;
    const holds = waiver && !lapsed(waiver, this.today);
    const waived = holds ? { because: waiver.because, owner: waiver.owner, until: waiver.until } : null;
    return (entry.shown = { ...entry.draft.finding, number, waived });
  }
}

function placeOf({ node }: Entry, graph: LiveGraph): number {
  const live: LiveNode | undefined = graph.find(node);
  return live?.now.at ?? -1;
}

/** Worst first, then by the place of the first node in the file; waived ones last. */
function inOrder(a: Entry, b: Entry): number {
  const [one, other] = [a.draft.finding.key, b.draft.finding.key];
  return a.rank - b.rank || a.place - b.place || (one < other ? -1 : one > other ? 1 : 0);
}
