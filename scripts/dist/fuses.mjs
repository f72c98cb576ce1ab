/** Switches that are burnt into the program: no one can use it as a Node, attach a debugger, or have it load other code. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { SetupError } from '../bootstrap/talk.mjs';

/** How a switch that is on is written in a program: the character 1. */
const enabled = 0x31;

/** What each switch is set to, by its names in electron-builder and in @electron/fuses. */
const wanted = /** @type {const} */ ([
  ['runAsNode', FuseV1Options.RunAsNode, false],
  ['enableCookieEncryption', FuseV1Options.EnableCookieEncryption, false], // there are no cookies, and key rings would ask
  ['enableNodeOptionsEnvironmentVariable', FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  ['enableNodeCliInspectArguments', FuseV1Options.EnableNodeCliInspectArguments, false],
  ['enableEmbeddedAsarIntegrityValidation', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  ['onlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, true],
  ['loadBrowserProcessSpecificV8Snapshot', FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  ['grantFileProtocolExtraPrivileges', FuseV1Options.GrantFileProtocolExtraPrivileges, false],
]);

/** The switches as electron-builder takes them. */
export const electronFuses = { ...Object.fromEntries(wanted.map(([name, , on]) => [name, on])), resetAdHocDarwinSignature: true };

/**
 * Reads the switches of a built program, and refuses a program that has others.
 * @param {string} program
 * @returns {Promise<Readonly<Record<string, boolean>>>}
 */
export async function checkFuses(program) {
  const wire = /** @type {Record<number, number>} */ (/** @type {unknown} */ (await getCurrentFuseWire(program)));
  const read = Object.fromEntries(wanted.map(([name, key]) => [name, wire[key] === enabled]));
  const wrong = wanted.filter(([name, , on]) => read[name] !== on).map(([name, , on]) => `${name} is not ${on ? 'on' : 'off'}`);
  if (wrong.length > 0) throw new SetupError(`The fuses of ${program} are wrong: ${wrong.join(', ')}.`, 'Do not ship it.');
  return read;
}
