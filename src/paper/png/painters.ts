import { fork } from 'node:child_process';
import { paperFile } from '../fonts/files';

/** What a painter is asked for. */
export interface StripRequest {
  readonly svg: string;
  readonly opaque: boolean;
}

/** A strip of a picture, packed so that strips can be put together. */
export interface PaintedStrip {
  readonly width: number;
  readonly height: number;
  /** Deflated rows, up to the end of a byte. */
  readonly packed: Uint8Array;
  /** Bytes of the rows before they were packed, and their check sum. */
  readonly size: number;
  readonly adler: number;
}

export type PainterAnswer = { readonly ready: true } | { readonly error: string } | PaintedStrip;

/** A process that paints; it may end at any time. */
export interface PainterProcess {
  send: (strip: StripRequest) => void;
  end: () => void;
}

export interface PainterEvents {
  readonly onAnswer: (answer: PainterAnswer) => void;
  /** @param how "exit code 6", "signal SIGABRT" */
  readonly onEnd: (how: string) => void;
}

/**
 * Starts a program of Node in a process of its own. The application has another way to do that than the command.
 * @param file its path
 */
export type StartPainter = (file: string, args: readonly string[], events: PainterEvents) => PainterProcess;

/** `native` is the program for this machine, and `wasm` the one that runs everywhere, slower. */
export type PainterKind = 'native' | 'wasm';

const fonts = ['roboto-latin-400', 'roboto-latin-500', 'roboto-latin-700', 'mono-latin'];

/** Starts a painter of strips. */
export function startPainter(start: StartPainter, kind: PainterKind, events: PainterEvents): PainterProcess {
  return start(paperFile('painter.mjs'), [kind, ...fonts.map((key) => paperFile(`${key}.ttf`))], events);
}

/** Starts a program with the Node that runs this one. */
export const forked: StartPainter = (file, args, { onAnswer, onEnd }) => {
  const child = fork(file, args, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  let isEnded = false;
  const end = (how: string) => {
    if (!isEnded) onEnd(how);
    isEnded = true;
  };
  child.on('message', (message) => onAnswer(message as PainterAnswer)); // it comes from our own painter.mjs
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
  return { send: (strip) => child.send(strip), end: () => child.kill() };
};
