import type { ExportContext } from '../context';
import {
  armParameters,
  armTemplate,
  infrastructureLanguage,
  loadedWorkflows,
  terraformFolder,
  terraformState,
  type InfrastructureLanguage,
} from './infrastructure/files';
import { word } from './release-text';

/* How a release deploys the infrastructure, in the language that the plan has it in. */

/** The folder that has to be free of gaps. */
export function infrastructureFolder(context: ExportContext): string {
  const folders: Readonly<Record<InfrastructureLanguage, () => string>> = {
    bicep: () => context.folder('infra'),
    arm: () => armTemplate(context).replace(/\/[^/]*$/, ''),
    terraform: () => terraformFolder(context),
  };
  return folders[infrastructureLanguage(context) ?? 'bicep']();
}

/** The commands that deploy it. */
export function infrastructureLines(context: ExportContext): string[] {
  const lines: Readonly<Record<InfrastructureLanguage, () => string[]>> = {
    bicep: () => {
      const folder = context.folder('infra');
      return groupLines(`${folder}/main.bicep`, [`@${folder}/main.parameters.json`]);
    },
    arm: () => {
      const workflows = loadedWorkflows(context).map(({ parameter, path }) => `${parameter}=@${path}`);
      return groupLines(armTemplate(context), [`@${armParameters(context)}`, ...workflows]);
    },
    terraform: () => terraformLines(context),
  };
  return lines[infrastructureLanguage(context) ?? 'bicep']();
}

function groupLines(template: string, parameters: readonly string[]): string[] {
  return [
    'az group create --name "$RESOURCE_GROUP" --location "$LOCATION" --output none',
    'az deployment group create --resource-group "$RESOURCE_GROUP" --name "infra-$VERSION" \\',
    `  --template-file ${word(template)} --parameters ${parameters.map(word).join(' ')} --output none`,
  ];
}

function terraformLines(context: ExportContext): string[] {
  const { group, account } = terraformState(context);
  const call = `terraform -chdir=${word(terraformFolder(context))}`;
  return [
    '# The state has an account of its own.',
    `az group create --name ${word(group)} --location "$LOCATION" --output none`,
    `az storage account create --resource-group ${word(group)} --name ${word(account)} --location "$LOCATION" --sku Standard_LRS \\`,
    '  --allow-blob-public-access false --allow-shared-key-access false --min-tls-version TLS1_2 --output none',
    `az storage container-rm create --resource-group ${word(group)} --storage-account ${word(account)} --name state --output none`,
    'ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
    'TF_DATA_DIR=$(mktemp -d)',
    'export ARM_SUBSCRIPTION_ID TF_DATA_DIR',
    `${call} init -input=false -backend-config "key=$RESOURCE_GROUP.tfstate"`,
    `${call} plan -input=false -var "resource_group_name=$RESOURCE_GROUP" -out "$TF_DATA_DIR/plan"`,
    `${call} apply -input=false "$TF_DATA_DIR/plan"`,
  ];
}

/** The command that checks the files without signing in. Its paths are in double quotes: build servers have no others in common. */
export function infrastructureCheck(context: ExportContext): string {
  const inQuotes = (path: string) => `"${path.replace(/[^\w./ -]/g, '_')}"`;
  switch (infrastructureLanguage(context)) {
    case 'terraform':
      return `terraform -chdir=${inQuotes(terraformFolder(context))} init -backend=false -input=false && terraform -chdir=${inQuotes(terraformFolder(context))} validate`;
    case 'arm':
      return `jq empty ${inQuotes(armTemplate(context))} ${inQuotes(armParameters(context))}`;
    default:
      return `az bicep build --file ${inQuotes(`${context.folder('infra')}/main.bicep`)} --stdout > /dev/null`;
  }
}

/** True if the commands need Terraform, which build servers do not have. */
export function needsTerraform(context: ExportContext): boolean {
  return infrastructureLanguage(context) === 'terraform';
}
