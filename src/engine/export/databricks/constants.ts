import { bundleServices } from '../parts/release-part';

/* Versions and names of Databricks that files hold. */

/** The LTS runtime that clusters take without a stated one: for machine learning, on processors or on GPUs. Supported until 2028-10-22. */
export const runtime = { cpu: '17.3.x-cpu-ml-scala2.13', gpu: '17.3.x-gpu-ml-scala2.13' } as const;

/** Version of the environment of serverless jobs. */
export const environmentVersion = '4';

export const jobServices: readonly string[] = ['databricks-lakeflow-jobs', 'azure-databricks'];
export const services: readonly string[] = ['azure-databricks', ...bundleServices];
