/* The library is one thing: books and packs give a basis together, and every change of either drops the same caches. */
import { PriceBook, type PriceBookFile } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { applyPacks, type Basis, type PackFolder, type PackReport } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { KeptFiles } from './kept-files';
import type { LoadedPack } from './pack-files';
import type { LoadedBook } from './price-book-files';

/** Resources that ship with the application. */
export interface Shipped extends Omit<Basis, 'book' | 'packs'> {
  /** At least one, newest first. */
  readonly books: readonly [PriceBook, ...PriceBook[]];
  /** Names of the icons that services of packs can have. */
  readonly icons: ReadonlySet<string>;
}

/** A price book of the library. */
export interface KnownBook {
  readonly book: PriceBook;
  /** Origin, if the user loaded it; nothing for one that ships. */
  readonly loaded?: Omit<LoadedBook, 'book'>;
}

/** A pack of the library, with its effects on top of the packs before it. */
export interface KnownPack {
  readonly pack: LoadedPack;
  readonly report: PackReport;
}

/** Inputs of an evaluation beside what ships, as data that can be sent to another thread. */
export interface BasisFiles {
  readonly book: PriceBookFile;
  readonly packs: readonly PackFolder[];
}

/** What the user added to the library, as data that can be sent to another thread. */
export interface Additions {
  readonly books: readonly LoadedBook[];
  readonly packs: readonly LoadedPack[];
}

/** What users may add; an administrator's policy can forbid it. What was added before then does not count, and is kept. */
export interface MayAdd {
  readonly packs: boolean;
  readonly prices: boolean;
}

/** Where additions are kept. */
type Kept<T> = Pick<KeptFiles<T>, 'list' | 'write' | 'remove'>;

type Applied = ReturnType<typeof applyPacks>;

/**
 * Everything that plans are evaluated with: what ships, and the user's additions. The only source, so that windows, sheets and
 * drawings agree. The main process has it before the first window asks, and all windows share it.
 */
