import { clipboard, nativeTheme } from 'electron';
import { emptyPlan } from '#engine/plan';
import { noControl } from '#engine/validate';
import type { Startup, WindowCalls } from '#ipc';
import { icons } from '#resources';
import { summaryOfBook } from '../library/summaries';
import { openSource } from '../security/source-links';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about the window itself. */
export function windowHandlers({ windows, library, evaluations, menu }: Parts): HandlersOf<WindowCalls> {
  return {
    startup: (_, from): Startup => {
      const window = windows.of(from);
      evaluations.forget(window);
      const { catalog, book } = library.basis(window.document?.plan ?? emptyPlan(''));
      window.book = book;
      window.catalog = catalog;
      return {
        version: PIPEDRAFT_VERSION,
        platform: process.platform,
        services: catalog.services,
        skills: catalog.skills,
        noControl: noControl(catalog),
        safeguards: catalog.safeguards.file,
        icons,
        priceBook: book.file,
        books: library.books.map(summaryOfBook),
        document: window.begin(),
        tabs: windows.frameOf(window).described,
        kept: window.takeKept(),
      };
    },
    listening: (_, from) => windows.of(from).listens(),
    settled: (_, from) => windows.of(from).settled(),
    closeWindow: (_, from) => windows.of(from).browser.close(),
    menuState: ({ enabled, checked }, from) => {
      windows.of(from).menu = { enabled: new Set(enabled), checked: new Set(checked) };
      menu.update();
    },
    editText: ({ edit }, from) => {
      if (edit === 'select-all') from.selectAll();
      else from[edit]();
    },
    copyText: ({ text }) => clipboard.writeText(text),
    setTheme: ({ theme }) => {
      nativeTheme.themeSource = theme;
    },
    setReopens: ({ reopens }) => {
      windows.reopens = reopens;
    },
    openSource: ({ url }, from) => openSource(url, library, windows.of(from)),
  };
}
