import type { Service } from '../catalog';

/**
 * True if messages go along a data edge, one by one. Spark hands tables and files on, except to a broker, which takes nothing but messages.
 * @param start the service that gives the data  @param end the one that takes them
 */
export function carriesMessages(start: Service | undefined, end: Service | undefined): boolean {
  const [given, taken] = [start?.outputs.data ?? [], end?.inputs.data ?? []];
  if (!given.includes('stream') || !taken.includes('stream')) return false;
  return !start?.skills.some(({ skill }) => skill === 'spark') || taken.every((artefact) => artefact === 'stream');
}
