import { StyleModule } from 'style-mod';

/*
 * The window's policy refuses style elements that scripts insert. The editor's styles go into one constructed style sheet instead, which
 * is outside of that policy. Without this the editor looks unstyled, and only the console says so.
 */

let isReady = false;

/** Call it before the first editor is made. */
export function useConstructedStyles(): void {
  if (isReady) return;
  isReady = true;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const mount = StyleModule.mount.bind(StyleModule);
  let known: readonly StyleModule[] = [];
  StyleModule.mount = (root, modules, options) => {
    if (root !== document) return mount(root, modules, options);
    const list = [modules].flat();
    if (list.every((one) => known.includes(one))) return;
    known = [...list, ...known.filter((one) => !list.includes(one))]; // the order that style-mod itself makes
    sheet.replaceSync(known.map((one) => one.getRules()).join('\n'));
  };
}
