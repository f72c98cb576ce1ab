/** Files by which a Linux desktop knows the application: menu entry, kind of file, icons, licences. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iconSizes } from '../icons.mjs';

/** Name of the program, and of the command that starts it: `pipedraft` is the command for CI. */
export const program = 'pipedraft-desktop';

const mimeType = 'application/x-pipedraft-plan';

/**
 * Writes share/ of a package.
 * @param {object} from
 * @param {string} from.root the checkout
 * @param {string} from.appIcons folder of the drawn icons of the application
 * @param {string} from.planIcons the same for plans
 * @param {string} share the folder to fill
 */
export function writeShare({ root, appIcons, planIcons }, share) {
  const into = (/** @type {string[]} */ ...names) => {
    const folder = join(share, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  writeFileSync(join(into('applications'), 'pipedraft.desktop'), desktopEntry(program));
  writeFileSync(join(into('mime', 'packages'), 'pipedraft.xml'), mimeDefinition);
  for (const size of iconSizes.filter((one) => one <= 512)) {
    copyFileSync(join(appIcons, `${size}x${size}.png`), join(into('icons', 'hicolor', `${size}x${size}`, 'apps'), 'pipedraft.png'));
    const name = `${mimeType.replace('/', '-')}.png`;
    copyFileSync(join(planIcons, `${size}x${size}.png`), join(into('icons', 'hicolor', `${size}x${size}`, 'mimetypes'), name));
  }
  copyFileSync(join(root, 'resources/icons/pipedraft.svg'), join(into('icons', 'hicolor', 'scalable', 'apps'), 'pipedraft.svg'));
  copyFileSync(join(root, 'LICENSE'), join(into('doc', 'pipedraft'), 'copyright'));
}

/** @param {string} command starts the application */
export function desktopEntry(command) {
  return `[Desktop Entry]
Type=Application
Version=1.1
Name=Pipedraft
GenericName=Planner of machine-learning pipelines
Comment=Design an Azure machine-learning pipeline offline: check it, score it, cost it, print it
Exec=${command} %F
TryExec=${command}
Icon=pipedraft
Terminal=false
StartupNotify=true
StartupWMClass=Pipedraft
MimeType=${mimeType};
Categories=Development;
Keywords=Azure;machine learning;pipeline;cost;MLOps;
`;
}

const mimeDefinition = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${mimeType}">
    <comment>Pipedraft plan</comment>
    <sub-class-of type="text/plain"/>
    <glob pattern="*.pipedraft.yaml" weight="80"/>
    <glob pattern="*.pipedraft.yml" weight="80"/>
    <glob pattern="*.pipedraft.json" weight="80"/>
  </mime-type>
</mime-info>
`;
