import { dirname, join } from 'node:path';
import { UserError } from '#engine/errors';
import { planSchemaText, schemaFileName } from '#engine/plan';
import { nodeDisk, type Disk } from './disk';
import { readTextFile } from './read-text';
import { saveAtomically } from './save';

/** Outcome for the schema beside a plan. */
export interface SchemaBeside {
  readonly file: string;
  /** `renewed` if it was the schema of another version of Pipedraft. */
  readonly how: 'written' | 'renewed' | 'there';
}

/** True if the JSON Schema that a plan's first line can point at is in the plan's folder. @param plan the plan's file */
export async function hasSchemaBeside(plan: string, disk: Disk = nodeDisk): Promise<boolean> {
  return disk.stat(schemaOf(plan)).then(
    ({ kind }) => kind === 'file',
    () => false,
  );
}

/**
 * Writes the JSON Schema of the plan file into a plan's folder.
 * @param plan the plan's file
 * @throws UserError if the disk refuses, or if the folder has another file of that name
 */
export async function putSchemaBeside(plan: string): Promise<SchemaBeside> {
  const file = schemaOf(plan);
  const text = planSchemaText();
  const isThere = await nodeDisk.stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await saveAtomically(file, text, { expected: null });
    return { file, how: 'written' };
  }
  const old = await readTextFile(file);
  if (old.text.replaceAll('\r\n', '\n') === text) return { file, how: 'there' };
  if (!isOurs(old.text))
    throw new UserError(
      `"${file}" is there already, and is not the schema of Pipedraft's plans.`,
      'Give that file another name, or move it.',
    );
  await saveAtomically(file, text, { expected: old.fingerprint });
  return { file, how: 'renewed' };
}

function schemaOf(plan: string): string {
  return join(dirname(plan), schemaFileName);
}

function isOurs(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && '$id' in value && value.$id === schemaFileName;
  } catch {
    return false;
  }
}
