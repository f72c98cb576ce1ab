import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { deploymentOf, hasResources, infrastructureServices } from '../parts/infrastructure/deployment-of';
import { terraformFolder } from '../parts/infrastructure/files';
import { FlatDeployment, type FlatResource } from '../parts/infrastructure/flat';
import type { Place } from './expression';
import { commentText } from './hcl';
import { writeResource } from './resource';
import { mainFile, outputsFile, valuesFile, variablesFile, versionsFile } from './root-files';

/** Azure resources as Terraform. */
export const terraform: Exporter = {
  meta: {
    id: 'terraform',
    title: 'Terraform',
    group: 'infrastructure',
    covers: 'The Azure resources of the plan for Terraform, in place of Bicep.',
    services: infrastructureServices,
    onRequest: true,
  },

  applies: hasResources,

  *write(context) {
    const flat = new FlatDeployment(deploymentOf(context));
    if (flat.resources.length === 0) return;
    const folder = terraformFolder(context);
    const place: Place = { flat, file: `${folder}/main.tf` };
    const terms = flat.resources.map((resource) => flat.termsOf(resource));
    const uses = new Set([...terms.flat(), ...[...flat.variables.values()].map(({ term }) => term)].map(({ is }) => is));
    const file = (name: string, lines: TextLines): Draft => ({ path: `${folder}/${name}`, format: 'text', comment: '# ', lines });
    yield file('versions.tf', versionsFile(context));
    yield file('variables.tf', variablesFile(context, flat, uses));
    yield file('terraform.tfvars', valuesFile(context, flat));
    yield file('main.tf', mainFile(place, uses));
    for (const draft of moduleFiles(place, exportedBy(flat))) yield { ...file(draft.name, draft.lines), nodes: draft.nodes };
    yield file('outputs.tf', outputsFile(place));
  },
};

/** What others read of each resource that only Azure knows, by label. */
function exportedBy(flat: FlatDeployment): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const resource of flat.resources)
    for (const term of flat.termsOf(resource))
      if (term.is === 'resource' && term.at.startsWith('properties.'))
        read.set(term.symbol, (read.get(term.symbol) ?? new Set<string>()).add(term.at));
  return read;
}

function* moduleFiles(place: Place, exported: ReadonlyMap<string, ReadonlySet<string>>) {
  const { flat } = place;
  const { graph } = flat.deployment.context;
  const byModule = new Map<string, FlatResource[]>();
  for (const resource of flat.resources) byModule.set(resource.module.id, [...(byModule.get(resource.module.id) ?? []), resource]);
  for (const [id, resources] of byModule) {
    const lines = new TextLines();
    const module = resources[0]?.module;
    for (const line of module?.about ?? []) lines.add(`# ${commentText(line)}`);
    for (const resource of resources) writeResource(lines, resource, place, [...(exported.get(resource.label) ?? [])].sort());
    const nodes = [...(module?.nodes ?? [])].sort((a, b) => (graph.get(a)?.at ?? 0) - (graph.get(b)?.at ?? 0));
    yield { name: `${id}.tf`, lines, nodes };
  }
}
