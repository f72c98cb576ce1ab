import type { DataClassification, Network } from '#engine/plan';

/* Needs that turn on the rules for security and reliability, in the user's words: the form of the plan and the guided start ask for them. */

/** For a field with little room. */
export const networkNames: Readonly<Record<Network, string>> = { public: 'Public', private: 'Private' };

export const networkTitles: Readonly<Record<Network, string>> = {
  public: 'Public: services may be reached over the internet',
  private: 'Private: no service has a public address',
};

export const classificationTitles: Readonly<Record<DataClassification, string>> = {
  public: 'Public',
  general: 'General, for use in the organisation',
  confidential: 'Confidential',
  'highly-confidential': 'Highly confidential',
};

export const classificationHelp = 'The labels that Microsoft recommends to start with, from the least to the most sensitive.';
export const availabilityHelp = 'Share of a month in which answers must be available.';
export const recoveryHelp = 'Longest time that recovery from a disaster may take, such as the loss of a region.';
