import type { Choice, Chosen } from '../choice';

export const release: Choice = ({ answers }) => {
  const { approach, starts, estate } = answers;
  if (approach === 'no-code') return [];
  const github = estate.includes('github-actions') && !estate.includes('azure-devops');
  const approves = starts.approval ? ' It waits for an approval before anything goes live.' : '';
  const there = estate.includes(github ? 'github-actions' : 'azure-devops');
  const repository: Chosen = {
    id: 'repository',
    service: 'code-repository',
    title: 'Project repository',
    because: 'With code, the logic of each service leaves it as JSON or YAML and is checked in, so there is a repository.',
    entries: ['gr-code-export', 'gr-code-interface'],
  };
  if (github)
    return [
      repository,
      {
        id: 'release',
        service: 'github-actions',
        title: 'Test and release',
        usage: { minutesPerMonth: 2000 },
        because: `GitHub Actions is run here already, and starts Azure ML jobs from code as well as Azure DevOps does.${approves}`,
        entries: ['cr-github-actions', 'gr-trigger-code', 'gr-code-release'],
        rejected: {
          'azure-devops': 'Does the same; GitHub Actions is there',
          'deployment-scripts': 'Leave out tests, approvals and a record of who released what',
        },
      },
    ];
  return [
    repository,
    {
      id: 'release',
      service: 'azure-devops',
      title: 'Test and release',
      usage: { minutesPerMonth: 1500, users: 5 },
      because: `${starts.commit ? 'What a change of code sets off is for Azure DevOps.' : 'With code, Azure DevOps does the deploying, and reaches nearly everything in Azure.'}${approves}`,
      entries: [
        ...(starts.commit ? (['gr-trigger-code', 'gr-code-release'] as const) : (['gr-code-release', 'gr-devops-deploys'] as const)),
        ...(starts.approval ? ['gr-devops-approval', 'cr-ado-approvals'] : []),
      ],
      rejected: {
        'github-actions': there ? 'Does the same; Azure DevOps is there' : 'Does it just as well; take it where the code is on GitHub',
        'deployment-scripts': 'Leave out tests, approvals and a record of who released what',
      },
    },
  ];
};
