/*
 * Design decisions of a node about security and reliability: the words of `safeguards` in a plan. The catalog says which of them a service
 * has, and which values it offers. Values go from the one that needs the least work to the one that protects most.
 */

export const safeguards = [
  {
    id: 'access',
    title: 'Reached through',
    help: 'The way by which others reach the service.',
    values: [
      { id: 'internet', title: 'The internet' },
      { id: 'private-endpoint', title: 'A private endpoint' },
      { id: 'virtual-network', title: 'A virtual network it is in' },
    ],
  },
  {
    id: 'outbound',
    title: 'Outbound traffic',
    help: 'Where code on the service may connect to.',
    values: [
      { id: 'open', title: 'Anywhere' },
      { id: 'approved', title: 'Approved addresses only' },
    ],
  },
  {
    id: 'identity',
    title: 'Signs in with',
    help: 'How the service proves to other services who it is, or how callers prove it to the service.',
    values: [
      { id: 'keys', title: 'Keys or passwords' },
      { id: 'service-principal', title: 'A service principal' },
      { id: 'managed-identity', title: 'A managed identity' },
    ],
  },
  {
    id: 'secrets',
    title: 'Secrets are kept in',
    help: 'Where the service reads the keys and passwords that it needs.',
    values: [
      { id: 'settings', title: 'Its settings' },
      { id: 'key-vault', title: 'A key vault' },
    ],
  },
  {
    id: 'roles',
    title: 'Roles are assigned on',
    help: 'The widest scope on which people and identities get rights to the service.',
    values: [
      { id: 'subscription', title: 'The subscription' },
      { id: 'resource-group', title: 'Its resource group' },
      { id: 'resource', title: 'The resource itself' },
    ],
  },
  {
    id: 'encryption',
    title: 'Encrypted with',
    help: 'Who manages the keys that encrypt data at rest.',
    values: [
      { id: 'platform-keys', title: 'Keys that Microsoft manages' },
      { id: 'customer-keys', title: 'Keys of your own' },
    ],
  },
  {
    id: 'zones',
    title: 'Availability zones',
    help: 'Whether the service keeps going when one datacenter of the region fails.',
    values: [
      { id: 'one', title: 'In one zone' },
      { id: 'several', title: 'Across zones' },
    ],
  },
  {
    id: 'copies',
    title: 'Copies for recovery',
    help: 'What the service is restored from after it was deleted, or after its region failed.',
    values: [
      { id: 'none', title: 'None' },
      { id: 'backup', title: 'A backup in the region' },
      { id: 'second-region', title: 'A copy in a second region' },
    ],
  },
  {
    id: 'rollout',
    title: 'New versions',
    help: 'How a new version takes over from the old one.',
    values: [
      { id: 'in-place', title: 'Replace the old one at once' },
      { id: 'blue-green', title: 'Run beside it first (blue-green)' },
    ],
  },
  {
    id: 'retries',
    title: 'Retries',
    help: 'What happens when a step fails for a moment.',
    values: [
      { id: 'none', title: 'The run fails' },
      { id: 'limited', title: 'The step is tried again, a limited number of times' },
    ],
  },
  {
    id: 'reruns',
    title: 'A second run',
    help: 'What happens when the same input is processed twice.',
    values: [
      { id: 'unsafe', title: 'Writes its results twice' },
      { id: 'safe', title: 'Writes the same results again' },
    ],
  },
  {
    id: 'checkpoints',
    title: 'Checkpoints',
    help: 'Where training goes on from after it was interrupted.',
    values: [
      { id: 'none', title: 'From the start' },
      { id: 'regular', title: 'From the last checkpoint' },
    ],
  },
  {
    id: 'quota',
    title: 'Quota',
    help: 'Whether the quota for the peak was checked and, where needed, requested.',
    values: [
      { id: 'unchecked', title: 'Not checked' },
      { id: 'confirmed', title: 'Confirmed for the peak' },
    ],
  },
] as const satisfies readonly {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly values: readonly { readonly id: string; readonly title: string }[];
}[];

export type Safeguard = (typeof safeguards)[number]['id'];
/** The values of one safeguard. */
export type SafeguardValue<S extends Safeguard = Safeguard> = Extract<(typeof safeguards)[number], { id: S }>['values'][number]['id'];
/** What a plan says of a node's safeguards. */
export type Safeguards = { readonly [S in Safeguard]?: SafeguardValue<S> | undefined };

/** The values of a safeguard, the one that protects least first. */
export function safeguardValues<S extends Safeguard>(id: S): readonly [SafeguardValue<S>, ...SafeguardValue<S>[]] {
  const found = safeguards.find((one) => one.id === id);
  return (found?.values ?? []).map((value) => value.id) as unknown as [SafeguardValue<S>, ...SafeguardValue<S>[]]; // every one has two or more
}
