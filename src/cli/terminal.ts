import type { Streams, Terminal } from './command';
import { safeLines, shownText } from './output/safe-text';

/** The streams as commands get them: no text for a person can act in a terminal or in the log of a build server. */
export function terminalOn(streams: Streams, isQuiet = false): Terminal {
  const talk = (line: string) => streams.talk(shownText(line));
  return {
    ...streams,
    show: (text) => streams.out(safeLines(text, streams.colour)),
    talk,
    note: isQuiet ? () => {} : talk,
    isQuiet,
  };
}

/** Prints several lines to the person, such as a help. */
export function talkLines(text: string, { talk }: Pick<Terminal, 'talk'>): void {
  for (const line of text.split('\n')) talk(line);
}
