/**
 * `npm run dist:try`: installs the packages of out/dist/ or out/dist-trial/ into clean Debian systems, uses them as an ordinary user with
 * Chromium's sandbox and without a network, and removes them again. Needs root, debootstrap and rpm, and Debian's packages once: the clean
 * system is kept in /var/tmp/pipedraft-try. The transcript goes to out/dist-try.txt.
 */
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRoot } from '../../bootstrap/system.mjs';
import { SetupError, progress, run } from '../../bootstrap/talk.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');
const cache = '/var/tmp/pipedraft-try';
const user = 1000;

/** What a desktop has and a minimal Debian has not; none of it belongs to what the packages require. */
const desktop = ['xvfb', 'xdg-utils', 'desktop-file-utils', 'shared-mime-info', 'libglib2.0-bin', 'hicolor-icon-theme'];
const tools = ['fonts-dejavu-core', 'poppler-utils', 'ca-certificates', 'x11-utils', 'procps'];

/** @type {string[]} */
const transcript = [];
let failed = false;

try {
  if (process.platform !== 'linux' || !isRoot())
    throw new SetupError('This needs root on Linux.', 'Run it in a virtual machine or a container.');
  const folder = ['dist', 'dist-trial'].map((name) => join(root, 'out', name)).find((one) => existsSync(join(one, 'SHA256SUMS')));
  if (folder === undefined) throw new SetupError('There are no packages.', 'Make them first: npm run dist');
  const base = await cleanSystem();
  const find = (/** @type {string} */ end) => readdirSync(folder).find((name) => name.endsWith(end));
  const packages = { deb: find('.deb'), rpm: find('.rpm'), tar: find('.tar.gz') };
  const ready = join(cache, 'ready'); // the same system with the libraries that the deb asked for
  if (packages.deb) await tryDeb(base, join(folder, packages.deb), ready);
  if (packages.rpm) await tryRpm(ready, join(folder, packages.rpm));
  if (packages.tar) await tryTar(ready, join(folder, packages.tar));
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out', 'dist-try.txt'), `${transcript.join('\n')}\n`);
  process.exitCode = failed ? 1 : 0;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  tell(error.message);
  process.exitCode = 1;
}

/** The smallest Debian, with what a desktop has. @returns {Promise<string>} */
async function cleanSystem() {
  const base = join(cache, 'base');
  if (existsSync(join(base, 'etc', 'pipedraft-try'))) return base;
  mkdirSync(cache, { recursive: true });
  await progress('Making a clean Debian', async () => {
    if (!existsSync(join(base, 'etc', 'debian_version'))) await must('debootstrap', ['--variant=minbase', 'bookworm', base]);
    await must('chroot', [base, 'apt-get', 'update']);
    await must('chroot', [base, 'apt-get', 'install', '-y', '--no-install-recommends', ...desktop, ...tools]);
    await must('chroot', [base, 'useradd', '--create-home', '--uid', String(user), 'trial']);
    writeFileSync(join(base, 'etc', 'pipedraft-try'), '');
  });
  return base;
}

/** @param {string} base @param {string} file @param {string} ready */
async function tryDeb(base, file, ready) {
  title('deb', file);
  const system = await copyOf(base, 'deb');
  cpSync(file, join(system, 'tmp', 'pipedraft.deb'));
  await step('apt installs it, with what it asks for', 'chroot', [
    system,
    'apt-get',
    'install',
    '-y',
    '--no-install-recommends',
    '--option=Dpkg::Options::=--force-unsafe-io',
    '/tmp/pipedraft.deb',
  ]);
  await missingLibraries(system, '/opt/Pipedraft');
  await use(system, { TRY_HELPER: 'yes' });
  await step('apt removes it', 'chroot', [system, 'apt-get', 'purge', '-y', 'pipedraft']);
  check(system, [
    'opt/Pipedraft',
    'usr/bin/pipedraft-desktop',
    'usr/share/applications/pipedraft.desktop',
    'usr/share/mime/packages/pipedraft.xml',
  ]);
  await step('the system forgets the kind of file', 'sh', [
    '-c',
    `! grep -rq pipedraft '${system}/usr/share/mime' '${system}/usr/share/applications'`,
  ]);
  rmSync(ready, { recursive: true, force: true });
  await must('cp', ['-a', system, ready]);
  rmSync(join(ready, 'home', 'trial'), { recursive: true });
}

/** @param {string} ready @param {string} file */
async function tryRpm(ready, file) {
  title('rpm', file);
  const system = await copyOf(ready, 'rpm');
  // the libraries are Debian's, which rpm does not know
  await step('rpm installs it', 'rpm', ['--root', system, '--nodeps', '-i', file]);
  await step('rpm finds its files unchanged', 'rpm', ['--root', system, '--nodeps', '-V', 'pipedraft']);
  await use(system, { TRY_HELPER: 'yes' });
  await step('rpm removes it', 'rpm', ['--root', system, '-e', 'pipedraft']);
  check(system, [
    'opt/Pipedraft',
    'usr/bin/pipedraft-desktop',
    'usr/share/applications/pipedraft.desktop',
    'usr/share/mime/packages/pipedraft.xml',
  ]);
}