export class Library {
  #books: readonly KnownBook[] = [];
  #packs: readonly LoadedPack[] = [];
  /** By price book; the same plan is evaluated with the same basis until the library changes. */
  #applied = new Map<PriceBook, Applied>();
  #files = new Map<PriceBook, BasisFiles>();
  #additions: Additions | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly shipped: Shipped,
    private readonly bookFiles: Kept<LoadedBook>,
    private readonly packFiles: Kept<LoadedPack>,
    private readonly mayAdd: MayAdd = { packs: true, prices: true },
  ) {}

  /** Reads the additions of earlier sessions. @returns errors for unreadable ones, in words for the user; the others are loaded */
  async load(): Promise<readonly UserError[]> {
    const books = this.mayAdd.prices ? await this.bookFiles.list().catch(unreadable) : none;
    const packs = this.mayAdd.packs ? await this.packFiles.list().catch(unreadable) : none;
    // an edition that ships by now replaces the loaded one, since everybody has it
    this.#books = books.entries.flatMap(({ book, ...loaded }) => (this.#ships(book.id) ? [] : [{ book: new PriceBook(book), loaded }]));
    this.#packs = packs.entries;
    this.#applied.clear();
    this.#files.clear();
    this.#additions = undefined;
    return [...books.broken, ...packs.broken];
  }

  /** All price books, newest first; of one day, those that ship come first, then those that were loaded last. */
  get books(): readonly KnownBook[] {
    return [...this.shipped.books.map((book): KnownBook => ({ book })), ...this.#books.toReversed()].sort((a, b) =>
      a.book.asOf === b.book.asOf ? 0 : a.book.asOf < b.book.asOf ? 1 : -1,
    );
  }

  book(id: string): KnownBook | undefined {
    return this.books.find(({ book }) => book.id === id);
  }

  /** What the user added; the same object until the library changes. */
  get additions(): Additions {
    this.#additions ??= {
      books: this.#books.flatMap(({ book, loaded }) => (loaded ? [{ book: book.file, ...loaded }] : [])),
      packs: this.#packs,
    };
    return this.#additions;
  }

  /** The newest book that ships: the default for plans, and the base of loaded prices. */
  get newest(): PriceBook {
    return this.shipped.books[0];
  }

  /** All packs, in the order in which they are applied. */
  get packs(): readonly KnownPack[] {
    const { reports } = this.#on(this.newest);
    return this.#packs.flatMap((pack, at) => {
      const report = reports[at];
      return report ? [{ pack, report }] : [];
    });
  }

  /** The basis for a plan: the edition that it names if that is known, else the newest that ships; and every pack. */
  basis(plan: Pick<Plan, 'context'>): Basis {
    return this.#on(this.#bookOf(plan)).basis;
  }

  /** The inputs of `basis`; the same object until the library changes. */
  basisFiles(plan: Pick<Plan, 'context'>): BasisFiles {
    const book = this.#bookOf(plan);
    let files = this.#files.get(book);
    if (!files)
      this.#files.set(
        book,
        (files = { book: book.file, packs: this.#packs.map(({ files: texts, faults }) => ({ files: texts, faults })) }),
      );
    return files;
  }

  /** A price book with the prices of the packs. */
  priced(book: PriceBook): PriceBook {
    return this.#on(book).basis.book;
  }

  /** What users may add. */
  get permits(): MayAdd {
    return this.mayAdd;
  }

  /** @throws UserError if the administrator does not permit it */
  refusePacks(): void {
    if (this.mayAdd.packs) return;
    throw new UserError('Packs are switched off on this computer.', 'Your administrator decides this in the policy file that About names.');
  }

  /** @throws UserError if the administrator does not permit it */
  refusePrices(): void {
    if (this.mayAdd.prices) return;
    throw new UserError(
      'Loading prices is switched off on this computer.',
      'Your administrator decides this in the policy file that About names.',
    );
  }

  /**
   * Keeps a price book, for all plans and sessions.
   * @throws UserError if its id is taken, it may not be loaded, or it could not be written; nothing has changed then
   */
  async add(added: LoadedBook): Promise<void> {
    this.refusePrices();
    if (this.book(added.book.id))
      throw new UserError(`There are prices with the edition id "${added.book.id}" already.`, 'Choose another id, or remove those first.');
    await this.bookFiles.write(added);
    const { book, ...loaded } = added;
    this.#books = [...this.#books, { book: new PriceBook(book), loaded }];
    this.#changed();
  }

  /** @throws UserError if it ships with the application, or its file could not be removed */
  async remove(id: string): Promise<void> {
    if (this.#ships(id)) throw new UserError(`The prices "${id}" ship with Pipedraft and stay.`, 'Choose prices that you have loaded.');
    await this.bookFiles.remove(id);
    this.#books = this.#books.filter(({ book }) => book.id !== id);
    this.#changed();
  }

  /** Effects of a pack: on top of the others, in the place of one with its id. Nothing is changed. */
  preview(pack: PackFolder, id: string | undefined): PackReport {
    const at = this.#packs.findIndex((other) => other.id === id);
    const folders: readonly PackFolder[] = this.#packs;
    const packs = at < 0 ? [...folders, pack] : folders.with(at, pack);
    const { reports } = applyPacks(this.#base(this.newest), packs, this.shipped.icons);
    return reports[at < 0 ? reports.length - 1 : at] as PackReport; // there is one for each
  }

  /** Keeps a pack, in the place of one with its id. @throws UserError if it may not be or could not be; nothing has changed then */
  async addPack(pack: LoadedPack): Promise<void> {
    this.refusePacks();
    await this.packFiles.write(pack);
    this.#packs = this.#with(pack);
    this.#changed();
  }

  /** @throws UserError if its file could not be removed */
  async removePack(id: string): Promise<void> {
    await this.packFiles.remove(id);
    this.#packs = this.#packs.filter((pack) => pack.id !== id);
    this.#changed();
  }

  /** Calls back on every change of the basis. @returns a function that stops it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #bookOf({ context }: Pick<Plan, 'context'>): PriceBook {
    const named = context.priceBook === undefined ? undefined : this.book(context.priceBook);
    return named?.book ?? this.newest;
  }

  #with(pack: LoadedPack): readonly LoadedPack[] {
    const there = this.#packs.some(({ id }) => id === pack.id);
    return there ? this.#packs.map((other) => (other.id === pack.id ? pack : other)) : [...this.#packs, pack];
  }

  #base(book: PriceBook): Basis {
    const { catalog, scoring, rules } = this.shipped;
    return { catalog, scoring, rules, book, packs: [] };
  }

  #on(book: PriceBook): Applied {
    let applied = this.#applied.get(book);
    if (!applied) this.#applied.set(book, (applied = applyPacks(this.#base(book), this.#packs, this.shipped.icons)));
    return applied;
  }

  #ships(id: string): boolean {
    return this.shipped.books.some((book) => book.id === id);
  }

  #changed(): void {
    this.#applied = new Map();
    this.#files = new Map();
    this.#additions = undefined;
    for (const listener of this.#listeners) listener();
  }
}

const none = { entries: [], broken: [] } as const;

/** An unreadable folder counts as empty, and the rest of the library works. */
function unreadable(error: unknown): { readonly entries: readonly never[]; readonly broken: readonly UserError[] } {
  if (error instanceof UserError) return { entries: [], broken: [error] };
  const reported = new UserError('Prices or packs that you loaded could not be read.', 'Load them again. The log says why.');
  reported.cause = error;
  return { entries: [], broken: [reported] };
}
