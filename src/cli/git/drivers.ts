/*
 * The configuration of git with which it merges and compares plans. Git runs each value in a shell of its own and puts file names in
 * place of the letters.
 *
 * - `%P`, the name of the file, is quoted by git. It stands in no quotes of ours: inside of them a name such as `$(touch x)` would be run.
 * - A name that begins with "-" is no option, because it follows a "=" or a "--".
 * - Without the program, and where it ends with anything but 0 (merged) and 1 (conflicts), git's own merge of lines leaves its marks. A
 *   driver that only failed would leave ours without a mark, and the next "git add" would drop theirs.
 * - Git stops a comparison if textconv fails, so the file itself is shown then.
 */

/** Keys and values, in the order in which they are set: a driver without its command would stop every merge. */
export const gitConfiguration: readonly (readonly [key: string, value: string])[] = [
  [
    'merge.pipedraft.driver',
    'if command -v pipedraft >/dev/null 2>&1; then pipedraft merge --out=%A --path=%P --marker-size=%L -- %O %A %B; s=$?; test $s -gt 1 || exit $s; fi; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B',
  ],
  ['merge.pipedraft.name', 'Pipedraft plans'],
  [
    'diff.pipedraft.textconv',
    'f() { if command -v pipedraft >/dev/null 2>&1; then pipedraft textconv -- "$1" 2>/dev/null && return; fi; cat -- "$1"; }; f',
  ],
];

/** A word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
