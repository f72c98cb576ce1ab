import { relativePath } from '../parts/places';
import { fromKey } from '../emit/draft';
import type { Need, ReleasePart } from '../parts/release-part';
import type { ReleaseRun } from '../parts/release-runs';
import { databricksRelease, warningLine } from '../parts/release-shell';
import { joinedPaths, pathLines, plainText } from '../parts/release-text';

/* Steps of Azure Pipelines. */

/** The service connection, from the file of variables. It has to be known before the run starts. */
export const connection = '${{ variables.SERVICE_CONNECTION }}';

export const gapsFile = 'azure-pipelines/steps/gaps.yml';

/** One version for all that a run makes; a second try makes another. */
export const versionLine = 'VERSION="$BUILD_BUILDID-$SYSTEM_JOBATTEMPT"';

/** A path of a template as a file refers to it. */
export function templatePath(file: string, to: string): string {
  return relativePath(file, to).replace(/^\.\//, '');
}

/** Stops, or only warns, while a value is still to be filled in. */
export function gapsStep(file: string, paths: readonly string[], fail: boolean): object {
  return { template: templatePath(file, gapsFile), parameters: { paths: joinedPaths(paths), fail } };
}

export interface CliStep {
  readonly name?: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A script with the sign-in of the service connection. */
export function cliStep({ name, title, lines }: CliStep): object {
  return {
    task: 'AzureCLI@2',
    ...(name === undefined ? {} : { name }),
    displayName: plainText(title),
    inputs: {
      azureSubscription: connection,
      scriptType: 'bash',
      scriptLocation: 'inlineScript',
      inlineScript: `${['set -euo pipefail', ...lines].join('\n')}\n`,
    },
  };
}

/** Installs what the commands need and the agents do not have. */
export function needSteps(needs: readonly Need[]): object[] {
  return installations.flatMap(({ need, title, lines }) =>
    needs.includes(need) ? [{ bash: `${lines.join('\n')}\n`, displayName: title }] : [],
  );
}

const installations: readonly { readonly need: Need; readonly title: string; readonly lines: readonly string[] }[] = [
  {
    need: 'databricks',
    title: 'Install the Databricks CLI',
    lines: [
      `curl --fail --silent --show-error --location https://raw.githubusercontent.com/databricks/setup-cli/${databricksRelease}/install.sh | sudo sh`,
    ],
  },
  {
    need: 'terraform',
    title: 'Install Terraform',
    lines: [
      'set -euo pipefail',
      'key=/usr/share/keyrings/hashicorp.gpg',
      'curl --fail --silent --show-error --location https://apt.releases.hashicorp.com/gpg | sudo gpg --dearmor --yes --output "$key"',
      'echo "deb [signed-by=$key] https://apt.releases.hashicorp.com $(lsb_release --codename --short) main" |',
      '  sudo tee /etc/apt/sources.list.d/hashicorp.list',
      'sudo apt-get update --quiet && sudo apt-get install --yes terraform',
    ],
  },
];

/** The steps that deploy a part. @param hasVersion whether the job has the version of a run already */
export function deploySteps(file: string, part: ReleasePart, hasVersion = false): object[] {
  const usesVersion = part.lines.some((line) => line.includes('$VERSION'));
  const lines = [
    ...warningLine(part.lines, '##vso[task.logissue type=warning]'),
    ...(usesVersion && !hasVersion ? [versionLine] : []),
    ...part.lines,
  ];
  return [
    ...(part.paths.length > 0 ? [gapsStep(file, part.paths, true)] : []),
    ...needSteps(part.needs),
    cliStep({ title: part.title, lines }),
  ];
}

/** A server job waits without an agent, whose time is limited. */
export function waitJob(run: ReleaseRun): object {
  const job = {
    job: 'wait',
    displayName: 'Wait for the end of the run',
    dependsOn: 'submit',
    pool: 'server',
    timeoutInMinutes: Math.round(60 * run.limit),
    variables: { JOB: "$[ dependencies.submit.outputs['submit.job'] ]" },
    steps: [
      {
        task: 'AzureMLJobWaitTask@1',
        inputs: {
          serviceConnection: connection,
          resourceGroupName: '$(RESOURCE_GROUP)',
          azureMLWorkspaceName: '$(ML_WORKSPACE)',
          azureMLJobName: '$(JOB)',
        },
      },
    ],
  };
  const expected = run.longest === undefined ? 'The plan states no time for a run' : `Up to ${run.longest} hours by the plan`;
  return fromKey(job, 'pool', {
    above: [
      `${expected}. A server job waits without an agent, for two days at most.`,
      'The task comes with the extension "Azure Machine Learning" of the Visual Studio Marketplace.',
    ],
  });
}

/** The template that looks for gaps. */
export function gapsTemplate(): object {
  return {
    parameters: [
      { name: 'paths', type: 'string' },
      { name: 'fail', type: 'boolean' },
    ],
    steps: [
      {
        bash: `${[
          ...pathLines,
          `grep -rn 'GAP[(]' -- "\${paths[@]}" > "$AGENT_TEMPDIRECTORY/gaps.txt"`,
          'found=$?',
          'if [ "$found" -eq 1 ]; then exit 0; fi # nothing found, and every path is there',
          'kind=warning',
          'if [ "$FAIL" = true ]; then kind=error; fi',
          `while read -r line; do echo "##vso[task.logissue type=$kind]$line"; done < "$AGENT_TEMPDIRECTORY/gaps.txt"`,
          'if [ "$kind" = error ]; then',
          '  echo "Still to be filled in, or missing: see above, and README.md."',
          '  exit 1',
          'fi',
          '',
        ].join('\n')}`,
        displayName: 'What is still to be filled in',
        env: { PATHS: '${{ parameters.paths }}', FAIL: '${{ lower(parameters.fail) }}' },
      },
    ],
  };
}
