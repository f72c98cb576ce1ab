import type { Need } from '../parts/release-part';
import { databricksRelease } from '../parts/release-shell';
import { joinedPaths, pathLines, plainText } from '../parts/release-text';

/* Steps of GitHub Actions, and the versions of the actions that they use. */

export const actions = {
  checkout: 'actions/checkout@v4',
  node: 'actions/setup-node@v4',
  login: 'azure/login@v2',
  databricks: `databricks/setup-cli@${databricksRelease}`,
  terraform: 'hashicorp/setup-terraform@v3',
} as const;

export const gapsFolder = '.github/actions/gaps';

/** One version for all that a run makes; a second try makes another. */
export const versionLine = 'VERSION="$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"';

/** Names of the variables of the repository that the sign-in reads: client, tenant and subscription. */
export interface SignIn {
  readonly client: string;
  readonly tenant: string;
  readonly subscription: string;
}

export function gapsStep(paths: readonly string[], fail: boolean): object {
  return {
    name: 'What is still to be filled in',
    uses: `./${gapsFolder}`,
    with: { paths: joinedPaths(paths), fail: String(fail) },
  };
}

/** Signs in by the trust between the repository and Azure, without a secret. */
export function loginStep({ client, tenant, subscription }: SignIn): object {
  return {
    name: 'Sign in to Azure',
    uses: actions.login,
    with: {
      'client-id': `\${{ vars.${client} }}`,
      'tenant-id': `\${{ vars.${tenant} }}`,
      'subscription-id': `\${{ vars.${subscription} }}`,
    },
  };
}

export function runStep(title: string, lines: readonly string[], id?: string): object {
  return { name: plainText(title), ...(id === undefined ? {} : { id }), run: `${['set -euo pipefail', ...lines].join('\n')}\n` };
}

export function needSteps(needs: readonly Need[]): object[] {
  return [
    ...(needs.includes('databricks') ? [{ name: 'Install the Databricks CLI', uses: actions.databricks }] : []),
    ...(needs.includes('terraform') ? [{ name: 'Install Terraform', uses: actions.terraform, with: { terraform_wrapper: false } }] : []),
  ];
}

/** Signs in again: the proof of the first sign-in ends after minutes, and its token after an hour. */
export function renewLines({ client, tenant }: SignIn): { readonly env: Record<string, string>; readonly lines: readonly string[] } {
  return {
    env: { AZURE_CLIENT_ID: `\${{ vars.${client} }}`, AZURE_TENANT_ID: `\${{ vars.${tenant} }}` },
    lines: [
      '  if [ $((rounds % 30)) -eq 0 ]; then',
      '    proof=$(curl --silent --fail --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\',
      '      "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | jq --raw-output .value)',
      '    echo "::add-mask::$proof"',
      '    az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" --federated-token "$proof" --output none',
      '  fi',
    ],
  };
}

/** Stops unless somebody has to agree before jobs of an environment: GitHub creates an unknown environment without protection. */
export function protectedLines(): string[] {
  return [
    'name=$(jq --null-input --raw-output --arg name "$ENVIRONMENT" \'$name | @uri\')',
    'reviewers=$(gh api "repos/$GITHUB_REPOSITORY/environments/$name" \\',
    '  --jq \'[.protection_rules[] | select(.type == "required_reviewers")] | length\' || echo 0)',
    'if [ "$reviewers" = 1 ]; then exit 0; fi',
    'echo "::error::The environment of the release has no required reviewers. Add them in the settings of the repository."',
    'exit 1',
  ];
}

/** The action that looks for gaps. */
export function gapsAction(): object {
  return {
    name: 'Gaps',
    description: 'Lists what is still to be filled in, and stops when "fail" is true.',
    inputs: {
      paths: { description: 'Files and folders, separated by ":"', required: true },
      fail: { description: 'Stop when a gap is found', required: true },
    },
    runs: {
      using: 'composite',
      steps: [
        {
          shell: 'bash --noprofile --norc {0}',
          env: { PATHS: '${{ inputs.paths }}', FAIL: '${{ inputs.fail }}' },
          run: [
            ...pathLines,
            `grep -rn 'GAP[(]' -- "\${paths[@]}" > "$RUNNER_TEMP/gaps.txt"`,
            'found=$?',
            'if [ "$found" -eq 1 ]; then exit 0; fi # nothing found, and every path is there',
            'kind=warning',
            'if [ "$FAIL" = true ]; then kind=error; fi',
            'while read -r line; do echo "::$kind::$line"; done < "$RUNNER_TEMP/gaps.txt"',
            'if [ "$kind" = error ]; then',
            '  echo "Still to be filled in, or missing: see above, and README.md."',
            '  exit 1',
            'fi',
            '',
          ].join('\n'),
        },
      ],
    },
  };
}
