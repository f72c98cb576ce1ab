import { nativeTheme, WebContentsView } from 'electron';
import { origin } from '../security/switches';

/** The page of a plan, which is not loaded yet. @param preload path of the preload script */
export function newPage(preload: string): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  view.setBackgroundColor(background());
  return view;
}

/** Address of the page of a plan. */
export const pageAddress = `${origin}/index.html`;

/** The colour of a window before its page is drawn. */
export function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#1b222c' : '#ffffff';
}
