/** What a tab is called: the name of its file, or of its plan. */
export interface NamedTab {
  readonly name: string;
  /** The folder of its file; `null` if it has none. */
  readonly folder: string | null;
}

/** The words on a tab. */
export interface TabWords {
  readonly name: string;
  /** The end of the folder that tells the tab from others of the same name; `null` where the name alone does. */
  readonly where: string | null;
}

/** The ending that most plans have; a tab has no room for it. */
const ending = /\.pipedraft\.(ya?ml|json)$/;

/** The words on each tab: the name without the usual ending, and the shortest end of the folder, where tabs could be confused otherwise. */
export function wordsOfTabs(tabs: readonly NamedTab[]): readonly TabWords[] {
  return tabs.map((tab, at) => {
    const short = shortened(tab);
    const alike = tabs.filter((other, place) => place !== at && shortened(other) === short);
    const name = alike.some((other) => other.name !== tab.name) ? tab.name : short;
    const same = alike.filter((other) => other.name === tab.name);
    return { name, where: same.length > 0 ? folderToTell(tab, same) : null };
  });
}

function shortened({ name, folder }: NamedTab): string {
  return folder === null ? name : name.replace(ending, '') || name;
}

function folderToTell({ folder }: NamedTab, others: readonly NamedTab[]): string | null {
  if (folder === null) return null;
  const parts = partsOf(folder);
  for (let count = 1; count <= parts.length; count += 1) {
    const end = parts.slice(-count);
    const isSame = (other: NamedTab) => other.folder !== null && endsWith(partsOf(other.folder), end);
    if (!others.some(isSame)) return end.join(folder.includes('\\') ? '\\' : '/');
  }
  return folder;
}

function partsOf(folder: string): readonly string[] {
  return folder.split(/[\\/]/).filter((part) => part !== '');
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  return end.every((part, at) => parts[parts.length - end.length + at] === part);
}
