import type { ControlPurpose, EdgeRole } from '#engine/plan';

export const roleTitles: Readonly<Record<EdgeRole, string>> = {
  reference: 'Reference: what production is compared with',
  production: 'Production: what is watched',
};

export const purposeTitles: Readonly<Record<ControlPurpose, string>> = {
  deploy: 'Deploys it: part of a release',
  start: 'Starts it: at run time',
};
