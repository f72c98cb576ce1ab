/** Identifies a file and its content. Plain values, so that it can be stored and sent. */
export interface Fingerprint {
  /** In bytes. */
  readonly size: number;
  /** Time of the last write, in milliseconds since 1970. Tools set it as they like: it proves nothing alone. */
  readonly mtimeMs: number;
  /** Hash of the bytes on the disk, in hexadecimal. Two files with the same hash have the same content. */
  readonly sha256: string;
  /** Together with `dev`, identifies the file; decimal numbers as text. */
  readonly ino: string;
  readonly dev: string;
}

/** The part that identifies the content; enough to compare with, if no more was kept. */
export type ContentHash = Pick<Fingerprint, 'sha256'>;
