import { page } from './sources';

/*
 * Pages of Microsoft's Azure Well-Architected Framework that the rules on security and reliability rest on.
 */

const base = 'https://learn.microsoft.com/azure/well-architected';

/** @param code of the recommendation in the checklist of its pillar, if it has one @param seen the day of the copy that was read */
function waf(code: string | undefined, title: string, path: string, seen: string) {
  return page(`Well-Architected Framework${code === undefined ? '' : ` ${code}`}: ${title}`, `${base}/${path}`, seen);
}

export const wellArchitected = {
  classification: waf('SE:03', 'Architecture strategies for data classification', 'security/data-classification', '2023-11-15'),
  identity: waf('SE:05', 'Architecture strategies for identity and access management', 'security/identity-access', '2023-11-15'),
  networking: waf('SE:06', 'Architecture strategies for networking and connectivity', 'security/networking', '2023-11-15'),
  encryption: waf('SE:07', 'Architecture strategies for data encryption', 'security/encryption', '2023-10-09'),
  secrets: waf('SE:09', 'Architecture strategies for protecting application secrets', 'security/application-secrets', '2023-10-09'),
  threats: waf('SE:10', 'Recommendations for monitoring and threat detection', 'security/monitor-threats', '2023-11-15'),
  targets: waf('RE:04', 'Architecture strategies for defining reliability targets', 'reliability/metrics', '2024-08-16'),
  redundancy: waf('RE:05', 'Architecture strategies for designing for redundancy', 'reliability/redundancy', '2025-08-13'),
  zones: waf(
    undefined,
    'Architecture strategies for using availability zones and regions',
    'design-guides/regions-availability-zones',
    '2023-11-13',
  ),
  scaling: waf('RE:06', 'Architecture strategies for designing a reliable scaling strategy', 'reliability/scaling', '2025-05-29'),
  transientFaults: waf(undefined, 'Recommendations for handling transient faults', 'design-guides/handle-transient-faults', '2025-02-24'),
  recovery: waf('RE:09', 'Architecture strategies for developing disaster recovery plans', 'reliability/disaster-recovery', '2023-11-15'),
  alerting: waf(
    'RE:10',
    'Architecture strategies for monitoring workload reliability',
    'reliability/monitoring-alerting-strategy',
    '2026-04-17',
  ),
  safeDeployments: waf(
    'OE:11',
    'Architecture strategies for safe deployment practices',
    'operational-excellence/safe-deployments',
    '2023-11-15',
  ),
  azureMl: waf(undefined, 'Architecture best practices for Azure Machine Learning', 'service-guides/azure-machine-learning', '2024-03-11'),
  openAi: waf(undefined, 'Architecture best practices for Azure OpenAI Service', 'service-guides/azure-openai', '2024-03-05'),
  dataPlatform: waf(undefined, 'Data platform for AI workloads on Azure', 'ai/data-platform', '2025-11-11'),
  applicationPlatform: waf(undefined, 'Application platform for AI workloads on Azure', 'ai/application-platform', '2024-11-15'),
  operations: waf(undefined, 'MLOps and GenAIOps for AI workloads on Azure', 'ai/mlops-genaiops', '2024-11-01'),
} as const;