/** @param {string} ready @param {string} file */
async function tryTar(ready, file) {
  title('tar.gz', file);
  const system = await copyOf(ready, 'tar');
  prepareHome(system);
  const home = join(system, 'home', 'trial');
  await must('tar', ['-xzf', file, '-C', home, '--no-same-owner']);
  await must('chown', ['-R', `${user}:${user}`, home]);
  const [top] = readdirSync(home).filter((name) => name.startsWith('pipedraft-'));
  await step('its script installs it for one user, without root', ...inside(system, ['sh', `/home/trial/${top}/install.sh`]));
  await use(system, {});
  await step('its script removes it', ...inside(system, ['sh', `/home/trial/${top}/install.sh`, '--uninstall']));
  const share = 'home/trial/.local/share';
  check(system, [
    `${share}/pipedraft-desktop`,
    'home/trial/.local/bin/pipedraft-desktop',
    `${share}/applications/pipedraft.desktop`,
    `${share}/mime/packages/pipedraft.xml`,
  ]);
}

/** Uses the application, and lets every line count. @param {string} system @param {Record<string, string>} env */
async function use(system, env) {
  prepareHome(system);
  mkdirSync(join(system, 'etc', 'pipedraft'), { recursive: true });
  writeFileSync(join(system, 'etc', 'pipedraft', 'policy.yaml'), 'policy: 1\npacks: off\n');
  cpSync(join(here, 'inside.sh'), join(system, 'tmp', 'inside.sh'));
  const settings = Object.entries({ EXPECTED_POLICY: '/etc/pipedraft/policy.yaml (packs off)', ...env }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const [command, args] = inside(system, ['env', ...settings, 'sh', '/tmp/inside.sh']);
  const { code, stdout, stderr } = await run(command, args);
  for (const line of stdout.trimEnd().split('\n')) tell(`  ${line}`);
  if (code === 0) return;
  failed = true;
  if (!stdout.includes('FAILED')) tell(`  FAILED  it ended with ${code}: ${stderr.trim()}`);
}

/** Some plans, and work of an earlier day that is not saved. @param {string} system */
function prepareHome(system) {
  const home = join(system, 'home', 'trial');
  const plans = join(home, 'plans');
  if (existsSync(plans)) return;
  mkdirSync(plans, { recursive: true });
  const example = readFileSync(join(root, 'resources', 'examples', 'churn-scoring.pipedraft.yaml'), 'utf8');
  for (const name of ['My first plan', 'third']) writeFileSync(join(plans, `${name}.pipedraft.yaml`), example);
  writeFileSync(join(plans, 'other.pipedraft.json'), '{ "pipedraft": 1, "name": "Other", "nodes": {} }\n');
  for (const path of [home, plans, ...readdirSync(plans).map((name) => join(plans, name))]) chownSync(path, user, user);
}

/** What must be gone, and what must still be there. @param {string} system @param {readonly string[]} gone */
function check(system, gone) {
  const left = gone.filter((path) => existsSync(join(system, path)));
  say(left.length === 0, left.length === 0 ? 'nothing of the program is left' : `these are left: ${left.join(', ')}`);
  const kept = ['plans/My first plan.pipedraft.yaml', '.config/Pipedraft/recent.json'].filter((name) =>
    existsSync(join(system, 'home', 'trial', name)),
  );
  say(kept.length === 2, `the user's plans and settings are kept: ${kept.join(', ')}`);
}

/** @param {string} system @param {string} folder */
async function missingLibraries(system, folder) {
  const { stdout } = await run('chroot', [system, 'ldd', `${folder}/pipedraft-desktop`]);
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  say(missing.length === 0, missing.length === 0 ? 'every shared library is there' : `libraries are missing: ${missing.join(', ')}`);
}

/**
 * The command line that runs something in a system as its user: with a process tree and devices of its own and no network. It is no chroot,
 * in which the kernel refuses the namespaces that Chromium's sandbox is made of.
 * @param {string} system @param {readonly string[]} command @returns {[string, string[]]}
 */
function inside(system, command) {
  const enter = [
    'set -e',
    `mount --rbind '${system}' '${system}'`,
    `cd '${system}'`,
    'mount -t proc proc proc',
    'mount --rbind /dev dev',
    'mkdir -p .outside',
    'pivot_root . .outside',
    'umount -l /.outside',
    'cd /home/trial',
    'exec "$@"',
  ].join('\n');
  const env = ['env', '-i', 'HOME=/home/trial', 'USER=trial', 'LANG=C.UTF-8', 'PATH=/home/trial/.local/bin:/usr/local/bin:/usr/bin:/bin'];
  const asUser = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', ...env];
  return [
    'unshare',
    ['--mount', '--propagation=private', '--pid', '--fork', '--net', '--ipc', 'sh', '-c', enter, 'enter', ...asUser, ...command],
  ];
}

/** @param {string} from @param {string} name */
async function copyOf(from, name) {
  const to = join(cache, name);
  rmSync(to, { recursive: true, force: true });
  await must('cp', ['-a', from, to]);
  for (const name of readdirSync(join(to, 'tmp'))) rmSync(join(to, 'tmp', name), { recursive: true });
  return to;
}

/** @param {string} what @param {string} command @param {readonly string[]} args */
async function step(what, command, args) {
  const { code, output } = await run(command, args);
  say(code === 0, code === 0 ? what : `${what}: ${output.trim()}`);
}

/** @param {string} command @param {readonly string[]} args */
async function must(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0)
    throw new SetupError(
      `${command} failed:\n${output.trim()}`,
      'Is it installed (apt-get install debootstrap rpm), and can Debian be reached?',
    );
}

/** @param {string} kind @param {string} file */
function title(kind, file) {
  tell(`${kind}: ${file.slice(root.length + 1)}`);
}

/** @param {boolean} ok @param {string} what */
function say(ok, what) {
  if (!ok) failed = true;
  tell(`  ${ok ? 'ok     ' : 'FAILED '} ${what}`);
}

/** @param {string} line */
function tell(line) {
  transcript.push(line);
  process.stdout.write(`${line}\n`);
}
