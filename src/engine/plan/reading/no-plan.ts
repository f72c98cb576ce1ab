import type { Problem } from '../../errors';
import { linesOf } from './lines';

/** A problem that is visible before a text is parsed: it is another kind of file, or unfinished. */
export function refuseText(text: string): Problem | undefined {
  const conflict = /^<{7} .*$/m.exec(text);
  if (conflict)
    return {
      message: 'The file holds the marks of a merge that was not finished.',
      fix: 'Settle the merge: keep one side of each block between <<<<<<< and >>>>>>>.',
      place: linesOf(text).at(conflict.index),
    };
  const known = kinds.find(({ starts }) => starts.test(text));
  if (known) return { message: known.message, fix: known.fix };
  if (text.includes('\0'))
    return {
      message: 'This is not a text file: it holds binary data.',
      fix: 'Choose a plan: a file whose name ends in .pipedraft.yaml or .pipedraft.json.',
    };
  return undefined;
}

const htmlStart = /^\s{0,1000}<(?:!doctype html|html)[\s>]/i;

/** True if a text is a web page. */
export function isHtml(text: string): boolean {
  return htmlStart.test(text);
}

/** True if a text has nothing to read. */
export function isEmptyText(text: string): boolean {
  return !/\S/.test(text);
}

/** Other files that may be found under the name of a plan, by their beginning. */
const kinds: readonly { readonly starts: RegExp; readonly message: string; readonly fix: string }[] = [
  {
    starts: /^version https:\/\/git-lfs\.github\.com\/spec\//,
    message: 'This is a pointer of Git LFS: the file itself was not fetched.',
    fix: 'Run "git lfs pull" in its folder, and open it again.',
  },
  {
    starts: htmlStart,
    message: 'This is a web page, such as the sign-in page that a proxy answers with, not the file itself.',
    fix: 'Sign in, and download the file again.',
  },
  { starts: /^\s{0,1000}<\?xml[\s>]/, message: 'This is XML, not YAML or JSON.', fix: 'Choose another file.' },
  { starts: /^%PDF-/, message: 'This is a PDF, not a text file.', fix: 'Choose the file that it was made of.' },
  { starts: /^PK\u0003\u0004/, message: 'This is a ZIP archive, not a text file.', fix: 'Unpack it, and choose a file from it.' },
];

/** The kind of a YAML or JSON value that is not a plan, as far as its top-level keys show: "a Kubernetes manifest". */
export function foreignKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const has = (...keys: readonly string[]) => keys.every((key) => Object.hasOwn(value, key));
  const schema = (value as Record<string, unknown>)['$schema'];
  if (typeof schema === 'string' && /azureml/i.test(schema)) return 'a file of Azure Machine Learning';
  if (typeof schema === 'string' && /deploymentTemplate/i.test(schema)) return 'a template of Azure Resource Manager';
  if (has('apiVersion', 'kind')) return 'a Kubernetes manifest';
  if (has('jobs', 'on')) return 'a GitHub workflow';
  if (has('trigger') || has('stages') || has('steps')) return 'an Azure pipeline';
  if (has('resources', 'bundle')) return 'a Databricks bundle';
  if (has('channels', 'dependencies')) return 'a conda environment';
  if (has('cells', 'nbformat')) return 'a notebook';
  if (has('definition', 'parameters')) return 'a Logic Apps workflow';
  return undefined;
}
