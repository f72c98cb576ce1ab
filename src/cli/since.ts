import { changesSince } from '#engine/diff';
import { UserError } from '#engine/errors';
import { packetOptions, type PacketSince } from '#engine/packet';
import type { Basis } from '#engine/packs';
import { packetParts, revisionSince, type PacketPart, type PacketPlan, type Plan, type Revision } from '#engine/plan';
import { GitProblem } from '#git';
import { gitWords, issuedPlan } from '#history';
import type { Option, Terminal } from './command';
import type { NamedPlan } from './plans';
import { placeOfFile, readSide } from './sides';

/* The earlier state that the changes of a packet are counted from. */

export const sinceOption = {
  since: {
    type: 'string',
    value: 'REV|FILE',
    help: 'show what changed since a revision of the plan, a file, or a git revision such as v1.2 (default: the last revision of the plan)',
  },
} as const satisfies Readonly<Record<string, Option>>;

/** Digits of a commit that people write. */
const shortId = 10;

/** The options of a packet with the part about changes, which a stated `--since` asks for. */
export function withChanges(plan: Plan, packet: PacketPlan, since: string | undefined): PacketPlan {
  if (since === undefined) return packet;
  const { parts } = packetOptions({ ...packet, since }, plan);
  if (parts.includes('changes')) return packet.parts ? packet : { ...packet, parts: [...parts] };
  // behind the drawing, where it usually is
  const before = packetParts.slice(0, packetParts.indexOf('changes'));
  const at = parts.findLastIndex((part) => before.includes(part)) + 1;
  const all: PacketPart[] = [...parts.slice(0, at), 'changes', ...parts.slice(at)];
  return { ...packet, parts: all };
}

/**
 * Changes since the earlier state that a packet names; `undefined` if the packet has no part about changes, or there is no such state.
 * @param word of the command line, if it names the state
 * @throws UserError if the command line names a state that cannot be read
 */
export async function sinceFor(
  { file, read: { plan } }: NamedPlan,
  packet: PacketPlan,
  word: string | undefined,
  { catalog, book }: Pick<Basis, 'catalog' | 'book'>,
  terminal: Pick<Terminal, 'input' | 'talk'>,
): Promise<PacketSince | undefined> {
  if (!packetOptions(packet, plan).parts.includes('changes')) return undefined;
  const told = (before: Plan) => changesSince(before, plan, catalog, book.file.currency);
  const id = word ?? packet.since;
  const revision = revisionSince(plan, id);
  if (revision) {
    const { cost, scores } = revision;
    const name = `revision ${revision.id} of ${revision.date}`;
    const known = { name, then: { cost, scores } };
    const found = await issued(file, revision);
    if ('plan' in found) return { ...known, changes: told(found.plan), commit: found.commit.slice(0, shortId) };
    terminal.talk(`${file}: what changed since ${name} is not known. ${found.problem} ${found.fix}`);
    return { ...known, ...found };
  }
  if (word === undefined) {
    if (id === undefined) return undefined;
    const problem = `The plan has no revision "${id}".`;
    terminal.talk(`${file}: ${problem}`);
    return { name: `revision ${id}`, problem, fix: 'Change "since" of the plan\'s packet, or name another state with --since.' };
  }
  const place = isStream(file) ? undefined : placeOfFile(file);
  const side = await readSide(word, place, { mergeBase: false, newFile: false }, terminal);
  return { name: `"${word}"`, changes: told(side.read.plan) };
}

async function issued(
  file: string,
  revision: Revision,
): Promise<Awaited<ReturnType<typeof issuedPlan>> | { readonly problem: string; readonly fix: string }> {
  if (isStream(file)) return { problem: 'The plan came from standard input and is in no repository.', fix: 'Name its file.' };
  try {
    return await issuedPlan(file, revision);
  } catch (error) {
    const reason = error instanceof GitProblem ? historyWords(error, file) : error;
    if (!(reason instanceof UserError)) throw reason;
    return { problem: reason.problem, fix: reason.fix };
  }
}

function historyWords(error: GitProblem, file: string): UserError {
  if (error.fault === 'no-repository')
    return new UserError(
      'The file is in no git repository, so no earlier state of it is known.',
      'Name a file with the earlier state with --since.',
    );
  if (error.fault === 'no-commit-yet')
    return new UserError('The repository has no commit yet.', 'Commit the file, or name a file with the earlier state with --since.');
  return gitWords(error, { by: 'command', revision: 'HEAD', path: file, folder: file });
}

function isStream(file: string): boolean {
  return file === '<stdin>' || file === '-';
}
