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
import { resourceGroup } from './resources';

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

const groupLine = 'az group create --name "$RESOURCE_GROUP" --location "$LOCATION" --output none';

/** The commands that deploy it. */
export function infrastructureLines(context: ExportContext): string[] {
  if (infrastructureLanguage(context) === 'terraform') return terraformLines(context);
  const { template, parameters } = templateOf(context);
  return [
    groupLine,
    'az deployment group create --resource-group "$RESOURCE_GROUP" --name "infra-$VERSION" \\',
    `  --template-file ${word(template)} --parameters ${parameters.map(word).join(' ')} --output none`,
  ];
}

/** What the Azure CLI is given where the infrastructure is Bicep or a template. */
function templateOf(context: ExportContext): { readonly template: string; readonly parameters: readonly string[] } {
  if (infrastructureLanguage(context) === 'arm') {
    const workflows = loadedWorkflows(context).map(({ parameter, path }) => `${parameter}=@${path}`);
    return { template: armTemplate(context), parameters: [`@${armParameters(context)}`, ...workflows] };
  }
  const folder = context.folder('infra');
  return { template: `${folder}/main.bicep`, parameters: [`@${folder}/main.parameters.json`] };
}

/** The file that says that the infrastructure is among the files. */
export function infrastructureFile(context: ExportContext): string {
  return infrastructureLanguage(context) === 'terraform' ? `${terraformFolder(context)}/main.tf` : templateOf(context).template;
}

function terraformLines(context: ExportContext): string[] {
  const call = `terraform -chdir=${word(terraformFolder(context))}`;
  return [
    groupLine,
    'ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)',
    'TF_DATA_DIR=$(mktemp -d)',
    'export ARM_SUBSCRIPTION_ID TF_DATA_DIR',
    `${call} init -input=false -backend-config "key=$RESOURCE_GROUP.tfstate"`,
    `${call} plan -input=false -var "resource_group_name=$RESOURCE_GROUP" -out "$TF_DATA_DIR/plan"`,
    `${call} apply -input=false "$TF_DATA_DIR/plan"`,
  ];
}

/** What makes the account of Terraform's state; somebody does it once. */
export function stateCommands(context: ExportContext): string[] {
  const { group, account } = terraformState(context);
  return [
    `az group create --name ${word(group)} --location ${word(context.region)}`,
    `az storage account create --resource-group ${word(group)} --name ${word(account)} --sku Standard_LRS --allow-shared-key-access false --min-tls-version TLS1_2`,
    `az storage container-rm create --resource-group ${word(group)} --storage-account ${word(account)} --name state`,
  ];
}

/** What deploys the infrastructure by hand. */
export function commandsByHand(context: ExportContext): string[] {
  const [group, region] = [word(resourceGroup(context)), word(context.region)];
  const inPlace = (line: string) => line.replace('"$RESOURCE_GROUP"', group).replace('"$LOCATION"', region).replace(' --output none', '');
  if (infrastructureLanguage(context) !== 'terraform') {
    const { template, parameters } = templateOf(context);
    return [
      inPlace(groupLine),
      `az deployment group create --resource-group ${group} --template-file ${word(template)} --parameters ${parameters.map(word).join(' ')}`,
    ];
  }
  const call = `terraform -chdir=${word(terraformFolder(context))}`;
  return [inPlace(groupLine), 'export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)', `${call} init`, `${call} apply`];
}

/** The command that checks the files without signing in. Its paths are in double quotes, which all build servers know; signs that act inside of them need those of bash. */
export function infrastructureCheck(context: ExportContext): string {
  const inQuotes = (path: string) => (/^[\w./ -]*$/.test(path) ? `"${path}"` : word(path));
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
